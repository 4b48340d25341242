// The selected articles of a list: what is done with all of them at once.
const selected = () => [...element.querySelectorAll("[data-select]:checked")];
const disarm = () => {
  const button = element.querySelector("[data-sure]");
  if (button) button.textContent = "Remove";
};
element.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) {
    for (const box of element.querySelectorAll("[data-select]")) box.checked = event.target.checked;
  }
  const actions = element.querySelector(".dl-bulk .actions");
  if (!actions) return;
  const {length} = selected();
  actions.hidden = !length;
  actions.querySelector("output").textContent = `${length} selected`;
  disarm();
});
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-bulk]");
  if (!button) return;
  if (button.dataset.sure && button.textContent !== button.dataset.sure) {
    // The first click asks, the second one does it.
    button.textContent = button.dataset.sure;
    return;
  }
  disarm();
  const field = element.querySelector(`[data-field="${button.dataset.bulk}"]`);
  trigger("bulk", {
    action: button.dataset.bulk,
    value: field ? field.value : "",
    ids: selected().map((box) => box.dataset.select),
  });
});
