#include "cli/output/figure_json.h"

#include "cli/output/figure_words.h"

namespace musubi::cli {
namespace {

class FigureWriter {
 public:
  FigureWriter(const Model& model, const Figure& figure, const AsOf& as_of)
      : model_(&model), figure_(&figure), result_("draw", &model, as_of), json_(&result_.body()) {}

  std::string write() {
    json_->member("view", word_of(figure_->view));
    json_->member("title", figure_->title);
    list("areas", figure_->areas, [this](const FigureArea& area) { write_area(area); });
    list("boxes", figure_->boxes, [this](const FigureBox& box) { write_box(box); });
    list("arrows", figure_->arrows, [this](const FigureArrow& arrow) { write_arrow(arrow); });
    texts("notes", figure_->notes);
    json_->member("not_shown", std::uint64_t{figure_->not_shown});
    return result_.text();
  }

 private:
  template <class Rows, class Write>
  void list(std::string_view name, const Rows& rows, Write write) {
    json_->key(name);
    json_->begin_array();
    for (const auto& row : rows) {
      json_->begin_object();
      write(row);
      json_->end_object();
    }
    json_->end_array();
  }

  void texts(std::string_view name, const std::vector<Text>& rows) {
    json_->key(name);
    json_->begin_array();
    for (const Text& row : rows) json_->value(row);
    json_->end_array();
  }

  void record_member(const std::optional<RecordRef>& record) {
    json_->key("record");
    result_.id(record ? model_->record(*record).id : Symbol());
  }

  void area_member(std::string_view name, std::uint32_t area) {
    json_->member_or_null(name, area == kNoArea ? "" : figure_->areas[area].id);
  }

  void marks_member(const FigureMarks& marks) {
    json_->key("marks");
    json_->begin_array();
    for (std::size_t i = 0; i < kFigureMarkCount; ++i) {
      const auto mark = static_cast<FigureMark>(i);
      if (marks.has(mark)) json_->value(word_of(mark));
    }
    json_->end_array();
  }

  void write_area(const FigureArea& area) {
    json_->member("id", area.id);
    json_->member("kind", word_of(area.kind));
    record_member(area.record);
    area_member("within", area.parent);
    texts("lines", area.lines);
  }

  void write_box(const FigureBox& box) {
    json_->member("id", box.id);
    json_->member("kind", word_of(box.kind));
    record_member(box.record);
    json_->member("label", box.label);
    json_->key("lines");
    json_->begin_array();
    for (const FigureLine& line : box.lines) json_->value(line.text);
    json_->end_array();
    marks_member(box.marks);
    area_member("area", box.area);
    json_->member("stands_for", std::uint64_t{box.stands_for});
  }

  void write_arrow(const FigureArrow& arrow) {
    json_->member("id", arrow.id);
    json_->member("kind", word_of(arrow.kind));
    json_->member("from", figure_->boxes[arrow.from].id);
    json_->member("to", figure_->boxes[arrow.to].id);
    texts("lines", arrow.lines);
    result_.ids_member("contracts", arrow.contracts);
    marks_member(arrow.marks);
  }

  const Model* model_;
  const Figure* figure_;
  ResultJson result_;
  JsonWriter* json_;
};

}  // namespace

std::string figure_json(const Model& model, const Figure& figure, const AsOf& as_of) {
  return FigureWriter(model, figure, as_of).write();
}

}  // namespace musubi::cli
