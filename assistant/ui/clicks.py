"""The script of parts of the screen whose buttons name their events."""

from __future__ import annotations

# A click reaches Python as the event that its button names.
SEND_CLICKS = """element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-event]");
  if (button) trigger(button.dataset.event, {...button.dataset});
});"""
