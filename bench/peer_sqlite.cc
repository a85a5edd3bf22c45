#include <sqlite3.h>
#include <stdexcept>
#include <string>

#include "bench/peers.h"

namespace musubi::bench {
namespace {

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct EndStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class SqlitePeer final : public Peer {
 public:
  explicit SqlitePeer(const PeerGraph& graph) : services_(graph.services) {
    sqlite3* opened = nullptr;
    const int status = sqlite3_open(":memory:", &opened);
    database_.reset(opened);
    check(status, SQLITE_OK);
    run("create table link(below integer, above integer, primary key(below, above)) without rowid");
    run("begin");
    const Statement insert = prepare("insert or ignore into link values(?, ?)");
    for (const auto& [below, above] : graph.reversed()) {
      sqlite3_bind_int64(insert.get(), 1, below);
      sqlite3_bind_int64(insert.get(), 2, above);
      check(sqlite3_step(insert.get()), SQLITE_DONE);
      sqlite3_reset(insert.get());
    }
    run("commit");
    const std::string reached =
        "with recursive reached(node) as (values(?1) union "
        "select above from link join reached on below = node) ";
    count_ = prepare(reached + "select count(*) from reached where node >= ?2");
    reach_ = prepare(reached + "select node from reached where node >= ?2");
  }

  std::uint64_t count(std::uint32_t service) override {
    ask(count_, service);
    check(sqlite3_step(count_.get()), SQLITE_ROW);
    return static_cast<std::uint64_t>(sqlite3_column_int64(count_.get(), 0));
  }

  std::vector<std::uint32_t> reach(std::uint32_t service) override {
    ask(reach_, service);
    std::vector<std::uint32_t> facilities;
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(reach_.get())) == SQLITE_ROW) {
      facilities.push_back(static_cast<std::uint32_t>(sqlite3_column_int64(reach_.get(), 0)));
    }
    check(status, SQLITE_DONE);
    return facilities;
  }

 private:
  using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;

  void check(int status, int expected) const {
    if (status != expected) throw std::runtime_error(sqlite3_errmsg(database_.get()));
  }
  void run(const char* sql) const {
    check(sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr), SQLITE_OK);
  }
  [[nodiscard]] Statement prepare(const std::string& sql) const {
    sqlite3_stmt* made = nullptr;
    check(sqlite3_prepare_v2(database_.get(), sql.c_str(), -1, &made, nullptr), SQLITE_OK);
    return Statement(made);
  }
  void ask(const Statement& query, std::uint32_t service) const {
    sqlite3_reset(query.get());
    sqlite3_bind_int64(query.get(), 1, service);
    sqlite3_bind_int64(query.get(), 2, static_cast<sqlite3_int64>(services_));
  }

  std::size_t services_;
  std::unique_ptr<sqlite3, CloseDatabase> database_;
  Statement count_, reach_;
};

}  // namespace

std::unique_ptr<Peer> make_sqlite(const PeerGraph& graph) {
  return std::make_unique<SqlitePeer>(graph);
}

}  // namespace musubi::bench
