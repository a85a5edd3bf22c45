#include <array>
#include <optional>
#include <utility>

#include "cli/annex/redaction.h"
#include "cli/annex/sections.h"
#include "cli/annex/writers.h"
#include "cli/model_input.h"
#include "cli/output/inline_figure.h"
#include "cli/verbs/table.h"
#include "engine/figures/figures.h"

namespace musubi::cli {
namespace {

/// The picture of the figure; where there can be none, a remark, and the page tells it in words.
std::string picture_of(Session& session, const Model& model, const Figure& figure) {
  const FigureLook look{.language = session.language(), .legend = true, .mono = false};
  auto picture = inline_figure(model, figure, look, "annex-");
  if (!picture) {
    session.remark(picture.error());
    return {};
  }
  return std::move(*picture);
}

std::string annex_text(Session& session, const Input& input, const AnnexFacts& facts,
                       const AnnexDocument& document) {
  switch (session.options().format) {
    case Format::Html: {
      const std::string picture = picture_of(session, input.model(), document.figure);
      return annex_html(document, picture, session.language());
    }
    case Format::Json: return annex_json(document, facts, input.as_of, session.options().redact);
    default: return annex_markdown(document, session.language());
  }
}

ExitCode run(Session& session) {
  const Options& options = session.options();
  auto input = read_input(session);
  if (!input) return input.error();
  std::optional<SupplyGraph> supply;
  supply.emplace(input->model(), input->as_of.date);
  const auto parties = find_annex(*supply, options);
  if (!parties) return session.refuse(parties.error());
  if (options.redact) {
    const NeutralNames names = find_neutral_names(*supply, *parties);
    supply.reset();
    redact(input->loaded.model, names);
    supply.emplace(input->model(), input->as_of.date);
  }
  const AnnexFacts facts(*supply, *parties, !options.contract, thread_count(options),
                         &session.progress());
  AnnexDocument document = compose_annex(facts, options.wareki);
  document.figure =
      agreement_figure(*supply, facts.confirmations(), parties->customer, parties->supplier);
  session.answer(annex_text(session, *input, facts, document));
  return ExitCode::Fine;
}

constexpr auto kOptions =
    std::to_array<Option>({Option::Customer, Option::Supplier, Option::Contract, Option::Redact,
                           Option::Wareki, Option::AsOf, Option::Root, Option::Threads});
constexpr auto kFormats = std::to_array<Format>({Format::Markdown, Format::Html, Format::Json});

}  // namespace

constinit const Verb kAgreementVerb{
    .name = "agreement",
    .summary = {.en = "the annex of an agreement between two parties",
                .ja = "二者間の合意書附属書を作成します"},
    .usage = {.en =
                  "--customer ORG --supplier ORG [options] MODEL…\n--contract ID [options] MODEL…",
              .ja = "--customer 組織 --supplier 組織 [オプション] モデル…\n"
                    "--contract ID [オプション] モデル…"},
    .details =
        {.en = "Writes the annex to the agreement of a customer and a supplier on the security "
               "management of medical information: who answers for what, what was agreed, "
               "confirmed and provided, what is still open, boxes to tick and a block for "
               "signatures. It covers the components of the contracts between the two and all that "
               "hangs below them. --format html is one page that prints on A4.\n"
               "The open points are those findings of 'musubi check' in which one of the two has "
               "to act, or has a claim, on something that the annex shows. With --redact nobody is "
               "named beyond the parties, those that both know, and those that handle the "
               "customer's medical information.\n"
               "Exits with 0 whatever it found.",
         .ja =
             "顧客（甲）と供給者（乙）の間の、医療情報の安全管理に関する合意書附属書を作成します。"
             "誰"
             "が何に責任を負うか、合意・確認・提供の記録、未解決の事項、記入欄、署名欄を、両者間の"
             "契約"
             "の対象とその下位の構成要素について示します。--format html "
             "はA4で印刷できる一つのページ"
             "です。\n"
             "未解決の事項は、musubi check の指摘事項のうち、甲または乙が対応する者もしくは相手方"
             "であり、附属書に記載の対象に関わるものです。--redact を指定すると、当事者、両者がとも"
             "に知る者、および顧客の医療情報を取り扱う者のほかは名称を示しません。\n"
             "指摘事項があっても終了状態は 0 です。"},
    .options = kOptions,
    .formats = kFormats,
    .run = run,
};

}  // namespace musubi::cli
