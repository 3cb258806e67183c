#include "ui/start/start_page.h"

#include <QBoxLayout>
#include <QFile>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <system_error>

#include "engine/io/project_file.h"
#include "ui/panels/flow_layout.h"
#include "ui/start/start_card.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {

constexpr int kPageEdge = 4 * kGrid;
constexpr int kRecentWidth = 320;
constexpr int kSideBySide = 2 * 264 + kRecentWidth + 3 * kPageEdge;  // room for two cards beside

QLabel* headingLabel(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setProperty("role", "title");
  return label;
}

/// Keys that edit: the canvas behind the page must not get them.
bool isForTheCanvas(const QKeyEvent& event) {
  for (const auto key : {QKeySequence::Undo, QKeySequence::Redo, QKeySequence::Cut,
                         QKeySequence::Copy, QKeySequence::Paste, QKeySequence::SelectAll}) {
    if (event.matches(key)) return true;
  }
  const bool isFunctionKey = event.key() >= Qt::Key_F1 && event.key() <= Qt::Key_F35;
  const auto held = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
  return held == Qt::NoModifier && (!isFunctionKey || event.key() == Qt::Key_F2);
}

}  // namespace

StartPage::StartPage(QWidget* parent) : QFrame(parent), scroll_(new QScrollArea(this)) {
  setObjectName(QStringLiteral("startPage"));
  setProperty("role", "panel");
  setFocusPolicy(Qt::ClickFocus);
  auto* content = new QWidget(scroll_);
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(kPageEdge, kPageEdge * 3 / 4, kPageEdge, kPageEdge);
  column->setSpacing(3 * kGrid);
  column->addWidget(makeHeader());
  parts_ = new QBoxLayout(QBoxLayout::LeftToRight);
  parts_->setSpacing(kPageEdge);
  parts_->addWidget(makeTemplates(), 1);
  parts_->addWidget(makeRecent(), 0);
  column->addLayout(parts_);
  column->addStretch(1);
  scroll_->setWidget(content);
  scroll_->setWidgetResizable(true);
  scroll_->setFocusPolicy(Qt::NoFocus);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll_);
  for (QWidget* stop : stops()) stop->installEventFilter(this);
  retranslate();
}

QWidget* StartPage::makeHeader() {
  auto* header = new QWidget(this);
  auto* grid = new QGridLayout(header);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setVerticalSpacing(2 * kGrid);
  grid->setHorizontalSpacing(kGrid);
  title_ = headingLabel(header);
  QFont large = title_->font();
  large.setPointSizeF(large.pointSizeF() * 1.5);
  title_->setFont(large);
  open_ = new QPushButton(header);
  empty_ = new QPushButton(header);
  close_ = new QToolButton(header);
  close_->setProperty("quiet", true);
  close_->setText(QStringLiteral("×"));
  grid->addWidget(title_, 0, 0, 1, 3);
  grid->addWidget(close_, 0, 3);
  grid->addWidget(open_, 1, 0);
  grid->addWidget(empty_, 1, 1);
  grid->setColumnStretch(2, 1);
  connect(open_, &QPushButton::clicked, this, &StartPage::openWanted);
  connect(empty_, &QPushButton::clicked, this, &StartPage::emptyWanted);
  connect(close_, &QToolButton::clicked, this, &StartPage::closed);
  return header;
}

QWidget* StartPage::makeTemplates() {
  auto* part = new QWidget(this);
  auto* column = new QVBoxLayout(part);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid * 3 / 2);
  templatesTitle_ = headingLabel(part);
  column->addWidget(templatesTitle_);
  auto* flow = new FlowLayout(2 * kGrid);
  flow->setEven(true);
  for (const loom::TemplateText& text : loom::templateTexts()) {
    auto* card = new StartCard(text, part);
    connect(card, &StartCard::clicked, this, [this, card] { emit templateChosen(card->file()); });
    flow->addWidget(card);
    cards_.push_back(card);
  }
  column->addLayout(flow);
  column->addStretch(1);
  return part;
}

QWidget* StartPage::makeRecent() {
  recent_ = new QWidget(this);
  auto* column = new QVBoxLayout(recent_);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(kGrid * 3 / 2);
  recentTitle_ = headingLabel(recent_);
  recentTitle_->setIndent(kGrid);  // level with the rows' text
  column->addWidget(recentTitle_);
  list_ = new QVBoxLayout;
  list_->setSpacing(2);
  column->addLayout(list_);
  column->addStretch(1);
  recent_->hide();
  return recent_;
}

/// One after the other, so that none keeps the window long: each is measured in this thread.
void StartPage::readNextTemplate() {
  if (read_ == cards_.size()) return;
  StartCard* card = cards_[read_++];
  files_.start([this, card]() -> Background::Ending {
    QFile file(QStringLiteral(":/templates/%1.loom").arg(card->file()));
    auto project = file.open(QIODevice::ReadOnly) ? loom::parseProject(file.readAll().toStdString())
                                                  : loom::Result<loom::Project>(loom::Project());
    if (!project) return [this] { readNextTemplate(); };
    auto graph = std::make_shared<const loom::Graph>(std::move(project->graph));
    auto analysis = std::make_shared<const loom::Analysis>(loom::analyse(*graph));
    return [this, card, graph, analysis] {
      card->setNetwork(pictureOf(*graph, *analysis, font()), analysis->parameterCount);
      readNextTemplate();
    };
  });
}

