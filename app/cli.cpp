#include "app/cli.h"

#include <algorithm>
#include <exception>
#include <filesystem>
#include <new>

#include "app/command_line.h"
#include "app/commands/commands.h"
#include "app/output.h"

namespace fs = std::filesystem;

namespace loom {
namespace {

std::vector<Verb> allVerbs() {
  return {checkVerb(), trainVerb(), evaluateVerb(), predictVerb(),
          traceVerb(), benchVerb(), layersVerb()};
}

std::string overview(const std::vector<Verb>& verbs) {
  std::vector<std::vector<std::string>> rows{{"  layerloom [FILE]", "the window"}};
  for (const Verb& verb : verbs) {
    rows.push_back(
        {std::string("  layerloom ") + verb.name + (*verb.operands ? " " : "") + verb.operands,
         verb.summary});
  }
  return "Build, train and test neural networks by drag and drop.\n\n" + table(rows, 2) +
         "\nlayerloom <verb> --help tells its options. Exit status: 0 done; 1 failed; 2 bad usage "
         "or a file with problems.\n";
}

bool asksForHelp(const std::vector<std::string>& words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::any_of(words.begin(), end,
                     [](const std::string& word) { return word == "--help" || word == "-h"; });
}

int runVerb(const Verb& verb, const std::vector<std::string>& words) {
  if (asksForHelp(words)) {
    print(verb.help());
    return kDone;
  }
  const auto arguments = verb.parse(words);
  return arguments ? verb.run(*arguments) : report(arguments.error(), verb.name);
}

int openWindow(const std::vector<std::string>& words, const std::vector<Verb>& verbs,
               const std::function<int(const std::string&)>& window) {
  if (words.empty()) return window({});
  const std::string& file = words[0];
  std::error_code ignored;
  if (file.starts_with('-')) {
    const std::string nearest = nearestWord(file, {"--help", "--version"});
    return report(
        badInput(Text(nearest.empty() ? "there is no option %1; --help lists what there is"
                                      : "there is no option %1; did you mean %2?",
                      {file, nearest})));
  }
  if (!fs::exists(file, ignored)) {
    std::vector<std::string> names;
    for (const Verb& verb : verbs) names.emplace_back(verb.name);
    const bool word = file.find_first_of("./\\") == std::string::npos;
    const std::string nearest = word ? nearestWord(file, names) : "";
    if (!nearest.empty())
      return report(badInput(Text("there is no verb %1; did you mean %2?", {file, nearest})));
    return report(badInput(Text(word ? "there is no verb and no file %1; --help lists the verbs"
                                     : "%1: there is no such file",
                                {file})));
  }
  if (fs::path(file).extension() != ".loom") {
    return report(
        badInput(Text("%1: expected a project, a file whose name ends in .loom", {file})));
  }
  if (words.size() > 1)
    return report(badInput("the window opens one project at a time; expected: layerloom [FILE]"));
  return window(file);
}

int run(const std::vector<std::string>& words,
        const std::function<int(const std::string&)>& window) {
  const std::vector<Verb> verbs = allVerbs();
  const std::string first = words.empty() ? "" : words[0];
  if (first == "--help" || first == "-h") {
    print(overview(verbs));
    return kDone;
  }
  if (first == "--version") {
    print("layerloom " LAYERLOOM_VERSION "\n");
    return kDone;
  }
  const auto verb =
      std::find_if(verbs.begin(), verbs.end(), [&](const Verb& v) { return first == v.name; });
  if (verb != verbs.end()) return runVerb(*verb, {words.begin() + 1, words.end()});
  return openWindow(words, verbs, window);
}

}  // namespace

int runCommandLine(const std::vector<std::string>& words,
                   const std::function<int(const std::string&)>& window) {
  try {
    return finishOutput(run(words, window));
  } catch (const std::bad_alloc&) {
    return report(
        failed("there is not enough memory for this; make the batch or the network smaller"));
  } catch (const std::exception& error) {
    return report(failed(Text("%1", {error.what()})));
  }
}

}  // namespace loom
