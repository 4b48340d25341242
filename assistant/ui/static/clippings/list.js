// The list in the Clippings tab: filters, pages, and the links that export what is listed.
const panel = element.querySelector(".dl-clips");
const filters = panel.querySelector("form"), rows = panel.querySelector(".rows");
const {q, collection, order} = filters.elements;
const [back, on] = panel.querySelectorAll("[data-page]");
const ALL = "*";
let cursors = [""]; // of the pages up to this one
let asked = 0;

const chosen = () => {
  const fields = new URLSearchParams({q: q.value.slice(0, 200), order: order.value});
  if (collection.value !== ALL) fields.set("collection", collection.value);
  return fields;
};

const listCollections = () => {
  const value = collection.value;
  const counts = [...rows.querySelectorAll("[data-counts] option")];
  const options = counts.map((one) => new Option(`${one.value || "In none"} (${one.label})`, one.value));
  if (value !== ALL && !counts.some((one) => one.value === value)) options.push(new Option(value || "In none", value));
  collection.replaceChildren(new Option("All", ALL), ...options);
  collection.value = value;
};

const load = async () => {
  const number = ++asked, fields = chosen();
  for (const link of panel.querySelectorAll("[data-export]")) {
    link.href = `/clippings/export?${new URLSearchParams([...fields, ["format", link.dataset.export]])}`;
  }
  fields.set("cursor", cursors.at(-1));
  const answer = await fetch(`/clippings/rows?${fields}`).catch(() => null);
  if (number !== asked) return;
  if (!answer?.ok) {
    const problem = answer ? await answer.json().catch(() => ({})) : {};
    const said = Object.assign(document.createElement("p"), {className: "dl-failure"});
    said.textContent = problem.detail || "The clippings cannot be read now.";
    rows.replaceChildren(said);
    return;
  }
  rows.innerHTML = await answer.text();
  listCollections();
  back.hidden = cursors.length < 2;
  on.hidden = !rows.querySelector("[data-next]");
};

const begin = () => {
  cursors = [""];
  return load();
};
const turn = async (forward) => {
  cursors = forward ? [...cursors, rows.querySelector("[data-next]").dataset.next] : cursors.slice(0, -1);
  await load();
  panel.scrollIntoView({block: "start"});
  const heading = rows.querySelector("[role=status]");
  if (heading) Object.assign(heading, {tabIndex: -1}).focus({preventScroll: true});
};

let pause = 0;
q.addEventListener("input", () => {
  clearTimeout(pause);
  pause = setTimeout(begin, 250);
});
collection.addEventListener("change", begin);
order.addEventListener("change", begin);
filters.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(pause);
  begin();
});
back.addEventListener("click", () => turn(false));
on.addEventListener("click", () => turn(true));
// A note that is being written stays.
const isWriting = () => rows.querySelector(".note-edit[open]");
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("#tabs [role=tab]")?.dataset.tabId;
  if (tab === "clippings" && !isWriting()) begin();
});
begin();
