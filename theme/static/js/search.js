// Searches the paper: the index lies in shards by time, the newest is asked first. Knows nothing of the page it runs on
// but its language.
import { choices, EXACT, fold, READ, terms as termsOf, WIDEST } from "./cut.js";
import { excerpt, hasAll, marked } from "./excerpt.js";
import * as linli from "./engine-linli.js";
import { HEADLINE } from "./postings.js";

const base = new URL("../../", import.meta.url);
const ENGINES = { linli: () => linli, pagefind: () => import("./engine-pagefind.js") }; // each has a class Index
const LATE = 20_000; // milliseconds after which a request is given up
const FRESH = 60_000; // milliseconds for which the list of shards is not asked for again
const AT_ONCE = 12; // results that are asked for together
const BLOCKS = "p, li, td, th, dt, dd, h2, h3, h4, h5, h6, figcaption, blockquote, pre"; // of an article's page
const ASIDE = "rt, rp, .share"; // what is no text in them
const SHOWN = 20; // results of `search` when no limit is given
const FACETS = ["section", "region", "kind", "year"];

let list; // the list of shards, and when it came
const shards = new Map(); // those that were asked for, by name and mark
const cards = new Map(); // what results show, by address

async function request(address, options = {}, read = (response) => response.json()) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LATE);
  try {
    const response = await fetch(address, { ...options, signal: control.signal });
    if (!response.ok) throw new Error(`${response.status} ${address}`);
    return await read(response);
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what was asked for once; what did not come is asked for again. */
function kept(known, key, ask) {
  if (!known.has(key)) {
    const answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return known.get(key);
}

/** The list of shards, newest first, and what there is to know of the paper. */
async function paper() {
  if (list && Date.now() - list.since < FRESH) return list.paper;
  try {
    const address = new URL("search/shards.json", base);
    list = { since: Date.now(), paper: await request(address, { cache: "no-cache" }) };
  } catch (error) {
    if (!list) throw error; // what was known before is better than nothing
  }
  return list.paper;
}

/** Another edition of the paper was published in the meantime. */
function outdated(what) {
  list = undefined;
  throw new Error(`outdated: ${what}`);
}

/** One shard of the index: its table, and what was asked for of its files. */
class Shard {
  constructor(meta, root, table, Index) {
    Object.assign(this, { name: meta.name, mark: meta.mark, root, table, files: new Map(), articles: [] });
    this.index = new Index(this);
    const months = {};
    for (const [day, count] of table.days) {
      const month = day.slice(0, 7).replace("-", "/");
      for (let at = 0; at < count; at++) {
        const place = (months[month] = (months[month] ?? -1) + 1);
        this.articles.push({ day, at, of: count, month, file: Math.floor(place / table.cards), place: place % table.cards });
      }
    }
  }

  static open(meta) {
    return kept(shards, `${meta.name} ${meta.mark}`, async () => {
      const root = new URL(`search/${meta.name}/`, base);
      const table = request(new URL(`table.json?v=${meta.mark}`, root));
      const [found, engine] = await Promise.all([table, ENGINES[meta.engine]()]);
      return new Shard(meta, root, found, engine.Index);
    });
  }

  /** What one of its files has, of the same edition as the table. */
  async file(name) {
    const file = await kept(this.files, name, () => request(new URL(`${name}?v=${this.mark}`, this.root)));
    if (file.of !== this.table.of) this.outdated();
    return file.in;
  }

  /** Its files are of another edition than its table. */
  outdated() {
    shards.delete(`${this.name} ${this.mark}`);
    outdated(this.root);
  }

  /** The articles in which every term stands, the newest first. */
  async find(runs) {
    const sets = await Promise.all(runs.map((run) => this.index.places(run)));
    const [first, ...others] = sets.sort((a, b) => a.size - b.size);
    const numbers = [...first.keys()].filter((number) => others.every((set) => set.has(number)));
    return numbers.sort((a, b) => b - a).map((number) => this.found(number, sets));
  }

  found(number, sets) {
    const { table } = this;
    const { day } = this.articles[number];
    return {
      shard: this,
      number,
      day,
      inHeadline: sets.filter((set) => set.get(number) < HEADLINE).length,
      section: table.sections[table.section[number]],
      region: table.regions[table.region[number]],
      kind: table.kinds[table.kind[number]],
      year: day.slice(0, 4),
    };
  }
}

/** How many of those found there are for each value of each filter, if the others stay as they are. */
function counts(found, wanted) {
  const all = {};
  for (const facet of FACETS) {
    const others = FACETS.filter((other) => other !== facet && wanted[other]);
    all[facet] = {};
    for (const one of found) {
      if (others.every((other) => one[other] === wanted[other])) {
        all[facet][one[facet]] = (all[facet][one[facet]] ?? 0) + 1;
      }
    }
  }
  return all;
}

/** The filters of options, by id; sections and regions may also be given by name. */
function filters(options, { sections, regions }) {
  const byName = (names, value) => Object.keys(names).find((id) => fold(names[id]) === fold(value)) ?? value;
  const wanted = {};
  for (const facet of FACETS) if (options[facet]) wanted[facet] = String(options[facet]);
  if (wanted.section && !(wanted.section in sections)) wanted.section = byName(sections, wanted.section);
  if (wanted.region && !(wanted.region in regions)) wanted.region = byName(regions, wanted.region);
  return wanted;
}

/**
 * Searches shard by shard, and tells `each` after every one: { total, found, counts, missing, done, terms }.
 * `found` are all articles so far, in order; `missing` the names of shards that could not be asked.
 * `options.signal` ends it: then it is never done.
 */
export async function searchShards(query, options = {}, each = () => {}) {
  const terms = termsOf(String(query ?? ""));
  const state = { total: 0, found: [], counts: counts([], {}), missing: [], done: !terms.length, terms };
  if (state.done) {
    await each(state);
    return state;
  }
  const about = await paper();
  const wanted = filters(options, about);
  const lang = document.documentElement.lang;
  const levels = [lang in about.prefixes && lang !== about.lang ? READ : EXACT, WIDEST];
  const runs = levels.map((level) => terms.map((term) => choices(term, level, about.lang === "zh-Hant")));
  const passes = JSON.stringify(runs[0]) === JSON.stringify(runs[1]) ? runs.slice(0, 1) : runs;
  for (const pass of passes) {
    const all = [];
    for await (const [meta, found] of answers(about.shards, pass)) {
      if (options.signal?.aborted) return state;
      if (found) all.push(...found);
      else if (!state.missing.includes(meta.name)) state.missing.push(meta.name);
      const left = all.filter((one) => FACETS.every((facet) => !wanted[facet] || one[facet] === wanted[facet]));
      if (options.sort === "best") left.sort((a, b) => b.inHeadline - a.inHeadline);
      const last = meta === about.shards[about.shards.length - 1];
      const done = last && (all.length > 0 || pass === passes[passes.length - 1]);
      Object.assign(state, { total: left.length, found: left, counts: counts(all, wanted), done });
      if (!last || done) await each(state);
      if (options.signal?.aborted) return state;
    }
    if (all.length) break;
  }
  if (!state.done) await each(Object.assign(state, { done: true })); // a paper without articles
  return state;
}

/** What each shard has, the newest first: those after the first that has something are asked for together. */
async function* answers(metas, runs) {
  const ask = async (meta) => {
    try {
      return await (await Shard.open(meta)).find(runs);
    } catch {
      return null;
    }
  };
  let asked;
  for (const [place, meta] of metas.entries()) {
    const found = await (asked ? asked[place] : ask(meta));
    yield [meta, found];
    if (found?.length && !asked) asked = metas.map((one, i) => (i > place ? ask(one) : null));
  }
}

/** What a result shows, in the script of the page; `whole` if every term is in it. Else `passage` has more. */
export async function card(one, terms) {
  const prefix = list?.paper.prefixes[document.documentElement.lang] ?? "";
  const root = new URL(prefix, base);
  const { day, at, of, month, file, place } = one.shard.articles[one.number];
  const address = new URL(`search/cards/${month}/${file}.json`, root);
  const data = (await kept(cards, address.href, () => request(address)))[place];
  if (data?.date !== day || data.at !== at || data.of !== of) {
    cards.delete(address.href);
    outdated(address);
  }
  return {
    url: new URL(data.url, root).href,
    title: data.title,
    titleParts: marked(data.title, terms),
    date: data.date,
    section: data.section,
    kind: data.kind,
    picture: data.picture ? { src: new URL(data.picture[0], base).href, width: data.picture[1], height: data.picture[2] } : null,
    parts: excerpt(data.texts, terms),
    whole: hasAll([data.title, ...data.texts], terms),
  };
}

/** What to show of an article whose card does not have every term: where they stand on its own page. */
export async function passage(result, terms) {
  try {
    const html = await request(result.url, {}, (response) => response.text());
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    for (const aside of article.querySelectorAll(ASIDE)) aside.remove();
    const texts = Array.from(article.querySelectorAll(BLOCKS), (block) => block.textContent.replace(/\s+/g, " ").trim());
    return hasAll([result.title, ...texts], terms) ? excerpt(texts, terms) : result.parts;
  } catch {
    return result.parts; // its opening is better than nothing
  }
}

/** Settled when every shard was asked: { total, results: [{ url, title, excerpt, date, section }], missing }. */
export async function search(query, options = {}) {
  const state = await searchShards(query, options);
  const wanted = state.found.slice(0, Math.max(0, options.limit ?? SHOWN));
  const shown = new Array(wanted.length);
  const missing = new Set(state.missing);
  let next = 0;
  const work = async () => {
    while (next < wanted.length) {
      const place = next++;
      try {
        const result = await card(wanted[place], state.terms);
        const { url, title, date, section } = result;
        const parts = result.whole ? result.parts : await passage(result, state.terms);
        shown[place] = { url, title, date, section, excerpt: parts.map(([text]) => text).join("") };
      } catch {
        missing.add(wanted[place].shard.name);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { total: state.total, results: shown.filter(Boolean), missing: [...missing] };
}
