#include "engine/agreed.h"

namespace musubi {

const Agreement* agreed_in(const SupplyGraph& supply, ContractId contract) {
  const Model& model = supply.model();
  const Agreement* agreement = model.agreement(model[contract]);
  const bool is_to_come =
      agreement != nullptr && agreement->date && supply.as_of() < *agreement->date;
  return is_to_come ? nullptr : agreement;
}

}  // namespace musubi
