// The search page: what is typed and chosen lives in its address, and results are shown as shards answer.
import { card, searchShards } from "./search.js";

const PAUSE = 350; // milliseconds after the last key
const READING = 400; // milliseconds for the first results to be shown before older shards are asked
const STEP = 10; // results shown at once
const FIELDS = ["section", "region", "kind", "year", "sort"];

const form = document.getElementById("search");
const input = form.elements.q;
const filters = form.querySelector("fieldset");
const status = document.getElementById("search-status");
const missing = document.getElementById("search-missing");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
const words = document.getElementById("search-words").content;

let current; // AbortController of the search that is under way
let timer;

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
  const item = element("li", "search__result", element("h3", "", link));
  if (result.picture) {
    const picture = element("img", "search__picture");
    Object.assign(picture, { src: result.picture.src, alt: "", loading: "lazy" });
    if (result.picture.width) Object.assign(picture, { width: result.picture.width, height: result.picture.height });
    item.prepend(picture);
  }
  item.append(element("p", "search__excerpt", ...pieces(result.parts)));
  item.append(element("p", "search__folio", element("span", "", result.section), " ", day(result.date)));
  return item;
}

function count(facets) {
  for (const select of filters.querySelectorAll("select")) {
    if (!facets[select.name]) continue;
    for (const option of select.options) {
      option.dataset.name ??= option.textContent;
      if (!option.value) continue;
      const number = facets[select.name][option.value] ?? 0;
      option.textContent = `${option.dataset.name}（${number}）`;
      option.hidden = option.disabled = number === 0 && !option.selected;
    }
  }
}

/** Has the list show these results, leaving alone what is there already. */
async function fill(state, number, signal) {
  const found = state.found.slice(0, number);
  const cards = await Promise.allSettled(found.map((one) => card(one, state.words, signal)));
  if (signal.aborted) return;
  const items = cards.map((settled, place) => {
    if (settled.status === "fulfilled") return shown(settled.value);
    return element("li", "search__result", say("failed"));
  });
  list.replaceChildren(...items);
  more.hidden = state.total <= number;
}

async function run({ query, options, focus }) {
  current?.abort();
  const control = new AbortController();
  current = control;
  clearTimeout(timer);
  missing.hidden = true;
  if (!query.trim()) {
    status.textContent = "";
    list.replaceChildren();
    filters.hidden = more.hidden = true;
    return;
  }
  status.textContent = say("searching");
  if (focus) status.focus();
  document.title = document.title.replace(/^(?:.*?：)?/, () => `${query}：`);
  let number = STEP;
  let last;
  try {
    await searchShards(query, { ...options, signal: control.signal }, async (state) => {
      if (control.signal.aborted) return;
      last = state;
      count(state.counts);
      filters.hidden = false;
      if (state.total || state.done) await fill(state, number, control.signal);
      if (control.signal.aborted) return;
      status.textContent = !state.done ? say("so-far", state.total) : state.total ? say("count", state.total) : say("none");
      missing.hidden = state.missing.length === 0;
      const first = !list.dataset.filled && state.total > 0 && !state.done;
      if (first) list.dataset.filled = "yes";
      missing.textContent = state.missing.length ? say("missing", state.missing.map((m) => m.name).join("、")) : "";
      if (first) await new Promise((resolve) => setTimeout(resolve, READING)); // what is shown goes before what is older
    });
  } catch {
    if (control.signal.aborted) return;
    status.textContent = say("failed");
    return;
  }
  more.firstElementChild.onclick = async () => {
    const before = number;
    number += STEP;
    await fill(last, number, control.signal);
    list.children[before]?.querySelector("a")?.focus();
  };
}

function read() {
  const query = input.value;
  const options = {};
  for (const name of FIELDS) if (form.elements[name]?.value) options[name] = form.elements[name].value;
  return { query, options };
}

function address({ query, options }) {
  const made = new URL(location.href);
  made.search = new URLSearchParams(query.trim() ? { q: query, ...options } : {});
  return made;
}

function go(how, focus = false) {
  const wanted = read();
  const made = address(wanted);
  if (made.href !== location.href) history[how](null, "", made);
  run({ ...wanted, focus });
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

form.addEventListener("submit", (event) => {
  event.preventDefault();
  go("pushState", true);
});
let composing = false;
input.addEventListener("compositionstart", () => (composing = true));
input.addEventListener("compositionend", () => {
  composing = false;
  later();
});
input.addEventListener("input", () => composing || later());
filters.addEventListener("change", () => go("pushState"));
addEventListener("popstate", restore);

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => go("replaceState"), PAUSE);
}

restore();
