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
export const SPELT = 3; // or what Latin letters spell: when nothing is found even so

// Quotes: those that come in pairs, and those that are alike.
const PAIRS = ["「」", "『』", "﹁﹂", "﹃﹄", "«»", "‹›"];
const ALIKE = ["\"“”„‟〝〞〟", "'‘’‚‛"]; // input methods take one for another: each of them ends what another began
const QUOTES = PAIRS.join("") + ALIKE.join("");

const CHARACTERS = /[\uff66-\uff9d][\uff9e\uff9f]|[^]/gu; // half-width kana and their marks are one
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

const characters = (text) => text.match(CHARACTERS) || [];

/** What a character is searched as: none, one, or more. */
export function folded(character) {
  if (INVISIBLE.test(character)) return "";
  if (SPACE.test(character)) return " ";
  const narrow = WIDE.test(character) ? character.normalize("NFKC") : character;
  const small = [...narrow].map((c) => c.toLowerCase()).join("").replace("ς", "σ");
  return [...small].map((c) => table.get(c) || c).join("");
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

/** The quotes that end what a character begins; none if it is no quote. */
function closers(character) {
  const pair = PAIRS.find(([first]) => first === character);
  return pair ? pair[1] : ALIKE.find((all) => all.includes(character)) || "";
}

/**
 * The terms of a query. A term has its folded `text`, and for each character of that the one that was typed.
 *
 * What stands in quotes is one term, with its spaces. A quote in the middle of a word belongs to it, as in a headline that
 * was copied (进村：“小事”不出村); one at its beginning or end does not, closed or not. Quotes alone are looked for.
 */
export function terms(query) {
  const units = characters(query).flatMap((typed) => [...folded(typed)].map((character) => ({ typed, character })));
  const found = [];
  for (let at = 0; at < units.length; ) {
    const quoted = quotedEnd(units, at);
    const end = quoted || next(units, at, " ");
    add(found, quoted ? units.slice(at + 1, end) : units.slice(at, end));
    at = end + 1;
  }
  return found;
}

/** Where the next of some characters stands, or the end. */
function next(units, from, wanted) {
  const place = units.findIndex((unit, i) => i >= from && wanted.includes(unit.character));
  return place < 0 ? units.length : place;
}

/** Where the quote is that ends a term which begins with one; 0 if none begins. */
function quotedEnd(units, at) {
  const wanted = closers(units[at].character);
  const end = wanted ? next(units, at + 1, wanted) : units.length;
  if (end === units.length || end === at + 1) return 0;
  const alone = end + 1 === units.length || ` ${QUOTES}`.includes(units[end + 1].character);
  return alone || next(units, at, " ") < end ? end : 0;
}

function add(found, units) {
  const term = trimmed(units, " ").filter((unit, i, all) => unit.character !== " " || all[i - 1].character !== " ");
  const bare = trimmed(term, ` ${QUOTES}`);
  const kept = bare.length ? bare : term;
  const text = kept.map((unit) => unit.character).join("");
  if (text && !found.some((one) => one.text === text)) found.push({ text, typed: kept.map((unit) => unit.typed) });
}

/** Units without those at both ends that are one of some characters. */
function trimmed(units, characters) {
  let [start, end] = [0, units.length];
  while (start < end && characters.includes(units[start].character)) start += 1;
  while (end > start && characters.includes(units[end - 1].character)) end -= 1;
  return units.slice(start, end);
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
  return [...text].map((character) => like.get(character) || character).join("");
}
