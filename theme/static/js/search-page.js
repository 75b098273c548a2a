// The search page: what is typed and chosen lives in its address, and results are shown as shards answer.
import { asParameters, count, filters, form, input, mark, read, reset, widen, write } from "./search-form.js";
import { begin, clear, report, show, showMore } from "./search-results.js";
import { searchShards } from "./search.js";

const PAUSE = 350; // milliseconds after the last key
const PATIENCE = 500; // milliseconds until a reader is told that it takes time

const status = document.getElementById("search-status");
const more = document.getElementById("search-more").firstElementChild;
const { title } = document;

let control = new AbortController(); // ends the search that is under way
let timer; // until a search begins

function empty() {
  document.title = title;
  filters.hidden = true;
  clear();
}

async function run(wanted) {
  const { query, options } = wanted;
  control.abort();
  control = new AbortController();
  const { signal } = control;
  clearTimeout(timer);
  if (!query.trim()) {
    empty();
    return;
  }
  document.title = `${query.trim()}：${title}`;
  mark(wanted);
  const waiting = setTimeout(() => report("searching"), PATIENCE);
  begin();
  try {
    await searchShards(query, { ...options, signal }, async (now) => {
      if (signal.aborted) return;
      clearTimeout(waiting);
      count(now.counts);
      await show(now, signal);
    });
  } catch {
    if (signal.aborted) return;
    empty();
    report("failed");
  } finally {
    clearTimeout(waiting);
  }
}

function go(how) {
  const wanted = read();
  const address = new URL(location.href);
  address.search = asParameters(wanted);
  if (address.href !== location.href) history[how](null, "", address);
  run(wanted);
}

function restore() {
  write(new URLSearchParams(location.search));
  run(read());
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => go("replaceState"), PAUSE);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  status.focus();
  go("pushState");
});
reset.addEventListener("click", (event) => {
  event.preventDefault();
  widen();
  go("pushState");
});
let composing = false;
input.addEventListener("compositionstart", () => (composing = true));
input.addEventListener("compositionend", () => {
  composing = false;
  later();
});
input.addEventListener("input", () => composing || later());
filters.addEventListener("change", () => go("pushState"));
more.addEventListener("click", () => showMore(control.signal));
addEventListener("popstate", restore);

restore();
