// The list of results, and what is said of it.
import { SPELT, WIDEST } from "./cut.js";
import { element, itemOf, part, say, steady } from "./search-item.js";
import { card } from "./search.js";

const STEP = 10; // results shown at once

const status = document.getElementById("search-status");
const reading = document.getElementById("search-reading"); // how, if not as it is written
const none = document.getElementById("search-none");
const missing = document.getElementById("search-missing");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");

let state; // what is found so far
let number; // of results to show
let turn = 0; // of filling the list: a later one ends those before
const items = new Map(); // the results of this search that were made, by article
const lost = new Set(); // names of the shards of those that did not come

/** A new search: what it finds is shown in place of what is there, so many at first. */
export function begin(count = STEP) {
  state = undefined;
  number = count;
  items.clear();
}

/** The number of results that are to be shown. */
export const wanted = () => number;

/** Whether what is shown is of this search, and all that was found. */
export const settled = () => Boolean(state) && state.done;

/** Whether all is known that there is. */
export const complete = () => settled() && !state.missing.length && !lost.size;

/** Shows what was found so far, unless what is shown is from more of the shards. */
export async function show(found, signal) {
  if (settled() && state.missing.length < found.missing.length) return;
  state = found;
  if (state.total || state.done) await fill(signal);
  if (!signal.aborted && state === found) tell();
}

/** Shows more of it, and leads to the first that is new. */
export async function showMore(signal) {
  const before = number;
  number += STEP;
  await fill(signal);
  if (signal.aborted) return;
  tell();
  const link = list.children[before] && list.children[before].querySelector("a");
  if (link) link.focus();
}

/** Says something in place of the number of results. */
export function report(word) {
  status.textContent = say(word);
}

export function clear() {
  turn += 1;
  status.textContent = reading.textContent = "";
  list.textContent = "";
  none.hidden = missing.hidden = more.hidden = true;
}

/** Has the list show the first results, one after the other as they come; what is there already stays as it is. */
async function fill(signal) {
  const mine = ++turn;
  lost.clear();
  const shown = state.found.slice(0, number);
  const kept = shown.map((one) => items.get(keyOf(one))).filter(Boolean);
  const coming = shown.map(item);
  for (const [place, one] of coming.entries()) {
    const made = await one;
    if (signal.aborted || mine !== turn) return;
    steady(() => put(made, place, kept), kept);
  }
  while (list.children.length > shown.length) list.lastChild.remove();
  steady(() => part(list, state.byDay && state.total > STEP), kept);
  more.hidden = state.total <= number;
}

/** Puts an item at its place: before those that are kept, instead of any other. None that is there is moved. */
function put(item, place, kept) {
  const there = list.children[place];
  if (item.parentNode === list) while (list.children[place] !== item) list.children[place].remove();
  else if (there && !kept.includes(there)) there.replaceWith(item);
  else list.insertBefore(item, there || null);
}

const keyOf = ({ shard, number }) => `${shard.name} ${shard.mark} ${number}`;

/** The item of an article; one that does not come is tried again when it is asked for again. */
async function item(one) {
  const { terms } = state;
  if (items.has(keyOf(one))) return items.get(keyOf(one));
  try {
    const made = itemOf(await card(one, terms));
    items.set(keyOf(one), made);
    return made;
  } catch (error) {
    lost.add(one.shard.name);
    return element("li", "search__result", say("failed-one"));
  }
}

function tell() {
  const { total, done } = state;
  const names = [...new Set([...state.missing, ...lost])];
  const sure = done && !state.missing.length;
  status.textContent = say(!done ? "so-far" : sure ? (total ? "count" : "none") : total ? "at-least" : "unknown", total);
  const read = total && { [WIDEST]: "widest", [SPELT]: "spelt" }[state.level];
  reading.textContent = read ? say(read) : "";
  none.hidden = !sure || total > 0;
  const told = names.length ? say("missing", names.map(span).join("、")) : "";
  if (missing.textContent !== told) missing.textContent = told; // what is said again is read out again
  missing.hidden = !told;
}

/** Names of shards as readers say them: 2024-12, 2023, 2016-2019. */
function span(name) {
  const [from, to] = name.split("-");
  if (!to) return `${from}年`;
  return to.length === 2 ? `${from}年${Number(to)}月` : `${from}—${to}年`;
}
