// The list of results, and what is said of it.
import { itemOf } from "./search-item.js";
import { element, say } from "./search-parts.js";
import { card } from "./search.js";

const STEP = 10; // results shown at once

const status = document.getElementById("search-status");
const none = document.getElementById("search-none");
const missing = document.getElementById("search-missing");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");

let state; // what is found so far
let number = STEP; // of results to show
const items = new Map(); // the results of this search that were made, by article

/** A new search: what it finds is shown in place of what is there. */
export function begin() {
  number = STEP;
  items.clear();
}

/** Shows what was found so far. */
export async function show(found, signal) {
  state = found;
  if (state.total || state.done) await fill(signal);
  if (!signal.aborted) tell();
}

/** Shows more of it, and leads to the first that is new. */
export async function showMore(signal) {
  const before = number;
  number += STEP;
  await fill(signal);
  tell();
  list.children[before]?.querySelector("a")?.focus();
}

/** Says something in place of the number of results. */
export function report(word) {
  status.textContent = say(word);
}

export function clear() {
  status.textContent = "";
  list.replaceChildren();
  none.hidden = missing.hidden = more.hidden = true;
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

/** The item of an article; one that does not come is tried again when it is asked for again. */
async function item(one) {
  const key = `${one.shard.name} ${one.number}`;
  if (items.has(key)) return items.get(key);
  try {
    const { terms } = state;
    const made = itemOf(await card(one, terms), terms);
    items.set(key, made);
    return made;
  } catch {
    state.missing.push(...(state.missing.includes(one.shard.name) ? [] : [one.shard.name]));
    return element("li", "search__result", say("failed-one"));
  }
}

function tell() {
  const { total, done } = state;
  status.textContent = !done ? say("so-far", total) : total ? say("count", total) : say("none");
  none.hidden = !done || total > 0;
  missing.textContent = state.missing.length ? say("missing", state.missing.map(span).join("、")) : "";
  missing.hidden = state.missing.length === 0;
}

/** Names of shards as readers say them: 2024-12, 2023, 2016-2019. */
function span(name) {
  const [from, to] = name.split("-");
  if (!to) return `${from}年`;
  return to.length === 2 ? `${from}年${Number(to)}月` : `${from}—${to}年`;
}
