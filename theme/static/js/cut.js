// The rule by which queries are cut; plugins/search/cutting.py has the same for the index, and tells why.
import { numbers } from "./postings.js";
import { STEPS, VALUES } from "./script-table.js";

// A Traditional page shows 著 for both 著 (著名) and 着 (看著), which are two characters in Simplified: so they are not one
// in the table. Here each character that may be typed is followed by what else it may stand for.
const READINGS = "著着覆复藉借俱具"; // in every text of a page in the other script than the index
const SELDOM = "瞭了沈沉像象座坐彷仿待呆甯宁薰熏哩里么幺鍊链讎仇畫划"; // in few

// The levels on which a query is read, each of which finds what those before it find.
export const EXACT = 0; // every character is itself: on a page in the script of the index
export const READ = 1; // or what READINGS has for it, of which a single character alone is only 著 or 着: on a page in the other script
export const WIDEST = 2; // or what SELDOM has too: on any page, when nothing is found otherwise

const CHARACTERS = /[\uff66-\uff9d][\uff9e\uff9f]|./gsu; // half-width kana and their marks are one
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/u;
const SPACE = /[\s\u0085\u001c-\u001f]/u;
const WIDE = /[\u2f00-\u2fdf\uf900-\ufaff\uff00-\uffef\u{2f800}-\u{2fa1f}]/u;

const table = new Map();
{
  const values = [...VALUES];
  let code = 0;
  for (const step of numbers(STEPS)) {
    code += step;
    table.set(String.fromCodePoint(code), values[table.size]);
  }
}

const characters = (text) => text.match(CHARACTERS) ?? [];

/** What a character is searched as: none, one, or more. */
export function folded(character) {
  if (INVISIBLE.test(character)) return "";
  if (SPACE.test(character)) return " ";
  const narrow = WIDE.test(character) ? character.normalize("NFKC") : character;
  const small = [...narrow].map((c) => c.toLowerCase()).join("").replace("ς", "σ");
  return [...small].map((c) => table.get(c) ?? c).join("");
}

/** A text as it is searched. */
export function fold(text) {
  return characters(text).map(folded).join("").replace(/ +/g, " ").replace(/^ | $/g, "");
}

/** A folded text, and for each of its UTF-16 units, and its end, where it comes from in the text. */
export function foldWithPlaces(text) {
  let out = "";
  const places = [];
  let place = 0;
  for (const character of characters(text)) {
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

/**
 * The terms of a query: parted by white space, but for what stands between double quotes. A term has its folded `text`,
 * and for each character of that the one that was typed.
 */
export function terms(query) {
  const units = characters(query).flatMap((typed) => [...folded(typed)].map((character) => ({ typed, character })));
  const is = (place, character) => units[place].character === character;
  const found = [];
  let at = 0;
  const take = (end) => {
    const term = units.slice(at, end).filter((unit, i, all) => unit.character !== " " || all[i - 1]?.character !== " ");
    while (term[0]?.character === " ") term.shift();
    while (term[term.length - 1]?.character === " ") term.pop();
    const text = term.map((unit) => unit.character).join("");
    if (text && !found.some((one) => one.text === text)) found.push({ text, typed: term.map((unit) => unit.typed) });
  };
  while (at < units.length) {
    if (is(at, " ")) {
      at += 1;
      continue;
    }
    let end = units.findIndex((unit, i) => i > at && unit.character === '"');
    if (is(at, '"') && end > at + 1) {
      at += 1;
      take(end);
      at = end + 1;
      continue;
    }
    end = units.findIndex((unit, i) => i > at && unit.character === " ");
    if (end < 0) end = units.length;
    take(end);
    at = end;
  }
  return found;
}

const pairsOf = (text) => [...text].flatMap((c, i, all) => (i % 2 ? [] : [[c, all[i + 1]]]));

/** For each character of a term, all that it may be in the index, which is in Traditional or not. */
export function choices(term, level, traditional) {
  const known = [...(level >= READ ? pairsOf(READINGS) : []), ...(level >= WIDEST ? pairsOf(SELDOM) : [])];
  const alone = term.typed.length === 1 && level < WIDEST; // then only what a page shows in every text
  return [...term.text].map((character, i) => {
    const typed = folded(term.typed[i]) === character ? term.typed[i].toLowerCase() : character;
    const others = (alone ? known.slice(0, 1) : known)
      .filter(([one, other]) => (traditional ? other : one) === typed)
      .map(([one, other]) => folded(traditional ? one : other));
    return [...new Set([character, ...others])];
  });
}

const like = new Map([...pairsOf(READINGS), ...pairsOf(SELDOM)].map(([one, other]) => [other, folded(one)]));

/** A folded text in which characters that stand for one another are the same. */
export function alike(text) {
  return [...text].map((character) => like.get(character) ?? character).join("");
}
