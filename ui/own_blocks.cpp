#include "ui/own_blocks.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <algorithm>

#include "engine/io/file.h"
#include "engine/io/project_file.h"
#include "ui/engine_text.h"

namespace loom::ui {

namespace {

constexpr qint64 kLargestBlock = 16 << 20;
constexpr int kMostOwnBlocks = 500;

QString nameOf(const loom::Graph& graph) {
  const auto outer = std::find_if(graph.blocks.begin(), graph.blocks.end(),
                                  [](const loom::Block& block) { return block.block.empty(); });
  return outer == graph.blocks.end() ? QString() : QString::fromStdString(outer->name);
}

/// What cannot be read is left where it is: it is not ours to throw away.
std::map<QString, loom::Graph> readAll(const QString& folder) {
  std::map<QString, loom::Graph> blocks;
  const auto files = QDir(folder).entryInfoList({QStringLiteral("*.json")}, QDir::Files);
  for (const QFileInfo& file : files.mid(0, kMostOwnBlocks)) {
    const auto text = loom::readFile(file.filePath().toStdString(), kLargestBlock);
    const auto graph = text ? loom::parseGraph(*text) : loom::Result<loom::Graph>(text.error());
    if (!graph) continue;
    const QString name = nameOf(*graph);
    if (!name.isEmpty()) blocks[name] = *graph;
  }
  return blocks;
}

}  // namespace

OwnBlocks::OwnBlocks(const QString& folder, QObject* parent) : QObject(parent), folder_(folder) {
  files_.start([this, folder] {
    return [this, read = readAll(folder)]() mutable {
      blocks_.merge(read);  // what was kept meanwhile is newer
      emit changed();
    };
  });
}

/// A name may hold what a file's name may not.
QString OwnBlocks::fileOf(const QString& name) const {
  const QByteArray hash =
      QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
  return folder_ + QLatin1Char('/') + QString::fromLatin1(hash) + QStringLiteral(".json");
}

void OwnBlocks::keep(const QString& name, const loom::Graph& graph) {
  blocks_[name] = graph;
  emit changed();
  files_.start([this, name, folder = folder_, file = fileOf(name), text = loom::graphText(graph)] {
    QDir().mkpath(folder);
    const auto written = loom::replaceFile(file.toStdString(), text);
    return [this, name, written] {
      if (written) return;
      blocks_.erase(name);
      emit changed();
      emit failed(engineText(written.error().text));
    };
  });
}

void OwnBlocks::remove(const QString& name) {
  if (blocks_.erase(name) == 0) return;
  emit changed();
  files_.start([file = fileOf(name)] {
    QFile::remove(file);
    return [] {};
  });
}

}  // namespace loom::ui
