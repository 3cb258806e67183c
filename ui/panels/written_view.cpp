#include "ui/panels/written_view.h"

#include <QEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <algorithm>
#include <cmath>

#include "ui/tabular.h"
#include "ui/theme.h"

namespace loom::ui {

namespace {
constexpr std::size_t kMostTexts = 30;
}  // namespace

QString momentText(const loom::WeightsMoment& moment) {
  if (moment.pastEpoch == 0) return WrittenView::tr("as the run began");
  if (moment.step == 0)
    return moment.learned ? WrittenView::tr("weights from a file")
                          : WrittenView::tr("before any training");
  const double whole = std::floor(moment.epoch);
  const QString epoch = whole == moment.epoch
                            ? WrittenView::tr("after epoch %1").arg(static_cast<qint64>(whole))
                            : WrittenView::tr("in epoch %1").arg(static_cast<qint64>(whole) + 1);
  return WrittenView::tr("%1 · step %2").arg(epoch, groupedNumber(moment.step));
}

WrittenView::WrittenView(QWidget* parent) : QPlainTextEdit(parent) {
  setReadOnly(true);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  setFrameShape(QFrame::NoFrame);
  setUndoRedoEnabled(false);
}

void WrittenView::add(const loom::EvaluationReport& report, const loom::WeightsMoment& moment) {
  if (report.written.empty()) return;
  if (!texts_.empty() && texts_.back().moment.number != moment.number) texts_.clear();
  if (texts_.size() == kMostTexts) texts_.erase(texts_.begin());
  const auto stepOf = [](const Written& text) { return text.moment.step; };
  const auto place = std::ranges::upper_bound(texts_, moment.step, {}, stepOf);
  seen_ = static_cast<std::size_t>(place - texts_.begin());
  texts_.insert(place, {moment, report.opening, report.written});
  fill();
}

void WrittenView::forget() {
  texts_.clear();
  clear();
}

void WrittenView::fill() {
  const Theme& theme = Theme::of(this);
  QTextCharFormat head, given, own;
  head.setForeground(theme.muted);
  given.setForeground(theme.muted);
  given.setFont(monospaceFont(font()));
  own = given;
  own.setForeground(theme.text);
  clear();
  QTextCursor cursor(document());
  int line = 0;
  for (auto text = texts_.rbegin(); text != texts_.rend(); ++text) {
    if (text != texts_.rbegin()) cursor.insertText(QStringLiteral("\n\n"), head);
    if (&*text == &texts_[std::min(seen_, texts_.size() - 1)]) line = cursor.blockNumber();
    cursor.insertText(momentText(text->moment) + QLatin1Char('\n'), head);
    cursor.insertText(QString::fromStdString(text->opening), given);
    cursor.insertText(QString::fromStdString(text->text), own);
  }
  verticalScrollBar()->setValue(document()->findBlockByNumber(line).firstLineNumber());
}

void WrittenView::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange || event->type() == QEvent::LanguageChange) fill();
}

}  // namespace loom::ui
