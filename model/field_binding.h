#pragma once

#include <concepts>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "model/document.h"
#include "model/fields.h"
#include "model/model.h"
#include "model/records.h"

// How the tables of fields are written down, for the files that hold them. A shape is a variable
// template over an *accessor*, a type with `static T& get(void* owner)`: `Member<&Service::name>`
// is a member of the struct that the object around opened, `Element<List>` a new element of the
// list that the array around opened. What the reader stores into, and how, follows from T.
namespace musubi::binding {

template <class>
struct ClassOf;
template <class Class, class T>
struct ClassOf<T Class::*> {
  using Type = Class;
};

template <auto First, auto... Rest>
struct Member {
  using Owner = typename ClassOf<decltype(First)>::Type;
  static auto& get(void* owner) { return ((static_cast<Owner*>(owner)->*First).*....*Rest); }
};

template <class List>
struct Element {
  static auto& get(void* owner) {
    if constexpr (std::same_as<List, OrganizationKinds>) {
      return *static_cast<List*>(owner);
    } else {
      return static_cast<List*>(owner)->emplace_back();
    }
  }
};

/// One of the model's tables.
template <auto Records>
struct Table {
  static auto& get(void* owner) { return static_cast<Document*>(owner)->model->*Records; }
};

struct Assign {
  static void to(Symbol& id, const Value& value) { id = value.symbol; }
  static void to(std::string& text, const Value& value) { text = value.text; }
  static void to(Text& text, const Value& value) { text.en = text.ja = value.text; }
  static void to(Date& date, const Value& value) { date = value.date; }
  static void to(bool& yes, const Value& value) { yes = value.boolean; }
  static void to(double& number, const Value& value) { number = value.number; }
  static void to(std::int32_t& number, const Value& value) { number = value.integer; }
  static void to(OrganizationKinds& kinds, const Value& value) {
    kinds.add(static_cast<OrganizationKind>(value.word));
  }
  template <class IdType>
  static void to(Ref<IdType>& reference, const Value& value) {
    reference.name = value.symbol;
    reference.offset = value.where.offset;
  }
  template <class Enum>
    requires std::is_enum_v<Enum>
  static void to(Enum& word, const Value& value) {
    word = static_cast<Enum>(value.word);
  }
  static void to(ChangeTarget& target, const Value& value) {
    target.name = value.symbol;
    target.offset = value.where.offset;
  }
  static void to(Dependency& dependency, const Value& value) {
    to(dependency.members.emplace_back(), value);
    dependency.offset = value.where.offset;
  }
  static void to(AgreementItem& item, const Value& value) { item.id = value.text; }
  static void to(CatalogueEntry& entry, const Value& value) { entry.id = value.text; }
  static void to(Period& period, const Value& value) { period.length = value.integer; }
  static void to(DutyAssignment& duty, const Value& value) {
    duty.duty = value.key;
    duty.who = static_cast<DutyAssignment::Who>(value.word);
    if (!value.symbol.valid()) return;
    duty.who = DutyAssignment::Who::Organization;
    to(duty.organization, value);
  }
  static void to(PlacedDate& date, const Value& value) {
    date = {.date = value.date, .where = value.where};
  }
  static void to(Include& include, const Value& value) {
    include = {.path = std::string(value.text), .where = value.where};
  }
  template <class RefType>
  static void to(Selection<RefType>& selection, const Value& /*the word for all*/) {
    selection.all = true;
  }
  template <class T>
  static void to(std::optional<T>& maybe, const Value& value) {
    to(maybe.emplace(), value);
  }
};

/// What an array or a map fills: made present, and empty.
struct ListOf {
  template <class T>
  static std::vector<T>* in(std::vector<T>& list) {
    return &list;
  }
  template <class RefType>
  static std::vector<RefType>* in(Selection<RefType>& selection) {
    return &selection.items;
  }
  static OrganizationKinds* in(OrganizationKinds& kinds) { return &kinds; }
  static std::map<std::string, RuleLevel, std::less<>>* in(
      std::map<std::string, RuleLevel, std::less<>>& map) {
    return &map;
  }
  template <class T>
  static auto* in(std::optional<T>& maybe) {
    return in(maybe.emplace());
  }
};
template <class Accessor>
using ListIn =
    std::remove_pointer_t<decltype(ListOf::in(Accessor::get(static_cast<void*>(nullptr))))>;

/// What an object fills: made present.
struct ObjectOf {
  template <class T>
  static T* in(T& object) {
    return &object;
  }
  template <class T>
  static T* in(std::optional<T>& maybe) {
    return &maybe.emplace();
  }
  template <class T>
  static T* in(std::unique_ptr<T>& maybe) {
    maybe = std::make_unique<T>();
    return maybe.get();
  }
};
template <class Accessor>
using ObjectIn =
    std::remove_pointer_t<decltype(ObjectOf::in(Accessor::get(static_cast<void*>(nullptr))))>;

template <class Accessor>
void store(void* owner, const Value& value) {
  Assign::to(Accessor::get(owner), value);
}

template <class Accessor>
void* open_list(void* owner, SourceLocation /*where*/) {
  return ListOf::in(Accessor::get(owner));
}

template <class Accessor>
void* open_object(void* owner, SourceLocation where) {
  auto* object = ObjectOf::in(Accessor::get(owner));
  if constexpr (std::derived_from<ObjectIn<Accessor>, Record>) {
    object->where = where;
  } else if constexpr (requires { object->offset; }) {
    object->offset = where.offset;
  }
  return object;
}

template <class Object>
void close_object(void* opened, std::uint32_t end) {
  if constexpr (requires(Object& object) { object.end; }) {
    static_cast<Object*>(opened)->end = end;
  }
}

/// A language that was not given falls back to the other.
inline void close_name(void* opened, std::uint32_t /*end*/) {
  Text& name = *static_cast<Text*>(opened);
  if (name.en.empty()) name.en = name.ja;
  if (name.ja.empty()) name.ja = name.en;
}

template <class Object>
Record* as_record(void* opened) {
  return static_cast<Object*>(opened);
}

using Kind = Shape::Kind;

/// The number that a word has in the records.
template <class Enum>
constexpr std::uint8_t number(Enum value) {
  return static_cast<std::uint8_t>(value);
}

inline constexpr Shape kLanguageEn{.binding = {.store = store<Member<&Text::en>>}};
inline constexpr Shape kLanguageJa{.binding = {.store = store<Member<&Text::ja>>}};
inline constexpr Field kNameFields[] = {
    {"ja", &kLanguageJa, {"in Japanese", "日本語での表記"}},
    {"en", &kLanguageEn, {"in English", "英語での表記"}},
};

template <class Accessor>
inline constexpr Shape kString{.binding = {.store = store<Accessor>}};

template <class Accessor>
inline constexpr Shape kName{
    .kind = Kind::Name,
    .fields = kNameFields,
    .binding = {.store = store<Accessor>, .open = open_object<Accessor>, .close = close_name}};

template <class Record>
inline constexpr Shape kId{.kind = Kind::Id,
                           .binding = {.store = [](void* owner, const Value& value) {
                             static_cast<Record*>(owner)->id = value.symbol;
                           }}};

template <class Accessor>
inline constexpr Shape kDate{.kind = Kind::Date, .binding = {.store = store<Accessor>}};

template <class Accessor>
inline constexpr Shape kBoolean{.kind = Kind::Boolean, .binding = {.store = store<Accessor>}};

template <class Accessor>
inline constexpr Shape kCountry{.kind = Kind::Country, .binding = {.store = store<Accessor>}};

template <class Accessor, int Minimum, int Maximum>
inline constexpr Shape kInteger{.kind = Kind::Integer,
                                .minimum = Minimum,
                                .maximum = Maximum,
                                .binding = {.store = store<Accessor>}};

template <class Accessor, auto& Words>
inline constexpr Shape kWord{
    .kind = Kind::Word, .words = Words, .binding = {.store = store<Accessor>}};

template <class Accessor, Catalogue List>
inline constexpr Shape kCatalogueWord{
    .kind = Kind::Catalogue, .catalogue = List, .binding = {.store = store<Accessor>}};

template <class Accessor, RecordKind... Targets>
inline constexpr Shape kReference{.kind = Kind::Reference,
                                  .targets = RecordKinds(Targets...),
                                  .binding = {.store = store<Accessor>}};

/// An array whose elements have the shape `*Of`.
template <class Accessor, const Shape* Of, std::size_t MinItems = 0>
inline constexpr Shape kList{.kind = Kind::Array,
                             .min_items = MinItems,
                             .element = Of,
                             .binding = {.open = open_list<Accessor>}};

template <class Accessor, std::size_t MinItems, RecordKind... Targets>
inline constexpr const Shape& kReferences =
    kList<Accessor, &kReference<Element<ListIn<Accessor>>, Targets...>, MinItems>;

/// What all shapes of one kind of object have in common.
struct Definition {
  std::string_view name;
  Phrase doc;
  std::span<const Field> fields;
  std::span<const std::string_view> exactly_one = {};
};

template <class Accessor, const Definition& Of>
inline constexpr Shape kObject{
    .kind = Kind::Object,
    .name = Of.name,
    .doc = Of.doc,
    .fields = Of.fields,
    .exactly_one = Of.exactly_one,
    .binding = {.open = open_object<Accessor>, .close = close_object<ObjectIn<Accessor>>}};

template <auto Records, RecordKind Of, const Definition& Is>
inline constexpr Shape kRecord{
    .kind = Kind::Object,
    .name = Is.name,
    .doc = Is.doc,
    .fields = Is.fields,
    .exactly_one = Is.exactly_one,
    .record = Of,
    .binding = {.open = open_object<Element<ListIn<Table<Records>>>>,
                .close = close_object<typename ListIn<Table<Records>>::value_type>,
                .record = as_record<typename ListIn<Table<Records>>::value_type>}};

}  // namespace musubi::binding

// The shapes of the records, each in the file of its table.
namespace musubi {

extern const Shape kOrganizationShape, kServiceShape, kSystemShape;
extern const Shape kTermsShape, kContractShape;
extern const Shape kAssessmentShape, kDisclosureShape;
extern const Shape kRiskShape, kRiskAgreementShape, kControlShape, kRequirementShape;
extern const Shape kChangeShape, kSuppressionShape;
extern const Shape kPlannedChangeShape;  // no record: it has no id and nothing names it

}  // namespace musubi
