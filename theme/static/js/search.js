// Searches the paper: the index lies in shards by time, of which the newest are asked first and the others together. Knows
// nothing of the page it runs on but its language.
import { choices, EXACT, fold, READ, terms as termsOf, WIDEST } from "./cut.js";
import { excerpt, hasAll, marked } from "./excerpt.js";
import { base, fileOf, find, kept, known, Outdated, outdated, paper, renewed, request } from "./postings.js";

const AT_ONCE = 12; // results that are asked for together
const BLOCKS = "p, li, td, th, dt, dd, h2, h3, h4, h5, h6, figcaption, blockquote, pre"; // of an article's page
const ASIDE = "rt, rp, .share"; // what is no text in them
const SHOWN = 20; // results when no limit is given
const FACETS = ["section", "region", "kind", "year"];
const FIRST = 10; // results that a page shows at once
const NEWEST = 2; // shards that are asked before the others, which are asked together: most first results are in them
const HEADSTART = 8_000; // milliseconds that they have, at most

const shards = new Map(); // those that were asked for, by name and mark
const cards = new Map(); // what results show, by address

const after = (time) => new Promise((done) => setTimeout(done, time));
const given = (value) => value !== undefined && value !== null && value !== "";
const text = (value) => typeof value === "string";
const whole = (value) => Number.isInteger(value) || (text(value) && /^-?\d+$/.test(value));
const one = (...values) => [(value) => values.includes(value), values.map((value) => JSON.stringify(value)).join(" or ")];
const OPTIONS = {
  section: [text, "the id or name of a section"],
  region: [text, "the id or name of a region"],
  kind: one("story", "commentary", "photo"),
  year: [(value) => whole(value) && /^\d{4}$/.test(value), "a year"],
  sort: one("best"),
  limit: [whole, "a whole number"],
  signal: [(value) => value instanceof AbortSignal, "an AbortSignal"],
};

/** One shard of the index: its table, and what was asked for of its files. */
class Shard {
  constructor(meta, root, table) {
    Object.assign(this, { name: meta.name, mark: meta.mark, root, table, files: new Map(), articles: [] });
    const versions = meta.cards.match(/.{4}/g); // of the cards of its months
    let month;
    let number; // in its month
    let version;
    for (const [day, count] of table.days) {
      if (!day.startsWith(month)) [month, number, version] = [day.slice(0, 7), 0, versions.shift()];
      for (let at = 0; at < count; at++, number++) {
        const [file, place] = [Math.floor(number / table.cards), number % table.cards];
        this.articles.push({ day, at, of: count, month: month.replace("-", "/"), version, file, place });
      }
    }
  }

  static open(meta) {
    return kept(shards, `${meta.name} ${meta.mark}`, () => {
      const root = new URL(`search/${meta.name}/`, base);
      const read = async (response) => new Shard(meta, root, await response.json());
      return request(new URL(`table.json?v=${meta.mark}`, root), {}, read);
    });
  }

  address(file) {
    return new URL(`${file}.json?v=${this.mark}`, this.root);
  }

  /** The postings of a word of one or two characters, as text. */
  async postings(word) {
    const number = fileOf(word, this.table.files);
    const address = this.address(number);
    const file = await kept(this.files, number, () => request(address));
    if (file.of !== this.table.of) {
      shards.delete(`${this.name} ${this.mark}`);
      throw outdated(address, this.address("table"));
    }
    return file.in[word];
  }

  /** From the number of each article that has a run of characters to its first place in it. */
  places(run) {
    return find(run, (word) => this.postings(word));
  }

