#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "model/diagnostic.h"
#include "model/text.h"

namespace musubi {

/// A kind of mistake in what the user wrote. Its id never changes after a release.
struct DiagnosticCode {
  std::string_view id;
  Severity severity = Severity::Error;
  Phrase explanation;
};

// clang-format off
/// Every code that reading a model can give, in byte order of the ids.
inline constexpr std::array kDiagnosticCodes = {
    DiagnosticCode{"as-of-conflict", Severity::Error,
        {"Two files named on the command line give different dates in as_of.",
         "コマンドラインで指定した二つのファイルのas_ofの日付が異なっています。"}},
    DiagnosticCode{"conflicting-keys", Severity::Error,
        {"An object has two keys of which it may have only one, or none of which it needs one.",
         "いずれか一つだけを記載すべきキーが、両方あるか、一つもありません。"}},
    DiagnosticCode{"contract-with-itself", Severity::Error,
        {"The customer and the supplier of a contract are the same organization.",
         "契約の顧客と供給者が同じ組織です。"}},
    DiagnosticCode{"contract-within-party", Severity::Error,
        {"The customer and the supplier of a contract belong to the same legal party.",
         "契約の顧客と供給者が同じ法人に属しています。"}},
    DiagnosticCode{"dates-reversed", Severity::Error,
        {"A period ends before it begins.", "期間の末日が初日より前になっています。"}},
    DiagnosticCode{"duplicate-id", Severity::Error,
        {"Two records have the same id.", "二つの記録の識別子が同じです。"}},
    DiagnosticCode{"duplicate-key", Severity::Error,
        {"A key appears twice in one object.", "一つのオブジェクトに同じキーが二度あります。"}},
    DiagnosticCode{"empty-list", Severity::Error,
        {"A list that needs at least one entry is empty.", "一つ以上の要素が必要な一覧が空です。"}},
    DiagnosticCode{"file-too-large", Severity::Error,
        {"A file is larger than 4 GiB.", "ファイルが4 GiBを超えています。"}},
    DiagnosticCode{"ignored-setting", Severity::Note,
        {"name, as_of, guideline and policy count only in files named on the command line.",
         "name、as_of、guideline、policyは、コマンドラインで指定したファイルのものだけが有効です。"}},
    DiagnosticCode{"include-not-found", Severity::Error,
        {"A file to be included does not exist or cannot be read.",
         "取り込むファイルが存在しないか、読み取れません。"}},
    DiagnosticCode{"include-outside", Severity::Error,
        {"A file to be included lies outside the folder of the first file and outside --root.",
         "取り込むファイルが、最初のファイルのフォルダーにも--rootのフォルダーにも含まれていません。"}},
    DiagnosticCode{"invalid-date", Severity::Error,
        {"A date is not written YYYY-MM-DD, or there is no such day.",
         "日付がYYYY-MM-DDの形式でないか、存在しない日です。"}},
    DiagnosticCode{"invalid-encoding", Severity::Error,
        {"A file is not valid UTF-8.", "ファイルが正しいUTF-8ではありません。"}},
    DiagnosticCode{"invalid-id", Severity::Error,
        {"An id is empty or too long, has a character that ids may not have, or is not in NFC.",
         "識別子が空であるか長すぎるか、使用できない文字を含むか、NFCで正規化されていません。"}},
    DiagnosticCode{"link-with-itself", Severity::Error,
        {"A link connects a service with itself.", "連携の両端が同じ構成要素です。"}},
    DiagnosticCode{"lone-surrogate", Severity::Error,
        {"A \\u escape gives half of a surrogate pair.",
         "\\uによるエスケープがサロゲートペアの片方だけになっています。"}},
    DiagnosticCode{"missing-key", Severity::Error,
        {"An object lacks a key that it needs.", "オブジェクトに必要なキーがありません。"}},
    DiagnosticCode{"nesting-too-deep", Severity::Error,
        {"Objects and arrays are nested deeper than 64.", "オブジェクトや配列の入れ子が64段を超えています。"}},
    DiagnosticCode{"number-out-of-range", Severity::Error,
        {"A number is too small or too large.", "数値が小さすぎるか、大きすぎます。"}},
    DiagnosticCode{"part-of-cycle", Severity::Error,
        {"Following part_of leads from an organization back to itself.",
         "part_ofをたどると元の組織に戻ります。"}},
    DiagnosticCode{"reserved-key", Severity::Error,
        {"A key is reserved for a later version of the format.",
         "将来の版のために予約されているキーです。"}},
    DiagnosticCode{"saved-result", Severity::Error,
        {"A file holds the saved result of a verb, not a model.",
         "ファイルの内容がモデルではなく、保存された出力です。"}},
    DiagnosticCode{"self-dependency", Severity::Error,
        {"A service depends on itself.", "構成要素が自分自身に依存しています。"}},
    DiagnosticCode{"setting-conflict", Severity::Warning,
        {"Two files named on the command line differ in name, guideline or policy; the first counts.",
         "コマンドラインで指定した二つのファイルの間でname、guidelineまたはpolicyが異なっています。最初のものを採用します。"}},
    DiagnosticCode{"syntax-error", Severity::Error,
        {"A file is not well-formed JSON.", "ファイルがJSONとして正しくありません。"}},
    DiagnosticCode{"unknown-country", Severity::Error,
        {"A country is not one of the codes of ISO 3166-1 alpha-2.",
         "ISO 3166-1の2文字の国コードではありません。"}},
    DiagnosticCode{"unknown-edition", Severity::Warning,
        {"An edition of a guideline is not known to this version of the program.",
         "このプログラムが知らないガイドラインの版です。"}},
    DiagnosticCode{"unknown-key", Severity::Error,
        {"An object has a key that the format does not know.", "形式に定められていないキーがあります。"}},
    DiagnosticCode{"unknown-reference", Severity::Error,
        {"No record has the id that is named.", "参照先の識別子をもつ記録がありません。"}},
    DiagnosticCode{"unknown-word", Severity::Error,
        {"A value is none of the words that may stand here.", "記載できる語のいずれでもない値です。"}},
    DiagnosticCode{"unsupported-version", Severity::Error,
        {"The file is of a version of the format that this program does not read.",
         "このプログラムが読み取れない版の形式です。"}},
    DiagnosticCode{"wrong-item-count", Severity::Error,
        {"A list has too few or too many entries.", "一覧の要素の数が正しくありません。"}},
    DiagnosticCode{"wrong-reference", Severity::Error,
        {"The record that is named is of another type than has to stand here.",
         "参照先の記録の種類が正しくありません。"}},
    DiagnosticCode{"wrong-type", Severity::Error,
        {"A value is of another type than has to stand here.", "値の型が正しくありません。"}},
};
// clang-format on

/// Null for a code that reading does not give, such as the name of a rule.
[[nodiscard]] constexpr const DiagnosticCode* find_diagnostic_code(std::string_view id) {
  const auto found = std::ranges::find(kDiagnosticCodes, id, &DiagnosticCode::id);
  return found == kDiagnosticCodes.end() ? nullptr : &*found;
}

}  // namespace musubi
