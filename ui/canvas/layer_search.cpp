#include "ui/canvas/layer_search.h"

#include <QSettings>
#include <algorithm>

#include "ui/engine_text.h"

namespace loom::ui {

namespace {

constexpr int kMostUses = 64;  // then all are halved
const auto kUsesKey = QStringLiteral("search/used");

enum Level { None, Spread, Summary, InCategory, Inside, WordStart, Prefix, Exact };

/// "Conv2DTranspose" and "conv_2d transpose" are the same to somebody who searches.
QString folded(QStringView text) {
  QString letters;
  for (const QChar c : text)
    if (c.isLetterOrNumber()) letters += c.toLower();
  return letters;
}

bool isWordStart(QStringView text, qsizetype at) {
  const QChar before = text[at - 1];
  const QChar here = text[at];
  if (!before.isLetterOrNumber() || before.isDigit() != here.isDigit()) return true;
  const bool beforeLower = at + 1 < text.size() && text[at + 1].isLower();
  return here.isUpper() && (before.isLower() || beforeLower);
}

Level levelOf(QStringView name, const QString& wanted) {
  const QString whole = folded(name);
  if (whole == wanted) return Exact;
  if (whole.startsWith(wanted)) return Prefix;
  if (!whole.contains(wanted)) return None;
  for (qsizetype at = 1; at < name.size(); ++at)
    if (isWordStart(name, at) && folded(name.mid(at)).startsWith(wanted)) return WordStart;
  return Inside;
}

/// The letters of `wanted` in order, with others between them.
bool isSpreadOver(const QString& wanted, const QString& text) {
  qsizetype at = 0;
  for (const QChar letter : wanted) {
    at = text.indexOf(letter, at, Qt::CaseInsensitive);
    if (at < 0) return false;
    ++at;
  }
  return true;
}

Level levelAround(const loom::LayerType& type, const QString& words, const QString& wanted) {
  if (engineText(std::string(loom::categoryName(type.category)))
          .startsWith(words, Qt::CaseInsensitive))
    return InCategory;
  if (words.size() >= 3 && engineText(type.summary).contains(words, Qt::CaseInsensitive))
    return Summary;
  return isSpreadOver(wanted, QString::fromStdString(type.name)) ? Spread : None;
}

/// The ends of the wire that a new node would go into, or the node it would stand beside.
loom::Graph surroundings(const loom::Graph& graph, const Attachment& attachment) {
  const bool into = attachment.kind == Attachment::Kind::Into;
  loom::Graph near;
  for (const std::string& id : into ? std::vector{attachment.link.from, attachment.link.to}
                                    : std::vector{attachment.node}) {
    if (const loom::Node* node = graph.find(id)) near.nodes.push_back(*node);
  }
  if (into) near.links = {attachment.link};
  return near;
}

/// A type that still needs a setting or a second wire is given the chance.
bool isOpen(const loom::LayerType& type) {
  return type.minInputs > 1 || std::ranges::any_of(type.fields, &loom::Field::required);
}

}  // namespace

SearchMatch searchMatch(const loom::LayerType& type, const QString& text) {
  const QString words = text.trimmed();
  if (words.isEmpty()) return {1, {}};
  const QString wanted = folded(words);
  if (wanted.isEmpty()) return {};
  SearchMatch best{2 * levelOf(QString::fromStdString(type.name), wanted), {}};
  for (const std::string& synonym : type.synonyms) {
    for (const QString& name : {engineText(synonym), QString::fromStdString(synonym)}) {
      const int rank = 2 * levelOf(name, wanted) - 1;
      if (rank > best.rank) best = {rank, name};
    }
  }
  if (best.rank > 0) return best;
  return {2 * levelAround(type, words, wanted), {}};
}

std::vector<SearchEntry> searched(const std::vector<SearchEntry>& entries, const QString& words,
                                  const QHash<QString, int>& uses) {
  struct Ranked {
    int rank;
    bool fits;
    int used;
    const SearchEntry* entry;
  };
  std::vector<Ranked> ranked;
  for (const SearchEntry& entry : entries) {
    const int rank = searchMatch(*entry.type, words).rank;
    if (rank == 0) continue;
    const int used = uses.value(QString::fromStdString(entry.type->name));
    ranked.push_back({rank, entry.reason.isEmpty(), used, &entry});
  }
  std::ranges::stable_sort(ranked, [](const Ranked& a, const Ranked& b) {
    return std::tie(a.rank, a.fits, a.used) > std::tie(b.rank, b.fits, b.used);
  });
  std::vector<SearchEntry> found;
  for (const Ranked& each : ranked) found.push_back(*each.entry);
  return found;
}

loom::Text whyNotFit(const loom::Graph& graph, const loom::Analysis& analysis,
                     const loom::LayerType& type, const Attachment& attachment) {
  if (attachment.kind == Attachment::Kind::None) return {};
  const loom::Graph near = surroundings(graph, attachment);
  loom::Text reason = whyNotAttach(near, type, attachment);
  if (!reason.empty() || isOpen(type) || attachment.kind == Attachment::Kind::Before) return reason;
  const bool into = attachment.kind == Attachment::Kind::Into;
  const std::string& source = into ? attachment.link.from : attachment.node;
  const loom::NodeInfo* info = analysis.find(source);
  if (!info || !info->output) return {};
  loom::Node node;
  node.id = loom::freshId(near, type.idStem);
  node.type = type.name;
  const loom::Shape inputs[] = {*info->output};
  const std::string sources[] = {source};
  const loom::SiteInfo site{node, loom::Reader(type.fields, node.params), inputs, sources, near};
  return type.shape(site).problem;
}

std::vector<SearchEntry> searchEntries(const loom::Graph& graph, const loom::Analysis& analysis,
                                       const Attachment& attachment, bool all) {
  std::vector<SearchEntry> entries;
  for (const loom::LayerType& type : loom::layerTypes()) {
    const QString reason = engineText(whyNotFit(graph, analysis, type, attachment));
    if (all || reason.isEmpty()) entries.push_back({&type, reason});
  }
  return entries;
}

QHash<QString, int> layerUses() {
  QHash<QString, int> uses;
  QSettings settings;
  settings.beginGroup(kUsesKey);
  for (const QString& name : settings.childKeys())
    uses.insert(name, std::clamp(settings.value(name).toInt(), 0, kMostUses));
  return uses;
}

void countUse(const loom::LayerType& type) {
  QHash<QString, int> uses = layerUses();
  const QString added = QString::fromStdString(type.name);
  const bool isFull = ++uses[added] > kMostUses;
  QSettings settings;
  settings.beginGroup(kUsesKey);
  for (auto use = uses.cbegin(); use != uses.cend(); ++use) {
    if (!isFull && use.key() != added) continue;
    const int count = isFull ? *use / 2 : *use;
    if (count > 0)
      settings.setValue(use.key(), count);
    else
      settings.remove(use.key());
  }
}

}  // namespace loom::ui
