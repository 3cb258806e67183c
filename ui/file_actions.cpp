#include "ui/file_actions.h"

#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QMessageBox>
#include <QSettings>

#include "engine/io/project_file.h"
#include "engine/io/templates.h"
#include "ui/document.h"
#include "ui/engine_text.h"

namespace loom::ui {

namespace {

constexpr int kRecentFiles = 8;
const auto kRecentKey = QStringLiteral("files/recent");
const auto kLastKey = QStringLiteral("files/last");
const auto kSuffix = QStringLiteral("loom");

loom::Result<loom::Project> readTemplate(const QString& name) {
  QFile file(QStringLiteral(":/templates/%1.loom").arg(name));
  if (!file.open(QIODevice::ReadOnly)) {
    const QString sentence = FileActions::tr(
        "The template %1 is missing from this copy of Layerloom; install it again.");
    return loom::failed(sentence.arg(name).toStdString());
  }
  return loom::parseProject(file.readAll().toStdString());
}

}  // namespace

FileActions::FileActions(Document& document, QWidget* window)
    : QObject(window),
      startPage(new QAction(this)),
      newEmpty(new QAction(this)),
      open(new QAction(this)),
      save(new QAction(this)),
      saveAs(new QAction(this)),
      document_(document),
      window_(window),
      templates_(std::make_unique<QMenu>()),
      recent_(std::make_unique<QMenu>()) {
  startPage->setShortcut(QKeySequence::New);
  open->setShortcut(QKeySequence::Open);
  save->setShortcut(QKeySequence::Save);
  saveAs->setShortcut(Qt::CTRL | Qt::SHIFT | Qt::Key_S);
  connect(startPage, &QAction::triggered, this, &FileActions::startPageWanted);
  connect(newEmpty, &QAction::triggered, this,
          [this] { whenSafe([this] { document_.reset({}, {}); }); });
  connect(open, &QAction::triggered, this, [this] { whenSafe([this] { chooseFile(); }); });
  connect(save, &QAction::triggered, this, [this] { saveThen({}); });
  connect(saveAs, &QAction::triggered, this, [this] { askWhere({}); });
  connect(templates_.get(), &QMenu::aboutToShow, this, &FileActions::fillTemplates);
  connect(recent_.get(), &QMenu::aboutToShow, this, &FileActions::fillRecent);
  connect(&document_, &Document::opened, this, [this](const QString& path) {
    remember(path);
    emit succeeded();
    if (std::exchange(starting_, false) && document_.graph().nodes.empty()) emit startPageWanted();
  });
  connect(&document_, &Document::openFailed, this, &FileActions::onOpenFailed);
  connect(&document_, &Document::saved, this, &FileActions::onSaved);
  connect(&document_, &Document::saveFailed, this,
          [this](const QString&, const loom::Error& error) {
            afterSave_ = nullptr;
            emit failed(engineText(error.text));
          });
  retranslate();
}

void FileActions::retranslate() {
  startPage->setText(tr("Start &Page"));
  newEmpty->setText(tr("&Empty Project"));
  open->setText(tr("&Open…"));
  save->setText(tr("&Save"));
  saveAs->setText(tr("Save &As…"));
  templates_->setTitle(tr("&Templates"));
  recent_->setTitle(tr("Open &Recent"));
}

void FileActions::start(const QString& file) {
  if (!file.isEmpty()) return openFile(file);
  const QString last = QSettings().value(kLastKey).toString();
  if (last.isEmpty()) return openTemplate(QString::fromLatin1(loom::templateTexts().front().file));
  starting_ = true;
  openFile(last);
}

void FileActions::openFile(const QString& path) {
  document_.open(QDir().absoluteFilePath(path));
}

void FileActions::openTemplate(const QString& file) {
  auto project = readTemplate(file);
  if (!project) {
    emit failed(engineText(project.error().text));
    return;
  }
  document_.reset(std::move(*project), {});
  emit succeeded();
}

/// One sentence with the file in it: what could not be read in it says nothing of where it is.
void FileActions::onOpenFailed(const QString& path, const loom::Error& error) {
  const QString reason = engineText(error.text);
  emit failed(reason.contains(path) ? reason : tr("%1 cannot be opened: %2").arg(path, reason));
  if (!std::exchange(starting_, false)) return;
  QSettings().remove(kLastKey);
  emit startPageWanted();
}

QStringList FileActions::recentFiles() const {
  return QSettings().value(kRecentKey).toStringList();
}

void FileActions::forgetRecent(const QString& path) {
  QStringList files = recentFiles();
  files.removeAll(path);
  QSettings().setValue(kRecentKey, files);
  emit recentChanged();
}

void FileActions::whenSafe(std::function<void()> then) {
  if (!document_.isModified()) return then();
  auto* box = new QMessageBox(
      QMessageBox::Question, tr("Unsaved changes"),
      tr("Save the changes to %1? Without saving they are lost.").arg(document_.displayName()),
      QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, window_);
  box->setObjectName(QStringLiteral("unsavedQuestion"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setDefaultButton(QMessageBox::Save);
  connect(box, &QMessageBox::finished, this, [this, then = std::move(then)](int answer) {
    if (answer == QMessageBox::Discard) then();
    // Edits made while the file is being written are asked about again.
    if (answer == QMessageBox::Save) saveThen([this, then] { whenSafe(then); });
  });
  box->open();
}

void FileActions::saveThen(Step then) {
  if (document_.path().isEmpty()) return askWhere(std::move(then));
  afterSave_ = std::move(then);
  document_.save(document_.path());
}

void FileActions::askWhere(Step then) {
  auto* dialog = new QFileDialog(window_, tr("Save the project"));
  dialog->setObjectName(QStringLiteral("saveDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setDefaultSuffix(kSuffix);
  dialog->setNameFilter(tr("Layerloom projects (*.loom)"));
  const QString path = document_.path();
  dialog->selectFile(path.isEmpty() ? document_.displayName() + QStringLiteral(".loom") : path);
  connect(dialog, &QFileDialog::fileSelected, this,
          [this, then = std::move(then)](const QString& file) {
            afterSave_ = then;
            document_.save(file);
          });
  dialog->open();
}

void FileActions::chooseFile() {
  auto* dialog = new QFileDialog(window_, tr("Open a project"));
  dialog->setObjectName(QStringLiteral("openDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::ExistingFile);
  dialog->setNameFilters({tr("Layerloom projects (*.loom)"), tr("All files (*)")});
  connect(dialog, &QFileDialog::fileSelected, this, &FileActions::openFile);
  dialog->open();
}

void FileActions::onSaved(const QString& path) {
  remember(path);
  emit succeeded();
  if (const Step then = std::exchange(afterSave_, nullptr)) then();
}

void FileActions::remember(const QString& path) {
  QSettings settings;
  QStringList files = recentFiles();
  files.removeAll(path);
  files.prepend(path);
  settings.setValue(kRecentKey, files.mid(0, kRecentFiles));
  settings.setValue(kLastKey, path);
  emit recentChanged();
}

void FileActions::fillTemplates() {
  templates_->clear();
  for (const loom::TemplateText& text : loom::templateTexts()) {
    const QString file = QString::fromLatin1(text.file);
    connect(templates_->addAction(engineText(std::string(text.name))), &QAction::triggered, this,
            [this, file] { whenSafe([this, file] { openTemplate(file); }); });
  }
}

void FileActions::fillRecent() {
  recent_->clear();
  const QStringList files = recentFiles();
  for (const QString& file : files) {
    QAction* action = recent_->addAction(QFileInfo(file).fileName());
    action->setToolTip(file);
    connect(action, &QAction::triggered, this,
            [this, file] { whenSafe([this, file] { openFile(file); }); });
  }
  if (files.isEmpty()) recent_->addAction(tr("No projects yet"))->setEnabled(false);
  recent_->setToolTipsVisible(true);
}

}  // namespace loom::ui
