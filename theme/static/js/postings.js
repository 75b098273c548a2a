// The index: asks for its files, keeps what came, knows when they are of another edition, and reads what they say: in which
// articles a run of characters stands, and where. See plugins/search/postings.py.
const LATE = 20000; // milliseconds after which a request is given up
const FRESH = 60000; // milliseconds for which the list of shards is not asked for again
const GONE = [404, 410];
const AT_ONCE = 4; // pairs of a long run that are asked for together; what has none of them needs no more
const LATIN = 2; // the same of Latin letters, which are more often pinyin than a word of the paper
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const value = [];
for (let i = 0; i < DIGITS.length; i++) value[DIGITS.charCodeAt(i)] = i;

export const base = new URL("../../", import.meta.url);

let list; // the list of shards, and when it was asked for
let suspect = false; // whether it may be of another edition than the files
const bad = new Set(); // addresses whose answer was of no use: a cache is not asked for them

/** Another edition of the paper was published in the meantime: what is wanted is in its index, if anywhere. */
export class Outdated extends Error {}

/** This browser cannot run the engine of the index. */
export class Unable extends Error {}

/** What lies at an address. What is gone was of another edition. */
export async function request(address, options = {}, read = (response) => response.json()) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LATE);
  const key = String(address);
  try {
    const cache = bad.has(key) ? { cache: "reload" } : {};
    const response = await fetch(address, Object.assign({ signal: control.signal }, options, cache));
    if (GONE.includes(response.status)) throw outdated(key);
    if (!response.ok) throw new Error(`${response.status} ${key}`);
    const answer = await read(response);
    bad.delete(key);
    return answer;
  } catch (error) {
    bad.add(key);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what was asked for once; what did not come is asked for again. */
export function kept(known, key, ask) {
  if (!known.has(key)) {
    const answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return known.get(key);
}

/**
 * The list of shards, newest first, and what there is to know of the paper, as it was at a time or later. When it does
 * not come, what was known before is better than nothing.
 */
export function paper(time = Date.now() - FRESH) {
  if (list && !suspect && list.since >= time) return list.paper;
  const before = list;
  const asked = { since: Date.now() };
  const read = async (response) => {
    const now = await response.json();
    asked.edition = JSON.stringify(now.shards);
    if (!before || before.edition !== asked.edition) suspect = false;
    return now;
  };
  list = asked;
  const early = before ? null : document.querySelector("link[data-shards]"); // on its way, with the version that the page knows
  const address = early ? early.href : new URL("search/shards.json", base);
  asked.paper = request(address, { cache: early ? "default" : "no-cache" }, read).catch((error) => {
    if (list === asked) list = before && Object.assign({}, before, { since: 0 });
    if (!before) throw error;
    return before.paper;
  });
  return asked.paper;
}

/** The list that was asked for last. */
export const known = () => list.paper;

/** Whether the list of shards is another by now, or was at some time since. */
export async function renewed(before, time) {
  const now = await paper(time);
  return JSON.stringify(now.shards) !== JSON.stringify(before.shards);
}

/** The error for files that are of another edition than the list of shards: none of all these is used again. */
export function outdated(...addresses) {
  for (const address of addresses) bad.add(String(address));
  suspect = true;
  return new Outdated(`of another edition: ${addresses[0]}`);
}

/** The numbers that a text stands for: five bits a character, the lowest first, the last below 32. */
export function numbers(text) {
  const found = [];
  let number = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = value[text.charCodeAt(i)];
    number += (digit & 31) << bits;
    bits += 5;
    if (digit < 32) {
      found.push(number);
      number = bits = 0;
    }
  }
  return found;
}

/** The number of the file that has a word of one or two characters. */
export function fileOf(word, files) {
  const [first, second] = [...word].map((character) => character.codePointAt(0));
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second || 0, 0x85ebca6b)) >>> 8) % files;
}

/** From the number of each article that has a pair to the places in it. */
export function decoded(text) {
  const found = new Map();
  const all = numbers(text);
  let article = -1;
  for (let i = 0; i < all.length; ) {
    const step = all[i++];
    article += (step >> 1) + 1;
    const places = [];
    let place = 0;
    for (let left = step & 1 ? all[i++] + 2 : 1; left > 0; left--) places.push((place += all[i++]));
    found.set(article, places);
  }
  return found;
}

/** From the number of each article that has a single character to a place: the first of all, or none that is in the headline. */
export function decodedSingle(text) {
  const found = new Map();
  let article = -1;
  for (const step of numbers(text)) found.set((article += (step >> 1) + 1), [step & 1 ? Infinity : 0]);
  return found;
}

/** Several postings as one. */
function joined(lists) {
  if (lists.length === 1) return lists[0];
  const found = new Map();
  for (const list of lists) {
    for (const [article, places] of list) found.set(article, [...(found.get(article) || []), ...places]);
  }
  return found;
}

/**
 * From the number of each article that has a run of characters to its first place in it.
 *
 * `run` has for each character those that it may be; `postings` gives the text of the postings of a word.
 */
export async function find(run, postings) {
  const ask = async (words, read) => joined((await Promise.all(words.map(postings))).map((text) => read(text || "")));
  if (run.length === 1) return firsts(await ask(run[0], decodedSingle));
  const pair = (at) => ask(run[at].flatMap((one) => run[at + 1].map((other) => one + other)), decoded);
  const offsets = [];
  for (let at = 0; at + 1 < run.length; at += 2) offsets.push(at);
  if (run.length % 2) offsets.push(run.length - 2);
  let found;
  const together = /[a-z]/.test(run[0][0]) ? LATIN : AT_ONCE;
  for (let i = 0; i < offsets.length && !(found && !found.size); i += together) {
    const asked = offsets.slice(i, i + together);
    const lists = await Promise.all(asked.map(pair));
    asked.forEach((offset, number) => (found = found ? narrowed(found, lists[number], offset) : lists[number]));
  }
  return firsts(found);
}

/** Of the places where a run begins, those that have a pair at a distance. */
function narrowed(found, list, offset) {
  const left = new Map();
  for (const [article, begins] of found) {
    const places = list.get(article);
    const good = places ? begins.filter((place) => places.includes(place + offset)) : [];
    if (good.length) left.set(article, good);
  }
  return left;
}

const firsts = (found) => new Map([...found].map(([article, places]) => [article, Math.min(...places)]));

/** The engine of our own: the index of a shard, which asks for the files that have the words of a query. */
export class Index {
  constructor(shard) {
    this.shard = shard;
  }

  /** From the number of each article that has a run of characters to its first place in it. */
  places(run) {
    return find(run, async (word) => (await this.shard.file(fileOf(word, this.shard.table.files)))[word]);
  }
}
