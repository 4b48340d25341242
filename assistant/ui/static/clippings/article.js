// Clippings in an article: the selection is kept, and notes stand beside their spans.
{
  const keeping = document.querySelector(".keeping"), button = document.getElementById("keep");
  const notes = document.querySelector("aside.clippings");
  const wide = matchMedia("(min-width: 75rem)");

  // Each note beside its span, or below the note before it.
  const align = () => {
    if (!notes || !text) return;
    let end = 0;
    const top = notes.getBoundingClientRect().top;
    for (const note of notes.children) {
      note.style.marginTop = "";
      const mark = note.dataset.at && text.querySelector(`mark[aria-details="${note.id}"]`);
      if (!wide.matches) continue;
      const wanted = mark ? mark.getBoundingClientRect().top - top : end;
      note.style.marginTop = `${Math.max(0, wanted - end)}px`;
      end = note.getBoundingClientRect().bottom - top;
    }
  };

  // The page as it is now: the server marks the spans.
  const renew = async () => {
    const answer = await fetch(location.href.split("#")[0]).catch(() => null);
    if (!answer?.ok) return;
    const now = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = now.querySelector(".text");
    // An article that has changed meanwhile is read anew, not mixed.
    if (!fresh || fresh.textContent !== text.textContent) return location.reload();
    text.replaceChildren(...fresh.childNodes);
    notes.replaceChildren(...now.querySelector("aside.clippings").childNodes);
    show();
    align();
  };

  const keep = async () => {
    const [start, end] = selected().slice(1).split("-").map(Number);
    if (!end) return;
    try {
      const quote = [...text.textContent].slice(start, end).join("");
      const made = await clippings.call("POST", "", {article_id: button.dataset.id, start, end, quote});
      getSelection().removeAllRanges();
      await renew();
      clippings.say("Kept among the clippings");
      clippings.changed(button.dataset.id);
      const note = document.querySelector(`#clipping-${made.id} summary`);
      if (note) note.focus();
    } catch (error) {
      clippings.say(error.message);
    }
  };

  if (text && button) {
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    button.addEventListener("click", keep);
    document.addEventListener("selectionchange", () => {
      const isSelected = Boolean(selected());
      if (isSelected || document.activeElement !== button) keeping.hidden = !isSelected;
    });
  }
  if (text && notes) {
    align();
    addEventListener("resize", align);
    notes.addEventListener("toggle", align, true);
    document.addEventListener("dateline-clipped", align);
    document.fonts.ready.then(align);
  }
}
