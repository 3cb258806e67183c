#pragma once

// Settings of a test's own: empty at first, and in a folder that goes away with them.

#include <QCoreApplication>
#include <QSettings>
#include <QTemporaryDir>

namespace loom::test {

class OwnSettings {
 public:
  OwnSettings() {
    QCoreApplication::setOrganizationName(QStringLiteral("layerloom"));
    QCoreApplication::setApplicationName(QStringLiteral("layerloom"));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
  }
  QString path() const { return folder_.path(); }
  QString filePath(const QString& name) const { return folder_.filePath(name); }

 private:
  QTemporaryDir folder_;
};

}  // namespace loom::test
