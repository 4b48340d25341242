// A button with an article's id, or several: what is done with it is confirmed, undone or erased.
const EVENTS = ["confirmed", "undo", "erased", "more"];
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-article]");
  if (!button) return;
  button.disabled = true;
  const name = button.dataset.event;
  trigger(EVENTS.includes(name) ? name : "confirmed", {id: button.dataset.article});
});
