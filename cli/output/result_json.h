#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output/json_out.h"
#include "cli/output/pieces.h"
#include "engine/evidence.h"
#include "model/date.h"
#include "model/diagnostic.h"
#include "model/model.h"

namespace musubi::cli {

/// From where the date of an answer comes.
enum class DateOrigin : std::uint8_t { Option, File, Today };

struct AsOf {
  Date date;
  DateOrigin origin = DateOrigin::Today;
};

/// A result as JSON. Its own members are written into `body()`; the head (format, verb, date,
/// files, digest, and the names of the ids that the result mentions) is put before them in the end.
class ResultJson {
 public:
  /// `model` is null for a verb that reads none, and has to outlive this otherwise.
  ResultJson(std::string_view verb, const Model* model, std::optional<AsOf> as_of);

  [[nodiscard]] JsonWriter& body() { return body_; }

  /// The head lists no files.
  void leave_out_files() { names_files_ = false; }

  /// From now on ids and places are those of this model, which has to outlive this. Where two
  /// models know an id, `names` tells what the one calls it that was named first.
  void speak_of(const Model& model);
  /// A member with date, files and digest of another model than that of the head.
  void input_member(std::string_view name, const Model& model, const AsOf& as_of);

  /// The text of an id (null for none), which is remembered for `names`.
  void id(Symbol symbol);
  void id_member(std::string_view name, Symbol symbol);
  /// Remembers an id for `names` that stands in a value of another kind.
  void mention(Symbol symbol) { spoken_[now_].mentioned[symbol.index()] = 1; }
  template <class IdType>
  void id(IdType row) {
    id(row.valid() ? (*model_)[row].id : Symbol());
  }
  template <class IdType>
  void id_member(std::string_view name, IdType row) {
    body_.key(name);
    id(row);
  }
  template <class Ids>
  void ids_member(std::string_view name, const Ids& ids) {
    body_.key(name);
    body_.begin_array();
    for (const auto& one : ids) id(one);
    body_.end_array();
  }
  /// A list of steps.
  void evidence(const Evidence& steps);
  void evidence_member(std::string_view name, const Evidence& steps);
  /// {"file": …, "line": …, "column": …}; null for no place.
  void location_member(std::string_view name, SourceLocation where);
  void diagnostics_member(std::string_view name, const std::vector<Diagnostic>& diagnostics);

  /// From now on the document is handed over piece by piece. Precondition: all ids that it will
  /// mention were mentioned, and the body has a member.
  void stream_to(Sink sink);
  /// Adds elements to the array that is open, a member of the document: `write` adds the one with
  /// this number to the result that it is given. Of a document that is streamed, this many threads
  /// make them at once.
  void elements(std::size_t count, unsigned threads,
                const std::function<void(ResultJson&, std::size_t)>& write);

  /// The whole document, with a line end; of one that is streamed what was not handed over.
  [[nodiscard]] std::string text();

 private:
  // A model and the ids of it that the result mentions, by Symbol.
  struct Spoken {
    const Model* model = nullptr;
    std::vector<char> mentioned;
  };
  [[nodiscard]] std::string head() const;
  void step(const EvidenceStep& step);

  std::string verb_;
  const Model* model_;  // the one that is spoken of
  std::optional<AsOf> as_of_;
  bool names_files_ = true;
  JsonWriter body_;
  std::vector<Spoken> spoken_;  // the first is that of the head
  std::size_t now_ = 0;         // of `spoken_`
  Sink sink_;
};

/// The word for how an edge stands, as in the results: "procured".
[[nodiscard]] std::string_view word_of(Relation relation);
[[nodiscard]] std::string_view word_of(Severity severity);

}  // namespace musubi::cli
