# shellcheck shell=sh disable=SC2034  # the lists are for those who source this
# The one list of Debian packages that the scripts and CI install, and how they do it. To be sourced.

# What it takes to build the program.
program_packages="cmake g++ ninja-build pkg-config libboost-graph-dev libboost-program-options-dev
  rapidjson-dev libsimdjson-dev libfmt-dev libutf8proc-dev libxxhash-dev nettle-dev libgraphviz-dev graphviz
  libfontconfig-dev fonts-ipaexfont"
# What the tests and benchmarks take beside it.
test_packages="doctest-dev libbenchmark-dev python3-jsonschema python3-networkx
  python3-pydot"
# What the tests of pages in a browser take. Not every distribution has them; without them these
# tests are skipped.
browser_packages="chromium chromium-driver fonts-ipaexfont"
# What the comparison with other programs takes beside both.
bench_packages="libigraph-dev libsqlite3-dev"
# What CI's slower checks take beside these.
check_packages="valgrind clang-19 clang-format-19 clang-tidy-19 libclang-rt-19-dev"

# say ENGLISH JAPANESE: the sentence in the language of the person's locale.
say() {
  case "${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}" in
    ja*) printf '%s\n' "$2" ;;
    *) printf '%s\n' "$1" ;;
  esac
}

# missing_packages PACKAGE...: those that are not installed, on one line.
missing_packages() {
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2> /dev/null | grep -qx installed ||
      printf '%s ' "$package"
  done
}

# refuse_packages MISSING...: says what to do, and returns 1.
refuse_packages() {
  say "These packages are missing and could not be installed: $*" \
    "次のパッケージが入っておらず、インストールできませんでした: $*" >&2
  say "Somebody who may install them runs:  apt-get install $*" \
    "インストールできる方が、次を実行してください:  apt-get install $*" >&2
  return 1
}

# need_packages PACKAGE...: installs what is missing. Needs neither root nor the network when
# everything is there.
need_packages() {
  if ! command -v dpkg-query > /dev/null; then
    say "This is not a Debian system, so these are taken to be there: $*" \
      "Debian 系の環境ではないため、次のものは入っているものとして進みます: $*" >&2
    return 0
  fi
  # shellcheck disable=SC2046  # a list of words
  set -- $(missing_packages "$@")
  [ $# -gt 0 ] || return 0

  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
    command -v sudo > /dev/null || refuse_packages "$@" || return 1
  fi
  say "Installing: $*" "インストールします: $*" >&2
  # Lists that are old may still do; if they do not, the next line says so.
  $as_root apt-get update -q || true
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends "$@" || refuse_packages "$@" || return 1
}
