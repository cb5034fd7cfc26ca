// Of the faults only those are offered that LINE can have at the chosen place; a fault says itself where that is (FaultPlan.CanHappen).
const place = document.querySelector("select[name=endpoints]");

function offerFaults() {
  const fault = place.form.elements.kind;
  for (const option of fault.options) option.hidden = option.disabled = !option.dataset.where.split(" ").includes(place.value);
  if (fault.selectedOptions[0]?.disabled ?? true) fault.value = fault.querySelector("option:enabled").value;
}

place?.addEventListener("change", offerFaults);
if (place) offerFaults();
