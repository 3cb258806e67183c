#pragma once

// Which trained models answer the drawing beside the network in the window: past runs of the
// project, and files that a person opened. It finds runs on another thread, and lets the engine
// read and ask the models on one of theirs; nothing of it runs before one is chosen. What is chosen
// is not kept for the next start. GUI thread.

#include <QDateTime>
#include <QObject>
#include <QString>
#include <memory>
#include <vector>

#include "engine/inspect/other_models.h"
#include "ui/background.h"

namespace loom::ui {

class ModelChoice : public QObject {
  Q_OBJECT

 public:
  static constexpr int kMost = 4;  // side by side

  struct Item {
    ModelFiles files;
    QString name;
    QDateTime started;  // of a run
    bool chosen = false;
  };

  explicit ModelChoice(QObject* parent = nullptr);

  const std::vector<Item>& items() const { return items_; }
  static QString title(const Item& item);
  bool isSearching() const { return searching_; }
  int chosenCount() const;
  /// Of what is chosen, in that order.
  const std::vector<ModelAnswer>& answers() const { return answers_; }
  QString title(const ModelAnswer& answer) const;

  /// Whose runs: a project file; empty: one that was not saved. Nothing stays chosen.
  void setProject(const QString& path);
  /// Looks which runs there are.
  void refresh();
  /// More than kMost are not taken.
  void setChosen(const ModelFiles& files, bool chosen);
  void chooseNone();
  /// Adds and chooses a model.
  void open(const QString& project, const QString& weights);
  /// The newest drawing; an empty one asks nothing.
  void ask(const std::vector<float>& drawing, qint64 id);

 signals:
  /// Items, or what is chosen.
  void changed();
  void answered();
  /// From the models' thread.
  void came();

 private:
  void take(std::vector<Item> items);
  void use();
  void read();

  QString project_;
  std::vector<Item> items_;
  std::vector<ModelAnswer> answers_;
  std::vector<float> drawing_;
  qint64 drawingId_ = 0;
  int asked_ = 0;  // answers to older questions do not count
  bool searching_ = false;
  std::unique_ptr<Background> finder_;  // both once they are needed
  std::unique_ptr<OtherModels> models_;
};

}  // namespace loom::ui
