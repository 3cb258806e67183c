#include "ui/language.h"

#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

namespace loom::ui {

namespace {

/// Owned by the application, under a name of its own, so that it can be replaced.
void install(QApplication& app, const QString& owner, const QString& file, const QString& folder) {
  if (auto* old = app.findChild<QTranslator*>(owner)) {
    app.removeTranslator(old);
    delete old;
  }
  auto* translator = new QTranslator(&app);
  translator->setObjectName(owner);
  if (!file.isEmpty() && translator->load(file, folder)) {
    app.installTranslator(translator);
  } else {
    delete translator;
  }
}

}  // namespace

void applyLanguage(QApplication& app, const QString& language) {
  QString code = language;
  if (language == QLatin1String("system")) {
    code = QLocale::system().language() == QLocale::Chinese ? QStringLiteral("zh_CN")
                                                            : QStringLiteral("en");
  }
  const bool english = code == QLatin1String("en");
  QLocale::setDefault(english ? QLocale(QLocale::English) : QLocale(code));
  install(app, QStringLiteral("qtTexts"), english ? QString() : QStringLiteral("qtbase_") + code,
          QLibraryInfo::path(QLibraryInfo::TranslationsPath));
  install(app, QStringLiteral("ownTexts"),
          english ? QString() : QStringLiteral("layerloom_") + code, QStringLiteral(":/i18n"));
}

}  // namespace loom::ui
