#include "cli/output/impact_markdown.h"

#include <array>
#include <utility>

#include "cli/output/evidence_text.h"
#include "cli/output/impact_actions_text.h"
#include "cli/output/impact_rows.h"
#include "cli/output/markdown.h"
#include "cli/output/names.h"
#include "cli/phrase.h"
#include "engine/notice.h"

namespace musubi::cli {
namespace {

class PlanMarkdown {
 public:
  PlanMarkdown(const ImpactView& view, Language language)
      : view_(view),
        model_(view.supply->model()),
        language_(language),
        in_hours_(counts_in_hours(view.question->kind)),
        rows_(rows_of(view)) {}

  std::string text() {
    write_head();
    write_untold();
    write_told();
    write_actions();
    write_record();
    return std::move(text_);
  }

 private:
  [[nodiscard]] std::string say(const Phrase& phrase) const {
    return std::string(phrase.in(language_));
  }
  [[nodiscard]] std::string label(Symbol id) const {
    return markdown_text(label_of(model_, id, language_).render(false));
  }
  [[nodiscard]] std::string label(OrganizationId who) const { return label(model_[who].id); }

  // Several lines in one cell.
  [[nodiscard]] std::string contacts(OrganizationId who) const {
    std::string cell;
    for (const Contact& contact : model_[who].contacts) {
      if (!cell.empty()) cell += "<br>";
      cell += markdown_text(contact_text(contact));
    }
    return cell;
  }

  void heading(const Phrase& text) { text_ += "\n## " + say(text) + "\n\n"; }

  void write_head() {
    text_ += "# " + say(phrase_of(view_.question->kind)) + say({.en = ": ", .ja = "："});
    if (view_.question->targets.empty()) text_ += say(kHiddenTarget);
    bool is_first = true;
    for (const RecordRef target : view_.question->targets) {
      if (!is_first) text_ += say({.en = ", ", .ja = "、"});
      text_ += label(model_.record(target).id);
      is_first = false;
    }
    text_ += "\n\n";
    const auto item = [&](const Phrase& name, const std::string& content) {
      text_ += "- " + say(name) + say({.en = ": ", .ja = "："}) + content + "\n";
    };
    item({.en = "As of", .ja = "基準日"}, view_.supply->as_of().to_string());
    if (view_.question->on) {
      item(in_hours_ ? Phrase{.en = "Happened on", .ja = "発生日"}
                     : Phrase{.en = "Takes effect on", .ja = "実施日"},
           view_.question->on->to_string());
    }
    item({.en = "Told", .ja = "通知される組織"}, std::to_string(rows_.told.size()));
    item({.en = "Never told", .ja = "通知されない組織"}, std::to_string(rows_.untold.size()));
    text_ += "\n" + markdown_text(reach_text(view_, language_)) + "\n";
    if (const std::string earliest = earliest_text(view_, language_); !earliest.empty()) {
      text_ += "\n" + markdown_text(earliest) + "\n";
    }
  }

  void write_untold() {
    if (rows_.untold.empty()) return;
    heading({.en = "Never told", .ja = "通知されない者"});
    text_ += markdown_head(
        std::to_array<std::string>({say({.en = "organization", .ja = "組織"}),
                                    say({.en = "what is missing", .ja = "足りない定め"}),
                                    say({.en = "contacts", .ja = "連絡先"})}));
    for (const ImpactRow row : rows_.untold) {
      text_ += markdown_row(std::to_array<std::string>(
          {label(row->organization), markdown_text(missing_text(view_, *row, language_)),
           contacts(row->organization)}));
    }
  }

  void write_told() {
    if (rows_.told.empty()) return;
    heading(in_hours_ ? Phrase{.en = "Who learns of it, the first one first",
                               .ja = "伝わる順序（早い者から）"}
                      : Phrase{.en = "Whom to tell, the first notice first",
                               .ja = "通知する相手（通知期限の早い者から）"});
    text_ += markdown_head(std::to_array<std::string>(
        {say({.en = "when", .ja = "期限"}), say({.en = "organization", .ja = "組織"}),
         say({.en = "told by", .ja = "通知する者"}), say({.en = "contract", .ja = "契約"}),
         say({.en = "remark", .ja = "備考"}), say({.en = "contacts", .ja = "連絡先"})}));
    for (const ImpactRow row : rows_.told) {
      const auto teller = teller_of(*view_.supply, *row);
      text_ += markdown_row(std::to_array<std::string>(
          {markdown_text(time_text(view_, *row, language_)), label(row->organization),
           teller ? label(teller->organization) : "",
           teller ? markdown_code(model_.id(teller->contract)) : "",
           row->late ? markdown_text(late_text(view_, *row, language_)) : "",
           contacts(row->organization)}));
    }
  }

  void write_actions() {
    if (view_.impact->actions.empty()) return;
    heading({.en = "What has to be done, in this order", .ja = "行うこと（この順序で）"});
    for (const ImpactAction& action : view_.impact->actions) {
      text_ += "- [ ] " + markdown_text(action_text(view_, action, language_).render(false)) + "\n";
      write_party({.en = "By", .ja = "行う者"}, action.by);
      if (action.with.valid()) write_party({.en = "With", .ja = "相手"}, action.with);
      const std::string reason = markdown_text(chain_line(model_, action.evidence, language_));
      if (!reason.empty()) write_detail({.en = "Because", .ja = "理由"}, reason);
    }
  }

  void write_party(const Phrase& name, OrganizationId who) {
    std::string content = label(who);
    for (const Contact& contact : model_[who].contacts) {
      content += say({.en = "; ", .ja = "、"}) + markdown_text(contact_text(contact));
    }
    write_detail(name, content);
  }

  void write_detail(const Phrase& name, const std::string& content) {
    text_ += "  - " + say(name) + say({.en = ": ", .ja = "："}) + content + "\n";
  }

  // Proof of what was sent.
  void write_record() {
    if (rows_.told.empty() && rows_.untold.empty()) return;
    heading({.en = "Record of what was sent", .ja = "送付の記録"});
    for (const ImpactRow row : rows_.untold) write_sent(*row);
    for (const ImpactRow row : rows_.told) write_sent(*row);
  }

  void write_sent(const AffectedOrganization& row) {
    const auto teller = teller_of(*view_.supply, row);
    text_ +=
        "- [ ] " +
        compose_in(language_,
                   {.en = "{}, by {}; due: {}; sent on: \\_\\_\\_\\_; by means "
                          "of: \\_\\_\\_\\_",
                    .ja = "{}　通知する者：{}　期限：{}　送付日：\\_\\_\\_\\_　方法："
                          "\\_\\_\\_\\_"},
                   label(row.organization), teller ? label(teller->organization) : "\\_\\_\\_\\_",
                   row.lead ? markdown_text(time_text(view_, row, language_)) : "\\_\\_\\_\\_") +
        "\n";
  }

  const ImpactView& view_;
  const Model& model_;
  Language language_;
  bool in_hours_;
  ImpactRows rows_;
  std::string text_;
};

}  // namespace

std::string impact_markdown(const ImpactView& view, Language language) {
  return PlanMarkdown(view, language).text();
}

}  // namespace musubi::cli
