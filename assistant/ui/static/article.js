// Highlights the part of the text that an address names at its end, #12-34 in code points, and
// scrolls to it.
const text = document.querySelector(".text");
const page = document.documentElement;
const notice = document.getElementById("copied");

// JavaScript counts UTF-16 units: a character beyond U+FFFF has two.
function unitsOf(string, points) {
  let at = 0;
  for (; points > 0 && at < string.length; points--) at += string.codePointAt(at) > 0xffff ? 2 : 1;
  return points > 0 ? -1 : at;
}
const pointsOf = (string) => [...string].length;

function textNodes() {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

// Puts marks around a span in UTF-16 units, across elements.
function marked(start, end) {
  const marks = [];
  let at = 0;
  for (const node of textNodes()) {
    const from = Math.max(start - at, 0), to = Math.min(end - at, node.length);
    at += node.length;
    if (from >= to) continue;
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    const mark = document.createElement("mark");
    mark.className = "named";
    range.surroundContents(mark);
    marks.push(mark);
  }
  return marks;
}

function stretch() {
  const named = /^#(\d+)-(\d+)$/.exec(location.hash);
  return named && {start: Number(named[1]), end: Number(named[2])};
}

function marksOf(named) {
  if (!named) return [...text.querySelectorAll("mark:not(.kept)")].slice(0, 1);
  // Where spans overlap, only a part of the stretch may be marked.
  const known = text.querySelector(`mark[data-at="${named.start}-${named.end}"]`);
  if (known && pointsOf(known.textContent) === named.end - named.start) return [known];
  const all = text.textContent;
  const start = unitsOf(all, named.start), end = unitsOf(all, named.end);
  return start >= 0 && start < end ? marked(start, end) : [];
}

// The link to the image of the stretch that is named, if the article is a scan.
function showScan(named, marks) {
  const scan = document.getElementById("scan");
  if (!scan) return;
  scan.hidden = !named || !marks.length;
  if (named) scan.href = `/scan?${new URLSearchParams({id: scan.dataset.id, ...named})}`;
}

function show() {
  for (const mark of text.querySelectorAll("mark.named")) mark.replaceWith(...mark.childNodes);
  for (const mark of text.querySelectorAll("mark.current")) mark.classList.remove("current");
  text.normalize();
  const named = stretch(), marks = marksOf(named);
  for (const mark of marks) mark.classList.add("current");
  if (notice) notice.textContent = named && !marks.length ? "The article has no such stretch now." : "";
  showScan(named, marks);
  if (!marks.length) return;
  // Not scrollIntoView, which would also scroll the page around the frame.
  scrollTo({top: marks[0].getBoundingClientRect().top + scrollY - innerHeight * 0.3});
  if (page.classList.contains("embedded")) return;
  marks[0].tabIndex = -1;
  marks[0].focus({preventScroll: true});
}

// The selection in the text, as the end of an address; "" if nothing is selected.
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return "";
  // Only what is selected of the text: a selection may begin in the title.
  const range = selection.getRangeAt(0).cloneRange();
  if (!range.intersectsNode(text)) return "";
  if (!text.contains(range.startContainer)) range.setStart(text, 0);
  if (!text.contains(range.endContainer)) range.setEnd(text, text.childNodes.length);
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const chosen = range.toString(), trimmed = chosen.trim();
  const start = pointsOf(before.toString() + chosen.slice(0, chosen.indexOf(trimmed)));
  return trimmed && `#${start}-${start + pointsOf(trimmed)}`;
}

function address() {
  const url = new URL(location.href);
  const first = text.querySelector("mark.current");
  url.hash = selected() || (stretch() ? location.hash : first ? first.dataset.at : "");
  for (const name of [...url.searchParams.keys()]) {
    if (name !== "id" && name !== "version") url.searchParams.delete(name);
  }
  return url.href;
}

async function copy() {
  // Over plain HTTP, browsers offer no clipboard, except on localhost.
  try {
    await navigator.clipboard.writeText(address());
    notice.textContent = "Copied";
  } catch {
    notice.textContent = address();
  }
}

if (text) {
  addEventListener("hashchange", show);
  show();
  const button = document.getElementById("copy");
  if (button) {
    button.hidden = false;
    button.addEventListener("mousedown", (event) => event.preventDefault()); // keeps the selection
    button.addEventListener("click", copy);
    document.addEventListener("selectionchange", () => {
      button.textContent = selected() ? "Copy link to selection" : "Copy link";
    });
  }
}
