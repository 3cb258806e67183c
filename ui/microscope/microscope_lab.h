#pragma once

// Takes steps apart for the microscope and proves gradients, on a thread of its own; what is found
// is told here. What was looked at stays as it was, whatever the drawing and the trainer do. GUI
// thread.

#include <QObject>
#include <QString>
#include <atomic>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "engine/inspect/microscope.h"
#include "engine/inspect/prover.h"
#include "ui/background.h"

namespace loom::ui {

class Session;

class MicroscopeLab : public QObject {
  Q_OBJECT

 public:
  enum class State { Empty, Working, Failed, Ready };
  /// Which samples are looked at: so many from this one, or what is drawn.
  struct Samples {
    int first = 0;
    int count = 1;
    bool ofTest = false;
    std::vector<float> drawing;
    bool operator==(const Samples&) const = default;
  };
  /// A gradient on trial: an array of a step, and an element of the record.
  struct Trial {
    loom::MicroscopeStep step;
    std::string tensor;
    std::int64_t element = 0;
  };

  explicit MicroscopeLab(Session& session, QObject* parent = nullptr);
  ~MicroscopeLab() override;

  State state() const { return state_; }
  const QString& problem() const { return problem_; }
  /// Null until something was looked at.
  const std::shared_ptr<const loom::Microscope>& scope() const { return scope_; }
  const Samples& samples() const { return samples_; }
  std::int64_t learned() const { return learned_; }  // steps that the weights had learned
  /// The drawing on the canvas is another network by now.
  bool isStale() const;
  /// What the session shows now, as so many samples.
  Samples chosenSamples(int count) const;

  void look(int count);
  void forget();
  /// How a number came about; worked() tells it. The newest question wins.
  void work(const loom::MicroscopeStep& step, const loom::MicroscopeTensor& tensor, int sample,
            std::int64_t element);
  void prove(const Trial& trial);
  /// One after the other, until one is wrong: the largest element of every gradient.
  void proveAll();
  void cancelProofs();
  bool isProving() const { return proving_; }
  int proved() const { return proved_; }  // of those that proveAll() began
  int toProve() const { return toProve_; }
  int kinks() const { return kinks_; }  // of the proved ones: no difference can judge them

  /// Null where nobody asked.
  const loom::Proof* proofOf(const std::string& tensor, std::int64_t element) const;
  /// Nodes whose gradients were disproved, and the sentence that says so.
  const std::map<std::string, QString>& wrong() const { return wrong_; }

  /// For tests: what is done to every network before it is looked at.
  void setSabotage(std::function<void(loom::Network&)> sabotage) {
    sabotage_ = std::move(sabotage);
  }

 signals:
  void changed();
  void worked(const loom::Working& working);
  /// A proof came, or the last one did.
  void provedOne();

 private:
  struct Found;
  void take(const Found& found);
  void next();
  void judge(const Trial& trial, const loom::Result<loom::Proof>& proof);
  QString verdictText(const Trial& trial, const loom::Proof& proof) const;

  Session& session_;
  State state_ = State::Empty;
  QString problem_;
  std::shared_ptr<const loom::Microscope> scope_;
  std::shared_ptr<loom::Prover> prover_;  // the other thread's
  std::shared_ptr<loom::Workers> workers_ = std::make_shared<loom::Workers>(1);
  Samples samples_;
  std::int64_t learned_ = 0;
  std::map<std::pair<std::string, std::int64_t>, loom::Proof> proofs_;
  std::map<std::string, QString> wrong_;
  std::deque<Trial> trials_;
  bool proving_ = false, all_ = false;
  int proved_ = 0, toProve_ = 0, kinks_ = 0;
  int ticket_ = 0;      // of the newest look
  int workTicket_ = 0;  // of the newest question
  std::function<void(loom::Network&)> sabotage_;
  std::shared_ptr<std::atomic<bool>> gone_ = std::make_shared<std::atomic<bool>>(false);
  Background background_;  // last: it ends before what it uses
};

/// "0.07341", "−1.2e−7": six digits.
QString exactFigure(double value);

}  // namespace loom::ui
