#include "ui/panels/data_panel.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/colour_map.h"
#include "ui/document.h"
#include "ui/engine_text.h"
#include "ui/frame_clock.h"
#include "ui/sample_grid.h"
#include "ui/session.h"
#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {
namespace {

constexpr int kSamples = 6;
constexpr int kSamplePixels = 28;
constexpr std::size_t kExcerpt = 120;  // bytes of a text

/// How the text begins that these tokens are.
QString excerptOf(const Dataset& data) {
  QByteArray bytes;
  for (std::size_t i = 0; i < std::min(kExcerpt, data.train.pixels.size()); ++i)
    bytes += data.alphabet[data.train.pixels[i]];
  return QString::fromUtf8(bytes).simplified() + QStringLiteral(" …");
}

}  // namespace

DataPanel::DataPanel(Document& document, Session& session, QWidget* parent)
    : QWidget(parent), document_(document), session_(session) {
  title_ = new QLabel(this);
  title_->setProperty("role", "title");
  source_ = new QComboBox(this);
  for (const SourceType& type : sourceTypes()) source_->addItem(QString::fromStdString(type.title));
  path_ = new QLineEdit(this);
  browse_ = new QToolButton(this);
  counts_ = new QLabel(this);
  counts_->setProperty("role", "muted");
  counts_->setWordWrap(true);
  samples_ = new SampleGrid(kSamplePixels, this);
  excerpt_ = new QLabel(this);
  excerpt_->setWordWrap(true);
  excerpt_->setTextFormat(Qt::PlainText);
  excerpt_->hide();
  auto* pathRow = new QHBoxLayout;
  pathRow->addWidget(path_, 1);
  pathRow->addWidget(browse_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(kGrid + 4, kGrid, kGrid + 4, kGrid);
  column->addWidget(title_);
  column->addWidget(source_);
  column->addLayout(pathRow);
  column->addWidget(counts_);
  column->addWidget(samples_);
  column->addWidget(excerpt_);
  connect(source_, &QComboBox::activated, this, &DataPanel::chooseSource);
  connect(path_, &QLineEdit::editingFinished, this, [this] { setPath(path_->text()); });
  connect(browse_, &QToolButton::clicked, this, &DataPanel::browse);
  connect(&document_, &Document::changed, this, &DataPanel::showDocument);
  connect(&session_.clock(), &FrameClock::frame, this, &DataPanel::setFrame);
  retranslate();
}

QString DataPanel::countsText() const {
  return counts_->text();
}

const SourceType* DataPanel::source() const {
  return findSourceType(document_.project().data.source);
}

/// The document's own also while a fine-tune mixes them with others.
std::shared_ptr<const Dataset> DataPanel::shownData() const {
  auto own = session_.ownDataset();
  return own ? own : session_.dataset();
}

void DataPanel::setFrame(const Frame& frame) {
  if (!frame.statusIsNew) return;
  showStatus(frame.status);
  showSamples();
}

void DataPanel::showDocument() {
  const SourceType* type = source();
  source_->setCurrentIndex(type ? static_cast<int>(type - sourceTypes().data()) : -1);
  const bool hasPath = type && !type->pathField.empty();
  path_->setVisible(hasPath);
  browse_->setVisible(hasPath && !type->pathIsData);
  const QString choose = type && type->pathIsFile ? tr("Choose a file") : tr("Choose a folder");
  browse_->setAccessibleName(choose);
  browse_->setToolTip(choose);
  if (hasPath) {
    const Field* field = findField(type->fields, type->pathField);
    path_->setPlaceholderText(
        field ? engineText(field->nullText.empty() ? field->label : field->nullText) : QString());
    path_->setToolTip(field ? engineText(field->help) : QString());
    path_->setAccessibleName(field ? engineText(field->label) : tr("Folder of the data"));
    const Value* value = document_.project().data.params.find(type->pathField);
    const auto* text = value ? std::get_if<std::string>(value) : nullptr;
    if (!path_->hasFocus()) path_->setText(text ? QString::fromStdString(*text) : QString());
  }
  source_->setToolTip(type ? engineText(type->summary) : QString());
  showStatus(session_.clock().last().status);
  showSamples();
}

void DataPanel::showStatus(const TrainerStatus& status) {
  const auto dataset = shownData();
  const bool loaded =
      dataset && dataset->source == document_.project().data.source && status.trainSamples > 0;
  QString text;
  if (status.state == TrainerStatus::State::Preparing)
    text = tr("Getting ready: %1").arg(percentText(status.preparing, 0));
  else if (loaded)
    text = tr("train %1 · validation %2 · test %3")
               .arg(groupedNumber(status.trainSamples), groupedNumber(status.validationSamples),
                    groupedNumber(status.testSamples));
  else
    text = tr("Samples appear here when training starts.");
  if (text != counts_->text()) counts_->setText(text);
}

void DataPanel::showSamples() {
  const auto dataset = shownData();
  const bool same = dataset && dataset->source == document_.project().data.source;
  const std::string fingerprint = same ? dataset->fingerprint : std::string();
  if (fingerprint == fingerprint_) return;
  fingerprint_ = fingerprint;
  std::vector<QImage> images;
  const bool isText = same && !dataset->alphabet.empty();
  excerpt_->setText(isText ? excerptOf(*dataset) : QString());
  excerpt_->setVisible(isText);
  for (int i = 0; same && !isText && i < std::min(kSamples, dataset->train.size()); ++i) {
    QImage image = sampleImage(dataset->image(dataset->train, i), dataset->shape, Theme::of(this));
    if (!image.isNull()) images.push_back(std::move(image));
  }
  samples_->setVisible(!images.empty());
  samples_->setImages(std::move(images));
}

void DataPanel::chooseSource(int index) {
  const auto types = sourceTypes();
  if (index < 0 || index >= static_cast<int>(types.size())) return;
  const SourceType& type = types[static_cast<std::size_t>(index)];
  ReplaceSettings settings = settingsOf(document_.project());
  if (settings.data.source == type.name) return;
  settings.data.source = type.name;
  settings.data.params = {};
  document_.edit(tr("Use %1").arg(source_->itemText(index)), {settings});
}

void DataPanel::browse() {
  const bool isFile = source() && source()->pathIsFile;
  auto* dialog = new QFileDialog(this, isFile ? tr("File of the data") : tr("Folder of the data"),
                                 path_->text());
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(isFile ? QFileDialog::ExistingFile : QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly, !isFile);
  dialog->setModal(false);
  connect(dialog, &QFileDialog::fileSelected, this, &DataPanel::setPath);
  dialog->show();
}

void DataPanel::setPath(const QString& path) {
  const SourceType* type = source();
  if (!type || type->pathField.empty()) return;
  ReplaceSettings settings = settingsOf(document_.project());
  if (path.isEmpty())
    settings.data.params.remove(type->pathField);
  else
    settings.data.params.set(type->pathField, path.toStdString());
  if (settings == settingsOf(document_.project())) return;
  document_.edit(tr("Choose the data"), {settings});
}

void DataPanel::retranslate() {
  title_->setText(tr("Data"));
  path_->setAccessibleName(tr("Folder of the data"));
  source_->setAccessibleName(tr("Data source"));
  browse_->setText(QStringLiteral("..."));
  samples_->setAccessibleName(tr("Some training samples"));
  showDocument();
}

void DataPanel::changeEvent(QEvent* event) {
  QWidget::changeEvent(event);
  if (event->type() == QEvent::LanguageChange) retranslate();
}

}  // namespace loom::ui
