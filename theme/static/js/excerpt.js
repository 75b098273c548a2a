// What a result shows of an article: its texts in pieces, [text, whether it is a match]; never markup.
import { alike, fold, foldWithPlaces } from "./cut.js";

const LENGTH = 60; // characters

/** Whether a text has a term, or one that is read the same. */
const has = (text, term) => text.includes(term.text) || alike(text).includes(alike(term.text));

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

/** Around the first match of the text that has most of the terms; when none has any, the beginning of one of some length. */
export function excerpt(texts, terms) {
  let best = "";
  let most = 0;
  for (const text of texts) {
    const folded = fold(text);
    const score = terms.filter((term) => has(folded, term)).length;
    if (score > most) [best, most] = [text, score];
  }
  if (!most) return [shortened(texts.find((text) => [...text].length >= LENGTH / 2) ?? texts[0] ?? "", LENGTH, false)];
  const parts = marked(best, terms);
  const out = [];
  if (!parts[0][1]) {
    const lead = [...parts.shift()[0]];
    const room = LENGTH / 3;
    out.push([lead.length > room ? `…${lead.slice(-room).join("")}` : lead.join(""), false]);
  }
  let left = LENGTH;
  for (const [text, match] of parts) {
    if (left <= 0) break;
    const piece = shortened(text, left, match);
    out.push(piece);
    left -= [...text].length;
  }
  return out;
}

function shortened(text, length, match) {
  const characters = [...text];
  return [characters.length > length ? `${characters.slice(0, length).join("")}…` : text, match];
}
