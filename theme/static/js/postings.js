// What a shard of the index says: in which articles a run of characters stands, and where. See plugins/search/postings.py.
import { numbers } from "./numbers.js";

const AT_ONCE = 4; // pairs of a long run that are asked for together; what has none of them needs no more
const LATIN = 2; // the same of Latin letters, which are more often pinyin than a word of the paper

/** The number of the file that has a word of one or two characters. */
export function fileOf(word, files) {
  const [first, second] = [...word].map((character) => character.codePointAt(0));
  return ((Math.imul(first, 0x9e3779b1) ^ Math.imul(second ?? 0, 0x85ebca6b)) >>> 8) % files;
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
    for (const [article, places] of list) found.set(article, [...(found.get(article) ?? []), ...places]);
  }
  return found;
}

/**
 * From the number of each article that has a run of characters to its first place in it.
 *
 * `run` has for each character those that it may be; `postings` gives the text of the postings of a word.
 */
export async function find(run, postings) {
  const ask = async (words, read) => joined((await Promise.all(words.map(postings))).map((text) => read(text ?? "")));
  if (run.length === 1) return firsts(await ask(run[0], decodedSingle));
  const pair = (at) => ask(run[at].flatMap((one) => run[at + 1].map((other) => one + other)), decoded);
  const offsets = [];
  for (let at = 0; at + 1 < run.length; at += 2) offsets.push(at);
  if (run.length % 2) offsets.push(run.length - 2);
  let found;
  const together = /[a-z]/.test(run[0][0]) ? LATIN : AT_ONCE;
  for (let i = 0; i < offsets.length && found?.size !== 0; i += together) {
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
