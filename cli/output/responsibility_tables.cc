#include "cli/output/responsibility_tables.h"

#include <array>
#include <vector>

#include "cli/output/csv.h"
#include "cli/output/digest.h"
#include "cli/output/markdown.h"
#include "cli/output/names.h"
#include "cli/report/assets.h"

namespace musubi::cli {
namespace {

constexpr Phrase kTitle{.en = "Matrix of responsibility", .ja = "責任範囲の一覧"};
constexpr Phrase kAsOf{.en = "As of", .ja = "基準日"};
constexpr Phrase kDigest{.en = "Digest of the model", .ja = "モデルのダイジェスト"};
constexpr Phrase kInstitution{.en = "Institution", .ja = "医療機関等"};
constexpr Phrase kForm{.en = "Form of provision", .ja = "提供形態"};
constexpr Phrase kNoSystem{.en = "No system is on record.", .ja = "システムの記録がありません。"};

Text text_of(const Phrase& phrase) {
  return {.en = std::string(phrase.en), .ja = std::string(phrase.ja)};
}

class MarkdownTables {
 public:
  explicit MarkdownTables(Language language) : language_(language) {}

  void write_head(const Model& model, const AsOf& as_of) {
    text_ += "# " + say(kTitle);
    if (const std::string name(model.name.in(language_)); !name.empty()) {
      text_ += say({.en = ": ", .ja = "："}) + markdown_text(name);
    }
    text_ += "\n\n";
    item(kAsOf, as_of.date.to_string());
    item(kDigest, markdown_code(digest_of(model.sources)));
  }

  void write(const SystemMatrix& matrix) {
    text_ += "\n## " + text(matrix.title) + "\n\n";
    item(kInstitution, text(matrix.institution));
    item(kForm, text(matrix.form));
    text_ += "\n";
    std::vector<std::string> cells;
    for (const Phrase& head : kMatrixHeads) cells.push_back(say(head));
    text_ += markdown_head(cells);
    for (const MatrixRow& row : matrix.rows) {
      cells.clear();
      for (const MatrixCell& one : row.cells) cells.push_back(cell(one));
      text_ += markdown_row(cells);
    }
    text_ += "\n" + text(matrix.remark) + "\n";
    for (const RoleMatrix& roles : matrix.roles) write(roles);
  }

  void write_none() { text_ += "\n" + say(kNoSystem) + "\n"; }

  [[nodiscard]] const std::string& all() const { return text_; }

 private:
  [[nodiscard]] std::string say(const Phrase& phrase) const {
    return std::string(phrase.in(language_));
  }
  [[nodiscard]] std::string text(const Text& text) const {
    return markdown_text(text.in(language_));
  }
  void item(const Phrase& name, const std::string& content) {
    text_ += "- " + say(name) + say({.en = ": ", .ja = "："}) + content + "\n";
  }
  [[nodiscard]] std::string cell(const MatrixCell& cell) const {
    std::string result;
    for (const Text& line : cell.lines) {
      if (!result.empty()) result += "<br>";
      result += text(line);
    }
    return cell.is_missing ? "**" + result + "**" : result;
  }

  void write(const RoleMatrix& roles) {
    text_ +=
        "\n### " + say(kRolesTitle) + say({.en = ", ", .ja = "　"}) + text(roles.title) + "\n\n";
    if (!roles.is_on_record) {
      text_ += "**" + say(kNoRoles) + "**\n";
      return;
    }
    text_ += markdown_head(std::to_array<std::string>({say(kRoleHeads[0]), say(kRoleHeads[1])}));
    for (const RoleRow& row : roles.rows) {
      text_ += markdown_row(std::to_array<std::string>({text(row.duty), cell(row.who)}));
    }
  }

