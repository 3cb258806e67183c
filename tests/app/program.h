#pragma once

// Runs the real program, as a person or a script would.

#include <QtCore/QtCore>
#include <QtTest/QtTest>

#include "places.h"

struct Ran {
  int status = -1;  // -1: it crashed or did not end
  QByteArray out;
  QByteArray err;

  QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
  /// One object a line.
  QList<QJsonObject> events() const {
    QList<QJsonObject> events;
    for (const QByteArray& line : out.split('\n')) {
      if (!line.isEmpty()) events.append(QJsonDocument::fromJson(line).object());
    }
    return events;
  }
};

inline Ran finished(QProcess& process) {
  Ran ran;
  const bool ended = process.waitForFinished(300'000);
  ran.out = process.readAllStandardOutput();
  ran.err = process.readAllStandardError();
  if (ended && process.exitStatus() == QProcess::NormalExit) ran.status = process.exitCode();
  return ran;
}

inline Ran layerloom(const QStringList& arguments) {
  QProcess process;
  process.start(loom::test::kProgram, arguments);
  return finished(process);
}

inline void writeFile(const QString& path, const QByteArray& content) {
  QFile file(path);
  QVERIFY2(file.open(QIODevice::WriteOnly), qPrintable(path));
  QCOMPARE(file.write(content), content.size());
}

inline QByteArray contentOf(const QString& path) {
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(missing)");
}

/// A small network for 28x28 digits; a step takes a millisecond. `padding` 2 makes it sound: fc1
/// asks for 16*14*14.
inline QByteArray smallProject(int padding = 2) {
  return R"({"format": "layerloom", "version": 1, "name": "small", "graph": {"nodes": [
    {"id": "input", "type": "Input", "params": {"shape": [1, 28, 28]}},
    {"id": "conv1", "type": "Conv2d", "params": {"out_channels": 4, "kernel_size": 5, "padding": )" +
         QByteArray::number(padding) + R"(}},
    {"id": "relu1", "type": "ReLU", "params": {}},
    {"id": "pool1", "type": "MaxPool2d", "params": {"kernel_size": 2}},
    {"id": "flatten", "type": "Flatten", "params": {}},
    {"id": "drop1", "type": "Dropout", "params": {"p": 0.25}},
    {"id": "fc1", "type": "Linear", "params": {"out_features": 10, "in_features": 784}},
    {"id": "loss", "type": "CrossEntropyLoss", "params": {}}],
  "links": [{"from": "input", "to": "conv1"}, {"from": "conv1", "to": "relu1"}, {"from": "relu1", "to": "pool1"},
    {"from": "pool1", "to": "flatten"}, {"from": "flatten", "to": "drop1"}, {"from": "drop1", "to": "fc1"}, {"from": "fc1", "to": "loss"}]},
  "data": {"source": "digits", "params": {}},
  "training": {"epochs": 1, "batch_size": 64, "optimizer": {"type": "SGD", "params": {"lr": 0.05, "momentum": 0.5}}}})";
}

/// One Linear layer that makes one number of two, and a loss of this type.
inline QByteArray sumProject(const QByteArray& loss) {
  return R"({"format": "layerloom", "version": 1, "graph": {"nodes": [
    {"id": "input", "type": "Input", "params": {"shape": [2]}},
    {"id": "fc", "type": "Linear", "params": {"out_features": 1}},
    {"id": "loss", "type": ")" +
         loss + R"(", "params": {}}],
  "links": [{"from": "input", "to": "fc"}, {"from": "fc", "to": "loss"}]}})";
}
