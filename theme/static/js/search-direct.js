// What a query names, above the results: the paper of a day, a contributor, a section, a region, a standing page.
import { fold, SPELT, terms as termsOf } from "./cut.js";
import { contributorsSpelt, named } from "./direct.js";
import { dayText, element, fill, say } from "./search-item.js";
import { card } from "./search.js";

const LOOKED_AT = 10; // results whose bylines may have a name that is spelt

const list = document.getElementById("search-direct");
const places = Array.from(document.getElementById("search-places").content.children);

function item(href, title, note) {
  const link = element("a", "", title);
  link.href = href;
  return element("li", "", link, " ", element("span", "", note));
}

const paperItem = ({ day, count, url }) => item(url, say("paper", dayText(day)), say("pieces", count));
const personItem = ({ name, url }) => item(url, name, say("contributor"));

/** Sections, regions and pages of the paper, each a link with what it is. */
export const placesOf = (wanted) => places.filter((link) => wanted(fold(link.textContent)));

function placeItems(query) {
  const texts = [fold(query), ...termsOf(query).map((term) => term.text)];
  return placesOf((name) => texts.includes(name)).map((link) => item(link.href, link.textContent, say(link.dataset.kind)));
}

function show(items) {
  fill(list, items);
  list.hidden = !items.length;
}

/** Shows what a query names. */
export async function direct(query, signal) {
  if (signal.aborted) return;
  show(placeItems(query));
  const { days, people } = await named(query);
  if (!signal.aborted) show([...days.map(paperItem), ...people.map(personItem), ...placeItems(query)]);
}

/** Shows contributors whose names were typed in Latin letters, of those who wrote what was found. */
export async function directSpelt({ level, found, terms }, signal) {
  if (level !== SPELT) return;
  const cards = await Promise.all(found.slice(0, LOOKED_AT).map((one) => card(one, terms).catch(() => ({ by: "" }))));
  const names = [...new Set(cards.flatMap(({ by }) => by.split("\u3000")))].filter(Boolean);
  const people = await Promise.all(terms.map(({ text }) => contributorsSpelt(text, names).catch(() => [])));
  const known = [].concat(...people).filter((one, i, all) => all.indexOf(one) === i);
  if (!signal.aborted && known.length) show(known.map(personItem));
}