  Language language_;
  std::string text_;
};

class CsvTables {
 public:
  CsvTables(const Model& model, Language language) : model_(model), language_(language) {
    constexpr auto kHeads = std::to_array<Phrase>({
        {.en = "table", .ja = "表"},
        {.en = "system", .ja = "システム"},
        {.en = "name of the system", .ja = "システムの名称"},
        {.en = "institution", .ja = "医療機関等"},
        {.en = "form of provision", .ja = "提供形態"},
        {.en = "id of the component", .ja = "構成要素の ID"},
    });
    std::vector<std::string> cells;
    for (const Phrase& head : kHeads) cells.emplace_back(head.in(language));
    for (const Phrase& head : kMatrixHeads) cells.emplace_back(head.in(language));
    cells.emplace_back(Phrase{.en = "contract", .ja = "役割を定めた契約"}.in(language));
    for (const Phrase& head : kRoleHeads) cells.emplace_back(head.in(language));
    csv_.row(cells);
  }

  void write(const SystemMatrix& matrix) {
    for (const MatrixRow& row : matrix.rows) {
      std::vector<std::string> cells =
          beginning(matrix, {.en = "responsibility", .ja = "責任範囲"});
      cells.emplace_back(model_.id(row.service));
      for (const MatrixCell& one : row.cells) cells.push_back(cell(one));
      cells.resize(kColumns);
      csv_.row(cells);
    }
    for (const RoleMatrix& roles : matrix.roles) write(matrix, roles);
  }

  [[nodiscard]] const std::string& text() const { return csv_.text(); }

 private:
  static constexpr std::size_t kBeforeRoles = 6 + kMatrixHeads.size();
  static constexpr std::size_t kColumns = kBeforeRoles + 1 + kRoleHeads.size();

  [[nodiscard]] std::vector<std::string> beginning(const SystemMatrix& matrix,
                                                   const Phrase& table) const {
    const Symbol id = model_[matrix.system].id;
    return {std::string(table.in(language_)), std::string(model_.text(id)),
            name_of(model_, id).in(language_), matrix.institution.in(language_),
            matrix.form.in(language_)};
  }
  [[nodiscard]] std::string cell(const MatrixCell& cell) const {
    std::string result;
    for (const Text& line : cell.lines) {
      if (!result.empty()) result += '\n';
      result += line.in(language_);
    }
    return result;
  }

  void write(const SystemMatrix& matrix, const RoleMatrix& roles) {
    const auto add = [&](const std::string& duty, const std::string& who) {
      std::vector<std::string> cells = beginning(matrix, kRolesTitle);
      cells.resize(kBeforeRoles);
      cells.emplace_back(model_.id(roles.contract));
      cells.push_back(duty);
      cells.push_back(who);
      csv_.row(cells);
    };
    if (!roles.is_on_record) add("", std::string(kNoRoles.in(language_)));
    for (const RoleRow& row : roles.rows) add(row.duty.in(language_), cell(row.who));
  }

