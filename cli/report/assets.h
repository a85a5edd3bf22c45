#pragma once

#include <string_view>

// The style and the script of the report, files of their own in this folder that the build puts
// into the program (`embed_text.cmake`).
namespace musubi::cli {

[[nodiscard]] std::string_view report_style();
[[nodiscard]] std::string_view report_script();

}  // namespace musubi::cli
