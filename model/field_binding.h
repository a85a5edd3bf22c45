#pragma once

#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>

#include "model/document.h"
#include "model/fields.h"
#include "model/list_in_making.h"
#include "model/model.h"
#include "model/records.h"

// How the tables of fields are written down, for the files that hold them. A shape is a variable
// template over an *accessor*, a type with `static T& get(void* owner, Arena&)`:
// `Member<&Service::name>` is a member of the struct that the object around opened, `Element<T>` a
// new element of the list of T that the array around opened. What the reader stores into, and how,
// follows from T.
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
  static auto& get(void* owner, Arena& arena) {
    return (inside(static_cast<Owner*>(owner)->*First, arena).*....*Rest);
  }

 private:
  template <class T>
  static T& inside(T& member, Arena& /*arena*/) {
    return member;
  }
  /// What is boxed is made when the first of its members is given.
  template <class T>
    requires(sizeof...(Rest) > 0)
  static T& inside(Box<T>& box, Arena& arena) {
    if (!box) box = Box<T>(arena.make<T>());
    return *box.edit();
  }
};

/// Of a list that is being read.
template <class T>
struct Element {
  static T& get(void* owner, Arena& /*arena*/) {
    return static_cast<ListInMaking*>(owner)->emplace_back<T>();
  }
};
/// A set has no elements of its own.
template <>
struct Element<OrganizationKinds> {
  static OrganizationKinds& get(void* owner, Arena& /*arena*/) {
    return *static_cast<OrganizationKinds*>(owner);
  }
};

/// One of the model's tables, and a new row of it.
template <auto Records>
struct TableOf {
  using Row = typename std::remove_cvref_t<decltype(std::declval<Model>().*Records)>::value_type;
  static auto& get(void* owner, Arena& /*arena*/) {
    return static_cast<Document*>(owner)->model->*Records;
  }
};
template <class T>
struct RowOf {
  static T& get(void* owner, Arena& /*arena*/) {
    return static_cast<Table<T>*>(owner)->emplace_back();
  }
};

struct Assign {
  static void to(Symbol& id, const Value& value) { id = value.symbol; }
  static void to(String& text, const Value& value) { text = value.arena->show(value.text); }
  static void to(Name& name, const Value& value) {
    name.en = name.ja = value.arena->show(value.text);
  }
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
    to(value.arena->append(dependency.members), value);
    dependency.offset = value.where.offset;
  }
  static void to(AgreementItem& item, const Value& value) { to(item.id, value); }
  static void to(CatalogueEntry& entry, const Value& value) { to(entry.id, value); }
  static void to(Period& period, const Value& value) { period.length = value.integer; }
  static void to(DutyAssignment& duty, const Value& value) {
    duty.duty = value.arena->show(value.key);
    duty.who = static_cast<DutyAssignment::Who>(value.word);
    if (!value.symbol.valid()) return;
    duty.who = DutyAssignment::Who::Organization;
    to(duty.organization, value);
  }
  static void to(PlacedDate& date, const Value& value) {
    date = {.date = value.date, .where = value.where};
  }
  static void to(Include& include, const Value& value) {
    include = {.path = value.arena->show(value.text), .where = value.where};
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

/// What an object fills: made present.
struct ObjectOf {
  template <class T>
  static T* in(T& object, Arena& /*arena*/) {
    return &object;
  }
  template <class T>
  static T* in(std::optional<T>& maybe, Arena& /*arena*/) {
    return &maybe.emplace();
  }
  template <class T>
  static T* in(Box<T>& box, Arena& arena) {
    box = Box<T>(arena.make<T>());
    return box.edit();
  }
};
template <class Accessor>
using Accessed = std::remove_cvref_t<decltype(Accessor::get(nullptr, std::declval<Arena&>()))>;
template <class Accessor>
using ObjectIn = std::remove_pointer_t<decltype(ObjectOf::in(std::declval<Accessed<Accessor>&>(),
                                                             std::declval<Arena&>()))>;

template <class Accessor>
void store(void* owner, const Value& value) {
  Assign::to(Accessor::get(owner, *value.arena), value);
}

/// Lists are collected beside the record, and put into it when they are complete.
template <class T>
void close_list(void* opened, std::uint32_t /*end*/) {
  static_cast<ListInMaking*>(opened)->finish<T>();
}

/// What an array or a map fills: made present, and empty.
struct ListOf {
  template <class T>
  static void* open(List<T>& list, const Opening& opening) {
    list = {};
    return opening.list->begin(&list, *opening.arena);
  }
  template <class T>
  static void* open(MaybeList<T>& list, const Opening& opening) {
    return opening.list->begin(&list.emplace(), *opening.arena);
  }
  template <class RefType>
  static void* open(std::optional<Selection<RefType>>& selection, const Opening& opening) {
    return opening.list->begin(&selection.emplace().items, *opening.arena);
  }
  static void* open(OrganizationKinds& kinds, const Opening& /*opening*/) { return &kinds; }
  template <class T>
  static void* open(Table<T>& table, const Opening& /*opening*/) {
    return &table;
  }
};

/// What the elements of a list are.
template <class T>
struct ElementOf {
  using Type = void;  // it is no list that is put into a record
};
template <class T>
struct ElementOf<List<T>> {
  using Type = T;
};
template <class T>
struct ElementOf<MaybeList<T>> {
  using Type = T;
};
template <class RefType>
struct ElementOf<std::optional<Selection<RefType>>> {
  using Type = RefType;
};
template <class Accessor>
using ElementIn = typename ElementOf<Accessed<Accessor>>::Type;

template <class Accessor>
void* open_list(void* owner, const Opening& opening) {
  return ListOf::open(Accessor::get(owner, *opening.arena), opening);
}

template <class Accessor>
constexpr Binding bind_list() {
  using T = ElementIn<Accessor>;
  if constexpr (std::is_void_v<T>) {
    return {.open = open_list<Accessor>};
  } else {
    return {.open = open_list<Accessor>, .close = close_list<T>};
  }
}

template <class Accessor>
void* open_object(void* owner, const Opening& opening) {
  auto* object = ObjectOf::in(Accessor::get(owner, *opening.arena), *opening.arena);
  if constexpr (std::derived_from<ObjectIn<Accessor>, Record>) {
    object->where = opening.where;
  } else if constexpr (requires { object->offset; }) {
    object->offset = opening.where.offset;
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
  Name& name = *static_cast<Name*>(opened);
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

inline constexpr Shape kLanguageEn{.binding = {.store = store<Member<&Name::en>>}};
inline constexpr Shape kLanguageJa{.binding = {.store = store<Member<&Name::ja>>}};
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
inline constexpr Shape kList{
    .kind = Kind::Array, .min_items = MinItems, .element = Of, .binding = bind_list<Accessor>()};

template <class Accessor, std::size_t MinItems, RecordKind... Targets>
inline constexpr const Shape& kReferences =
    kList<Accessor, &kReference<Element<ElementIn<Accessor>>, Targets...>, MinItems>;

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
    .binding = {.open = open_object<RowOf<typename TableOf<Records>::Row>>,
                .close = close_object<typename TableOf<Records>::Row>,
                .record = as_record<typename TableOf<Records>::Row>}};

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
