#pragma once

// The document's data for a panel that looks at samples: those that the trainer has, else loaded
// here in the background, also while the network has problems or another one trains. Nothing is
// loaded before somebody looks. GUI thread.

#include <QObject>
#include <QString>
#include <QTimer>
#include <atomic>
#include <memory>
#include <stop_token>

#include "engine/data/dataset.h"
#include "ui/background.h"

namespace loom::ui {

class Document;
class Session;

class PreviewData : public QObject {
  Q_OBJECT

 public:
  PreviewData(Document& document, Session& session, QObject* parent = nullptr);
  ~PreviewData() override;

  /// Whether somebody looks.
  void setWanted(bool wanted);

  /// Null while they are not there.
  const std::shared_ptr<const Dataset>& dataset() const { return dataset_; }
  /// Why they cannot be had; empty: they can.
  const Text& problem() const { return problem_; }
  /// How much of them is loaded, 0..1.
  double progress() const;

 signals:
  /// There are other data, or it is known that there are none, or there is more progress.
  void changed();

 private:
  void look();
  void load();
  void finish(int ticket, const Result<std::shared_ptr<const Dataset>>& loaded);
  void forget();
  bool trainerWillLoad() const;
  bool isWanted(const DataSettings& settings) const;

  Document& document_;
  Session& session_;
  bool wanted_ = false;
  std::shared_ptr<const Dataset> dataset_;
  Text problem_;
  DataSettings settings_;  // of dataset_ or problem_, or of what is being loaded
  int ticket_ = 0;         // of what is being loaded; 0: nothing
  int lastTicket_ = 0;
  std::stop_source stop_;
  std::shared_ptr<std::atomic<double>> loaded_;
  QTimer patience_;  // the trainer may be about to load them itself
  QTimer progress_;
  Background files_;  // last, so that it ends first
};

}  // namespace loom::ui
