// The selected articles of a list: what is done with all of them at once.
const boxes = () => [...element.querySelectorAll("[data-select]")];
const selected = () => boxes().filter((box) => box.checked);

const disarm = () => {
  const button = element.querySelector("[data-sure]");
  if (button && button.textContent !== "Remove") button.textContent = "Remove";
};

const showSelection = () => {
  const actions = element.querySelector(".dl-bulk .actions");
  if (!actions) return;
  const {length} = selected();
  // Only what differs: the observer below would see it, and call this again without end.
  if (actions.hidden === (length > 0)) actions.hidden = !length;
  const count = `${length} selected`;
  const output = actions.querySelector("output");
  if (output.textContent !== count) output.textContent = count;
};

// The boxes of one list become those of the next, and stay checked: another article must not be.
let listed = "";
new MutationObserver(() => {
  const list = JSON.stringify(boxes().map((box) => box.dataset.select));
  if (list !== listed) {
    listed = list;
    for (const box of element.querySelectorAll(":is([data-select], [data-all])")) box.checked = false;
    disarm();
  }
  showSelection();
}).observe(element, {subtree: true, childList: true, attributes: true, attributeFilter: ["data-select", "hidden"]});

element.addEventListener("change", (event) => {
  if (event.target.matches("[data-all]")) {
    for (const box of boxes()) box.checked = event.target.checked;
  }
  disarm();
  showSelection();
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
