#pragma once

#include "model/diagnostic.h"
#include "model/document.h"
#include "model/ids.h"
#include "model/progress.h"
#include "model/unlinked.h"

namespace musubi {

/// Reads the text of one file of `document.model->sources` in one pass, into the tables of that
/// model and into `document`. What is wrong within the file is reported; after a mistake of syntax
/// the rest of the file is not read. Needs no more stack for deep texts, and little memory besides
/// what it fills. `progress`, which may be null, is told of each byte. Precondition: the text is
/// smaller than 4 GiB.
void read_json(FileId file, const Shape& root, Document& document, Unlinked& unlinked,
               Diagnostics& diagnostics, Progress* progress);

}  // namespace musubi
