#include "model/mistakes.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace musubi::mistake {
namespace {

/// The length in bytes of the character at `i`. Precondition: valid UTF-8.
std::size_t character_bytes(std::string_view text, std::size_t i) {
  std::size_t end = i + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
  return end - i;
}

// By RecordKind.
constexpr std::array<Phrase, kRecordKindCount> kNouns = {{
    {"an organization", "組織"},
    {"a service", "構成要素"},
    {"a system", "システム"},
    {"terms", "共通の契約条件"},
    {"a contract", "契約"},
    {"an assessment", "リスクマネジメントの確認"},
    {"a disclosure", "情報提供"},
    {"a risk", "リスク"},
    {"an agreement on a risk", "リスクについての合意"},
    {"a control", "対策項目"},
    {"a requirement", "制度上の要求事項"},
    {"a change", "変更"},
    {"a suppression", "指摘事項の抑制"},
}};

Text copy(Phrase phrase) { return {.en = std::string(phrase.en), .ja = std::string(phrase.ja)}; }

/// "a, b or c" / 「a、bまたはc」.
Text any_of(const std::vector<Text>& choices) {
  Text all;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const bool last = i + 1 == choices.size();
    if (i > 0) {
      all.en += last ? " or " : ", ";
      all.ja += last ? "または" : "、";
    }
    all.en += choices[i].en;
    all.ja += choices[i].ja;
  }
  return all;
}

/// Words as they are written in a file.
Text words_of(std::span<const std::string_view> words) {
  constexpr std::size_t kMost = 12;
  std::vector<Text> choices;
  for (const std::string_view word : words.first(std::min(words.size(), kMost))) {
    choices.push_back({.en = fmt::format("'{}'", word), .ja = fmt::format("「{}」", word)});
  }
  if (words.size() > kMost) choices.push_back({.en = "others", .ja = "その他の語"});
  return any_of(choices);
}

Text did_you_mean(std::optional<std::string_view> near) {
  if (!near) return {};
  return {.en = fmt::format("; did you mean '{}'?", shown(*near)),
          .ja = fmt::format("。「{}」ではありませんか", shown(*near))};
}

constexpr Phrase type_name(JsonType type) {
  switch (type) {
    case JsonType::Null: return {"null", "null"};
    case JsonType::Boolean: return {"true or false", "真偽値"};
    case JsonType::Number: return {"a number", "数値"};
    case JsonType::String: return {"a string", "文字列"};
    case JsonType::Object: return {"an object", "オブジェクト"};
    case JsonType::Array: break;
  }
  return {"a list", "一覧"};
}

using Choices = std::vector<Text>;

void add_words(Choices& choices, std::span<const Word> words) {
  for (const Word& word : words) {
    choices.push_back(
        {.en = fmt::format("'{}'", word.text), .ja = fmt::format("「{}」", word.text)});
  }
}

Text reference_name(RecordKinds targets) {
  if (targets == kNamedRecords) return copy({"an id", "識別子"});
  const Text target = noun(targets);
  return {.en = fmt::format("the id of {}", target.en), .ja = fmt::format("{}の識別子", target.ja)};
}

/// What has to stand where `shape` does not take words or several forms.
Phrase simple_name(Shape::Kind kind) {
  using Kind = Shape::Kind;
  switch (kind) {
    case Kind::Name:
      return {"a string or an object by language", "文字列または言語ごとのオブジェクト"};
    case Kind::Id: return {"an id", "識別子"};
    case Kind::Country: return {"a country code", "国コード"};
    case Kind::Date: return {"a date (YYYY-MM-DD)", "日付 (YYYY-MM-DD)"};
    case Kind::Integer: return {"a whole number", "整数"};
    case Kind::Number: return {"a number", "数値"};
    case Kind::Boolean: return {"true or false", "trueまたはfalse"};
    case Kind::Array: return {"a list", "一覧"};
    case Kind::Object:
    case Kind::Map: return {"an object", "オブジェクト"};
    default: break;
  }
  return {"a string", "文字列"};
}

