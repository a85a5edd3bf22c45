#include "cli/annex/redaction.h"

#include <algorithm>
#include <set>

#include "cli/output/characters.h"

namespace musubi::cli {
namespace {

/// Puts neutral names in place of others. What somebody who is named is called stays, even where
/// somebody else is called the same.
class NameReplacer {
 public:
  explicit NameReplacer(Arena& arena) : arena_(arena) {}

  void keep(std::string_view name) { add(name, nullptr); }
  void replace(std::string_view name, const NeutralName& by) { add(name, &by); }

  /// `choose` says which of its names to write.
  template <class Choose>
  void apply(String& written, Choose choose) const {
    const std::string_view text = written;
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
      const auto [size, neutral] = find(text, at);
      if (neutral != nullptr) {
        result += choose(*neutral);
      } else {
        result += text.substr(at, std::max<std::size_t>(size, 1));
      }
      at += std::max<std::size_t>(size, 1);
    }
    if (result != text) written = arena_.copy(result);
  }

  void apply(Name& name) const {
    apply(name.en, [](const NeutralName& one) { return one.name.en; });
    apply(name.ja, [](const NeutralName& one) { return one.name.ja; });
  }
  /// Where the language is not known, the neutral id stands.
  void apply(String& text) const {
    apply(text, [](const NeutralName& one) { return one.id; });
  }

 private:
  struct Found {
    std::size_t size = 0;
    const NeutralName* neutral = nullptr;
  };

  void add(std::string_view name, const NeutralName* neutral) {
    if (name.empty()) return;
    lengths_.insert(name.size());
    const auto [at, is_new] = names_.emplace(name, neutral);
    if (!is_new && neutral == nullptr) at->second = nullptr;
  }

  /// The longest name that stands here.
  [[nodiscard]] Found find(std::string_view text, std::size_t at) const {
    for (auto length = lengths_.rbegin(); length != lengths_.rend(); ++length) {
      if (*length > text.size() - at) continue;
      const auto found = names_.find(std::string(text.substr(at, *length)));
      if (found != names_.end() && is_whole_word(text, at, at + *length)) {
        return {*length, found->second};
      }
    }
    return {};
  }

  Arena& arena_;
  std::unordered_map<std::string, const NeutralName*> names_;
  std::set<std::size_t> lengths_;
};

class Redactor {
 public:
  Redactor(Model& model, const NeutralNames& names)
      : model_(model), names_(names), replacer_(model.arena) {}

  void redact() {
    collect();
    replace_texts();
    rename();
    follow_ids();
  }

 private:
  template <class Record>
  static Text title_of(const Record& record) {
    if constexpr (requires { record.title; }) {
      return record.title;
    } else if constexpr (requires { record.name; }) {
      return record.name;
    } else {
      return {};
    }
  }

  /// Names and ids of the records of one table.
  template <class Records>
  void collect(const Records& records, const std::vector<std::optional<NeutralName>>& names) {
    for (std::size_t row = 0; row < records.size(); ++row) {
      const Text title = title_of(records[row]);
      for (const std::string_view name :
           {std::string_view(title.en), std::string_view(title.ja), model_.text(records[row].id)}) {
        if (names[row]) {
          replacer_.replace(name, *names[row]);
        } else {
          replacer_.keep(name);
        }
      }
    }
  }

  void collect() {
    collect(model_.organizations, names_.organizations);
    // What somebody who is named provides may be called after one who is not.
    for (std::size_t row = 0; row < model_.services.size(); ++row) {
      if (!names_.services[row]) replacer_.apply(model_.services[row].name);
    }
    for (std::size_t row = 0; row < model_.systems.size(); ++row) {
      if (!names_.systems[row]) replacer_.apply(model_.systems[row].name);
    }
    collect(model_.services, names_.services);
    collect(model_.systems, names_.systems);
    // Nobody calls a contract by its name alone.
    for (std::size_t row = 0; row < model_.contracts.size(); ++row) {
      if (const auto& neutral = names_.contracts[row]) {
        replacer_.replace(model_.id(ContractId(row)), *neutral);
      }
    }
  }

