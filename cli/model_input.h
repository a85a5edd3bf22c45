#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>

#include "cli/exit_code.h"
#include "cli/output/result_json.h"
#include "cli/session.h"
#include "engine/supply_graph.h"
#include "model/canonical.h"
#include "model/loader.h"
#include "model/model.h"

namespace musubi::cli {

/// A model without errors, and the day to judge it by.
struct Input {
  LoadedModel loaded;
  AsOf as_of;

  [[nodiscard]] const Model& model() const { return loaded.model; }
};

/// Reads the models of the command line. Where that fails, says why and returns the status: no
/// model was named, one cannot be read, or it has errors (in JSON these are the answer). A person
/// is told where the day is one of the past.
[[nodiscard]] std::expected<Input, ExitCode> read_input(Session& session);
/// The same for the files that `arguments` name; of the day nothing is said.
[[nodiscard]] std::expected<Input, ExitCode> read_input(Session& session,
                                                        std::span<const std::string> arguments);

/// Reads them, or the files that `arguments` name, whatever errors they have. Nothing but the
/// status where no model could be read.
[[nodiscard]] std::expected<LoadedModel, ExitCode> read_models(Session& session);
[[nodiscard]] std::expected<LoadedModel, ExitCode> read_models(
    Session& session, std::span<const std::string> arguments);

/// The day to judge by: --as-of, else the model's, else today.
[[nodiscard]] AsOf choose_date(const Options& options, const Model& model,
                               const Environment& environment);

/// Says that a file of the command line cannot be used (in JSON that is the answer), and returns
/// the status for it.
ExitCode refuse_file(Session& session, const Text& message);

/// The answer of a verb to a model with errors.
void answer_diagnostics_json(Session& session, const LoadedModel& loaded);

/// The files of a model as one document. Precondition: the model has no errors.
[[nodiscard]] MergedDocument merge_files(const LoadedModel& loaded);

/// How many threads may work.
[[nodiscard]] unsigned thread_count(const Options& options);

}  // namespace musubi::cli
