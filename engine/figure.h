#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/records.h"
#include "model/text.h"

// What a diagram shows, as data: boxes, the areas around them, and the arrows between them, each
// with what it means. How that looks (shape, line, sign, colour) is decided by who writes it.
namespace musubi {

enum class FigureView : std::uint8_t {
  Contracts,
  Dependencies,
  Responsibility,
  Impact,
  Agreement,
};

/// What a box stands for. An organization of several kinds is drawn as the first of these.
enum class BoxKind : std::uint8_t {
  NetworkOperator,
  Institution,
  InfrastructureVendor,
  Provider,
  Service,
  System,
  Choice,  // "any one of these": stands between a service and those it can run on
  Hidden,  // what was left out at this place, counted
};

/// What is said of a box, an area or an arrow beside its kind. Each has a sign of its own that does
/// not rest on colour, and a line in the legend.
enum class FigureMark : std::uint8_t {
  Own,          // the institution provides it, or bought it and runs it
  Outside,      // handles no medical information
  Unconfirmed,  // a confirmation that somebody owes is not on record, or counts no more
  Unknown,      // 2.2.3: on record neither as disclosed nor as confirmed to who runs on it
  Unanswered,   // nobody on record answers to the institution for it
  Target,       // of the change
  Affected,
  Degraded,
  Down,
  Untold,    // affected, and never told
  Late,      // told later than it has promised to tell others
  Optional,  // what starts here goes on running without it
};
inline constexpr std::size_t kFigureMarkCount = 12;

/// A set of marks.
class FigureMarks {
 public:
  void add(FigureMark mark) { bits_ |= bit(mark); }
  [[nodiscard]] bool has(FigureMark mark) const { return (bits_ & bit(mark)) != 0; }
  [[nodiscard]] bool empty() const { return bits_ == 0; }
  friend bool operator==(const FigureMarks&, const FigureMarks&) = default;
  friend auto operator<=>(const FigureMarks&, const FigureMarks&) = default;

 private:
  static std::uint32_t bit(FigureMark mark) { return 1U << static_cast<unsigned>(mark); }
  std::uint32_t bits_ = 0;
};

inline constexpr std::uint32_t kNoArea = 0xFFFFFFFFU;

/// A line below the name of a box; `mark` where it says more of one of the marks of the box.
struct FigureLine {
  Text text;
  std::optional<FigureMark> mark = std::nullopt;
  friend bool operator==(const FigureLine&, const FigureLine&) = default;
};

struct FigureBox {
  std::string id;  // unique in the figure, made of the record's: "service:emr"
  BoxKind kind = BoxKind::Service;
  Text label;  // the name
  std::vector<FigureLine> lines;
  FigureMarks marks;
  std::uint32_t area = kNoArea;     // the innermost area around it
  std::optional<Layer> layer;       // of a service
  std::optional<RecordRef> record;  // of which it tells; nothing for `Choice`, `Hidden` and groups
  std::size_t stands_for = 1;       // how many records: more than one for alike ones drawn as one
};

enum class AreaKind : std::uint8_t {
  Party,           // what one organization provides
  Responsibility,  // whose risk management covers what stands in it
  Institution,     // what the institution itself runs
};

struct FigureArea {
  std::string id;
  AreaKind kind = AreaKind::Party;
  Text label;
  std::vector<Text> lines;
  FigureMarks marks;
  std::uint32_t parent = kNoArea;   // the area around it; stands before it in the list
  std::optional<RecordRef> record;  // the organization
};

enum class ArrowKind : std::uint8_t {
  Contract,     // customer to supplier
  Uses,         // a system, or its institution, uses a service
  DependsOn,    // a service runs on another, whoever uses it
  Placement,    // it does so in one system only
  Independent,  // it does so, and 2.2.3 holds between the two providers
  Notice,       // who tells whom of a change
  Relay,        // a customer passes on what it was told
  Silence,      // here nobody tells
};

struct FigureArrow {
  std::string id;                  // unique in the figure
  std::uint32_t from = 0, to = 0;  // boxes
  ArrowKind kind = ArrowKind::DependsOn;
  std::vector<Text> lines;            // what stands beside it
  std::vector<ContractId> contracts;  // what it is drawn for, or rests on; sorted
  FigureMarks marks;
};

/// A figure. Boxes, areas (each after the one around it) and arrows are sorted by their ids as far
/// as that allows.
struct Figure {
  FigureView view = FigureView::Contracts;
  Text title;
  std::vector<FigureBox> boxes;
  std::vector<FigureArea> areas;
  std::vector<FigureArrow> arrows;
  std::vector<Text> notes;    // below the figure: what was left out, and how much
  std::size_t not_shown = 0;  // boxes that were left out
};

}  // namespace musubi
