// The list of alerts. The first click on a button that takes something away asks, the second does it.
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-do]");
  if (!button) return;
  const {sure} = button.dataset;
  if (sure && button.textContent !== sure) {
    button.textContent = sure;
    button.removeAttribute("aria-label");
    return;
  }
  trigger("select", {...button.dataset});
});
