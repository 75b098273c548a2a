// The rule by which queries are cut; plugins/search/cutting.py has the same for the index, and tells why.
import { PAIRS } from "./script-table.js";

export const WALL = "y0";
const table = new Map();
const pairs = [...PAIRS];
for (let i = 0; i < pairs.length; i += 2) table.set(pairs[i], pairs[i + 1]);

const SPACE = /[\s\u0085\u001c-\u001f\u200b\ufeff]/u;
const PLAIN = /^[a-z0-9\u4e00-\u9fff]$/u;

/** What a character is searched as. */
export function folded(character) {
  if (SPACE.test(character)) return " ";
  const narrow = character >= "\uff00" && character <= "\uffef" ? character.normalize("NFKC") : character;
  return [...narrow.toLowerCase()].map((c) => table.get(c) ?? c).join("");
}

/** A text as it is searched. */
export function fold(text) {
  return [...text].map(folded).join("").replace(/ +/g, " ").replace(/^ | $/g, "");
}

/** A folded text, and for each of its UTF-16 units where it comes from in the text. */
export function foldWithPlaces(text) {
  let out = "";
  const places = [];
  let place = 0;
  for (const character of text) {
    for (const unit of folded(character).split("")) {
      if (unit === " " && (out === "" || out.endsWith(" "))) continue;
      out += unit;
      places.push(place);
    }
    place += character.length;
  }
  places.push(place);
  return { text: out, places };
}

/** The token of a folded character. */
export function token(character) {
  if (PLAIN.test(character)) return character;
  return "z" + character.codePointAt(0).toString(36).padStart(4, "0");
}

/** The tokens of a text. */
export function cut(text) {
  return [...fold(text)].map(token);
}

/** The terms of a query, folded: parted by white space, but for what stands between double quotes. */
export function terms(query) {
  const found = [];
  const pattern = /["＂]([^"＂]+)["＂]|\S+/gu;
  for (const match of query.matchAll(pattern)) {
    const term = fold(match[1] ?? match[0]);
    if (term && !found.includes(term)) found.push(term);
  }
  return found;
}
