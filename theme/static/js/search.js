// Searches the paper: Pagefind's index in shards by time, the newest first. Knows nothing of the page it runs on but
// its language.
import { cut, foldWithPlaces, terms } from "./cut.js";

const base = new URL("../../", import.meta.url);
const folder = new URL("search/", base);
const EXCERPT = 60; // characters
const LATE = 20_000; // milliseconds after which a request is given up

let shelf; // what is known of the shards, once it is asked for
let engine; // Pagefind's module
let wasm;
const opened = new Map(); // shards by name
const broken = new Set(); // addresses of shards a request to which has failed

/** The root of the pages in the script of this one: the switch in its head leads to it in every script. */
function pages() {
  const links = [...document.querySelectorAll(".scripts a[hreflang]")];
  const own = links.find((link) => link.hreflang === document.documentElement.lang);
  if (!own) return base;
  const path = links[0].href.length - base.href.length;
  return new URL(own.href.slice(0, own.href.length - path));
}

async function request(address, options) {
  const response = await fetch(address, { signal: AbortSignal.timeout?.(LATE), ...options });
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return response;
}

/** Pagefind swallows a chunk that does not come; so its requests to our index go through here. */
const plain = globalThis.fetch;
function watched(input, options) {
  const address = new URL(input instanceof Request ? input.url : input, location.href);
  if (!address.href.startsWith(folder.href)) return plain(input, options);
  if (address.pathname.endsWith("/wasm.unknown.pagefind")) {
    wasm ??= plain(new URL(`engine/wasm.unknown.pagefind?v=${shelf.release}`, folder)).then(sound).then((r) => r.arrayBuffer());
    return wasm.then((buffer) => new Response(buffer.slice(0))).catch((error) => {
      wasm = undefined;
      return failed(address, error);
    });
  }
  return plain(input, { signal: AbortSignal.timeout?.(LATE), ...options }).then(sound).catch((error) => failed(address, error));
}

function sound(response) {
  if (!response.ok) throw new Error(`${response.status} ${response.url}`);
  return response;
}

function failed(address, error) {
  broken.add(new URL("./", address).href.replace(/index\/$/, ""));
  throw error;
}

async function shelves() {
  if (!shelf) shelf = await (await request(new URL("shards.json", folder), { cache: "no-cache" })).json();
  return shelf;
}

async function open(shard) {
  let known = opened.get(shard.name);
  if (!known) {
    known = load(shard);
    opened.set(shard.name, known);
    known.catch(() => opened.delete(shard.name));
  }
  return known;
}

async function load(shard) {
  globalThis.fetch = watched;
  engine ??= import(new URL(`engine/pagefind.js?v=${shelf.release}`, folder)).catch((error) => {
    engine = undefined;
    throw error;
  });
  const root = new URL(`${shard.name}/`, folder);
  const table = request(new URL(`table.json?v=${shard.mark}`, root)).then((r) => r.json());
  table.catch(() => {});
  const { createInstance } = await engine;
  const index = createInstance({ basePath: root.href, metaCacheTag: shard.mark, noWorker: true });
  broken.delete(root.href);
  await index.init();
  return { root, index, table: await table, cards: new Map() };
}

/** The articles of a shard in which a term stands, by their number, each with the place of its first match. */
async function matches(shard, term) {
  const phrase = `"${cut(term).join(" ")}"`;
  const answer = await shard.index.search(phrase, { sort: { ordinal: "asc" } });
  if (broken.has(shard.root.href)) throw new Error(`incomplete: ${shard.root}`);
  return new Map(answer.results.map((r) => [Math.round(-r.score), { id: r.id, place: Math.min(...r.words) }]));
}

/** All articles of a shard in which every term stands. */
async function find(meta, words) {
  const shard = await open(meta);
  try {
    const sets = await Promise.all(words.map((term) => matches(shard, term)));
    const { table } = shard;
    sets.sort((a, b) => a.size - b.size);
    const found = [];
    for (const [number, first] of sets[0]) {
      if (!sets.every((set) => set.has(number))) continue;
      const places = sets.map((set) => set.get(number).place);
      found.push({
        shard,
        id: first.id,
        day: table.newest - table.days[number],
        number,
        section: table.sections[table.section[number]],
        region: table.regions[table.region[number]],
        kind: table.kinds[table.kind[number]],
        year: meta.year,
        inHeadline: places.filter((place) => place < table.headline[number]).length,
        place: Math.min(...places),
      });
    }
    return found;
  } catch (error) {
    opened.delete(meta.name);
    throw error;
  }
}

const FACETS = ["section", "region", "kind", "year"];

