#include "model/json_syntax.h"

#include "model/mistakes.h"
#include "model/text.h"

namespace musubi {
namespace {

Phrase describe(rapidjson::ParseErrorCode code, bool at_end) {
  if (code == rapidjson::kParseErrorDocumentEmpty) return {"the file is empty", "ファイルが空です"};
  if (code == rapidjson::kParseErrorStringMissQuotationMark) {
    return {"the string that ends here lacks its closing quote",
            "ここで終わる文字列に、閉じる引用符がありません"};
  }
  if (at_end) {
    return {"the file ends here, in the middle of the document",
            "文書の途中でファイルが終わっています"};
  }
  switch (code) {
    case rapidjson::kParseErrorDocumentRootNotSingular:
      return {"nothing may follow the end of the document",
              "文書の終わりの後に余分な内容があります"};
    case rapidjson::kParseErrorObjectMissName:
      return {"a key in double quotes is needed here", "ここには二重引用符で囲んだキーが必要です"};
    case rapidjson::kParseErrorObjectMissColon:
      return {"a colon is needed after the key", "キーの後にコロンが必要です"};
    case rapidjson::kParseErrorObjectMissCommaOrCurlyBracket:
      return {"a comma or a closing brace is needed here", "ここにはコンマまたは「}」が必要です"};
    case rapidjson::kParseErrorArrayMissCommaOrSquareBracket:
      return {"a comma or a closing bracket is needed here", "ここにはコンマまたは「]」が必要です"};
    case rapidjson::kParseErrorStringUnicodeEscapeInvalidHex:
      return {"four hexadecimal digits are needed after \\u", "\\uの後には4桁の16進数が必要です"};
    case rapidjson::kParseErrorStringEscapeInvalid:
      return {"there is no such escape in a string, and control characters have to be escaped",
              "文字列で使用できないエスケープか、エスケープされていない制御文字です"};
    case rapidjson::kParseErrorNumberMissFraction:
      return {"a digit is needed after the decimal point", "小数点の後には数字が必要です"};
    case rapidjson::kParseErrorNumberMissExponent:
      return {"a digit is needed in the exponent", "指数部には数字が必要です"};
    case rapidjson::kParseErrorUnspecificSyntaxError:
      return {"a comment begins with // or /*", "コメントは「//」または「/*」で始まります"};
    default: break;
  }
  return {"a value is needed here", "ここには値が必要です"};
}

}  // namespace

Diagnostic syntax_mistake(rapidjson::ParseErrorCode code, std::string_view text,
                          SourceLocation where) {
  if (code == rapidjson::kParseErrorStringUnicodeSurrogateInvalid) {
    return mistake::lone_surrogate(where);
  }
  if (code == rapidjson::kParseErrorNumberTooBig) {
    static constexpr Shape kAnyNumber{.kind = Shape::Kind::Number};
    const std::string_view rest = text.substr(where.offset);
    const std::string_view number = rest.substr(0, rest.find_first_not_of("+-.0123456789Ee"));
    return mistake::out_of_range(where, number, kAnyNumber);
  }
  return mistake::syntax_error(where, describe(code, where.offset >= text.size()));
}

}  // namespace musubi
