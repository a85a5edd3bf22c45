#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "cli/output/system_answer.h"
#include "model/ids.h"
#include "model/text.h"

namespace musubi::cli {

/// A cell of the matrix: a line each, in both languages.
struct MatrixCell {
  std::vector<Text> lines;
  bool is_missing = false;  // it says that something is on no record
};

/// What the matrix says of one component. The cells stand under `kMatrixHeads`.
struct MatrixRow {
  ServiceId service;
  std::array<MatrixCell, 8> cells;
};

/// The heads: component, provider, position, who manages the risk, who answers to the institution,
/// who holds a contract, contracts, confirmation.
inline constexpr std::array<Phrase, 8> kMatrixHeads{
    {{.en = "component", .ja = "構成要素"},
     {.en = "provided by", .ja = "提供"},
     {.en = "position", .ja = "位置づけ"},
     {.en = "risk managed by", .ja = "リスク管理"},
     {.en = "answers to the institution", .ja = "医療機関等への責任"},
     {.en = "holds a contract", .ja = "契約の当事者"},
     {.en = "contracts", .ja = "契約"},
     {.en = "confirmation of risk management", .ja = "リスクマネジメントの確認"}}};

struct RoleRow {
  Text duty;
  MatrixCell who;
};

/// The table of roles of one contract of the institution.
struct RoleMatrix {
  ContractId contract;
  Text title;                 // the contract, its parties and its kind
  bool is_on_record = false;  // nothing is divided on record otherwise: no rows
  std::vector<RoleRow> rows;
};

inline constexpr std::array<Phrase, 2> kRoleHeads{
    {{.en = "duty", .ja = "役割"}, {.en = "who", .ja = "担当"}}};
inline constexpr Phrase kNoRoles{.en = "No division of roles is on record.",
                                 .ja = "役割分担の記録がありません。"};
inline constexpr Phrase kRolesTitle{.en = "Table of roles", .ja = "役割分担表"};

/// Who manages and who answers for what in one system, as tables: what `responsibility` says as
/// Markdown, CSV and HTML, and the report and its figures beside it.
struct SystemMatrix {
  SystemId system;
  Text title, institution, form;  // labels, with ids; the form of provision
  Text remark;                    // who keeps the final responsibility (FAQ 5)
  std::vector<MatrixRow> rows;    // as a reader goes down from the root
  std::vector<RoleMatrix> roles;
};

/// O(components × what manages them).
[[nodiscard]] SystemMatrix responsibility_matrix(const SystemAnswer& answer);

/// "Hospital A (hosp-a)" in both languages.
[[nodiscard]] Text label_text(const Model& model, Symbol id);

}  // namespace musubi::cli
