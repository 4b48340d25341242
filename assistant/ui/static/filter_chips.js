// Shows the filters that are set as chips, from the values of their fields; a button of each takes it away.
// Here and not on the server: when several fields change at once, requests may arrive there in any order.
(after, before, outlets, asOf, speaker, collections) => {
  const LONGEST = 60;
  const fields = [
    ["after", "from ", after],
    ["before", "until ", before],
    ["outlets", "", (outlets || []).join(", ")],
    ["as_of", "as of ", asOf],
    ["speaker", "words of ", speaker],
    ["collections", "in ", (collections || []).join(", ")],
  ];
  const paragraph = document.createElement("p");
  paragraph.className = "set";
  paragraph.append(Object.assign(document.createElement("span"), {textContent: "Only:"}));
  for (const [field, words, value] of fields) {
    // On one line, without marks that turn the direction of text.
    const line = String(value || "").replace(/[\s\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ").trim();
    if (!line) continue;
    const letters = [...line];
    const name = letters.length > LONGEST ? letters.slice(0, LONGEST).join("") + "…" : line;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "dl-plain chip";
    button.dataset.field = field;
    button.title = "Take this filter away";
    const cross = Object.assign(document.createElement("span"), {textContent: "✕"});
    cross.setAttribute("aria-hidden", "true");
    button.append(Object.assign(document.createElement("bdi"), {textContent: words + name}), " ", cross);
    paragraph.append(" ", button);
  }
  return paragraph.children.length > 1 ? paragraph.outerHTML : "";
}
