#include "ui/answers.h"

namespace loom::ui {

Answers::Answers(Trainer& trainer) : trainer_(trainer) {
  connect(this, &Answers::came, this, &Answers::read, Qt::QueuedConnection);
  trainer_.onAnswer([this] { emit came(); });
}

Answers::~Answers() {
  trainer_.onAnswer({});
}

void Answers::read() {
  if (const Answer* answer = trainer_.newAnswer()) emit answered(*answer);
}

}  // namespace loom::ui
