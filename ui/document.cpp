#include "ui/document.h"

#include <QFileInfo>
#include <QUndoCommand>
#include <algorithm>

#include "engine/io/project_file.h"

namespace loom::ui {

/// Edits with their exact inverse; it holds values only, never a pointer into the project.
class Document::Command : public QUndoCommand {
 public:
  Command(Document& document, const QString& name, loom::Edits edits, int mergeKey)
      : QUndoCommand(name), document_(document), redo_(std::move(edits)), mergeKey_(mergeKey) {}

  int id() const override { return mergeKey_ == 0 ? -1 : mergeKey_; }

  void redo() override {
    undo_ = loom::applyEdits(document_.project_, redo_);
    document_.applied();
  }
  void undo() override {
    loom::applyEdits(document_.project_, undo_);
    document_.applied();
  }

  bool mergeWith(const QUndoCommand* other) override {
    const auto& later = static_cast<const Command&>(*other);
    const loom::Edits before = undo_;
    if (replacesSame(redo_, later.redo_)) {
      redo_ = later.redo_;  // the old value to go back to stays
    } else {
      redo_.insert(redo_.end(), later.redo_.begin(), later.redo_.end());
      undo_.insert(undo_.begin(), later.undo_.begin(), later.undo_.end());
    }
    setText(later.text());
    // What leads nowhere is no step, and leaves none behind.
    setObsolete(redo_ == undo_ || later.redo_ == before);
    return true;
  }
  const loom::Edits& inverse() const { return undo_; }

 private:
  /// Both replace one and the same thing whole, so the later one says it all.
  static bool replacesSame(const loom::Edits& a, const loom::Edits& b) {
    if (a.size() != 1 || b.size() != 1) return false;
    if (std::holds_alternative<loom::ReplaceSettings>(a[0])) {
      return std::holds_alternative<loom::ReplaceSettings>(b[0]);
    }
    const auto* first = std::get_if<loom::ReplaceNode>(&a[0]);
    const auto* second = std::get_if<loom::ReplaceNode>(&b[0]);
    return first && second && first->id == second->id && first->node.id == first->id &&
           second->node.id == second->id;
  }

  Document& document_;
  loom::Edits redo_;
  loom::Edits undo_;
  int mergeKey_;
};

Document::Document(QObject* parent) : QObject(parent) {
  analysis_ = loom::analyse(project_);
  connect(&stack_, &QUndoStack::cleanChanged, this,
          [this](bool clean) { emit modifiedChanged(!clean); });
}

Document::~Document() {
  disconnect(&stack_, nullptr, this, nullptr);  // the stack clears itself after us
}

QString Document::displayName() const {
  if (!path_.isEmpty()) return QFileInfo(path_).fileName();
  const QString name = QString::fromStdString(project_.name);
  return name.isEmpty() ? tr("Untitled") : name;
}

bool Document::readsImages() const {
  return std::ranges::all_of(analysis_.inputNodes, [this](const std::string& id) {
    const loom::NodeInfo* input = analysis_.find(id);
    return !input || !input->output || input->output->rank() == 3;
  });
}

void Document::edit(const QString& name, loom::Edits edits, int mergeKey) {
  if (edits.empty()) return;
  stack_.push(new Command(*this, name, std::move(edits), mergeKey));
}

void Document::takeBack(int mergeKey) {
  const auto* last = static_cast<const Command*>(stack_.command(stack_.index() - 1));
  if (mergeKey == 0 || !last || last->id() != mergeKey) return;
  edit(last->text(), loom::Edits(last->inverse()), mergeKey);
}

int Document::freshMergeKey() {
  static int last = 0;  // GUI thread only; a counter, not state that anything reads
  return ++last;
}

void Document::applied() {
  ++revision_;
  analysis_ = loom::analyse(project_);
  emit changed();
}

void Document::reset(loom::Project project, const QString& path) {
  ++openTicket_;  // an open still under way comes too late
  ++generation_;
  stack_.clear();
  project_ = std::move(project);
  path_ = path;
  ++revision_;
  analysis_ = loom::analyse(project_);
  emit replaced();
  emit pathChanged();
  emit changed();
}

void Document::open(const QString& path) {
  const int ticket = ++openTicket_;
  files_.start([this, ticket, path] {
    auto project = loom::loadProject(path.toStdString());
    return [this, ticket, path, project = std::move(project)]() mutable {
      finishOpen(ticket, path, std::move(project));
    };
  });
}

void Document::finishOpen(int ticket, const QString& path, loom::Result<loom::Project> project) {
  if (ticket != openTicket_) return;
  if (!project) {
    emit openFailed(path, project.error());
    return;
  }
  reset(std::move(*project), path);
  emit opened(path);
}

void Document::save(const QString& path) {
  ++saving_;
  files_.start([this, path, ticket = SaveTicket{generation_, revision_}, project = project_] {
    auto result = loom::saveProject(project, path.toStdString());
    return [this, ticket, path, result] { finishSave(ticket, path, result); };
  });
}

void Document::finishSave(SaveTicket ticket, const QString& path,
                          const loom::Result<void>& result) {
  --saving_;
  if (!result) {
    emit saveFailed(path, result.error());
    return;
  }
  if (ticket.generation == generation_) {  // else another project stands here by now
    if (path_ != path) {
      path_ = path;
      emit pathChanged();
    }
    if (ticket.revision == revision_) stack_.setClean();
  }
  emit saved(path);
}

}  // namespace loom::ui
