// What a result shows of an article: its texts in pieces, [text, whether it is a match]; never markup.
import { alike, fold, foldWithPlaces } from "./cut.js";

const LENGTH = 60; // characters
const PARAGRAPH = 20; // characters: less is a name or a place

/** Whether a text has a term, or one that is read the same. */
const has = (text, term) => text.includes(term.text) || alike(text).includes(alike(term.text));

/** Whether each term is in one of some texts. */
export function hasAll(texts, terms) {
  const folded = texts.map(fold);
  return terms.every((term) => folded.some((text) => has(text, term)));
}

/** A text as pieces. */
export function marked(text, terms) {
  const folded = foldWithPlaces(text);
  const spans = terms.flatMap((term) => {
    const exact = spansOf(folded.text, term.text);
    return exact.length ? exact : spansOf(alike(folded.text), alike(term.text));
  });
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let end = 0;
  for (const [first, after] of spans) {
    const from = folded.places[first];
    const to = folded.places[after];
    if (from < end) continue;
    if (from > end) parts.push([text.slice(end, from), false]);
    parts.push([text.slice(from, to), true]);
    end = to;
  }
  if (end < text.length) parts.push([text.slice(end), false]);
  return parts;
}

function spansOf(text, term) {
  const spans = [];
  for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + term.length)) spans.push([at, at + term.length]);
  return spans;
}

/**
 * Around the first match of the text that has most of the terms, a paragraph rather than a name or place; that and the
 * beginning of a paragraph where only a name or place has them; the beginning alone where none has any.
 */
export function excerpt(texts, terms) {
  const scores = texts.map((text) => {
    const folded = fold(text);
    return terms.filter((term) => has(folded, term)).length;
  });
  const most = Math.max(0, ...scores);
  const long = texts.find((text) => [...text].length >= PARAGRAPH);
  const opening = shortened(long ?? texts[0] ?? "", LENGTH, false);
  if (!most) return [opening];
  const good = texts.filter((_, i) => scores[i] === most);
  const best = good.find((text) => [...text].length >= PARAGRAPH) ?? good[0];
  const around = surroundings(marked(best, terms));
  return [...best].length < PARAGRAPH && long ? [...around, ["\u3000", false], opening] : around;
}

function surroundings(parts) {
  const out = [];
  if (!parts[0][1]) {
    const lead = [...parts.shift()[0]];
    const room = LENGTH / 3;
    out.push([lead.length > room ? `…${lead.slice(-room).join("")}` : lead.join(""), false]);
  }
  let left = LENGTH;
  for (const [text, match] of parts) {
    if (left <= 0) break;
    out.push(shortened(text, left, match));
    left -= [...text].length;
  }
  return out;
}

function shortened(text, length, match) {
  const characters = [...text];
  return [characters.length > length ? `${characters.slice(0, length).join("")}…` : text, match];
}
