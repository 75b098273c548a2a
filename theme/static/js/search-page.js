// The search page: what is typed and chosen lives in its address, and results are shown as shards answer. Each search that
// a reader ended is an entry of the history, with the place at which its results were left. What did not come is asked
// for again.
import { remember } from "./recent.js";
import { asParameters, count, filters, form, input, mark, read, reset, widen, write } from "./search-form.js";
import { Unable } from "./postings.js";
import { place, returnTo } from "./search-item.js";
import { begin, clear, complete, report, settled, show, showMore, wanted } from "./search-results.js";
import { searchShards } from "./search.js";

const PAUSE = 350; // milliseconds after the last key
const PATIENCE = 500; // milliseconds until a reader is told that it takes time
const REST = 200; // milliseconds after the last movement, until its place is kept
const AGAIN = 2000; // milliseconds until it is tried again, then twice as many
const SELDOM = 60000; // milliseconds, at most

const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more").firstElementChild;
const direct = document.getElementById("search-direct");
const near = document.getElementById("search-near");
const recent = document.getElementById("search-recent");
const { title } = document;

// What the first results can do without comes later, or not at all; what does not come is done without.
const withDirect = (use) => import("./search-direct.js").then(use).catch(() => {});
const withNear = (use) => import("./search-near.js").then(use).catch(() => {});
const withRecent = (use) => import("./search-recent.js").then(use).catch(() => {});
const withSuggestions = (use) => import("./search-suggest.js").then(use).catch(() => {});

let control = new AbortController(); // ends the search that is under way
let typing; // a timer: until a search begins
let moving; // a timer: until a place is kept
let back; // the place to which a reader returns, until the list has it
let again; // what failed and is tried again
let trying; // a timer: until it is
let delay; // of that

function empty() {
  document.title = title;
  filters.hidden = true;
  clear();
  direct.hidden = near.hidden = true;
}

async function run(asked, was) {
  control.abort();
  control = new AbortController();
  const { signal } = control;
  clearTimeout(typing);
  clearTimeout(trying);
  [again, delay] = [undefined, AGAIN];
  mark(asked);
  recent.hidden = true;
  if (!asked.query.trim()) {
    empty();
    withRecent(({ showRecent }) => signal.aborted || showRecent());
    return;
  }
  document.title = `${asked.query.trim()}：${title}`;
  back = was;
  begin(was && was.number);
  await attempt(asked, signal, setTimeout(() => report("searching"), PATIENCE));
}

/** Shows what there is beside results: what the query names, and where nothing was found other queries. */
function beside(asked, now, signal) {
  near.hidden = near.hidden || !now.done || now.total > 0;
  if (!now.done || signal.aborted) return;
  withDirect(({ directSpelt }) => directSpelt(now, signal));
  if (!now.total && complete()) withNear(({ suggest }) => suggest(asked, signal));
}

/** Asks, and asks again for what did not come. Then nothing is shown before all is there that was shown. */
async function attempt(asked, signal, waiting) {
  const { query, options } = asked;
  withDirect((module) => module.direct(query, signal));
  try {
    await searchShards(query, Object.assign({ signal }, options), async (now) => {
      if (signal.aborted || !(waiting || now.done)) return;
      clearTimeout(waiting);
      count(now.counts, now.done && !now.missing.length);
      await show(now, signal);
      beside(asked, now, signal);
      if (!signal.aborted && back && returnTo(back, now.done)) back = undefined;
    });
  } catch (error) {
    if (signal.aborted) return;
    if (waiting) {
      empty();
      report(error instanceof Unable ? "unable" : "failed");
    }
    if (error instanceof Unable) {
      clearTimeout(waiting);
      return; // another time it cannot either
    }
  }
  clearTimeout(waiting);
  if (signal.aborted || complete()) return;
  again = () => attempt(asked, signal);
  trying = setTimeout(() => document.hidden || tryAgain(), delay);
  delay = Math.min(SELDOM, 2 * delay);
}

/** Tries again what failed: in time, and at once when the network is back or the page is looked at again. */
function tryAgain() {
  const action = again;
  again = undefined;
  clearTimeout(trying);
  if (action) action();
}

/** Shows what the form asks for: a reader ended that search, or is typing it, which takes the place of nothing but what was typed. */
function go(ended) {
  const asked = read();
  const address = new URL(location.href);
  address.search = asParameters(asked);
  stay();
  if (address.href !== location.href) {
    const typed = history.state && history.state.typed;
    history[typed ? "replaceState" : "pushState"]({ typed: !ended }, "", address);
  } else if (ended) {
    end();
  }
  run(asked);
}

/** The search that is shown is what a reader wanted. */
function end() {
  if (history.state && history.state.typed) history.replaceState(Object.assign({}, history.state, { typed: false }), "");
}

function soon() {
  clearTimeout(typing);
  typing = setTimeout(() => go(false), PAUSE);
}

/** Shows what the entry of the history asks for, as it was left. */
function restore() {
  clearTimeout(moving);
  write(new URLSearchParams(location.search));
  run(read(), (history.state && history.state.place) || undefined);
}

/** Keeps the place of the reader, once it is one. */
function stay() {
  clearTimeout(moving);
  if (!settled() || back) return;
  history.replaceState(Object.assign({}, history.state, { place: Object.assign({ number: wanted() }, place()) }), "");
}

/** Searches for what an address asks for, as if a reader had typed it. */
function search(parameters) {
  write(parameters);
  form.dispatchEvent(new Event("submit", { cancelable: true }));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember(read().query);
  go(true);
  status.focus();
});
for (const box of [near, recent]) {
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search(new URLSearchParams(link.search));
  });
}
reset.addEventListener("click", (event) => {
  event.preventDefault();
  widen();
  go(true);
});
let composing = false;
input.addEventListener("compositionstart", () => (composing = true));
input.addEventListener("compositionend", () => {
  composing = false;
  soon();
});
input.addEventListener("input", () => composing || soon());
let typed = false; // before there were suggestions
input.addEventListener("input", () => (typed = true), { once: true });
const choose = (query) => search(new URLSearchParams(Object.assign(read().options, { q: query })));
input.addEventListener("focus", () => withSuggestions(({ letSuggest }) => letSuggest(choose, typed && !composing)), { once: true });
filters.addEventListener("change", () => go(true));
more.addEventListener("click", () => showMore(control.signal).then(stay));
list.addEventListener("click", ({ target }) => {
  if (!target.closest("a")) return;
  remember(read().query);
  end();
  stay();
});
for (const name of ["wheel", "touchstart", "pointerdown", "keydown"]) {
  addEventListener(name, () => (back = undefined), { passive: true });
}
addEventListener("scroll", () => {
  clearTimeout(moving);
  moving = setTimeout(stay, REST);
});
addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, select, textarea, [contenteditable]")) return;
  event.preventDefault();
  input.focus();
  input.select();
});
addEventListener("pagehide", stay);
addEventListener("popstate", restore);
addEventListener("online", tryAgain);
document.addEventListener("visibilitychange", () => document.hidden || tryAgain());

history.scrollRestoration = "manual"; // results come later than the page
restore();
