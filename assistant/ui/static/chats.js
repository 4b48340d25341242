// The tools below the conversation: past chats, which this browser saves, and exported files.
// Gradio reads its BrowserState once a page, so that two tabs would lose each other's chats.
const KEY = "dateline-chats", MOST = 30;
const past = element.querySelector("#past"), list = past.querySelector(".sheet");

const chats = () => {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return kept.filter((chat) => typeof chat?.id === "string" && typeof chat.title === "string");
  } catch {
    return [];
  }
};

// The browser limits its storage: the oldest chats make room.
const keep = (kept) => {
  for (kept = kept.slice(0, MOST); kept.length; kept.pop()) {
    try {
      return localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {}
  }
  try { localStorage.removeItem(KEY); } catch {}
};

const without = (id) => chats().filter((chat) => chat.id !== id);

const made = (tag, words, label, done) => {
  const one = Object.assign(document.createElement(tag), {textContent: words});
  if (done) Object.assign(one, {type: "button", className: "dl-plain", onclick: done});
  if (label) one.setAttribute("aria-label", label);
  return one;
};

const draw = () => {
  const rows = chats().map((chat) => {
    const row = document.createElement("div");
    const when = new Date(chat.time).toLocaleDateString("en-GB", {day: "numeric", month: "short", year: "numeric"});
    row.append(
      made("button", chat.title, "", () => { past.open = false; trigger("select", {chat}); }),
      made("span", when),
      made("button", "Delete", `Delete ${chat.title}`, () => { keep(without(chat.id)); draw(); }));
    return row;
  });
  list.replaceChildren(...(rows.length ? rows : [made("p", "Chats of this browser will stand here.")]));
};

const save = ({name, type, text}) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], {type}));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

past.addEventListener("toggle", () => past.open && draw());
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-event]");
  if (!button) return;
  button.closest("details")?.removeAttribute("open");
  // Links of an export lead to the server as this reader calls it.
  trigger(button.dataset.event, {...button.dataset, server: location.origin});
});
watch("value", () => {
  const message = JSON.parse(props.value || "{}");
  if (message.keep) keep([{...message.keep, time: Date.now()}, ...without(message.keep.id)]);
  if (message.save) save(message.save);
});
