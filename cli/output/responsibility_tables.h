#pragma once

#include <functional>
#include <span>
#include <string>

#include "cli/output/html.h"
#include "cli/output/responsibility_matrix.h"
#include "cli/output/result_json.h"

// The matrix of responsibility in the formats that people paste into their documents.
namespace musubi::cli {

/// A heading for each system, its matrix, and its tables of roles.
[[nodiscard]] std::string responsibility_markdown(const Model& model, const AsOf& as_of,
                                                  std::span<const SystemMatrix> systems,
                                                  Language language);

/// One table: a row for each component, then one for each duty of each contract; the first column
/// says which.
[[nodiscard]] std::string responsibility_csv(const Model& model,
                                             std::span<const SystemMatrix> systems,
                                             Language language);

/// A page of its own, without any script.
[[nodiscard]] std::string responsibility_html(const Model& model, const AsOf& as_of,
                                              std::span<const SystemMatrix> systems,
                                              Language language);

/// How a text is put into HTML: in one language or in both.
using WriteText = std::function<void(HtmlWriter&, const Text&)>;

/// The institution and the form of provision of one system.
void write_facts(HtmlWriter& html, const SystemMatrix& matrix, const WriteText& write);

/// The tables of one system: the matrix, the remark and the tables of roles.
void write_matrix(HtmlWriter& html, const SystemMatrix& matrix, const WriteText& write);

}  // namespace musubi::cli
