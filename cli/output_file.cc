#include "cli/output_file.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

#include "cli/interrupt.h"
#include "cli/phrase.h"

namespace musubi::cli {
namespace {

struct Meaning {
  int number;
  Phrase phrase;
};

constexpr auto kMeanings = std::to_array<Meaning>({
    {ENOENT, {.en = "no such file or folder", .ja = "ファイルまたはフォルダーがありません"}},
    {EACCES, {.en = "permission denied", .ja = "権限がありません"}},
    {EPERM, {.en = "not permitted", .ja = "許可されていません"}},
    {EEXIST, {.en = "it exists already", .ja = "既に存在します"}},
    {EISDIR, {.en = "it is a folder", .ja = "フォルダーです"}},
    {ENOTDIR,
     {.en = "a part of the path is not a folder", .ja = "パスの途中がフォルダーではありません"}},
    {ENOSPC, {.en = "no space is left on the device", .ja = "空き容量がありません"}},
    {EDQUOT, {.en = "the quota is used up", .ja = "割り当て容量を使い切りました"}},
    {EROFS, {.en = "the file system is read-only", .ja = "読み取り専用のファイルシステムです"}},
    {ENAMETOOLONG, {.en = "the name is too long", .ja = "名前が長すぎます"}},
    {EPIPE, {.en = "nobody reads the other end", .ja = "読み手がいません"}},
    {EIO, {.en = "input/output error", .ja = "入出力エラーです"}},
});

// A file descriptor that is closed on the way out.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  ~Descriptor() {
    if (number_ >= 0) static_cast<void>(::close(number_));
  }

  [[nodiscard]] bool valid() const { return number_ >= 0; }
  [[nodiscard]] int number() const { return number_; }

  // Returns an error number, 0 for none. Some file systems report a failed write only here.
  [[nodiscard]] int close() {
    const int result = ::close(number_);
    number_ = -1;
    return result == 0 ? 0 : errno;
  }

  [[nodiscard]] int write(std::string_view data) const {
    while (!data.empty()) {
      const ::ssize_t written = ::write(number_, data.data(), data.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return errno;
      data.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
  }

 private:
  int number_;
};

std::unexpected<Text> cannot_write(const std::string& path, int number) {
  return std::unexpected(
      compose({.en = "cannot write '{}': {}", .ja = "「{}」に書き込めません：{}"}, path,
              system_error(number)));
}

// Names of what a process has open already, such as /dev/stderr: to put another file in the place
// of what stands behind them would take it away from its owner.
bool is_open_elsewhere(std::string_view path) {
  return path.starts_with("/dev/") || path.starts_with("/proc/");
}

std::expected<void, Text> write_directly(const std::string& path, std::string_view data) {
  Descriptor file(::open(path.c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
  if (!file.valid()) return cannot_write(path, errno);
  int problem = file.write(data);
  if (problem == 0) problem = file.close();
  if (problem != 0) return cannot_write(path, problem);
  return {};
}

// The path behind symbolic links; the path itself where there is no file yet.
std::string resolved(const std::string& path) {
  char* const real = ::realpath(path.c_str(), nullptr);
  if (real == nullptr) return path;
  std::string result(real);
  std::free(real);  // NOLINT(cppcoreguidelines-no-malloc): realpath allocates so
  return result;
}

::mode_t mode_of_new_files() {
  const ::mode_t mask = ::umask(0);
  ::umask(mask);
  return 0666 & ~mask;
}

std::expected<void, Text> replace(const std::string& path, std::string_view data, ::mode_t mode) {
  const std::string target = resolved(path);
  const std::string pattern = target + ".XXXXXX";
  std::vector<char> name(pattern.c_str(), pattern.c_str() + pattern.size() + 1);
  std::optional<SignalsHeld> held(std::in_place);
  Descriptor file(::mkstemp(name.data()));
  if (!file.valid()) return cannot_write(path, errno);
  const UnfinishedFile unfinished(name.data());
  held.reset();
  int problem = file.write(data);
  if (problem == 0 && ::fchmod(file.number(), mode) != 0) problem = errno;
  if (problem == 0) problem = file.close();
  held.emplace();
  if (problem == 0 && ::rename(name.data(), target.c_str()) != 0) problem = errno;
  if (problem == 0) return {};
  static_cast<void>(::unlink(name.data()));
  return cannot_write(path, problem);
}

}  // namespace

Text system_error(int number) {
  for (const auto& [known, phrase] : kMeanings) {
    if (known == number) return compose(phrase);
  }
  const std::string message = std::generic_category().message(number);
  return compose({.en = "{}", .ja = "エラー番号 {1}"}, message, number);
}

std::expected<void, Text> write_file(const std::string& path, std::string_view data) {
  struct ::stat status{};
  if (::stat(path.c_str(), &status) != 0) {
    if (errno != ENOENT) return cannot_write(path, errno);
    return replace(path, data, mode_of_new_files());
  }
  if (S_ISDIR(status.st_mode)) return cannot_write(path, EISDIR);
  if (!S_ISREG(status.st_mode) || is_open_elsewhere(path)) return write_directly(path, data);
  if (::access(path.c_str(), W_OK) != 0) return cannot_write(path, errno);
  return replace(path, data, status.st_mode & 07777);
}

std::expected<void, Text> create_file(const std::string& path, std::string_view data) {
  std::optional<SignalsHeld> held(std::in_place);
  Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (!file.valid()) return cannot_write(path, errno);
  const UnfinishedFile unfinished(path.c_str());
  held.reset();
  int problem = file.write(data);
  if (problem == 0) problem = file.close();
  held.emplace();
  if (problem == 0) return {};
  static_cast<void>(::unlink(path.c_str()));
  return cannot_write(path, problem);
}

}  // namespace musubi::cli