void add_choices(Choices& choices, const Shape& shape) {
  add_words(choices, shape.words);
  if (shape.kind == Shape::Kind::Word) return;
  choices.push_back(shape.kind == Shape::Kind::Reference ? reference_name(shape.targets)
                                                         : copy(simple_name(shape.kind)));
}

/// What has to stand somewhere.
Text shape_name(const Shape& shape) {
  Choices choices;
  if (shape.kind == Shape::Kind::Union) {
    for (const Shape* form : shape.alternatives) add_choices(choices, *form);
  } else {
    add_choices(choices, shape);
  }
  return any_of(choices);
}

Diagnostic with_note(Diagnostic diagnostic, SourceLocation where, Text message) {
  diagnostic.notes.push_back({.where = where, .message = std::move(message)});
  return diagnostic;
}

}  // namespace

std::string shown(std::string_view written, std::size_t most_characters) {
  std::string text;
  std::size_t characters = 0;
  for (std::size_t i = 0; i < written.size(); ++characters) {
    if (characters == most_characters) return text + "…";
    const std::size_t length = character_bytes(written, i);
    const auto c = static_cast<unsigned char>(written[i]);
    const bool c1_control =
        c == 0xC2 && length == 2 && static_cast<unsigned char>(written[i + 1]) < 0xA0;
    if (c < 0x20 || c == 0x7F || c1_control) {
      text += "\uFFFD";
    } else {
      text += written.substr(i, length);
    }
    i += length;
  }
  return text;
}

Text noun(RecordKind kind) { return copy(kNouns[static_cast<std::size_t>(kind)]); }

Text noun(RecordKinds kinds) {
  std::vector<Text> choices;
  for (std::size_t i = 0; i < kRecordKindCount; ++i) {
    const auto kind = static_cast<RecordKind>(i);
    if (kinds.has(kind)) choices.push_back(noun(kind));
  }
  return any_of(choices);
}

Diagnostic of(std::string_view code, SourceLocation where, Text message) {
  const DiagnosticCode* known = find_diagnostic_code(code);
  assert(known != nullptr);  // codes are written in this program only
  return {.code = known->id,
          .severity = known->severity,
          .where = where,
          .message = std::move(message),
          .notes = {}};
}

Diagnostic syntax_error(SourceLocation where, Phrase what) {
  return of("syntax-error", where, copy(what));
}

Diagnostic invalid_encoding(SourceLocation where) {
  return of("invalid-encoding", where,
            {.en = "this byte is not UTF-8; save the file as UTF-8",
             .ja = "UTF-8として正しくないバイトです。ファイルをUTF-8で保存してください"});
}

Diagnostic lone_surrogate(SourceLocation where) {
  return of("lone-surrogate", where,
            {.en = "this escape is half of a surrogate pair, its other half is missing",
             .ja = "サロゲートペアの片方だけのエスケープです。もう片方がありません"});
}

Diagnostic nesting_too_deep(SourceLocation where, std::size_t limit) {
  return of("nesting-too-deep", where,
            {.en = fmt::format("objects and lists are nested deeper than {}", limit),
             .ja = fmt::format("オブジェクトや一覧の入れ子が{}段を超えています", limit)});
}

Diagnostic file_too_large(SourceLocation where, std::string_view path) {
  return of("file-too-large", where,
            {.en = fmt::format("'{}' is larger than 4 GiB", shown_path(path)),
             .ja = fmt::format("「{}」は4 GiBを超えています", shown_path(path))});
}

Diagnostic saved_result(SourceLocation where, std::string_view verb) {
  return of("saved-result", where,
            {.en = fmt::format("this is a saved result of `{}`, not a model", shown(verb)),
             .ja = fmt::format("これはモデルではなく、`{}`の結果を保存したものです", shown(verb))});
}

