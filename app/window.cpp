#include "app/window.h"

#include <QApplication>
#include <QSettings>

#include "app/compose.h"
#include "ui/language.h"
#include "ui/main_window.h"
#include "ui/theme.h"

namespace loom {

int runWindow(int argc, char** argv, const std::string& file) {
  QApplication app(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("layerloom"));
  QApplication::setApplicationName(QStringLiteral("layerloom"));
  QApplication::setApplicationDisplayName(QStringLiteral("Layerloom"));
  QApplication::setApplicationVersion(QStringLiteral(LAYERLOOM_VERSION));
  const QSettings settings;
  const QString system = QStringLiteral("system");
  ui::applyLanguage(app, settings.value(QStringLiteral("view/language"), system).toString());
  ui::applyTheme(app,
                 ui::themeMode(settings.value(QStringLiteral("view/theme"), system).toString()));
  Composition parts;
  parts.window().show();
  parts.window().start(QString::fromStdString(file));
  return QApplication::exec();
}

}  // namespace loom