function counts(found, wanted) {
  const all = {};
  for (const facet of FACETS) {
    all[facet] = {};
    for (const one of found) {
      if (FACETS.every((other) => other === facet || !wanted[other] || one[other] === wanted[other])) {
        all[facet][one[facet]] = (all[facet][one[facet]] ?? 0) + 1;
      }
    }
  }
  return all;
}

const newest = (a, b) => b.day - a.day || a.number - b.number;
const best = (a, b) => b.inHeadline - a.inHeadline || newest(a, b);

/**
 * Searches shard by shard, and tells `each` after every one: { total, found, counts, missing, done }.
 * `found` are all articles so far, in order; `missing` the shards that could not be asked.
 */
export async function searchShards(query, options = {}, each = () => {}) {
  const words = terms(query);
  const state = { total: 0, found: [], counts: counts([], {}), missing: [], done: words.length === 0, words };
  if (state.done) {
    each(state);
    return state;
  }
  const { shards } = await shelves();
  const all = [];
  for (const meta of shards) {
    options.signal?.throwIfAborted();
    try {
      all.push(...(await find(meta, words)));
    } catch (error) {
      state.missing.push(meta);
    }
    options.signal?.throwIfAborted();
    state.found = all.filter((one) => FACETS.every((facet) => !options[facet] || one[facet] === options[facet]));
    state.found.sort(options.sort === "best" ? best : newest);
    state.total = state.found.length;
    state.counts = counts(all, options);
    state.done = meta === shards.at(-1);
    await each(state);
  }
  return state;
}

/** What a result shows, in the script of the page. */
export async function card(one, words, signal) {
  const root = pages();
  const key = root.href;
  if (!one.shard.cards.has(one.id)) {
    const way = one.shard.root.href.slice(base.href.length);
    const address = new URL(`${way}cards/${one.id}.json`, root);
    const loading = request(address, signal ? { signal } : {}).then((r) => r.json());
    one.shard.cards.set(one.id, loading);
    loading.catch(() => one.shard.cards.delete(one.id));
  }
  const data = await one.shard.cards.get(one.id);
  return {
    url: new URL(data.url, key).href,
    title: data.title,
    titleParts: marked(data.title, words),
    date: data.date,
    section: data.section,
    kind: data.kind,
    picture: data.picture ? { src: new URL(data.picture[0], base).href, width: data.picture[1], height: data.picture[2] } : null,
    parts: excerpt(data.texts, words),
  };
}

/** A text as pieces: [text, whether it is a match]. */
export function marked(text, words) {
  const folded = foldWithPlaces(text);
  const spans = [];
  for (const word of words) {
    for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length)) {
      spans.push([folded.places[at], folded.places[at + word.length]]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let end = 0;
  for (const [from, to] of spans) {
    if (from < end) continue;
    if (from > end) parts.push([text.slice(end, from), false]);
    parts.push([text.slice(from, to), true]);
    end = to;
  }
  if (end < text.length) parts.push([text.slice(end), false]);
  return parts;
}

/** Around the first match of the text that has most of the words; its beginning when none is in it. */
function excerpt(texts, words) {
  let text = "";
  let most = -1;
  for (const one of texts) {
    const folded = foldWithPlaces(one).text;
    const score = words.filter((word) => folded.includes(word)).length;
    if (score > most || (score === most && score === 0 && one.length > text.length && text.length < EXCERPT)) {
      [text, most] = [one, Math.max(score, most)];
    }
  }
  const parts = marked(text, words);
  const first = parts.findIndex(([, match]) => match);
  if (first < 0) return [[text.slice(0, EXCERPT) + (text.length > EXCERPT ? "…" : ""), false]];
  const out = [];
  if (first > 0) {
    const lead = [...parts[0][0]];
    const room = EXCERPT / 3;
    out.push([lead.length > room ? `…${lead.slice(-room).join("")}` : lead.join(""), false]);
  }
  let length = 0;
  for (const part of parts.slice(first)) {
    const characters = [...part[0]];
    if (length + characters.length > EXCERPT) {
      out.push([`${characters.slice(0, Math.max(EXCERPT - length, 1)).join("")}…`, part[1]]);
      break;
    }
    out.push(part);
    length += characters.length;
  }
  return out;
}

/** Settled when every shard was asked: { total, results: [{ url, title, excerpt, date, section }], missing }. */
export async function search(query, options = {}) {
  const state = await searchShards(query, options);
  const shown = state.found.slice(0, options.limit ?? 20);
  const results = await Promise.all(
    shown.map(async (one) => {
      const { url, title, date, section, parts } = await card(one, state.words, options.signal);
      return { url, title, date, section, excerpt: parts.map(([text]) => text).join("") };
    }),
  );
  return { total: state.total, results, missing: state.missing.map((meta) => meta.name) };
}