  CsvWriter csv_;
  const Model& model_;
  Language language_;
};

void write_cell(HtmlWriter& html, std::string_view name, const MatrixCell& cell,
                const WriteText& write) {
  std::vector<HtmlAttribute> attributes;
  if (name == "th") attributes.push_back({"scope", "row"});
  if (cell.is_missing) attributes.push_back({"class", "missing"});
  const auto element = html.element(name, attributes);
  for (const Text& line : cell.lines) {
    const auto part = html.element("div");
    write(html, line);
  }
}

template <class Heads>
void write_heads(HtmlWriter& html, const Heads& heads, const WriteText& write) {
  const auto head = html.element("thead");
  const auto row = html.element("tr");
  for (const Phrase& phrase : heads) {
    const auto cell = html.element("th", {{"scope", "col"}});
    write(html, text_of(phrase));
  }
}

void write_roles(HtmlWriter& html, const RoleMatrix& roles, const WriteText& write) {
  if (!roles.is_on_record) {
    const auto line = html.element("p", {{"class", "missing"}});
    write(html, roles.title);
    html.text(" — ");
    write(html, text_of(kNoRoles));
    return;
  }
  const auto frame = html.element("div", {{"class", "scroll"}, {"tabindex", "0"}});
  const auto table = html.element("table", {{"class", "roles"}});
  {
    const auto caption = html.element("caption");
    write(html, text_of(kRolesTitle));
    html.text(" — ");
    write(html, roles.title);
  }
  write_heads(html, kRoleHeads, write);
  const auto body = html.element("tbody");
  for (const RoleRow& row : roles.rows) {
    const auto line = html.element("tr");
    write_cell(html, "th", {.lines = {row.duty}}, write);
    write_cell(html, "td", row.who, write);
  }
}

}  // namespace

std::string responsibility_markdown(const Model& model, const AsOf& as_of,
                                    std::span<const SystemMatrix> systems, Language language) {
  MarkdownTables tables(language);
  tables.write_head(model, as_of);
  for (const SystemMatrix& matrix : systems) tables.write(matrix);
  if (systems.empty()) tables.write_none();
  return tables.all();
}

std::string responsibility_csv(const Model& model, std::span<const SystemMatrix> systems,
                               Language language) {
  CsvTables tables(model, language);
  for (const SystemMatrix& matrix : systems) tables.write(matrix);
  return tables.text();
}

void write_facts(HtmlWriter& html, const SystemMatrix& matrix, const WriteText& write) {
  const auto facts = html.element("dl", {{"class", "facts"}});
  const auto add = [&](const Phrase& term, const Text& content) {
    const auto pair = html.element("div");
    {
      const auto name = html.element("dt");
      write(html, text_of(term));
    }
    const auto value = html.element("dd");
    write(html, content);
  };
  add(kInstitution, matrix.institution);
  add(kForm, matrix.form);
}

void write_matrix(HtmlWriter& html, const SystemMatrix& matrix, const WriteText& write) {
  {
    const auto frame = html.element("div", {{"class", "scroll"}, {"tabindex", "0"}});
    const auto table = html.element("table", {{"class", "matrix"}});
    {
      const auto caption = html.element("caption");
      write(html, text_of(kTitle));
    }
    write_heads(html, kMatrixHeads, write);
    const auto body = html.element("tbody");
    for (const MatrixRow& row : matrix.rows) {
      const auto line = html.element("tr");
      write_cell(html, "th", row.cells.front(), write);
      for (const MatrixCell& cell : std::span(row.cells).subspan(1)) {
        write_cell(html, "td", cell, write);
      }
    }
  }
  {
    const auto line = html.element("p");
    write(html, matrix.remark);
  }
  for (const RoleMatrix& roles : matrix.roles) write_roles(html, roles, write);
}

std::string responsibility_html(const Model& model, const AsOf& as_of,
                                std::span<const SystemMatrix> systems, Language language) {
  const WriteText write = [&](HtmlWriter& html, const Text& text) { html.text(text.in(language)); };
  HtmlWriter html;
  const auto say = [&](const Phrase& phrase) { return phrase.in(language); };
  const std::string name(model.name.in(language));
  const std::string title =
      std::string(say(kTitle)) + (name.empty() ? "" : std::string(say({": ", "："})) + name);
  {
    const auto main = html.element("main", {{"class", "wide"}});
    html.leaf("h1", title);
    {
      const auto line = html.element("p", {{"class", "meta"}});
      html.text(say(kAsOf));
      html.text(" " + as_of.date.to_string() + " · ");
      html.leaf("code", digest_of(model.sources));
    }
    if (systems.empty()) html.leaf("p", say(kNoSystem));
    for (const SystemMatrix& matrix : systems) {
      html.line();
      const auto section = html.element("section");
      html.leaf("h2", matrix.title.in(language));
      write_facts(html, matrix, write);
      write_matrix(html, matrix, write);
    }
    html.line();
  }
  return html_text({.language = language,
                    .title = title,
                    .style = report_style(),
                    .script = {},
                    .body = html.html()});
}

}  // namespace musubi::cli
