// What Pagefind's own interface asks: the functions of its module, pagefind.js. A query goes the way that those of the search
// page go, so it is cut by the same rule and finds the same, in the script of the page. There are no filters.
import { card, passage, searchShards } from "./search.js";

const WAIT = 300; // milliseconds, as Pagefind has it
let last = 0; // search that waits for the next key

/** Pieces of text as HTML, matches marked. */
function html(parts) {
  const element = document.createElement("p");
  for (const [text, match] of parts) {
    const piece = match ? document.createElement("mark") : document.createTextNode(text);
    if (match) piece.textContent = text;
    element.append(piece);
  }
  return element.innerHTML;
}

async function data(one, terms) {
  const result = await card(one, terms);
  const parts = result.whole ? result.parts : await passage(result, terms);
  const meta = { title: result.title, date: result.date, section: result.section };
  if (result.picture) meta.image = result.picture.src;
  const plain = parts.map(([text]) => text).join("");
  return { url: result.url, raw_url: result.url, meta, excerpt: html(parts), plain_excerpt: plain, sub_results: [], filters: {} };
}

/** All articles that have the terms of a query, the newest first; what is shown of each is asked for by `data`. */
export async function search(query) {
  const { found, missing, terms } = await searchShards(query);
  if (missing.length && !found.length) throw new Error(`not searched: ${missing}`); // it is not known that there is nothing
  const results = found.map((one, place) => ({
    id: `${one.shard.name} ${one.number}`,
    score: -place,
    words: [],
    data: () => data(one, terms),
  }));
  return { results, unfilteredResultCount: results.length, filters: {}, totalFilters: {}, timings: {} };
}

/** The same, if no other search is asked for in the meantime; else null. */
export async function debouncedSearch(query, _options, wait = WAIT) {
  const mine = ++last;
  await new Promise((resolve) => setTimeout(resolve, wait));
  const answer = mine === last ? await search(query) : null;
  return mine === last ? answer : null;
}

export const filters = async () => ({});

// There is one index, and it is as it is.
export const init = async () => {};
export const options = init;
export const destroy = init;
export const mergeIndex = init;
export const preload = init;

export const createInstance = () => ({ search, debouncedSearch, filters, init, options, destroy, mergeIndex, preload });
