#pragma once

#include <string>
#include <string_view>

#include "cli/output/findings_view.h"
#include "model/text.h"

namespace musubi::cli {

/// The findings as workflow commands of GitHub Actions, which shows them at their places: one line
/// "::error file=…,line=…,col=…,title=…::message" for each; suppressed ones are notices.
[[nodiscard]] std::string github_text(const FindingsView& view, Language language);

/// A message as it stands in a workflow command: %, CR and LF are percent-encoded.
[[nodiscard]] std::string github_message(std::string_view text);
/// The value of a property of a workflow command: so are : and , too.
[[nodiscard]] std::string github_property(std::string_view text);

}  // namespace musubi::cli
