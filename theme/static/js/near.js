// What to search for instead, where nothing was found: each of these finds something.
import { terms as termsOf } from "./cut.js";
import { searchShards } from "./search.js";

const SHOWN = 5;
const LONG = 3; // characters of a term that may have one too many
const LONGEST = 12; // of one whose beginnings and ends are tried
const MARKS = /[\s，。！？、；：,.!?;:·—…《》〈〉（）()【】“”‘’「」『』"'-]+/;

const typed = (term) => term.typed.join("");
const quoted = (text) => (text.includes(" ") ? `"${text}"` : text);
const joined = (texts) => texts.map(quoted).join(" ");

/** Several terms with one of them left out, and each alone. */
function apart(texts) {
  const without = texts.length > 2 ? texts.map((_, i) => joined(texts.filter((_other, j) => j !== i))) : [];
  return [...without, ...(texts.length > 1 ? texts.map(quoted) : [])];
}

/** Several terms with one of them a character shorter. */
function shorter(texts) {
  return texts.flatMap((text, i) => {
    const characters = [...text];
    if (characters.length < LONG) return [];
    const others = [characters.slice(0, -1).join(""), characters.slice(1).join("")];
    return others.map((other) => joined(texts.map((one, j) => (i === j ? other : one))));
  });
}

/** A single term in two: 青禾学校 as 青禾 学校. Where it has marks they part it. */
function parted([text, ...others]) {
  if (others.length) return [];
  const words = text.split(MARKS).filter(Boolean);
  if (words.length > 1) return [words.join(" ")];
  const characters = [...(words[0] || "")];
  const places = [...characters.keys()].filter((place) => place > 1 && place < characters.length - 1);
  return [...words.filter((word) => word !== text), ...places.map((place) => `${characters.slice(0, place).join("")} ${characters.slice(place).join("")}`)];
}

/** The beginnings and ends of a single term, the longest first. */
function fragments([text, ...others]) {
  const characters = [...text];
  if (others.length || characters.length > LONGEST) return [];
  const lengths = [...characters.keys()].filter((length) => length > 1 && length < characters.length - 1).reverse();
  return lengths.flatMap((length) => [characters.slice(0, length).join(""), characters.slice(-length).join("")]);
}

/**
 * Other queries that find something: [{ query, total }]. Terms apart, then one character less, then a term in two, then
 * its beginnings and ends: nothing further is tried once something is found.
 */
export async function near(query, signal) {
  const texts = termsOf(query).map(typed);
  for (const way of [apart, shorter, parted, fragments]) {
    const tried = [...new Set(way(texts))].filter((other) => other !== query.trim());
    const states = await Promise.all(tried.map((other) => searchShards(other, { signal })));
    if (signal.aborted) return [];
    const found = tried.map((other, i) => ({ query: other, total: states[i].total })).filter(({ total }) => total);
    if (found.length) return found.slice(0, SHOWN);
  }
  return [];
}
