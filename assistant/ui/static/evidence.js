// The evidence beside an answer: it scrolls to a quote, opens an article in place, and steps through
// the quotes. On narrow screens, the panel is a sheet over the chat.
{
  const SHEET = matchMedia("(max-width: 820px)");
  const CALM = matchMedia("(prefers-reduced-motion: reduce)");
  const REMEMBERED = 20;
  const at = (id) => document.getElementById(id);
  const quotesIn = (element) => [...element.querySelectorAll("a.quote")];
  // The address of an article's page, without the span at its end.
  const pageOf = (href) => href.split("#")[0];

  let origin = null; // gets the focus back when the panel closes
  let quotes = []; // the addresses of the answer's quotes, in the order of their numbers
  let place = -1;
  const remembered = [];

  // -- the view: the passages, or an article; on narrow screens a sheet over the chat, or hidden

  const view = () => at("evidence-side").dataset.view || "";
  const isSheet = () => SHEET.matches && "open" in at("evidence-side").dataset;

  const shut = (closed) => {
    for (let node = at("evidence-side"); node && node !== document.body; node = node.parentElement) {
      for (const other of node.parentElement.children) if (other !== node) other.inert = closed;
    }
  };

  const show = (wanted) => {
    const side = at("evidence-side");
    side.dataset.view = wanted;
    at("reader").hidden = wanted !== "article";
    if (SHEET.matches && !("open" in side.dataset)) {
      side.dataset.open = "";
      shut(true);
    }
    at("reader-back").textContent = wanted === "article" ? "← Evidence" : "← Back to the answer";
  };

  // A step deeper adds an entry to the browser's history, so that its Back button undoes it.
  const deeper = (wanted) => {
    const before = view(), wasSheet = isSheet();
    show(wanted);
    if (before !== wanted || isSheet() !== wasSheet) history.pushState({...history.state, evidence: wanted}, "");
  };

  const close = () => {
    const side = at("evidence-side");
    if (view() === "article") {
      side.dataset.view = "";
      at("reader").hidden = true;
      at("reader-back").textContent = "← Back to the answer";
      const back = place >= 0 && quotesIn(at("evidence")).find((a) => a.href === quotes[place]);
      if (back) return choose(back);
      if (isSheet()) return at("reader-back").focus();
    }
    if ("open" in side.dataset) {
      delete side.dataset.open;
      shut(false);
    }
    if (origin && origin.isConnected) origin.focus();
  };

  const leave = () => (history.state && history.state.evidence ? history.back() : close());

  // -- a quote among the passages

  const choose = (quote) => {
    const panel = at("evidence");
    for (const other of panel.querySelectorAll("a.quote.chosen")) other.classList.remove("chosen");
    quote.classList.add("chosen");
    const from = quote.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    const top = panel.scrollTop + from - panel.clientHeight * 0.2;
    panel.scrollTo({top, behavior: CALM.matches ? "auto" : "smooth"});
    quote.focus({preventScroll: true});
  };

  // The panel shows the passages of one answer. A click on an earlier answer's mark restores its.
  const recalled = (mark, marks) => {
    const panel = at("evidence"), here = quotesIn(panel).find((a) => a.href === mark.href);
    if (here) return here;
    const known = remembered.find((one) => marks.every((address) => one.quotes.has(address)));
    const inside = panel.querySelector(".evidence");
    if (!known || !inside) return null;
    inside.replaceChildren(...known.shown.cloneNode(true).childNodes);
    return quotesIn(panel).find((a) => a.href === mark.href) || null;
  };

  // Shows the passages of a turn beside it.
  const recallTurn = (turn) => {
    const marks = [...turn.querySelectorAll(".answer a.mark")];
    if (marks.length) recalled(marks[0], [...new Set(marks.map((mark) => mark.href))]);
  };

  const openQuote = (mark) => {
    const answer = mark.closest(".answer") || mark.parentElement;
    const marks = [...new Set([...answer.querySelectorAll("a.mark")].map((a) => a.href))];
    const quote = recalled(mark, marks);
    origin = mark;
    if (!quote) return openArticle(mark, marks);
    deeper("");
    choose(quote);
  };

  // -- a whole article

  const framed = (address) => {
    const url = new URL(address);
    url.searchParams.set("embed", "1");
    url.searchParams.set("theme", document.querySelector(".dark") ? "dark" : "light");
    for (const quote of quotes) {
      if (pageOf(quote) === pageOf(address)) url.searchParams.append("quote", quote.split("#")[1]);
    }
    return url.href;
  };

  const read = (address) => {
    place = quotes.indexOf(address);
    const many = quotes.length, one = many === 1;
    at("reader-where").textContent = place < 0 ? "" : `${place + 1} of ${many}`;
    at("reader-walk").hidden = !many || (one && place === 0);
    at("reader-page").href = address;
    // Setting src would add an entry to the browser's history for every quote.
    document.querySelector("#reader iframe").contentWindow.location.replace(framed(address));
  };

  const openArticle = (link, ofAnswer) => {
    if (!at("evidence-side").contains(link)) origin = link;
    quotes = ofAnswer.slice(0, 50);
    deeper("article");
    read(link.href);
    at("reader-back").focus();
  };

  const walk = (by) => {
    const many = quotes.length;
    if (many) read(quotes[place < 0 && by < 0 ? many - 1 : (place + by + many) % many]);
  };

  // -- clicks and keys

  const plain = (event) =>
    event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;

  const follow = (link) => {
    if (link.closest("#evidence")) {
      const numbered = quotesIn(at("evidence"));
      numbered.sort((a, b) => a.dataset.citation - b.dataset.citation);
      openArticle(link, numbered.map((a) => a.href));
    } else if (link.matches("a.mark")) {
      openQuote(link);
    } else {
      openArticle(link, []);
    }
  };

  addEventListener("click", (event) => {
    const target = event.target.closest ? event.target : event.target.parentElement;
    if (!target || !at("evidence-side")) return;
    const button = target.closest("#reader-back, #reader-previous, #reader-next, .show-evidence");
    const link = target.closest(':is(#chat, #evidence) a[href^="/article"]');
    if (button && button.id === "reader-back") leave();
    else if (button && button.id === "reader-previous") walk(-1);
    else if (button && button.id === "reader-next") walk(1);
    else if (button) [origin] = [button, deeper(""), at("reader-back").focus()];
    else if (link && plain(event)) follow(link);
    else return;
    event.preventDefault();
  });

  const keys = (event) => {
    const side = at("evidence-side");
    if (!side || event.defaultPrevented) return;
    const inside = side.contains(document.activeElement);
    const arrow = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (event.key === "Escape" && (view() === "article" || isSheet() || inside)) leave();
    else if (arrow && view() === "article" && inside) walk(arrow);
    else return;
    event.preventDefault();
  };
  // In the capture phase: the panel handles its keys before other listeners.
  addEventListener("keydown", keys, true);
  addEventListener("popstate", () => {
    if (at("evidence-side") && (view() === "article" || isSheet())) close();
  });
  // Key events inside the frame do not leave it, so it needs a listener, too.
  document.addEventListener("load", (event) => {
    if (event.target.matches && event.target.matches("#reader iframe")) {
      event.target.contentWindow.addEventListener("keydown", keys);
    }
  }, true);
  document.addEventListener("dateline-turn", (event) => recallTurn(event.detail));
  SHEET.addEventListener("change", () => {
    const side = at("evidence-side");
    if (side) shut(isSheet());
  });

  // -- a new answer

  let passages = "";
  const renewed = () => {
    const panel = at("evidence"), inside = panel && panel.querySelector(".evidence");
    if (!inside) return;
    const now = [...inside.querySelectorAll("a.title")].map((a) => pageOf(a.href)).join();
    const found = new Set(quotesIn(inside).map((a) => a.href));
    const same = (one) => one.quotes.size === found.size && [...found].every((a) => one.quotes.has(a));
    if (found.size && !remembered.some(same)) {
      remembered.unshift({quotes: found, shown: inside.cloneNode(true)});
      remembered.length = Math.min(remembered.length, REMEMBERED);
    }
    if (now === passages) return;
    passages = now;
    panel.scrollTop = 0;
    if (view() === "article" && !isSheet()) show("");
  };
  new MutationObserver((changes) => {
    if (changes.some((change) => change.target.closest && change.target.closest("#evidence"))) renewed();
  }).observe(document, {childList: true, subtree: true});
}
