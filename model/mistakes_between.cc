// The wording of what is wrong between records, and between files.
#include <utility>

#include <fmt/format.h>

#include "model/mistakes.h"

namespace musubi::mistake {
namespace {

Diagnostic with_note(Diagnostic diagnostic, SourceLocation where, Text message) {
  diagnostic.notes.push_back({.where = where, .message = std::move(message)});
  return diagnostic;
}

}  // namespace

Diagnostic duplicate_id(SourceLocation where, std::string_view id, SourceLocation first) {
  return with_note(of("duplicate-id", where,
                      {.en = fmt::format("the id '{}' is used twice", id),
                       .ja = fmt::format("識別子「{}」が二度使われています", id)}),
                   first, {.en = "it is first used here", .ja = "一度目はここです"});
}

Diagnostic unknown_reference(SourceLocation where, std::string_view id, RecordKinds wanted,
                             std::optional<std::string_view> near) {
  const bool any = wanted == kNamedRecords;
  const Text what = any ? Text{.en = "a record", .ja = "記録"} : noun(wanted);
  std::string en = fmt::format("there is no '{}'; the id of {} is needed", id, what.en);
  std::string ja = fmt::format("識別子「{}」の{}がありません", id, what.ja);
  if (near) {
    en = fmt::format("there is no '{}'; did you mean '{}'?", id, *near);
    ja += fmt::format("。「{}」ではありませんか", *near);
  }
  return of("unknown-reference", where, {.en = std::move(en), .ja = std::move(ja)});
}

Diagnostic wrong_reference(SourceLocation where, std::string_view id, RecordKinds wanted,
                           RecordKind found, SourceLocation record) {
  const Text needed = noun(wanted);
  const Text is = noun(found);
  return with_note(
      of("wrong-reference", where,
         {.en = fmt::format("'{}' is {}; the id of {} is needed", id, is.en, needed.en),
          .ja = fmt::format("「{}」は{}です。ここには{}の識別子が必要です", id, is.ja, needed.ja)}),
      record,
      {.en = fmt::format("'{}' is this record", id),
       .ja = fmt::format("「{}」はこの記録です", id)});
}

Diagnostic self_dependency(SourceLocation where, std::string_view service) {
  return of("self-dependency", where,
            {.en = fmt::format("'{}' may not depend on itself", service),
             .ja = fmt::format("「{}」が自分自身に依存しています", service)});
}

Diagnostic link_with_itself(SourceLocation where, std::string_view service) {
  return of("link-with-itself", where,
            {.en = fmt::format("both ends of this link are '{}'", service),
             .ja = fmt::format("この連携の両端がどちらも「{}」です", service)});
}

Diagnostic contract_with_itself(SourceLocation where, std::string_view party) {
  return of(
      "contract-with-itself", where,
      {.en = fmt::format("'{}' is both the customer and the supplier of this contract", party),
       .ja = fmt::format("この契約の顧客と供給者がどちらも「{}」です", party)});
}

Diagnostic contract_within_party(SourceLocation where, std::string_view customer,
                                 std::string_view supplier, std::string_view party,
                                 SourceLocation customer_at, SourceLocation supplier_at) {
  const auto belongs = [party](std::string_view facility) -> Text {
    if (facility == party) {
      return {.en = fmt::format("'{}' is that legal party", facility),
              .ja = fmt::format("「{}」がその法人です", facility)};
    }
    return {.en = fmt::format("'{}' belongs to '{}'", facility, party),
            .ja = fmt::format("「{}」は「{}」に属しています", facility, party)};
  };
  Diagnostic diagnostic =
      of("contract-within-party", where,
         {.en = fmt::format("the customer '{}' and the supplier '{}' are one legal party, '{}'",
                            customer, supplier, party),
          .ja = fmt::format("顧客「{}」と供給者「{}」は同じ法人「{}」です", customer, supplier,
                            party)});
  diagnostic.notes.push_back({.where = customer_at, .message = belongs(customer)});
  diagnostic.notes.push_back({.where = supplier_at, .message = belongs(supplier)});
  return diagnostic;
}

Diagnostic part_of_cycle(SourceLocation where, std::string_view organization) {
  return of("part-of-cycle", where,
            {.en = fmt::format("following part_of leads from '{}' back to itself", organization),
             .ja = fmt::format("part_ofをたどると「{}」に戻ります", organization)});
}

DiagnosticNote part_of_step(SourceLocation where, std::string_view facility,
                            std::string_view whole) {
  return {.where = where,
          .message = {.en = fmt::format("'{}' is part of '{}'", facility, whole),
                      .ja = fmt::format("「{}」は「{}」に属しています", facility, whole)}};
}

Diagnostic as_of_conflict(SourceLocation where, Date date, SourceLocation other, Date other_date) {
  return with_note(of("as-of-conflict", where,
                      {.en = fmt::format("as_of is {} here and {} in another file",
                                         date.to_string(), other_date.to_string()),
                       .ja = fmt::format("as_ofがここでは{}ですが、別のファイルでは{}です",
                                         date.to_string(), other_date.to_string())}),
                   other,
                   {.en = fmt::format("as_of is {} here", other_date.to_string()),
                    .ja = fmt::format("ここではas_ofが{}です", other_date.to_string())});
}

Diagnostic setting_conflict(SourceLocation where, std::string_view key, SourceLocation first) {
  return with_note(
      of("setting-conflict", where,
         {.en = fmt::format("'{}' differs from that of an earlier file and is ignored", key),
          .ja = fmt::format("「{}」が先に指定したファイルと異なるため、無視します", key)}),
      first, {.en = "this one counts", .ja = "こちらを採用します"});
}

Diagnostic ignored_setting(SourceLocation where, std::string_view key) {
  return of("ignored-setting", where,
            {.en = fmt::format("'{}' is ignored in an included file", key),
             .ja = fmt::format("取り込まれたファイルの「{}」は無視します", key)});
}

Diagnostic include_not_found(SourceLocation where, std::string_view path) {
  return of("include-not-found", where,
            {.en = fmt::format("the file '{}' does not exist or cannot be read", shown_path(path)),
             .ja = fmt::format("ファイル「{}」が存在しないか、読み取れません", shown_path(path))});
}

Diagnostic include_outside(SourceLocation where, std::string_view path) {
  return of(
      "include-outside", where,
      {.en = fmt::format("'{}' lies outside the folder of the first file; give --root DIR "
                         "with a folder that holds both",
                         shown_path(path)),
       .ja = fmt::format("「{}」は最初のファイルのフォルダーの外にあります。両方を含むフォルダーを"
                         "--root DIRで指定してください",
                         shown_path(path))});
}

}  // namespace musubi::mistake
