// What does the microscope cost the window? A network of a hundred nodes is walked through with
// everything that travels seen; and one with a layer of millions of weights.
//   microscope_bench
// Exit status 1 if p99 of the paints reaches 16 ms, or the worst step in the window's thread 16 ms.

#include <QApplication>
#include <QElapsedTimer>
#include <QPushButton>
#include <QTabWidget>
#include <QtTest>
#include <algorithm>
#include <cstdio>

#include "app/compose.h"
#include "engine/networks.h"
#include "ui/canvas/canvas.h"
#include "ui/document.h"
#include "ui/main_window.h"
#include "ui/microscope/microscope_panel.h"
#include "ui/theme.h"

using namespace loom;

namespace {

double at(std::vector<double> values, double share) {
  std::ranges::sort(values);
  return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1))];
}

Project wideNetwork() {
  test::Chain chain;
  chain.add("input", "Input", {{"shape", Ints{1, 28, 28}}}).add("flatten", "Flatten");
  chain.add("fc1", "Linear", {{"out_features", test::whole(4000)}}).add("relu", "ReLU");
  chain.add("fc2", "Linear", {{"out_features", test::whole(2000)}});
  chain.add("fc3", "Linear").add("loss", "CrossEntropyLoss");
  return chain.project;
}

/// Walks to the end; false: too slow.
bool walk(const char* name, Project project, bool painting) {
  for (std::size_t i = 0; i < project.graph.nodes.size(); ++i)
    project.graph.nodes[i].position = {160.0 * double(i % 12), 120.0 * double(i / 12)};
  Composition parts;
  ui::MainWindow& window = parts.window();
  window.resize(1600, 1000);
  window.show();
  parts.document().reset(std::move(project), {});
  ui::MicroscopePanel& panel = window.microscope();
  window.tabs().setCurrentWidget(&panel);
  QTest::qWait(1500);
  panel.lookButton()->click();
  if (!QTest::qWaitFor([&] { return panel.lab().scope() != nullptr; }, 60'000)) return false;
  std::vector<double> steps, paints;
  QElapsedTimer timer;
  for (int i = 1; i < panel.stepCount(); ++i) {
    timer.start();
    panel.goTo(i, true);
    steps.push_back(double(timer.nsecsElapsed()) * 1e-6);
    QTest::qWait(30);
    for (int frame = 0; frame < 3 && painting; ++frame) {
      timer.start();
      window.canvas().viewport()->repaint();  // all of it, which is more than what moves
      paints.push_back(double(timer.nsecsElapsed()) * 1e-6);
    }
  }
  std::printf("%-12s %4d steps: a step %5.2f ms p50, %5.2f ms worst", name, panel.stepCount(),
              at(steps, 0.5), at(steps, 1));
  if (painting)
    std::printf("; a paint %5.2f ms p50, %5.2f ms p99", at(paints, 0.5), at(paints, 0.99));
  std::printf("\n");
  return at(steps, 1) < 16 && (!painting || at(paints, 0.99) < 16);
}

}  // namespace

int main(int argc, char** argv) {
  QApplication app(argc, argv);
  QApplication::setApplicationName("microscope_bench");
  ui::applyTheme(app, ui::ThemeMode::Light);
  const bool many = walk("100 nodes", test::skipChain(48), true);
  const bool wide = walk("11 M weights", wideNetwork(), false);
  return many && wide ? 0 : 1;
}