  /** The articles in which every term stands, the newest first. */
  async find(runs) {
    const sets = await Promise.all(runs.map((run) => this.places(run)));
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
      inHeadline: sets.filter((set) => set.get(number) < table.headline).length,
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

/** The limit that options set. An option that is undefined, null or empty is not given. Raises a TypeError that names what is wrong. */
export function checked(options) {
  for (const [name, value] of Object.entries(options)) {
    if (!(name in OPTIONS)) throw new TypeError(`search has no option ${name}, but ${Object.keys(OPTIONS).join(", ")}`);
    const [good, wanted] = OPTIONS[name];
    if (!given(value) || good(value)) continue;
    throw new TypeError(`search: ${name} must be ${wanted}, not ${text(value) ? JSON.stringify(value) : String(value)}`);
  }
  return given(options.limit) ? Math.max(0, Number(options.limit)) : SHOWN;
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
 * Searches, and tells `each` after every shard, in their order: { total, found, counts, missing, done, terms }.
 * `found` are all articles so far, in order; `missing` the names of shards that could not be asked: what is not found
 * may be in them. When another edition was published in the meantime, its index is searched instead, once.
 * `options.signal` ends it: then it is never done.
 *
 * Raises a TypeError for options that are none, and an error when not even the list of shards can be had.
 */
export async function searchShards(query, options = {}, each = () => {}) {
  checked(options);
  const terms = termsOf(String(query ?? ""));
  let state = { total: 0, found: [], counts: counts([], {}), missing: [], done: false, terms };
  if (terms.length) {
    const began = Date.now();
    const about = await paper();
    state = await asked(about, state, options, each);
    const doubtful = state.outdated || (!state.total && !state.missing.length); // it may be in another edition
    if (doubtful && (await renewed(about, began))) state = await asked(await known(), { ...state, outdated: false }, options);
    if (options.signal?.aborted) return state;
  }
  state = { ...state, done: true };
  await each(state);
  return state;
}

/** What all shards answer. What is found nowhere is looked for again with all that its characters may stand for. */
async function asked(about, state, options, each = () => {}) {
  const wanted = filters(options, about);
  const { lang } = document.documentElement;
  const levels = [lang in about.prefixes && lang !== about.lang ? READ : EXACT, WIDEST];
  const runs = levels.map((level) => state.terms.map((term) => choices(term, level, about.lang === "zh-Hant")));
  const passes = JSON.stringify(runs[0]) === JSON.stringify(runs[1]) ? runs.slice(0, 1) : runs;
  for (const pass of passes) {
    const all = [];
    const missing = [];
    const newest = about.shards.slice(0, NEWEST).map((meta) => answer(meta, pass));
    const first = Promise.race([Promise.all(newest).then(() => after(0)), after(HEADSTART)]); // their cards are asked for then
    const others = about.shards.slice(NEWEST).map((meta) => first.then(() => answer(meta, pass)));
    const answers = [...newest, ...others];
    for (const [place, meta] of about.shards.entries()) {
      const { found, error } = await answers[place];
      if (options.signal?.aborted) return state;
      if (found) all.push(...found);
      else missing.push(meta.name);
      const left = all.filter((one) => FACETS.every((facet) => !wanted[facet] || one[facet] === wanted[facet]));
      if (options.sort === "best") left.sort((a, b) => b.inHeadline - a.inHeadline);
      const outdated = state.outdated || error instanceof Outdated;
      state = { ...state, total: left.length, found: left, counts: counts(all, wanted), missing, outdated };
      if (place + 1 < about.shards.length && options.sort !== "best") await each(state);
      if (options.signal?.aborted) return state;
    }
    if (all.length) break;
  }
  return state;
}

/** What a shard has, or why that is not known. */
async function answer(meta, runs) {
  try {
    return { found: await (await Shard.open(meta)).find(runs) };
  } catch (error) {
    return { error };
  }
}

/** What a result shows, in the script of the page; `whole` if every term is in it. Else `passage` has more. */
export async function card(one, terms) {
  const { prefixes } = await known();
  const root = new URL(prefixes[document.documentElement.lang] ?? "", base);
  const { day, at, of, month, version, file, place } = one.shard.articles[one.number];
  const address = new URL(`search/cards/${month}/${file}.json?v=${version}`, root);
  const data = (await kept(cards, address.href, () => request(address)))[place];
  if (data?.date !== day || data.at !== at || data.of !== of) {
    cards.delete(address.href);
    throw outdated(address);
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
  const limit = checked(options);
  const began = Date.now();
  const answer = await shown(await searchShards(query, options), limit);
  if (!answer.outdated || !(await renewed(answer.of, began))) return answer.given;
  return (await shown(await searchShards(query, options), limit)).given;
}

/** The first results of a search as `search` gives them. */
async function shown(state, limit) {
  const of = await known();
  const wanted = state.found.slice(0, limit);
  const results = new Array(wanted.length);
  const missing = new Set(state.missing);
  let outdated = false;
  let next = 0;
  const work = async () => {
    while (next < wanted.length) {
      const place = next++;
      try {
        const result = await card(wanted[place], state.terms);
        const { url, title, date, section } = result;
        const parts = result.whole ? result.parts : await passage(result, state.terms);
        results[place] = { url, title, date, section, excerpt: parts.map(([text]) => text).join("") };
      } catch (error) {
        missing.add(wanted[place].shard.name);
        outdated = outdated || error instanceof Outdated;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { given: { total: state.total, results: results.filter(Boolean), missing: [...missing] }, outdated, of };
}

/** Has all come that the query of the address needs, while the rest of the page is on its way. */
async function ahead() {
  const asked = new URLSearchParams(location.search);
  const plain = Array.from(asked).length === 1;
  await searchShards(asked.get("q"), {}, ({ found, terms }) => {
    if (plain) for (const one of found.slice(0, FIRST)) card(one, terms).catch(() => {});
  });
}

if (document.querySelector("script[data-ahead]")) ahead().catch(() => {}); // the page itself says what did not come
