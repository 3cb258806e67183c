#include "ui/my_digits.h"

#include <algorithm>
#include <utility>

#include "ui/engine_text.h"

namespace loom::ui {

class MyDigits::Edit final : public QUndoCommand {
 public:
  Edit(MyDigits& digits, const QString& text, loom::DigitsChange change)
      : QUndoCommand(text),
        digits_(digits),
        change_(std::move(change)),
        inverse_(loom::inverseOf(change_, digits.all())) {}
  void redo() override { digits_.apply(change_); }
  void undo() override { digits_.apply(inverse_); }

 private:
  MyDigits& digits_;
  loom::DigitsChange change_, inverse_;
};

MyDigits::MyDigits(const QString& folder, QObject* parent)
    : QObject(parent), folder_(folder.toStdString()) {
  refresh();
}

const loom::KeptDigit* MyDigits::find(qint64 id) const {
  const auto at = std::ranges::find(all_, id, &loom::KeptDigit::id);
  return at == all_.end() ? nullptr : &*at;
}

qint64 MyDigits::keep(const std::vector<float>& drawing, int label) {
  const loom::KeptDigit digit = loom::keptDigit(drawing, label, all_);
  edit(tr("Keep a %1").arg(label), {.put = {digit}});
  return digit.id;
}

void MyDigits::relabel(const QList<qint64>& ids, int label) {
  loom::DigitsChange change;
  for (const qint64 id : ids) {
    const loom::KeptDigit* digit = find(id);
    if (!digit || digit->label == label) continue;
    change.put.push_back(*digit);
    change.put.back().label = label;
  }
  if (change.put.empty()) return;
  const auto count = change.put.size();
  edit(count == 1 ? tr("Label a drawing as %1").arg(label)
                  : tr("Label %1 drawings as %2").arg(count).arg(label),
       std::move(change));
}

void MyDigits::remove(const QList<qint64>& ids) {
  loom::DigitsChange change;
  for (const qint64 id : ids)
    if (find(id)) change.removed.push_back(id);
  if (change.removed.empty()) return;
  const auto count = change.removed.size();
  edit(count == 1 ? tr("Delete a drawing") : tr("Delete %1 drawings").arg(count),
       std::move(change));
}

void MyDigits::edit(const QString& text, loom::DigitsChange change) {
  stack_.push(new Edit(*this, text, std::move(change)));
}

void MyDigits::apply(const loom::DigitsChange& change) {
  loom::applyChange(all_, change);
  ++pending_;
  files_.start([this, folder = folder_, change] {
    return [this, found = loom::changeMyDigits(folder, change)] { settle(found); };
  });
  emit changed();
}

void MyDigits::refresh() {
  ++pending_;
  files_.start([this, folder = folder_] {
    return [this, found = loom::readMyDigits(folder)] { settle(found); };
  });
}

/// What is on disk holds, unless more is on its way there.
void MyDigits::settle(loom::Result<loom::KeptDigits> found) {
  --pending_;
  if (!found) {
    stack_.clear();  // what it would undo may never have been
    const QString sentence = engineText(found.error().text);
    files_.start([this, folder = folder_] {
      return [this, now = loom::readMyDigits(folder)] {
        if (pending_ > 0) return;
        all_ = now ? *now : loom::KeptDigits();
        emit changed();
      };
    });
    emit failed(sentence);
    return;
  }
  if (pending_ > 0 || *found == all_) return;
  all_ = std::move(*found);
  emit changed();
}

void MyDigits::exportTo(const QString& folder) {
  files_.start([this, folder, digits = all_]() -> Background::Ending {
    const auto written = loom::exportMyDigits(digits, folder.toStdString());
    return [this, folder, written, count = static_cast<int>(digits.size())] {
      if (written)
        emit exported(folder, count);
      else
        emit failed(engineText(written.error().text));
    };
  });
}

void MyDigits::afterWrites(std::function<void()> then) {
  files_.start([then = std::move(then)] { return then; });
}

}  // namespace loom::ui
