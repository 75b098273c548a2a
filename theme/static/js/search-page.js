// The search page: what is typed and chosen lives in its address, and results are shown as shards answer.
import { enough, later } from "./patience.js";
import { asParameters, count, filters, form, input, mark, read, reset, widen, write } from "./search-form.js";
import { end, enter, keep, left } from "./search-history.js";
import { remember } from "./recent.js";
import { clearDirect, direct, directSpelt } from "./search-direct.js";
import { place, returnTo } from "./search-place.js";
import { begin, clear, complete, report, settled, show, showMore, wanted } from "./search-results.js";
import { searchShards } from "./search.js";

const PAUSE = 350; // milliseconds after the last key
const PATIENCE = 500; // milliseconds until a reader is told that it takes time
const REST = 200; // milliseconds after the last movement, until its place is kept

const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more").firstElementChild;
const near = document.getElementById("search-near");
const recent = document.getElementById("search-recent");
const { title } = document;

// What most searches do without comes when it is wanted. What does not come is done without.
const withNear = (use) => import("./search-near.js").then(use).catch(() => {});
const withRecent = (use) => import("./search-recent.js").then(use).catch(() => {});
const withSuggestions = (use) => import("./search-suggest.js").then(use).catch(() => {});

let control = new AbortController(); // ends the search that is under way
let typing; // a timer: until a search begins
let moving; // a timer: until a place is kept
let back; // the place to which a reader returns, until the list has it

function empty() {
  document.title = title;
  filters.hidden = true;
  clear();
  near.hidden = true;
}

async function run(asked, was) {
  control.abort();
  control = new AbortController();
  const { signal } = control;
  clearTimeout(typing);
  enough();
  mark(asked);
  recent.hidden = true;
  if (!asked.query.trim()) {
    empty();
    clearDirect();
    withRecent(({ showRecent }) => signal.aborted || showRecent());
    return;
  }
  document.title = `${asked.query.trim()}：${title}`;
  direct(asked.query, signal);
  back = was;
  begin(was && was.number);
  await attempt(asked, signal, setTimeout(() => report("searching"), PATIENCE));
}

/** Asks, and asks again for what did not come. Then nothing is shown before all is there that was shown. */
async function attempt(asked, signal, waiting) {
  const { query, options } = asked;
  try {
    await searchShards(query, { ...options, signal }, async (now) => {
      if (signal.aborted || !(waiting || now.done)) return;
      clearTimeout(waiting);
      count(now.counts, now.done && !now.missing.length);
      await show(now, signal);
      if (!now.done || now.total) near.hidden = true;
      else if (!signal.aborted && complete()) withNear(({ suggest }) => suggest(asked, signal));
      if (now.done) directSpelt(now, signal);
      if (!signal.aborted && back && returnTo(back, now.done)) back = undefined;
    });
  } catch {
    if (signal.aborted) return;
    if (waiting) {
      empty();
      report("failed");
    }
  }
  clearTimeout(waiting);
  if (signal.aborted) return;
  if (complete()) enough();
  else later(() => Promise.all([direct(asked.query, signal), attempt(asked, signal)]));
}

function go(ended) {
  const asked = read();
  const address = new URL(location.href);
  address.search = asParameters(asked);
  stay();
  enter(address, ended);
  run(asked);
}

function soon() {
  clearTimeout(typing);
  typing = setTimeout(() => go(false), PAUSE);
}

/** Shows what the entry of the history asks for, as it was left. */
function restore() {
  clearTimeout(moving);
  write(new URLSearchParams(location.search));
  run(read(), left());
}

/** Keeps the place of the reader, once it is one. */
function stay() {
  clearTimeout(moving);
  if (settled() && !back) keep({ number: wanted(), ...place() });
}

/** Searches for what an address asks for, as if a reader had typed it. */
function search(parameters) {
  write(parameters);
  form.dispatchEvent(new Event("submit", { cancelable: true }));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember(read().query);
  status.focus();
  go(true);
});
for (const box of [near, recent]) {
  box.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    search(new URLSearchParams(link.search));
  });
}
let typed = false; // before there were suggestions
input.addEventListener("input", () => (typed = true), { once: true });
input.addEventListener(
  "focus",
  () => withSuggestions(({ letSuggest }) => letSuggest((query) => search(new URLSearchParams({ ...read().options, q: query })), typed)),
  { once: true },
);
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

restore();
