// The search page: what is typed and chosen lives in its address, and results are shown as shards answer.
import { card, passage, searchShards } from "./search.js";

const PAUSE = 350; // milliseconds after the last key
const PATIENCE = 500; // milliseconds until a reader is told that it takes time
const STEP = 10; // results shown at once
const FIELDS = ["section", "region", "kind", "year", "sort"];

const form = document.getElementById("search");
const input = form.elements.q;
const filters = form.querySelector("fieldset");
const reset = form.querySelector("[type=reset]");
const status = document.getElementById("search-status");
const none = document.getElementById("search-none");
const missing = document.getElementById("search-missing");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const words = document.getElementById("search-words").content;
const { title } = document;

let control = new AbortController(); // ends the search that is under way
let timer; // until a search begins
let state; // what is found so far
let number = STEP; // of results to show
const items = new Map(); // the results of this search that were made, by article
const unfinished = new WeakMap(); // results whose match is on the article's own page, with what is shown of them, by item
const seen = new IntersectionObserver((entries) => entries.filter((entry) => entry.isIntersecting).forEach(complete));

const say = (word, value = "") => words.querySelector(`[data-word="${word}"]`).textContent.replace("#", value);

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Pieces of text, matches marked; never markup. */
const pieces = (parts) => parts.map(([text, match]) => (match ? element("mark", "", text) : text));

function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  const made = element("time", "", `${year}年${month}月${date}日`);
  made.dateTime = iso;
  return made;
}

function shown(result) {
  const link = element("a", "", ...pieces(result.titleParts));
  link.href = result.url;
  const folio = element("p", "search__folio", day(result.date), " ", element("span", "", result.section));
  const item = element("li", "search__result", element("h2", "", link), folio);
  item.append(element("p", "search__excerpt", ...pieces(result.parts)));
  if (result.picture) {
    const picture = element("img", "search__picture");
    Object.assign(picture, { alt: "", loading: "lazy", decoding: "async" });
    if (result.picture.width) Object.assign(picture, { width: result.picture.width, height: result.picture.height });
    picture.src = result.picture.src;
    item.append(picture);
  }
  return item;
}

/** Has an item that a reader sees show where the terms are: most are never seen, and a page is more than a card. */
async function complete({ target }) {
  seen.unobserve(target);
  const { result, terms } = unfinished.get(target);
  target.querySelector(".search__excerpt").replaceChildren(...pieces(await passage(result, terms)));
}

/** The item of an article; one that does not come is tried again when it is asked for again. */
async function item(one) {
  const key = `${one.shard.name} ${one.number}`;
  if (items.has(key)) return items.get(key);
  try {
    const { terms } = state;
    const result = await card(one, terms);
    const made = shown(result);
    items.set(key, made);
    if (!result.whole) {
      unfinished.set(made, { result, terms });
      seen.observe(made);
    }
    return made;
  } catch {
    state.missing.push(...(state.missing.includes(one.shard.name) ? [] : [one.shard.name]));
    return element("li", "search__result", say("failed-one"));
  }
}

/** Has the list show the first results; what is there already stays as it is, and keeps the focus. */
async function fill(signal) {
  const wanted = await Promise.all(state.found.slice(0, number).map(item));
  if (signal.aborted) return;
  wanted.forEach((one, place) => {
    if (list.children[place] !== one) list.insertBefore(one, list.children[place] ?? null);
  });
  while (list.children.length > wanted.length) list.lastChild.remove();
  more.hidden = state.total <= number;
}

/** Names of shards as readers say them: 2024-12, 2023, 2016-2019. */
function span(name) {
  const [from, to] = name.split("-");
  if (!to) return `${from}年`;
  return to.length === 2 ? `${from}年${Number(to)}月` : `${from}—${to}年`;
}

function tell() {
  const { total, done } = state;
  status.textContent = !done ? say("so-far", total) : total ? say("count", total) : say("none");
  none.hidden = !done || total > 0;
  missing.textContent = state.missing.length ? say("missing", state.missing.map(span).join("、")) : "";
  missing.hidden = state.missing.length === 0;
}

function count(facets) {
  for (const select of filters.querySelectorAll("select")) {
    if (!facets[select.name]) continue;
    for (const option of select.options) {
      option.dataset.name ??= option.textContent;
      if (!option.value) continue;
      const found = facets[select.name][option.value] ?? 0;
      option.textContent = `${option.dataset.name}（${found}）`;
      option.hidden = option.disabled = found === 0 && !option.selected;
    }
  }
}

function clear() {
  document.title = title;
  status.textContent = "";
  list.replaceChildren();
  none.hidden = missing.hidden = filters.hidden = more.hidden = true;
}

async function run({ query, options }) {
  control.abort();
  control = new AbortController();
  const { signal } = control;
  clearTimeout(timer);
  if (!query.trim()) {
    clear();
    return;
  }
  document.title = `${query.trim()}：${title}`;
  reset.hidden = !FIELDS.some((name) => name !== "sort" && options[name]);
  const waiting = setTimeout(() => (status.textContent = say("searching")), PATIENCE);
  number = STEP;
  items.clear();
  try {
    await searchShards(query, { ...options, signal }, async (now) => {
      if (signal.aborted) return;
      clearTimeout(waiting);
      state = now;
      count(now.counts);
      filters.hidden = false;
      if (now.total || now.done) await fill(signal);
      if (!signal.aborted) tell();
    });
  } catch {
    if (signal.aborted) return;
    clear();
    status.textContent = say("failed");
  } finally {
    clearTimeout(waiting);
  }
}

function read() {
  const options = {};
  for (const name of FIELDS) if (form.elements[name]?.value) options[name] = form.elements[name].value;
  return { query: input.value, options };
}

function go(how) {
  const wanted = read();
  const address = new URL(location.href);
  address.search = new URLSearchParams(wanted.query.trim() ? { q: wanted.query, ...wanted.options } : {});
  if (address.href !== location.href) history[how](null, "", address);
  run(wanted);
}

function restore() {
  const asked = new URLSearchParams(location.search);
  input.value = asked.get("q") ?? "";
  for (const name of FIELDS) {
    const select = form.elements[name];
    if (!select) continue;
    for (const option of select.options) option.hidden = option.disabled = false;
    select.value = asked.get(name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
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
  for (const select of filters.querySelectorAll("select")) if (select.name !== "sort") select.value = "";
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
more.firstElementChild.addEventListener("click", async () => {
  const before = number;
  number += STEP;
  await fill(control.signal);
  tell();
  list.children[before]?.querySelector("a")?.focus();
});
addEventListener("popstate", restore);

restore();
