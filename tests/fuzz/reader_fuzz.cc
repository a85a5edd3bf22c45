// Whatever the bytes: the reader neither crashes nor hangs, every place that it reports lies in the
// text, and a model without errors holds together.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "model/loader.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check_places(const musubi::LoadedModel& loaded) {
  const musubi::SourceMap& sources = loaded.model.sources;
  const auto check = [&sources](musubi::SourceLocation where) {
    require(where.valid() && where.offset <= sources.text(where.file).size());
    require(sources.line_column(where).column <= sources.line(where).size() + 2);
  };
  for (const musubi::Diagnostic& diagnostic : loaded.diagnostics.all()) {
    require(!diagnostic.message.en.empty() && !diagnostic.message.ja.empty());
    check(diagnostic.where);
    for (const musubi::DiagnosticNote& note : diagnostic.notes) check(note.where);
  }
}

template <class IdType, class Records>
void check_reference(const musubi::Ref<IdType>& reference, const Records& records) {
  require(reference.given() == reference.id.valid());
  require(!reference.given() || reference.id.index() < records.size());
}

void check_records(const musubi::Model& model) {
  for (const musubi::Organization& organization : model.organizations) {
    require(model.find(organization.id).has_value());
    check_reference(organization.part_of, model.organizations);
  }
  for (const musubi::Service& service : model.services) {
    check_reference(service.provider, model.organizations);
    if (!service.depends_on) continue;
    for (const musubi::Dependency& dependency : *service.depends_on) {
      require(!dependency.members.empty());
      for (const auto& member : dependency.members) check_reference(member, model.services);
    }
  }
  for (const musubi::Contract& contract : model.contracts) {
    require(contract.end <= model.sources.text(contract.where.file).size());
    check_reference(contract.customer, model.organizations);
    check_reference(contract.supplier, model.organizations);
    check_reference(contract.terms, model.terms);
    for (const auto& service : contract.covers) check_reference(service, model.services);
  }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer looks for this name.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<musubi::ModelFile> files(1);
  files[0].path = "fuzz.json";
  files[0].text.assign(data, data + size);
  const musubi::LoadedModel loaded = musubi::read_model(std::move(files));
  check_places(loaded);
  if (!loaded.diagnostics.has_errors()) check_records(loaded.model);
  return 0;
}
