#include "cli/output/contact_text.h"

#include "cli/phrase.h"

namespace musubi::cli {

Phrase contact_role(std::string_view role) {
  if (role == "security") return {.en = "security", .ja = "セキュリティ担当"};
  if (role == "contracts") return {.en = "contracts", .ja = "契約担当"};
  if (role == "operations") return {.en = "operations", .ja = "運用担当"};
  if (role == "development") return {.en = "development", .ja = "開発担当"};
  if (role == "secretariat") return {.en = "secretariat", .ja = "事務局"};
  return {.en = role, .ja = role};
}

Text country_text(std::string_view code) {
  if (code == "JP") return {.en = "Japan", .ja = "日本"};
  return compose({.en = "country {}", .ja = "国・地域 {}"}, code);
}

std::string list_text(const std::vector<std::string>& texts, Language language) {
  std::string joined;
  for (const std::string& text : texts) {
    if (!joined.empty()) joined += language == Language::Ja ? "、" : ", ";
    joined += text;
  }
  return joined;
}

}  // namespace musubi::cli
