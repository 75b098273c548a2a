// Searches the paper: the index lies in shards by time, of which the newest are asked first and the others together. Knows
// nothing of the page it runs on but its language.
import { choices, EXACT, fold, READ, SPELT, terms as termsOf, WIDEST } from "./cut.js";
import { card, held, passage } from "./excerpt.js";
import { base, fileOf, Index, kept, known, Outdated, outdated, paper, renewed, request, Unable } from "./postings.js";

export { card, loaded, passage } from "./excerpt.js";

const ENGINES = { linli: () => ({ Index }), pagefind: () => import("./engine-pagefind.js") }; // each has a class Index
const AT_ONCE = 12; // results that are asked for together
const SHOWN = 20; // results when no limit is given
const FACETS = ["section", "region", "topic", "kind", "year"];
const FIRST = 10; // results that a page shows at once
const NEWEST = 2; // shards that are asked before the others, which are asked together: most first results are in them
const HEADSTART = 8000; // milliseconds that they have, at most

const shards = new Map(); // those that were asked for, by name and mark

const after = (time) => new Promise((done) => setTimeout(done, time));
const given = (value) => value !== undefined && value !== null && value !== "";
const ended = ({ signal }) => Boolean(signal && signal.aborted);
const text = (value) => typeof value === "string";
const whole = (value) => Number.isInteger(value) || (text(value) && /^-?\d+$/.test(value));
const one = (...values) => [(value) => values.includes(value), values.map((value) => JSON.stringify(value)).join(" or ")];
const TIME = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const time = [(value) => TIME.test(value), "a day such as 2024-05-09, a month or a year"];
const OPTIONS = {
  section: [text, "the id or name of a section"],
  region: [text, "the id or name of a region"],
  topic: [text, "the id or name of a topic"],
  kind: one("story", "commentary", "photo"),
  year: [(value) => whole(value) && /^\d{4}$/.test(value), "a year"],
  from: time,
  to: time,
  headline: one(true, false),
  sort: one("best"),
  limit: [whole, "a whole number"],
  signal: [(value) => value instanceof AbortSignal, "an AbortSignal"],
};

/** One shard of the index: its table, and what was asked for of its files. */
export class Shard {
  constructor(meta, root, table, Engine) {
    Object.assign(this, { name: meta.name, mark: meta.mark, root, table, files: new Map(), articles: [] });
    this.index = new Engine(this);
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
      const read = async (response) => {
        const [table, engine] = await Promise.all([response.json(), ENGINES[meta.engine]()]);
        return new Shard(meta, root, table, engine.Index);
      };
      return request(new URL(`table.json?v=${meta.mark}`, root), {}, read);
    });
  }

  address(file) {
    return new URL(`${file}.json?v=${this.mark}`, this.root);
  }

  /** What one of its files has, of the same edition as the table. */
  async file(name) {
    const address = this.address(name);
    const file = await kept(this.files, name, () => request(address));
    if (file.of !== this.table.of) throw this.outdated(address);
    return file.in;
  }

  /** The error for files of another edition than its table. */
  outdated(...addresses) {
    shards.delete(`${this.name} ${this.mark}`);
    return outdated(...addresses, this.address("table"));
  }

  /** The postings of a run of syllables, as text. */
  async syllables(word) {
    return (await this.file(`spelt/${fileOf(word, this.table.spelt)}`))[word];
  }

  /** The same for a term as it is written; with { text, place, length } for articles that only have it as it is spelt. */
  async having({ text, run, spelt }) {
    const written = await this.index.places(run);
    if (!spelt.length) return written;
    const spelling = await import("./spelling.js");
    const others = await spelling.spelt(spelt, (word) => this.syllables(word), this.table.headline);
    return new Map([...Array.from(others, ([number, at]) => [number, Object.assign({ text }, at)]), ...written]);
  }

  /** The articles in which every term stands, the newest first. */
  async find(wanted) {
    const sets = await Promise.all(wanted.map((one) => this.having(one)));
    const [first, ...others] = sets.sort((a, b) => a.size - b.size);
    const numbers = [...first.keys()].filter((number) => others.every((set) => set.has(number)));
    return numbers.sort((a, b) => b - a).map((number) => this.found(number, sets));
  }

  found(number, sets) {
    const { table } = this;
    const { day } = this.articles[number];
    const places = sets.map((set) => set.get(number));
    return {
      shard: this,
      number,
      day,
      spelt: places.filter((at) => at.text),
      inHeadline: places.filter((at) => (at.text ? at.place : at) < table.headline).length,
      section: table.sections[table.section[number]],
      region: table.regions[table.region[number]],
      topic: (table.topic[number] || []).map((at) => table.topics[at]), // it may be in several
      kind: table.kinds[table.kind[number]],
      year: day.slice(0, 4),
    };
  }
}

const values = (found, facet) => [].concat(found[facet]);

