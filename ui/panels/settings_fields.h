#pragma once

// The project's own settings as Fields and Values, so that the same form shows them as shows a
// layer's. The bounds are those that analysis checks. Plain values; any thread.

#include "engine/base/value.h"
#include "engine/graph/project.h"

namespace loom::ui {

const loom::Fields& splitFields();
loom::Values splitValues(const loom::DataSettings& data);
void setSplit(loom::DataSettings& data, const std::string& key, const loom::Value& value);

const loom::Fields& trainingFields();
loom::Values trainingValues(const loom::TrainingSettings& training);
void setTraining(loom::TrainingSettings& training, const std::string& key,
                 const loom::Value& value);

const loom::Fields& stoppingFields();
loom::Values stoppingValues(const loom::EarlyStopping& stopping);
void setStopping(loom::EarlyStopping& stopping, const std::string& key, const loom::Value& value);

/// How this machine trains, which changes no result: in no project file.
const loom::Fields& machineFields();

}  // namespace loom::ui
