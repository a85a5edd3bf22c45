#include "cli/output/scope_words.h"

#include <array>

namespace musubi::cli {
namespace {

constexpr std::string_view kFaq1[] = {"FAQ 1"};
constexpr std::string_view kFaq11[] = {"FAQ 1.1"};
constexpr std::string_view kFaq2[] = {"FAQ 2"};
constexpr std::string_view kFaq22[] = {"FAQ 2.2"};

constexpr auto kReasons = std::to_array<ScopeWords>({
    {.word = "network_operator",
     .sources = kFaq22,
     .sentence = {.en = "operates a linkage network and bears responsibility for the handling of "
                        "medical information",
                  .ja = "医療情報連携ネットワーク運営主体であり、医療情報の取扱いに責任を有する"}},
    {.word = "coordination_only",
     .sources = kFaq22,
     .sentence = {.en = "operates a linkage network, but only coordinates and bears no "
                        "responsibility for managing medical information",
                  .ja = "医療情報連携ネットワーク運営主体であるが、取りまとめや仕様調整のみを行い、"
                        "医療情報に関する管理責任を負わない"}},
    {.word = "undetermined",
     .sources = kFaq22,
     .sentence = {.en = "operates a linkage network; the records do not say whether it bears "
                        "responsibility for the handling of medical information",
                  .ja = "医療情報連携ネットワーク運営主体であるが、医療情報の取扱いに責任を有するか"
                        "どうかの記録がない"}},
    {.word = "direct",
     .sources = kFaq1,
     .sentence = {.en = "has a contract with a medical institution for a component that handles "
                        "medical information",
                  .ja = "医療情報を取り扱う構成要素について医療機関等と契約している"}},
    {.word = "supply_chain",
     .sources = kFaq2,
     .sentence = {.en = "has no contract with a medical institution, but is part of the supply "
                        "chain of its system",
                  .ja = "医療機関等との直接の契約はないが、医療情報システムのサプライチェーンの一部"
                        "として機能している"}},
    {.word = "sale_completed",
     .sources = kFaq11,
     .sentence = {.en = "delivered a product under a completed sale without maintenance; the "
                        "institution runs it",
                  .ja = "製品の納入をもって保守なしで売買契約が完了し、医療機関等が自ら管理・運用"
                        "している"}},
    {.word = "no_medical_information",
     .sources = kFaq1,
     .sentence = {.en = "nothing that it provides handles medical information",
                  .ja = "提供するものがいずれも医療情報を取り扱わない"}},
    {.word = "unrelated",
     .sources = kFaq1,
     .sentence = {.en = "nothing on record connects it with a system of a medical institution",
                  .ja = "医療機関等のシステムとの関わりの記録がない"}},
});

}  // namespace

const ScopeWords& words_of(ScopeReason reason) {
  return kReasons[static_cast<std::size_t>(reason)];
}

}  // namespace musubi::cli
