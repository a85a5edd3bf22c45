#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

// What the leak checker of an address-sanitized build leaves aside: memory that these libraries
// keep for as long as the program runs, or for a drawing that is not given back
// (cli/output/picture.cc says why). A line names a library or a function that is on the stack of
// what it allocates.
extern "C" const char* __lsan_default_suppressions();   // NOLINT
extern "C" const char* __lsan_default_suppressions() {  // NOLINT
  return
      // The names of graphs and clusters, of which its own table keeps a copy when they are closed.
      "leak:libcgraph\n"
      // gvContext, gvLayout, gvRenderData: contexts, plug-ins and layouts.
      "leak:libgvc\n"
      "leak:libgvplugin_dot_layout\n"
      "leak:libgvplugin_pango\n"
      // Only what is read to be drawn is kept, all other graphs are closed.
      "leak:musubi::cli::read_graph\n"
      // The patterns and the cache of fonts, which Pango asks for and never gives back.
      "leak:libfontconfig\n"
      "leak:libpango\n"
      "leak:libcairo\n";
}
