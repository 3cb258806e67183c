#include "ui/sketch/model_choice.h"

#include <QFileInfo>
#include <QLocale>
#include <algorithm>

#include "engine/io/run_history.h"

namespace loom::ui {
namespace {

bool isThere(const std::string& path) {
  return QFileInfo::exists(QString::fromStdString(path));
}

/// The runs that left weights: the best, or the last where no epoch was the best. Touches the disk.
std::vector<ModelChoice::Item> trainedRuns(const std::string& project) {
  std::vector<ModelChoice::Item> items;
  for (const PastRun& run : pastRuns(project)) {
    const std::string best = run.path + "/best.safetensors", last = run.path + "/last.safetensors";
    ModelChoice::Item item;
    item.files = {run.path + "/project.loom", isThere(best) ? best : last};
    if (!isThere(item.files.weights)) continue;
    item.name = QString::fromStdString(run.name);
    item.started = QDateTime::fromString(QString::fromStdString(run.started), Qt::ISODate);
    items.push_back(std::move(item));
  }
  return items;
}

}  // namespace

ModelChoice::ModelChoice(QObject* parent) : QObject(parent) {
  connect(this, &ModelChoice::came, this, &ModelChoice::read, Qt::QueuedConnection);
}

QString ModelChoice::title(const Item& item) {
  if (!item.started.isValid()) return item.name;
  const QDateTime local = item.started.toLocalTime();
  const QLocale locale;
  const QString time = locale.toString(local.time(), QLocale::ShortFormat);
  const bool today = local.date() == QDate::currentDate();
  return item.name + QStringLiteral(" · ") +
         (today ? time
                : locale.toString(local.date(), QLocale::ShortFormat) + QLatin1Char(' ') + time);
}

QString ModelChoice::title(const ModelAnswer& answer) const {
  const auto found = std::ranges::find(items_, answer.files, &Item::files);
  return found == items_.end() ? QString::fromStdString(answer.name) : title(*found);
}

int ModelChoice::chosenCount() const {
  return static_cast<int>(std::ranges::count_if(items_, &Item::chosen));
}

void ModelChoice::setProject(const QString& path) {
  if (path == project_) return;
  project_ = path;
  ++asked_;
  searching_ = false;
  items_.clear();
  use();
}

void ModelChoice::refresh() {
  if (project_.isEmpty()) return;
  if (!finder_) finder_ = std::make_unique<Background>();
  searching_ = true;
  finder_->start(
      [this, question = ++asked_, path = project_.toStdString()]() -> Background::Ending {
        return [this, question, runs = trainedRuns(path)] {
          if (question == asked_) take(runs);
        };
      });
}

/// What was opened stays.
void ModelChoice::take(std::vector<Item> items) {
  searching_ = false;
  for (const Item& old : items_) {
    const auto same = std::ranges::find(items, old.files, &Item::files);
    if (same != items.end())
      same->chosen = old.chosen;
    else if (!old.started.isValid() || old.chosen)
      items.push_back(old);
  }
  items_ = std::move(items);
  emit changed();
}

void ModelChoice::setChosen(const ModelFiles& files, bool chosen) {
  const auto found = std::ranges::find(items_, files, &Item::files);
  if (found == items_.end() || found->chosen == chosen) return;
  if (chosen && chosenCount() >= kMost) return;
  found->chosen = chosen;
  use();
}

void ModelChoice::chooseNone() {
  for (Item& item : items_) item.chosen = false;
  use();
}

void ModelChoice::open(const QString& project, const QString& weights) {
  Item item;
  item.files = {project.toStdString(), weights.toStdString()};
  item.name = QFileInfo(project).completeBaseName();
  if (std::ranges::find(items_, item.files, &Item::files) == items_.end()) items_.push_back(item);
  setChosen(item.files, true);
}

void ModelChoice::use() {
  std::vector<ModelFiles> chosen;
  for (const Item& item : items_)
    if (item.chosen) chosen.push_back(item.files);
  if (!models_ && !chosen.empty()) {
    models_ = std::make_unique<OtherModels>([this] { emit came(); });
    models_->ask(drawing_, drawingId_);
  }
  std::vector<ModelAnswer> answers;
  for (const ModelFiles& files : chosen) {
    const auto known = std::ranges::find(answers_, files, &ModelAnswer::files);
    answers.push_back(known == answers_.end() ? ModelAnswer{files, {}, {}, 0, {}} : *known);
  }
  answers_ = std::move(answers);
  if (models_) models_->use(std::move(chosen));
  emit changed();
  emit answered();
}

void ModelChoice::ask(const std::vector<float>& drawing, qint64 id) {
  drawing_ = drawing;
  drawingId_ = id;
  if (models_ && !answers_.empty()) models_->ask(drawing, id);
}

/// An answer may still be of models that are not chosen any more.
void ModelChoice::read() {
  std::vector<ModelAnswer> news;
  if (!models_ || !models_->takeAnswers(news)) return;
  for (ModelAnswer& answer : answers_) {
    const auto found = std::ranges::find(news, answer.files, &ModelAnswer::files);
    if (found != news.end()) answer = *found;
  }
  emit answered();
}

}  // namespace loom::ui
