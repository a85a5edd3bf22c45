#pragma once

#include <string>

namespace musubi {

/// The JSON Schema (draft 2020-12) of model files, made from the tables of `fields.h`: what an
/// editor needs to complete, to explain in both languages, and to mark what cannot be right. It
/// accepts every file from which a model can be read and refuses what can be seen to be wrong in
/// one value, or in one object; references, duplicates and words that a model adds to a catalogue
/// are beyond it. The same text on every call.
[[nodiscard]] std::string write_schema();

}  // namespace musubi
