// A click reaches Python as the event that its button names. Gradio finds the names of events that are
// not its own in this script: "keep".
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-event]");
  if (button) trigger(button.dataset.event, {...button.dataset});
});
