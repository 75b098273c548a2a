// What a query asks for: terms, parted by white space, but for what stands in quotes.
import { characters, folded } from "./cut.js";

const PAIRS = ["「」", "『』", "﹁﹂", "﹃﹄", "«»", "‹›"];
const ALIKE = ["\"“”„‟〝〞〟", "'‘’‚‛"]; // input methods take one for another: each of them ends what another began
const QUOTES = PAIRS.join("") + ALIKE.join("");

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
