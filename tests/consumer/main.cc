#include <engine/rule_runner.h>
#include <iostream>
#include <model/loader.h>
#include <model/version.h>
#include <string>
#include <vector>

// Prints the rules that find something in the models that it is given.
int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  const auto loaded = musubi::load_model(arguments, {});
  if (!loaded || loaded->diagnostics.has_errors() || !loaded->model.as_of) return 3;
  const musubi::SupplyGraph graph(loaded->model, loaded->model.as_of->date);
  std::cout << "musubi " << musubi::version() << '\n';
  for (const auto& finding : musubi::check_model(graph, {}).findings) {
    std::cout << finding.rule->id << '\n';
  }
}
