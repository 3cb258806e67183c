#pragma once

// What the command line says: results on standard output, messages on standard error. Main thread.

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"

namespace loom {

enum Exit { kDone = 0, kFailed = 1, kBadInput = 2 };

/// "layerloom: <where>: <sentence>" on standard error for each line of the error; gives the exit
/// status it deserves.
int report(const Error& error, const std::string& where = {});
/// "layerloom: <text>" on standard error.
void message(const std::string& text);

void print(std::string_view text);
/// On one line.
void printJson(const nlohmann::ordered_json& json);
/// Flushes standard output. If not all of it could be written, says so, and the status becomes
/// "failed".
int finishOutput(int status);

/// Columns, as wide as their widest cell; all but the `leftAligned` first ones are flushed right.
std::string table(const std::vector<std::vector<std::string>>& rows, int leftAligned);
/// With a fixed number of decimals, in any locale; "-" for what is not a number.
std::string decimals(double number, int count);
/// 0.9834 -> "98.34 %".
std::string percent(double share);
/// 3725 -> "1:02:05".
std::string duration(double seconds);

}  // namespace loom
