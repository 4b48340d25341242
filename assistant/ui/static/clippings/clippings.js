// Clippings, on the screen and in articles: stars that keep a span and undo that, the forms of notes,
// removal with undo. The server is asked for each change; what it refuses is said in its words.
const clippings = (() => {
  const JSON_TYPE = {"Content-Type": "application/json"};
  // As the server allows.
  const BATCH = 20;
  // Long enough to read, also a reason of the server's.
  const SHOWN_MILLISECONDS = 8000;
  const kept = new Map(); // the number of each kept span
  let known = new Set(); // the articles of which that is known
  const others = new BroadcastChannel("dateline-clippings");

  const call = async (method, path, body) => {
    const answer = await fetch(`/clippings${path}`, {
      method, ...(method === "POST" && {headers: JSON_TYPE, body: JSON.stringify(body || {})}),
    });
    if (answer.ok) return answer.status === 204 ? null : answer.json();
    const problem = await answer.json().catch(() => ({}));
    const faults = (problem.errors || []).map((fault) => fault.reason);
    const words = [problem.detail || `The server answered ${answer.status}`, problem.remedy, ...faults];
    throw Object.assign(new Error(words.filter(Boolean).join(". ")), {status: answer.status});
  };

  let silence = 0;
  const say = (text) => {
    const place = document.getElementById("said");
    if (!place) return;
    place.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { place.textContent = ""; }, SHOWN_MILLISECONDS);
  };

  const changed = (articleId) => {
    others.postMessage(articleId || "");
    document.dispatchEvent(new CustomEvent("dateline-clipped"));
  };

  // -- stars

  const stars = () => [...document.querySelectorAll("[data-keep]")];
  const keyOf = (id, start, end) => `${start}-${end} ${id}`;
  const keyOfStar = ({dataset: {keep, start, end}}) => keyOf(keep, start, end);

  const paint = () => {
    for (const star of stars()) {
      const pressed = String(kept.has(keyOfStar(star)));
      if (star.getAttribute("aria-pressed") !== pressed) star.setAttribute("aria-pressed", pressed);
    }
  };

  const forget = () => { known = new Set(); };

  const learn = async () => {
    const ids = [...new Set(stars().map((star) => star.dataset.keep))].filter((id) => !known.has(id));
    for (let at = 0; at < ids.length; at += BATCH) {
      const some = ids.slice(at, at + BATCH);
      some.forEach((id) => known.add(id));
      const asked = new URLSearchParams(some.map((id) => ["article", id]));
      const found = await call("GET", `/kept?${asked}`).catch(() => null);
      if (!found) continue;
      document.documentElement.toggleAttribute("data-may-keep", found.may_write);
      for (const key of kept.keys()) if (some.includes(key.slice(key.indexOf(" ") + 1))) kept.delete(key);
      for (const one of found.kept) kept.set(keyOf(one.article_id, one.start, one.end), one.id);
    }
    paint();
  };

  const press = async (star) => {
    const key = keyOfStar(star), {keep, start, end} = star.dataset;
    if (star.dataset.busy) return;
    star.dataset.busy = "yes";
    try {
      if (kept.has(key)) {
        await call("DELETE", `/${kept.get(key)}`).catch((error) => { if (error.status !== 404) throw error; });
        kept.delete(key);
        say("Removed from the clippings");
      } else {
        const made = await call("POST", "", {article_id: keep, start: Number(start), end: Number(end)});
        kept.set(key, made.id);
        say("Kept among the clippings");
      }
      changed(keep);
    } catch (error) {
      say(error.message);
    }
    delete star.dataset.busy;
    paint();
  };

  // -- a clipping with its note: in the list, or beside an article

  const rowOf = (element) => element.closest("[data-clipping]");

  const showClipping = (row, one) => {
    row.dataset.revision = one.revision;
    row.querySelector(".note-text").textContent = one.note;
    row.querySelector(".note-edit summary").textContent = one.note ? "Edit note" : "Add a note";
    const home = row.querySelector(".in-collection");
    if (!home) return;
    home.textContent = one.collection ? " in " : "";
    const name = Object.assign(document.createElement("bdi"), {textContent: one.collection});
    if (one.collection) home.append(name);
  };

  // Somebody else has changed it: theirs is shown, mine stays in the form, and the next save wins.
  const showTheirs = async (row, form, reason) => {
    const one = await call("GET", `/${row.dataset.clipping}`);
    const theirs = form.querySelector(".theirs");
    showClipping(row, one);
    theirs.textContent = [one.note || "No note", one.collection && `In ${one.collection}`].filter(Boolean).join("\n");
    theirs.hidden = false;
    form.querySelector(".note-said").textContent = `${reason}. Theirs:`;
  };

  const save = async (form) => {
    const row = rowOf(form), said = form.querySelector(".note-said");
    const {note, collection} = form.elements;
    said.textContent = "";
    try {
      const sent = {revision: Number(row.dataset.revision), note: note.value, collection: collection.value};
      const one = await call("POST", `/${row.dataset.clipping}`, sent);
      form.querySelector(".theirs").hidden = true;
      Object.assign(note, {value: one.note, defaultValue: one.note});
      Object.assign(collection, {value: one.collection, defaultValue: one.collection});
      showClipping(row, one);
      const details = row.querySelector(".note-edit");
      details.open = false;
      details.querySelector("summary").focus();
      say("Saved");
      changed();
    } catch (error) {
      if (error.status === 409) await showTheirs(row, form, error.message).catch(() => {});
      else said.textContent = error.message;
    }
  };

  const toggleRemoved = async (row, isRemoved) => {
    const path = `/${row.dataset.clipping}`;
    try {
      await (isRemoved ? call("DELETE", path) : call("POST", `${path}/restore`));
      row.toggleAttribute("data-removed", isRemoved);
      row.querySelector(".removed").hidden = !isRemoved;
      row.querySelector(isRemoved ? "[data-restore]" : "[data-remove]").focus();
      forget();
      learn();
      changed();
    } catch (error) {
      say(error.message);
    }
  };

  addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-keep], [data-remove], [data-restore]");
    if (!button) return;
    if ("keep" in button.dataset) press(button);
    else if (rowOf(button)) toggleRemoved(rowOf(button), "remove" in button.dataset);
  });
  // Before Gradio sees it: no other form of the page is sent.
  addEventListener("submit", (event) => {
    const form = event.target.closest?.(".note-form");
    if (!form) return;
    event.preventDefault();
    event.stopPropagation();
    save(form);
  }, true);

  // An answer that streams renders its stars again and again.
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      paint();
      learn();
    });
  }).observe(document, {childList: true, subtree: true, attributeFilter: ["aria-pressed", "data-keep", "data-start"]});
  others.addEventListener("message", () => {
    forget();
    learn();
  });
  addEventListener("focus", () => {
    forget();
    learn();
  });
  return {call, say, changed};
})();
