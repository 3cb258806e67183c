#pragma once

// Which layer somebody means: by its name, by the names that other frameworks and people give it,
// by what fits, and by what this person uses. GUI thread.

#include <QHash>
#include <QString>
#include <vector>

#include "ui/canvas/node_edits.h"

namespace loom::ui {

struct SearchMatch {
  int rank = 0;     // 0: not at all; more is better
  QString synonym;  // what matched, if it was not the type's own name
};
/// How well `words` describe the type: its whole name, the name's beginning, a word's beginning,
/// anything in it; each a little better than the same in a synonym. Then category, summary, and
/// letters in order.
SearchMatch searchMatch(const loom::LayerType& type, const QString& words);

struct SearchEntry {
  const loom::LayerType* type = nullptr;
  QString reason;  // why it does not fit here; empty: it does
};
/// What `words` leave, best first; equals by what fits, then by use, then as given.
std::vector<SearchEntry> searched(const std::vector<SearchEntry>& entries, const QString& words,
                                  const QHash<QString, int>& uses);

/// Why a new node of that type, attached so, could not be wired or would have no output; empty: it
/// would. Looks only at what it is attached to.
loom::Text whyNotFit(const loom::Graph& graph, const loom::Analysis& analysis,
                     const loom::LayerType& type, const Attachment& attachment);
/// Every type that fits; with `all` also the others, with the reason.
std::vector<SearchEntry> searchEntries(const loom::Graph& graph, const loom::Analysis& analysis,
                                       const Attachment& attachment, bool all);

/// How often each type was added; old habits fade.
QHash<QString, int> layerUses();
void countUse(const loom::LayerType& type);

}  // namespace loom::ui