Diagnostic unsupported_version(SourceLocation where, std::string_view written) {
  return of("unsupported-version", where,
            {.en = fmt::format("this is version {} of the format; this program reads version 1",
                               shown(written)),
             .ja = fmt::format("形式の版が{}です。このプログラムが読み取れるのは版1です",
                               shown(written))});
}

Diagnostic duplicate_key(SourceLocation where, std::string_view key, SourceLocation first) {
  return with_note(
      of("duplicate-key", where,
         {.en = fmt::format("the key '{}' appears twice in this object", shown(key)),
          .ja = fmt::format("このオブジェクトにキー「{}」が二度あります", shown(key))}),
      first, {.en = "it first appears here", .ja = "一度目はここです"});
}

Diagnostic unknown_key(SourceLocation where, std::string_view key,
                       std::optional<std::string_view> near) {
  const Text hint = did_you_mean(near);
  return of("unknown-key", where,
            {.en = fmt::format("the key '{}' is not known here{}", shown(key), hint.en),
             .ja = fmt::format("キー「{}」はここでは使用できません{}", shown(key), hint.ja)});
}

Diagnostic reserved_key(SourceLocation where, std::string_view key) {
  return of(
      "reserved-key", where,
      {.en = fmt::format("the key '{}' is reserved for a later version of the format", key),
       .ja = fmt::format("キー「{}」は将来の版のために予約されており、まだ使用できません", key)});
}

Diagnostic missing_key(SourceLocation where, std::string_view key) {
  return of("missing-key", where,
            {.en = fmt::format("the key '{}' is missing", key),
             .ja = fmt::format("キー「{}」がありません", key)});
}

Diagnostic missing_reason(SourceLocation where) {
  return of("missing-key", where,
            {.en = "'entrusts_personal_data' is false, and the key 'reason' is missing",
             .ja = "「entrusts_personal_data」がfalseですが、キー「reason」がありません"});
}

Diagnostic missing_language(SourceLocation where) {
  return of("missing-key", where,
            {.en = "the text is given in no language; give 'ja' or 'en'",
             .ja = "どの言語の表記もありません。「ja」または「en」を記載してください"});
}

Diagnostic conflicting_keys(SourceLocation where, std::span<const std::string_view> keys,
                            bool any_given) {
  const Text all = words_of(keys);
  if (any_given) {
    return of("conflicting-keys", where,
              {.en = fmt::format("only one of {} may be given", all.en),
               .ja = fmt::format("{}のうち、記載できるのは一つだけです", all.ja)});
  }
  return of("conflicting-keys", where,
            {.en = fmt::format("one of {} is needed", all.en),
             .ja = fmt::format("{}のいずれかが必要です", all.ja)});
}

Diagnostic wrong_type(SourceLocation where, const Shape& expected, JsonType found) {
  const Text wanted = shape_name(expected);
  const Phrase given = type_name(found);
  if (found == JsonType::Null) {
    return of(
        "wrong-type", where,
        {.en = fmt::format("{} is needed here; leave the key out where it is not known", wanted.en),
         .ja =
             fmt::format("ここには{}が必要です。不明の場合はキーごと省略してください", wanted.ja)});
  }
  return of("wrong-type", where,
            {.en = fmt::format("{} is needed here, not {}", wanted.en, given.en),
             .ja = fmt::format("ここに必要なのは{}です。{}は記載できません", wanted.ja, given.ja)});
}

Diagnostic not_whole(SourceLocation where, std::string_view written) {
  return of("wrong-type", where,
            {.en = fmt::format("a whole number is needed here, not {}", shown(written)),
             .ja = fmt::format("ここに必要なのは整数です。{}は記載できません", shown(written))});
}

Diagnostic out_of_range(SourceLocation where, std::string_view written, const Shape& expected) {
  if (expected.maximum == Shape().maximum) {
    return of("number-out-of-range", where,
              {.en = fmt::format("the number {} is too large", shown(written)),
               .ja = fmt::format("数値{}は大きすぎます", shown(written))});
  }
  return of("number-out-of-range", where,
            {.en = fmt::format("{} is not between {} and {}", shown(written), expected.minimum,
                               expected.maximum),
             .ja = fmt::format("{}は{}から{}までの範囲にありません", shown(written),
                               expected.minimum, expected.maximum)});
}

