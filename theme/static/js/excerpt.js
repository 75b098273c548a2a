// What a result shows of an article: its texts in pieces, [text, whether it is a match]; never markup.
import { alike, fold, foldWithPlaces } from "./cut.js";
import { base, kept, known, outdated, request } from "./postings.js";

const ALONE = { length: 60, lead: 30 }; // characters of an excerpt, and how many of them may stand before its match
const PART = { length: 36, lead: 14 }; // the same of one part of several
const PARTS = 3;
const TRIED = 8; // places of a term in a text around which a passage is tried
const PARAGRAPH = 20; // characters: less is a name or a place
const TAIL = 6; // characters: less is not worth an ellipsis
const SENTENCE = /^[^]*[。！？；!?;…][”’」』）)]*/; // up to the end of the last one
const CLAUSE = /^[^]*[，、：—]/;
const LAST = /[。！？；!?;…][”’」』）)]*$/;

const BLOCKS = "p, li, td, th, dt, dd, h2, h3, h4, h5, h6, figcaption, blockquote, pre"; // of an article's page
const ASIDE = "rt, rp, .share"; // what is no text in them

const cards = new Map(); // what results show, by address
const titles = new Map(); // of all articles whose cards came, by address

/** How many of some terms are in any of some texts. */
export function held(texts, terms) {
  const folded = texts.map(fold);
  const has = (text, term) => text.includes(term.text) || alike(text).includes(alike(term.text));
  return terms.filter((term) => folded.some((text) => has(text, term))).length;
}

/** Where a term stands in a text, [first, after]; where it is read the same, if it stands nowhere as it is. */
function placesOf(text, folded, term) {
  const spans = (where, what) => {
    const found = [];
    for (let at = where.indexOf(what); at >= 0; at = where.indexOf(what, at + what.length)) {
      found.push([folded.places[at], folded.places[at + what.length]]);
    }
    return found;
  };
  const exact = spans(folded.text, term.text);
  return exact.length ? exact : spans(alike(folded.text), alike(term.text));
}

/** A text as pieces; `others` are further places that are marked. */
export function marked(text, terms, others = []) {
  const folded = foldWithPlaces(text);
  const spans = [...terms.flatMap((term) => placesOf(text, folded, term)), ...others];
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  const parts = [];
  let end = 0;
  for (const [from, to] of spans) {
    if (from > end) parts.push([text.slice(end, from), false]);
    if (from >= end) parts.push([text.slice(from, to), true]);
    else if (to > end) parts[parts.length - 1][0] += text.slice(end, to); // terms that overlap are marked as one
    end = Math.max(end, to);
  }
  if (end < text.length) parts.push([text.slice(end), false]);
  return parts;
}

/**
 * A place of every term that texts have: one passage with all of them, or several. Each begins with a sentence, if that is
 * near. Of good passages a paragraph is better than a name or place, which is followed by the beginning of a paragraph. Where no
 * text has any term, that beginning alone.
 */
export function excerpt(texts, terms) {
  const long = texts.find((text) => [...text].length >= PARAGRAPH);
  const opening = [passageAt(long || texts[0] || "", 0, 0, ALONE)];
  const shown = passages(texts, terms, ALONE);
  const chosen = shown.length > 1 ? passages(texts, terms, PART) : shown;
  const alone = chosen.every(({ text }) => [...text].length < PARAGRAPH) && long;
  return pieces(chosen.length && !alone ? chosen : [...chosen, ...opening], terms);
}

/** The fewest passages that have a place of every term, in the order of the texts. */
function passages(texts, terms, size) {
  const places = texts.map((text) => {
    const folded = foldWithPlaces(text);
    return terms.map((term) => placesOf(text, folded, term));
  });
  const left = new Set(terms.keys());
  const chosen = [];
  while (left.size && chosen.length < PARTS) {
    let best = null;
    places.forEach((ofTerms, number) => {
      const length = texts[number].length;
      for (const term of left) {
        for (const [from, to] of ofTerms[term].slice(0, TRIED)) {
          const passage = Object.assign({ number }, passageAt(texts[number], from, to, size));
          const inside = ([a, b]) => a >= passage.start && b <= passage.end;
          const has = [...left].filter((other) => ofTerms[other].some(inside));
          const value = has.length + (length >= PARAGRAPH ? 0.5 : 0);
          if (!best || value > best.value) best = { value, has, passage };
        }
      }
    });
    if (!best) break;
    chosen.push(best.passage);
    for (const term of best.has) left.delete(term);
  }
  chosen.sort((a, b) => a.number - b.number || a.start - b.start);
  return chosen.reduce((some, one) => {
    const last = some[some.length - 1];
    if (last && last.number === one.number && one.start <= last.end) last.end = Math.max(last.end, one.end);
    else some.push(one);
    return some;
  }, []);
}

/** What is shown of a text around a place, from the beginning of a sentence, or of a clause, or cut. */
function passageAt(text, from, to, { length, lead }) {
  const begin = (pattern, head) => (pattern.exec(head) || [""])[0].length;
  let start = begin(SENTENCE, text.slice(0, from));
  if (from - start > lead) start = begin(CLAUSE, text.slice(0, from));
  if (from - start > lead) start = from - Math.round(lead / 2);
  for (let earlier = start; text.length - earlier <= length; earlier = begin(SENTENCE, text.slice(0, start).replace(LAST, ""))) {
    start = earlier; // sentences before it, where little follows
    if (!start) break;
  }
  let end = Math.max(to, start + length);
  if (text.length - end <= TAIL) end = text.length;
  return { text, start: whole(text, start), end: whole(text, end) };
}

/** A place that is not within a character of two units. */
const whole = (text, at) => (/[\udc00-\udfff]/.test(text.charAt(at)) ? at + 1 : at);

/** Passages one after the other, with an ellipsis for what is left out. */
function pieces(chosen, terms) {
  const parts = [];
  chosen.forEach(({ text, start, end }, number) => {
    const before = chosen[number - 1];
    const cut = start > 0 && !LAST.test(text.slice(0, start));
    if (before) parts.push([before.end < before.text.length || cut ? "…" : "\u3000", false]);
    else if (cut) parts.push(["…", false]);
    parts.push(...marked(text.slice(start, end), terms));
  });
  const last = chosen[chosen.length - 1];
  if (last.end < last.text.length) parts.push(["…", false]);
  return parts.filter(([text]) => text);
}

/** Where some characters of a folded text come from, [first, after]; none if it has not so many. */
export function placeOf(text, at, length) {
  const folded = foldWithPlaces(text);
  const characters = [...folded.text];
  if (!length || at + length > characters.length) return [];
  const unit = (count) => folded.places[characters.slice(0, count).join("").length];
  return [[unit(at), unit(at + length)]];
}

/** What a result shows, in the script of the page. If that has not all its `terms`, `passage` has more. */
export async function card(one, terms) {
  const { prefixes } = await known();
  const root = new URL(prefixes[document.documentElement.lang] || "", base);
  const { day, at, of, month, version, file, place } = one.shard.articles[one.number];
  const address = new URL(`search/cards/${month}/${file}.json?v=${version}`, root);
  const data = (await kept(cards, address.href, () => request(address, {}, (response) => noted(response, root))))[place];
  if (!data || data.date !== day || data.at !== at || data.of !== of) {
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
  } catch (error) {
    return result.parts; // its opening is better than nothing
  }
}