namespace {

/// Milliseconds since 1970; none: there is no such file. The local time is for the GUI thread to
/// find: the C library's time zone is one for all threads.
std::optional<qint64> changedAt(const QString& path) {
  std::error_code error;
  const std::filesystem::path file(path.toStdString());
  if (!std::filesystem::is_regular_file(file, error)) return std::nullopt;
  const auto time = std::filesystem::last_write_time(file, error);
  if (error) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::file_clock::to_sys(time).time_since_epoch())
      .count();
}

}  // namespace

void StartPage::setRecent(const QStringList& paths) {
  files_.start([this, paths, ticket = ++recentTicket_]() -> Background::Ending {
    std::vector<std::pair<QString, std::optional<qint64>>> times;
    for (const QString& path : paths) times.emplace_back(path, changedAt(path));
    return [this, times, ticket] {
      if (ticket != recentTicket_) return;
      std::vector<RecentFile> files;
      for (const auto& [path, time] : times)
        files.push_back({path, time ? QDateTime::fromMSecsSinceEpoch(*time) : QDateTime()});
      showRecent(files);
    };
  });
}

void StartPage::showRecent(const std::vector<RecentFile>& files) {
  const auto focused = std::find(rows_.begin(), rows_.end(), focusWidget());
  const bool hadFocus = focused != rows_.end();
  const auto place = static_cast<std::size_t>(focused - rows_.begin());
  for (RecentRow* row : rows_) {
    row->hide();
    row->deleteLater();
  }
  rows_.clear();
  for (const RecentFile& file : files) {
    auto* row = new RecentRow(file, recent_);
    row->installEventFilter(this);
    connect(row, &RecentRow::removeWanted, this, &StartPage::removeWanted);
    connect(row, &RecentRow::clicked, this, [this, row] {
      if (!row->isMissing()) emit fileChosen(row->path());
    });
    list_->addWidget(row);
    row->show();  // now, so that it can have the focus
    rows_.push_back(row);
  }
  recent_->setVisible(!rows_.empty());
  if (!hadFocus || !isVisible()) return;
  if (rows_.empty())
    cards_.front()->setFocus(Qt::OtherFocusReason);
  else
    rows_[std::min(place, rows_.size() - 1)]->setFocus(Qt::OtherFocusReason);
}

QList<QWidget*> StartPage::stops() const {
  QList<QWidget*> all = {open_, empty_, close_};
  for (StartCard* card : cards_) all << card;
  for (RecentRow* row : rows_) all << row;
  return all;
}

/// To the nearest stop in the arrow's direction: sideways in the same row, else what lies aside
/// counts as farther.
void StartPage::moveFocus(const QWidget* from, int key) {
  const auto placeOf = [this](const QWidget* w) {
    return QRectF(w->mapTo(this, QPoint()), w->size());
  };
  const bool flat = key == Qt::Key_Left || key == Qt::Key_Right;
  const qreal sign = key == Qt::Key_Right || key == Qt::Key_Down ? 1 : -1;
  const QRectF here = placeOf(from);
  QWidget* best = nullptr;
  qreal nearest = std::numeric_limits<qreal>::max();
  for (QWidget* stop : stops()) {
    const QRectF there = placeOf(stop);
    const QPointF way = there.center() - here.center();
    const qreal ahead = sign * (flat ? way.x() : way.y());
    const bool sameRow = there.top() < here.bottom() && here.top() < there.bottom();
    if (stop == from || ahead < 1 || flat != sameRow || !stop->isVisible()) continue;
    const qreal far = ahead + 3 * std::abs(flat ? way.y() : way.x());
    if (far < nearest) {
      nearest = far;
      best = stop;
    }
  }
  if (!best) return;
  best->setFocus(Qt::TabFocusReason);
  scroll_->ensureWidgetVisible(best, kPageEdge, kPageEdge);
}

bool StartPage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::FocusIn)
    scroll_->ensureWidgetVisible(qobject_cast<QWidget*>(watched), kPageEdge, kPageEdge);
  if (event->type() != QEvent::KeyPress) return QFrame::eventFilter(watched, event);
  switch (const int key = static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
      moveFocus(qobject_cast<QWidget*>(watched), key);
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (auto* button = qobject_cast<QAbstractButton*>(watched)) button->click();
      return true;
    default:
      return QFrame::eventFilter(watched, event);
  }
}

bool StartPage::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride &&
      isForTheCanvas(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  return QFrame::event(event);
}

void StartPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    emit closed();
    return;
  }
  QFrame::keyPressEvent(event);
}

void StartPage::showEvent(QShowEvent* event) {
  if (read_ == 0) readNextTemplate();
  cards_.front()->setFocus(Qt::OtherFocusReason);
  QFrame::showEvent(event);
}

void StartPage::resizeEvent(QResizeEvent* event) {
  const bool beside = width() >= grown(kSideBySide, this);
  const int recentWidth = grown(kRecentWidth, this);
  parts_->setDirection(beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
  recent_->setMaximumWidth(beside ? recentWidth : QWIDGETSIZE_MAX);
  recent_->setMinimumWidth(beside ? recentWidth : 0);
  QFrame::resizeEvent(event);
}

void StartPage::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) retranslate();
  QFrame::changeEvent(event);
}

void StartPage::retranslate() {
  setAccessibleName(tr("Start page"));
  title_->setText(tr("Start a project"));
  templatesTitle_->setText(tr("Templates, ready to train"));
  recentTitle_->setText(tr("Recent projects"));
  open_->setText(tr("Open…"));
  empty_->setText(tr("Empty canvas"));
  close_->setToolTip(tr("Back to the canvas (Esc)"));
  close_->setAccessibleName(tr("Back to the canvas"));
}

}  // namespace loom::ui