Diagnostic unknown_word(SourceLocation where, std::string_view written,
                        std::span<const std::string_view> known,
                        std::optional<std::string_view> near) {
  const Text hint = did_you_mean(near);
  const Text wanted = words_of(known);
  if (near) {
    return of(
        "unknown-word", where,
        {.en = fmt::format("'{}' is not one of the words that may stand here{}", shown(written),
                           hint.en),
         .ja = fmt::format("「{}」はここに記載できる語ではありません{}", shown(written), hint.ja)});
  }
  return of("unknown-word", where,
            {.en = fmt::format("'{}' may not stand here; {} may", shown(written), wanted.en),
             .ja = fmt::format("「{}」は記載できません。記載できるのは{}です", shown(written),
                               wanted.ja)});
}

Diagnostic unknown_edition(SourceLocation where, std::string_view written,
                           std::span<const std::string_view> known) {
  const Text all = words_of(known);
  return of("unknown-edition", where,
            {.en = fmt::format("this program does not know an edition '{}'; it knows {}",
                               shown(written), all.en),
             .ja = fmt::format("「{}」はこのプログラムが知らない版です。知っている版は{}です",
                               shown(written), all.ja)});
}

Diagnostic unknown_country(SourceLocation where, std::string_view written) {
  return of("unknown-country", where,
            {.en = fmt::format("'{}' is not a country code; two capital letters of ISO 3166-1 are "
                               "needed, such as 'JP'",
                               shown(written)),
             .ja = fmt::format("「{}」は国コードではありません。「JP」などISO "
                               "3166-1の2文字の大文字で記載してください",
                               shown(written))});
}

Diagnostic malformed_date(SourceLocation where, std::string_view written) {
  return of("invalid-date", where,
            {.en = fmt::format("'{}' is not a date of the form YYYY-MM-DD", shown(written)),
             .ja = fmt::format("「{}」はYYYY-MM-DDの形式の日付ではありません", shown(written))});
}

Diagnostic impossible_date(SourceLocation where, std::string_view written) {
  return of("invalid-date", where,
            {.en = fmt::format("there is no day '{}'", shown(written)),
             .ja = fmt::format("「{}」という日は存在しません", shown(written))});
}

Diagnostic invalid_id(SourceLocation where, std::string_view written, Phrase fault) {
  return of("invalid-id", where,
            {.en = fmt::format("the id '{}' {}", shown(written), fault.en),
             .ja = fmt::format("識別子「{}」は使用できません: {}", shown(written), fault.ja)});
}

Diagnostic empty_list(SourceLocation where) {
  return of("empty-list", where,
            {.en = "this list may not be empty", .ja = "この一覧には一つ以上の要素が必要です"});
}

Diagnostic wrong_item_count(SourceLocation where, std::size_t found, std::size_t wanted) {
  return of("wrong-item-count", where,
            {.en = fmt::format("this list has {} entries; {} are needed", found, wanted),
             .ja = fmt::format("この一覧の要素は{}個ですが、{}個が必要です", found, wanted)});
}

Diagnostic dates_reversed(SourceLocation where, std::string_view end, Date last,
                          std::string_view begin, Date first, SourceLocation begin_at) {
  return with_note(
      of("dates-reversed", where,
         {.en = fmt::format("'{}' is {}, before '{}'", end, last.to_string(), begin),
          .ja = fmt::format("「{}」の{}は「{}」より前です", end, last.to_string(), begin)}),
      begin_at,
      {.en = fmt::format("'{}' is {}", begin, first.to_string()),
       .ja = fmt::format("「{}」は{}です", begin, first.to_string())});
}

}  // namespace musubi::mistake
