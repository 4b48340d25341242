// Keys, the cards of marks, and the scrolling of the conversation, for which Gradio has no events.
{
  const typing = () => document.activeElement?.matches("input, textarea, select, [contenteditable]");
  const marks = () => [...document.querySelectorAll("#chat .sentences a.mark")];
  const shown = (element) => element.getClientRects().length > 0;

  // Moves a card into the window, and above its mark if there is no room below.
  const place = (cite) => {
    const card = cite.querySelector(".card"), box = document.querySelector("#composer");
    cite.classList.remove("closed", "above");
    card.style.removeProperty("--dl-shift");
    const at = card.getBoundingClientRect(), room = document.documentElement.clientWidth - 8;
    const shift = Math.max(Math.min(0, room - at.right), 8 - at.left);
    card.style.setProperty("--dl-shift", `${shift}px`);
    const bottom = box ? box.getBoundingClientRect().top : innerHeight;
    cite.classList.toggle("above", at.bottom > bottom && cite.getBoundingClientRect().top > at.height);
  };
  // After a click on a mark, its card stays closed until the pointer returns to it.
  let left = {x: -1, y: -1};
  addEventListener("pointerover", (event) => {
    const cite = event.target.closest?.(".cite");
    const moved = Math.hypot(event.clientX - left.x, event.clientY - left.y) > 2;
    if (cite && !cite.contains(event.relatedTarget) && moved) place(cite);
  });
  addEventListener("focusin", (event) => {
    const cite = event.target.closest?.(".cite"), from = event.relatedTarget;
    if (!cite || cite.contains(from)) return;
    // A class, because the card must not close while the focus goes from the mark into it.
    cite.classList.toggle("open", event.target.matches(":focus-visible"));
    if (!from || from.closest("#evidence-side")) cite.classList.add("closed");
    else place(cite);
  });
  addEventListener("focusout", (event) => {
    const cite = event.target.closest?.(".cite");
    if (cite && !cite.contains(event.relatedTarget)) cite.classList.remove("open");
  });
  addEventListener("click", (event) => {
    const cite = event.target.closest?.(".cite");
    if (!cite || event.target.closest(".card")) return;
    cite.classList.add("closed");
    left = {x: event.clientX, y: event.clientY};
  });

  // Left and right step through the marks, starting at the first of the last answer.
  const walk = (by) => {
    const all = marks(), inside = document.activeElement.closest(".cite");
    const here = all.indexOf(inside?.querySelector("a.mark"));
    const start = document.querySelector("#chat .turn:last-child a.mark");
    const next = here < 0 ? start : all[here + by];
    next?.focus();
    next?.scrollIntoView({block: "nearest"});
    if (next) place(next.closest(".cite"));
    return Boolean(next);
  };

  const escape = () => {
    const open = document.querySelector(".menu[open]");
    const cite = document.querySelector(".cite:not(.closed):is(:hover, :focus-within)");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    } else if (cite) cite.classList.add("closed");
    else if (typing()) document.activeElement.blur();
    else return false;
    return true;
  };

  const focusBox = () => {
    const boxes = document.querySelectorAll('.tabitem :is(textarea, input[type="text"], input[type="search"])');
    const box = [...boxes].find(shown);
    box?.focus();
    return Boolean(box);
  };

  const keys = () => document.getElementById("keys");
  addEventListener("click", (event) => {
    const at = event.target.closest?.("[data-skip], [data-open-keys], [data-close-keys]");
    if (!at) return;
    event.preventDefault();
    if ("openKeys" in at.dataset) keys().showModal();
    else if ("closeKeys" in at.dataset) keys().close();
    else if (at.dataset.skip === "box") focusBox();
    else [...document.querySelectorAll("#evidence a, #search-results a, #newest a, #clippings a, .show-evidence")].find(shown)?.focus();
  });

  // Left and right go to the tab beside the one that has the focus.
  const openTab = (key) => {
    const tabs = [...document.querySelectorAll("#tabs [role=tab]")].filter(shown);
    const at = tabs.indexOf(document.activeElement), last = tabs.length - 1;
    const next = {ArrowLeft: at || tabs.length, ArrowRight: at === last ? 1 : at + 2, Home: 1, End: last + 1}[key];
    if (at < 0 || !next) return false;
    tabs[next - 1].focus();
    tabs[next - 1].click();
    return true;
  };

  addEventListener("keydown", (event) => {
    if (keys()?.open || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    // The evidence handles its own keys; while it covers the chat, nothing else handles any.
    const inPanel = document.activeElement?.closest("#evidence-side, [role=tablist]")
      || document.querySelector("#evidence-side[data-open]");
    const by = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    let done = false;
    if (openTab(event.key)) done = true;
    else if (event.key === "?" && !typing()) done = keys().showModal() ?? true;
    else if (event.key === "/" && !typing()) done = focusBox();
    else if (event.key === "Escape" && !inPanel) done = escape();
    else if (by && !typing() && !inPanel) done = walk(by);
    if (done) event.preventDefault();
  });

  // Copies what stands hidden behind a button. Links in it are written out, as this reader has them.
  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without HTTPS, browsers have only the old way.
      const area = Object.assign(document.createElement("textarea"), {value: text});
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const writeOut = (hidden) => {
    for (const link of hidden.querySelectorAll("a:empty")) link.textContent = link.href;
  };
  addEventListener("beforeprint", () => document.querySelectorAll("#chat .written").forEach(writeOut));
  // A passage has the text at the card of the same quotation.
  const findWritten = (button) => {
    const address = button.dataset.copyOf;
    const marks = address ? [...document.querySelectorAll("#chat a.mark")].reverse() : [];
    const mark = marks.find((one) => one.getAttribute("href") === address);
    return address ? mark?.closest(".cite").querySelector(".written") : button.nextElementSibling;
  };
  const copy = async (button) => {
    const hidden = findWritten(button), words = button.textContent;
    if (!hidden || button.dataset.copied) return;
    writeOut(hidden);
    await write(hidden.textContent);
    Object.assign(button, {textContent: "Copied"}).dataset.copied = "yes";
    button.addEventListener("blur", () => {
      button.textContent = words;
      delete button.dataset.copied;
    }, {once: true});
  };
  addEventListener("click", (event) => {
    const tab = event.target.closest?.("[data-open-tab]")?.dataset.openTab;
    if (tab) document.querySelector(`#tabs [role=tab][data-tab-id="${tab}"]`)?.click();
  });
  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-copy], [data-copy-of]");
    if (button) copy(button);
    for (const menu of document.querySelectorAll(".menu[open]")) {
      if (!event.composedPath().includes(menu)) menu.open = false;
    }
  });

  // A new question scrolls to the top, unless it is there, so that its answer is read from the start.
  let turns = 0;
  new MutationObserver(() => {
    const all = document.querySelectorAll("#chat .turn");
    const last = all[all.length - 1], top = last?.getBoundingClientRect().top;
    if (all.length > turns && !(top >= 0 && top < innerHeight / 4)) last.scrollIntoView({block: "start"});
    turns = all.length;
  }).observe(document, {childList: true, subtree: true});
}