  void replace_content(ContractContent& content) {
    replacer_.apply(content.reason);
    for (Box<Periods>* periods : {&content.notice, &content.relay}) {
      if (!*periods) continue;
      for (Period& period : periods->edit()->periods.edit()) replacer_.apply(period.as_written);
    }
    if (content.agreement && content.agreement->equipment) {
      replacer_.apply(content.agreement.edit()->equipment->place_of_use);
    }
  }

  void replace_texts() {
    replacer_.apply(model_.name);
    for (Organization& one : model_.organizations) {
      for (Contact& contact : one.contacts.edit()) {
        for (String* text :
             {&contact.role, &contact.name, &contact.email, &contact.phone, &contact.hours}) {
          replacer_.apply(*text);
        }
      }
    }
    for (System& one : model_.systems) replace_links(one);
    for (Terms& one : model_.terms) {
      replacer_.apply(one.name);
      replace_content(one.content);
    }
    for (Contract& one : model_.contracts) {
      replacer_.apply(one.name);
      replacer_.apply(one.number);
      if (one.own) replace_content(*one.own.edit());
    }
    for (Risk& one : model_.risks) replace_risk(one);
    for (Requirement& one : model_.requirements) {
      replacer_.apply(one.evidence);
      replacer_.apply(one.reason);
    }
  }

  void replace_links(System& system) {
    if (!system.links) return;
    for (Link& link : system.links.edit().edit()) replacer_.apply(link.carries);
  }

  void replace_risk(Risk& risk) {
    replacer_.apply(risk.title);
    replacer_.apply(risk.reason);
    for (Measure& measure : risk.measures.edit()) replacer_.apply(measure.title);
  }

  [[nodiscard]] Name written(const Text& text) {
    return {.en = model_.arena.copy(text.en), .ja = model_.arena.copy(text.ja)};
  }

  template <class Records>
  void rename(Records& records, RecordKind kind,
              const std::vector<std::optional<NeutralName>>& names) {
    for (std::size_t row = 0; row < records.size(); ++row) {
      if (!names[row]) continue;
      auto& record = records[row];
      if constexpr (requires { record.title; }) {
        record.title = written(names[row]->name);
      } else if constexpr (requires { record.name; }) {
        record.name = written(names[row]->name);
      }
      const Symbol id = model_.symbols.intern(model_.arena.copy(names[row]->id));
      model_.records_by_symbol.extend(model_.symbols.size());
      model_.records_by_symbol[record.id.index()].reset();
      model_.records_by_symbol[id.index()] = {.kind = kind,
                                              .index = static_cast<std::uint32_t>(row)};
      renamed_[record.id] = id;
      record.id = id;
    }
  }

  void rename() {
    rename(model_.organizations, RecordKind::Organization, names_.organizations);
    rename(model_.services, RecordKind::Service, names_.services);
    rename(model_.systems, RecordKind::System, names_.systems);
    rename(model_.contracts, RecordKind::Contract, names_.contracts);
    rename(model_.risks, RecordKind::Risk, names_.risks);
    rename(model_.changes, RecordKind::Change, names_.changes);
    for (std::size_t row = 0; row < model_.organizations.size(); ++row) {
      if (names_.organizations[row]) model_.organizations[row].contacts = {};
    }
    for (std::size_t row = 0; row < model_.contracts.size(); ++row) {
      if (names_.contracts[row]) model_.contracts[row].number = {};
    }
  }

  void follow(Symbol& id) const {
    if (const auto found = renamed_.find(id); found != renamed_.end()) id = found->second;
  }

  /// Suppressions and changes call records by their ids.
  void follow_ids() {
    for (Suppression& one : model_.suppressions) {
      follow(one.subject);
      follow(one.owes);
    }
    for (Change& one : model_.changes) follow(one.target.name);
  }

  Model& model_;
  const NeutralNames& names_;
  NameReplacer replacer_;
  std::map<Symbol, Symbol> renamed_;
};

}  // namespace

void redact(Model& model, const NeutralNames& names) { Redactor(model, names).redact(); }

}  // namespace musubi::cli