/** How many of those found there are for each value of each filter, if the others stay as they are. */
function counts(found, wanted) {
  const all = {};
  for (const facet of FACETS) {
    const others = FACETS.filter((other) => other !== facet && wanted[other]);
    all[facet] = {};
    for (const one of found) {
      if (others.every((other) => values(one, other).includes(wanted[other]))) {
        for (const value of values(one, facet)) all[facet][value] = (all[facet][value] || 0) + 1;
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

/** The filters of options, by id; sections, regions and topics may also be given by name. */
function filters(options, { sections, regions, topics }) {
  const byName = (names, value) => Object.keys(names).find((id) => fold(names[id]) === fold(value)) || value;
  const wanted = {};
  for (const facet of FACETS) if (options[facet]) wanted[facet] = String(options[facet]);
  if (wanted.section && !(wanted.section in sections)) wanted.section = byName(sections, wanted.section);
  if (wanted.region && !(wanted.region in regions)) wanted.region = byName(regions, wanted.region);
  if (wanted.topic && !(wanted.topic in topics)) wanted.topic = byName(topics, wanted.topic);
  return wanted;
}

/**
 * Searches, and tells `each` after every shard, in their order: { total, found, byDay, level, counts, missing, done, terms }.
 * `found` are all articles so far, in order; `missing` the names of shards that could not be asked: what is not found
 * may be in them. When another edition was published in the meantime, its index is searched instead, once.
 * `options.signal` ends it: then it is never done.
 *
 * Raises a TypeError for options that are none, Unable in a browser that cannot run the engine, and an error when not even
 * the list of shards can be had.
 */
export async function searchShards(query, options = {}, each = () => {}) {
  checked(options);
  const terms = termsOf(String(given(query) ? query : ""));
  let state = { total: 0, found: [], counts: counts([], {}), missing: [], done: false, terms, byDay: options.sort !== "best" };
  if (terms.length) {
    const began = Date.now();
    const about = await paper();
    state = await asked(about, state, options, each);
    const doubtful = state.outdated || (!state.total && !state.missing.length); // it may be in another edition
    if (doubtful && (await renewed(about, began))) state = await asked(await known(), Object.assign({}, state, { outdated: false }), options);
    if (ended(options)) return state;
  }
  state = Object.assign({}, state, { done: true });
  await each(state);
  return state;
}

/** Whether some time, from its first to its last day, month or year, has any day within the options `from` and `to`. */
export function within({ from, to }, first, last = first) {
  const before = (one, other) => {
    const digits = Math.min(one.length, other.length);
    return one.slice(0, digits) < other.slice(0, digits);
  };
  return !before(last, String(from || "")) && !(to && before(String(to), first));
}

/** The first and the last of the time that a shard has, by its name: 2024-05, 2023, 2019-2022. */
export function timeOf(name) {
  const years = /^(\d{4})-(\d{4})$/.exec(name);
  return years ? [years[1], years[2]] : [name, name];
}

/** What is looked for at a level of reading: each term as the characters that it may be, and as what it may spell. */
async function reading(terms, level, traditional) {
  const spelling = level === SPELT && terms.some(({ text }) => /^[a-z]/.test(text)) ? await import("./spelling.js") : null;
  return terms.map((term) => {
    return { text: term.text, run: choices(term, level, traditional), spelt: spelling ? spelling.spellings(term.text) : [] };
  });
}

/**
 * What all shards answer; `level` tells how the terms were read. What is found nowhere is looked for again with all that
 * its characters may stand for, and then with what its letters spell.
 */
async function asked(about, state, options, each = () => {}) {
  const wanted = filters(options, about);
  const { lang } = document.documentElement;
  const metas = about.shards.filter(({ name }) => within(options, ...timeOf(name)));
  const fits = (one) => within(options, one.day) && (!options.headline || one.inHeadline === state.terms.length);
  let before;
  for (const level of [lang in about.prefixes && lang !== about.lang ? READ : EXACT, WIDEST, SPELT]) {
    const pass = await reading(state.terms, level, about.lang === "zh-Hant");
    if (JSON.stringify(pass) === before) continue;
    before = JSON.stringify(pass);
    const all = [];
    const missing = [];
    let any = false;
    const newest = metas.slice(0, NEWEST).map((meta) => answer(meta, pass));
    const first = Promise.race([Promise.all(newest).then(() => after(0)), after(HEADSTART)]); // their cards are asked for then
    const others = metas.slice(NEWEST).map((meta) => first.then(() => answer(meta, pass)));
    const answers = [...newest, ...others];
    for (const [place, meta] of metas.entries()) {
      const { found, error } = await answers[place];
      if (error instanceof Unable) throw error;
      if (ended(options)) return state;
      if (found) all.push(...found.filter(fits));
      else missing.push(meta.name);
      any = any || Boolean(found && found.length);
      const left = all.filter((one) => FACETS.every((facet) => !wanted[facet] || values(one, facet).includes(wanted[facet])));
      if (options.sort === "best") left.sort((a, b) => b.inHeadline - a.inHeadline);
      const outdated = state.outdated || error instanceof Outdated;
      state = Object.assign({}, state, { level, total: left.length, found: left, counts: counts(all, wanted), missing, outdated });
      if (place + 1 < metas.length && options.sort !== "best") await each(state);
      if (ended(options)) return state;
    }
    if (any) break;
  }
  return state;
}

/** What a shard has, or why that is not known. */
async function answer(meta, pass) {
  try {
    return { found: await (await Shard.open(meta)).find(pass) };
  } catch (error) {
    return { error };
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

const textOf = (parts) => parts.map(([text]) => text).join("");

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
        const shows = held([title, textOf(result.parts)], result.terms); // its byline is not given
        results[place] = { url, title, date, section, excerpt: textOf(await passage(Object.assign({}, result, { by: "", shows }))) };
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
