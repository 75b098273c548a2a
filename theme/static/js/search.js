// Searches the paper: the index lies in shards by time, which are asked together and answer the newest first. Knows
// nothing of the page it runs on but its language.
import { choices, EXACT, fold, READ, SPELT, WIDEST } from "./cut.js";
import { span, timeOf, within } from "./days.js";
import { excerpt, held, marked, placeOf } from "./excerpt.js";
import { base, kept, known, Outdated, outdated, paper, renewed, request } from "./files.js";
import { checked, FACETS } from "./options.js";
import { fileOf, find } from "./postings.js";
import { terms as termsOf } from "./terms.js";

const AT_ONCE = 12; // results that are asked for together
const BLOCKS = "p, li, td, th, dt, dd, h2, h3, h4, h5, h6, figcaption, blockquote, pre"; // of an article's page
const ASIDE = "rt, rp, .share"; // what is no text in them
const NEWEST = 2; // shards that are asked before the others: most first results are in them

const shards = new Map(); // those that were asked for, by name and mark
const cards = new Map(); // what results show, by address
const titles = new Map(); // of all articles whose cards came, by address

/** One shard of the index: its table, and what was asked for of its files. */
export class Shard {
  constructor(meta, root, table, priority) {
    Object.assign(this, { name: meta.name, mark: meta.mark, root, table, priority, files: new Map(), articles: [] });
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

  static open(meta, priority) {
    return kept(shards, `${meta.name} ${meta.mark}`, () => {
      const root = new URL(`search/${meta.name}/`, base);
      const read = async (response) => new Shard(meta, root, await response.json(), priority);
      return request(new URL(`table.json?v=${meta.mark}`, root), { priority }, read);
    });
  }

  address(file) {
    return new URL(`${file}.json?v=${this.mark}`, this.root);
  }

  /** The postings of a word of one or two characters, as text; `folder` has those of syllables. */
  async postings(word, folder = "") {
    const name = folder + fileOf(word, folder ? this.table.spelt : this.table.files);
    const address = this.address(name);
    const file = await kept(this.files, name, () => request(address, { priority: this.priority }));
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

  /** The same for a term as it is written; with { text, place, length } for articles that only have it as it is spelt. */
  async having({ text, run, spelt }) {
    const written = await this.places(run);
    if (!spelt.length) return written;
    const spelling = await import("./spelling.js");
    const others = await spelling.spelt(spelt, (word) => this.postings(word, "spelt/"), this.table.headline);
    return new Map([...Array.from(others, ([number, at]) => [number, { text, ...at }]), ...written]);
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
 * Searches, and tells `each` after every shard, in their order: { total, found, byDay, level, counts, missing, done, terms }.
 * `found` are all articles so far, in order; `missing` the names of shards that could not be asked: what is not found
 * may be in them. When another edition was published in the meantime, its index is searched instead, once.
 * `options.signal` ends it: then it is never done.
 *
 * Raises a TypeError for options that are none, and an error when not even the list of shards can be had.
 */
export async function searchShards(query, options = {}, each = () => {}) {
  checked(options);
  const terms = termsOf(String(query ?? ""));
  let state = { total: 0, found: [], counts: counts([], {}), missing: [], done: false, terms, byDay: options.sort !== "best" };
  if (terms.length) {
    const about = await paper();
    state = await asked(about, state, options, each);
    if (state.outdated && (await renewed(about))) state = await asked(await paper(), { ...state, outdated: false }, options, () => {});
    if (options.signal?.aborted) return state;
  }
  state = { ...state, done: true };
  await each(state);
  return state;
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
async function asked(about, state, options, each) {
  const wanted = filters(options, about);
  const { lang } = document.documentElement;
  const time = span(options);
  const metas = about.shards.filter(({ name }) => within(time, ...timeOf(name)));
  const fits = (one) => within(time, one.day) && (!options.headline || one.inHeadline === state.terms.length);
  let before;
  for (const level of [lang in about.prefixes && lang !== about.lang ? READ : EXACT, WIDEST, SPELT]) {
    const pass = await reading(state.terms, level, about.lang === "zh-Hant");
    if (JSON.stringify(pass) === before) continue;
    before = JSON.stringify(pass);
    const all = [];
    const missing = [];
    let any = false;
    const answers = metas.map((meta, place) => answer(meta, pass, place < NEWEST ? "high" : "low"));
    for (const [place, meta] of metas.entries()) {
      const { found, error } = await answers[place];
      if (options.signal?.aborted) return state;
      if (found) all.push(...found.filter(fits));
      else missing.push(meta.name);
      any = any || Boolean(found && found.length);
      const left = all.filter((one) => FACETS.every((facet) => !wanted[facet] || one[facet] === wanted[facet]));
      if (options.sort === "best") left.sort((a, b) => b.inHeadline - a.inHeadline);
      const outdated = state.outdated || error instanceof Outdated;
      state = { ...state, level, total: left.length, found: left, counts: counts(all, wanted), missing, outdated };
      if (place + 1 < metas.length && options.sort !== "best") await each(state);
      if (options.signal?.aborted) return state;
    }
    if (any) break;
  }
  return state;
}

/** What a shard has, or why that is not known. */
async function answer(meta, pass, priority) {
  try {
    return { found: await (await Shard.open(meta, priority)).find(pass) };
  } catch (error) {
    return { error };
  }
}

/** What a result shows, in the script of the page. If that has not all its `terms`, `passage` has more. */
export async function card(one, terms) {
  const { prefixes } = await known();
  const root = new URL(prefixes[document.documentElement.lang] ?? "", base);
  const { day, at, of, month, version, file, place } = one.shard.articles[one.number];
  const address = new URL(`search/cards/${month}/${file}.json?v=${version}`, root);
  const data = (await kept(cards, address.href, () => request(address, {}, (response) => noted(response, root))))[place];
  if (data?.date !== day || data.at !== at || data.of !== of) {
    cards.delete(address.href);
    throw outdated(address);
  }
  const sought = terms.filter(({ text }) => !one.spelt.some((at) => at.text === text));
  const spelt = one.spelt.flatMap((at) => placeOf(data.title, at.place, at.length));
  const by = data.by || data.source || "";
  return {
    url: new URL(data.url, root).href,
    title: data.title,
    titleParts: marked(data.title, sought, spelt),
    date: data.date,
    section: data.section,
    kind: data.kind,
    picture: data.picture ? { src: new URL(data.picture[0], base).href, width: data.picture[1], height: data.picture[2] } : null,
    page: data.page,
    by,
    byParts: marked(by, sought),
    parts: excerpt(data.texts, sought),
    terms: sought,
    shows: held([data.title, by, ...data.texts], sought), // so many of the terms
  };
}

async function noted(response, root) {
  const pack = await response.json();
  for (const { url, title, by } of pack) titles.set(url, { title, folded: fold(title), by: by || "", href: new URL(url, root).href });
  return pack;
}

/** Headlines, bylines and addresses of all articles that are known on this page by now. */
export const loaded = () => [...titles.values()];

/** What to show of an article whose card does not have every term: where they stand on its own page. */
export async function passage(result) {
  const { terms } = result;
  if (result.shows === terms.length) return result.parts;
  try {
    const html = await request(result.url, {}, (response) => response.text());
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    for (const aside of article.querySelectorAll(ASIDE)) aside.remove();
    const texts = Array.from(article.querySelectorAll(BLOCKS), (block) => block.textContent.replace(/\s+/g, " ").trim());
    return held([result.title, result.by, ...texts], terms) > result.shows ? excerpt(texts, terms) : result.parts;
  } catch {
    return result.parts; // its opening is better than nothing
  }
}

/** Settled when every shard was asked: { total, results: [{ url, title, excerpt, date, section }], missing }. */
export async function search(query, options = {}) {
  const limit = checked(options);
  const answer = await shown(await searchShards(query, options), limit);
  if (!answer.outdated || !(await renewed(answer.of))) return answer.given;
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
        results[place] = { url, title, date, section, excerpt: textOf(await passage({ ...result, by: "", shows })) };
      } catch (error) {
        missing.add(wanted[place].shard.name);
        outdated = outdated || error instanceof Outdated;
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { given: { total: state.total, results: results.filter(Boolean), missing: [...missing] }, outdated, of };
}
