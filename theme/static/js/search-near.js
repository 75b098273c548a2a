// What a reader may search for instead, where nothing was found.
import { element, fill, say } from "./search-item.js";
import { searchShards } from "./search.js";

const box = document.getElementById("search-near");

function item(parameters, words, total) {
  const link = element("a", "", words);
  link.href = `?${parameters}`;
  return element("li", "", link, " ", element("span", "", say("pieces", total)));
}

/** Shows other searches that find something: without the filters, else with other words. */
export async function suggest({ query, options }, signal) {
  const filtered = Object.keys(options).some((name) => name !== "sort");
  const all = filtered ? (await searchShards(query, { signal })).total : 0;
  if (signal.aborted) return;
  const items = all ? [item(new URLSearchParams({ q: query }), say("without-filters"), all)] : [];
  if (!all) {
    const { near } = await import("./near.js");
    const others = await near(query, signal);
    items.push(...others.map((other) => item(new URLSearchParams({ q: other.query }), other.query, other.total)));
  }
  if (signal.aborted) return;
  fill(box, items);
  box.hidden = !items.length;
}
