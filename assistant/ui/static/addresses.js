// The address of the page. Each tab has its own: a question, a search. A step adds an entry to the
// browser's history, with the chat and the question that it shows; Back and Forward go there, and a
// reload opens it again. What is typed and not sent yet is kept, too.
const CHATS = "dateline-chats", DRAFTS = "dateline-drafts";
// As in screen_address.py.
const LONGEST = 40000;
const HOME = {ask: "/", search: "/#search", library: "/#library", clippings: "/#clippings"};
const FIELDS = ["question", "search-query"];
const button = (tab) => document.querySelector(`#tabs [role=tab][data-tab-id="${tab}"]`);
const queryOf = (address) => new URL(address, location.origin).search;

// -- where the page is: its tab, the addresses of its tabs, and the question of the chat

const read = () => {
  const hash = location.hash.toLowerCase().slice(1);
  const tab = hash in HOME ? hash : "ask";
  const named = ["ask", "search"].includes(tab) && location.search ? `/${location.search}${location.hash}` : HOME[tab];
  return {tab, addresses: {...HOME, [tab]: named}, chat: "", turn: -1};
};
const isPlace = (value) => value && value.addresses && value.tab in HOME;
let here = isPlace(history.state?.place) ? history.state.place : read();

// Back leads to a question, not to where it stood in the window.
history.scrollRestoration = "manual";

// What the address asks for takes the place of the welcome.
if (here.chat || queryOf(here.addresses.ask)) document.documentElement.dataset.opening = "";

const write = (place, isNew) => {
  here = place;
  const address = location.pathname + place.addresses[place.tab].slice(1);
  const state = isNew ? {place} : {...history.state, place};
  history[isNew ? "pushState" : "replaceState"](state, "", address);
};

// -- what the server is asked to show

// What is cut is still too long, and the server says so.
const ask = (event, address) => trigger(event, {query: queryOf(address).slice(0, LONGEST + 2)});

const findChat = (id) => {
  try {
    return JSON.parse(localStorage.getItem(CHATS)).find((chat) => chat?.id === id);
  } catch {
    return undefined;
  }
};

const turnOf = (number) => document.querySelectorAll("#chat .turn")[number];

const showTurn = (number) => {
  const turn = turnOf(number);
  if (!turn) return;
  turn.scrollIntoView({block: "start"});
  document.dispatchEvent(new CustomEvent("dateline-turn", {detail: turn}));
};

// The chat that is being opened, and the turn at which it will.
let awaited = null;
const showChat = ({chat, turn, addresses}) => {
  const kept = chat && findChat(chat);
  if (kept) {
    awaited = {chat, turn};
    trigger("select", {chat: kept});
  } else ask("submit", addresses.ask);
};

const showSearch = (address) => ask("input", address);

const openTab = (tab) => button(tab)?.getAttribute("aria-selected") === "false" && button(tab).click();

const go = (place) => {
  const before = here;
  here = place;
  openTab(place.tab);
  if (place.addresses.search !== before.addresses.search) showSearch(place.addresses.search);
  if (place.chat !== before.chat || (!place.chat && place.addresses.ask !== before.addresses.ask)) showChat(place);
  else if (place.turn !== before.turn) showTurn(place.turn);
};

// -- what is typed and not sent yet

const drafts = () => {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFTS)) || {};
  } catch {
    return {};
  }
};
const keepDraft = (id, text) => {
  try { sessionStorage.setItem(DRAFTS, JSON.stringify({...drafts(), [id]: text})); } catch {}
};
const fieldOf = (id) => document.querySelector(`#${id} :is(textarea, input)`);
const restoreDraft = (id) => {
  const field = fieldOf(id), text = drafts()[id];
  if (!field || !text || field.value) return;
  field.value = text;
  field.dispatchEvent(new Event("input", {bubbles: true}));
};

// -- events

watch("value", () => {
  const step = JSON.parse(props.value || "null");
  if (!step) return;
  delete document.documentElement.dataset.opening;
  const place = {...here, addresses: {...here.addresses, [step.tab]: step.address}};
  // A question stays kept until it is answered: a reload in between loses nothing.
  if (step.tab === "search") keepDraft("search-query", "");
  else {
    keepDraft("question", fieldOf("question")?.value || "");
    Object.assign(place, {chat: step.chat, turn: step.turn});
  }
  const isOther = place.addresses[step.tab] !== here.addresses[step.tab] || place.chat !== here.chat;
  const isSameTurn = step.tab === "ask" && step.chat && step.chat === here.chat && step.turn === here.turn;
  if (awaited && step.tab === "ask") {
    if (step.chat === awaited.chat && !step.isNew) {
      Object.assign(place, {turn: awaited.turn, addresses: here.addresses});
      requestAnimationFrame(() => { showTurn(place.turn); });
    }
    awaited = null;
  }
  write(place, step.isNew && isOther && !isSameTurn && step.tab === here.tab);
});

document.addEventListener("dateline-loaded", () => {
  write(here, false);
  openTab(here.tab);
  if (here.chat || queryOf(here.addresses.ask)) showChat(here);
  else delete document.documentElement.dataset.opening;
  if (queryOf(here.addresses.search)) showSearch(here.addresses.search);
  FIELDS.forEach(restoreDraft);
});
addEventListener("popstate", (event) => {
  const place = isPlace(event.state?.place) ? event.state.place : null;
  if (place) return go(place);
  // The user has changed the end of the address.
  const {tab, addresses} = read();
  go({...here, tab, addresses: {...here.addresses, [tab]: addresses[tab]}});
  write(here, false);
});
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("#tabs [role=tab]")?.dataset.tabId;
  if (!(tab in HOME)) return;
  if (tab !== here.tab) write({...here, tab}, true);
  // Its box is there only once the tab is open.
  if (tab === "search") setTimeout(() => restoreDraft("search-query"), 300);
  // Articles may have come in another tab.
  if (tab === "ask" && document.querySelector("#chat .idle [data-open-tab]")) ask("submit", HOME.ask);
});
document.addEventListener("input", (event) => {
  const id = FIELDS.find((one) => event.isTrusted && event.target === fieldOf(one));
  if (id) keepDraft(id, event.target.value);
});
