// The items of the list of results: what they are made of, what each shows of a result, and the place of a reader among
// them, which stays the same when the list changes above, and is found again later.
import { passage } from "./search.js";

const words = document.getElementById("search-words").content;
const list = document.getElementById("search-results");
const unfinished = new WeakMap(); // results whose match is on the article's own page, with what is shown of them, by item
const see = (entries) => entries.filter((entry) => entry.isIntersecting).forEach(complete);
const seen = new IntersectionObserver(see, { rootMargin: "100000px 0px 0px" }); // what a reader has passed was seen

const linkOf = (item) => item.querySelector("a");
const topOf = (item) => item.getBoundingClientRect().top;
const move = (top) => top && scrollBy(0, top);
const reading = (items) => items.find((item) => item.getBoundingClientRect().bottom > 0);

/** A text of the page, with a value in it. */
export const say = (word, value = "") => words.querySelector(`[data-word="${word}"]`).textContent.replace("#", value);

/** Days and months as readers say them, from 2024-05-09. */
export const dayText = (date) => date.split("-").map((part, i) => Number(part) + "年月日"[i]).join("");

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Has an element these children alone. */
export function fill(parent, children) {
  parent.textContent = "";
  parent.append(...children);
}

/** Pieces of text, matches marked; never markup. */
export const pieces = (parts) => parts.map(([text, match]) => (match ? element("mark", "", text) : text));

/** The item of a result; once a reader sees it, it also shows terms that stand on the article's own page alone. */
export function itemOf(result) {
  const item = shown(result);
  if (result.shows < result.terms.length) {
    unfinished.set(item, result);
    seen.observe(item);
  }
  return item;
}

function shown(result) {
  const link = element("a", "", ...pieces(result.titleParts));
  link.href = result.url;
  const item = element("li", "search__result", month(result.date), element("h2", "", link), folio(result));
  item.append(element("p", "search__excerpt", ...pieces(result.parts)));
  if (result.picture) {
    const picture = element("img", "search__picture");
    Object.assign(picture, { alt: "", loading: "lazy", decoding: "async" });
    if (result.picture.width) Object.assign(picture, { width: result.picture.width, height: result.picture.height });
    picture.src = result.picture.src;
    item.append(picture);
  }
  return item;
}

/** When and where it was in the paper, and who wrote it. */
function folio({ date, page, section, byParts }) {
  const day = element("time", "", dayText(date));
  day.dateTime = date;
  const rest = [page && say("page", page), section].filter(Boolean).map((text) => element("span", "", text));
  if (byParts.length) rest.push(element("span", "search__by", ...pieces(byParts)));
  return element("p", "search__folio", ...[day, ...rest].flatMap((part) => [part, " "]));
}

/** The heading of a month, for the first of its results in a long list. */
function month(date) {
  const heading = element("p", "search__month", dayText(date.slice(0, 7)));
  heading.setAttribute("role", "heading");
  heading.setAttribute("aria-level", "2");
  heading.hidden = true;
  return heading;
}

/** Has the first result of each month show the heading of its month, or none. */
export function part(list, wanted) {
  const headings = Array.from(list.querySelectorAll(".search__month"));
  const dates = Array.from(list.querySelectorAll(".search__folio time"), ({ dateTime }) => dateTime.slice(0, 7));
  headings.forEach((heading, i) => (heading.hidden = !wanted || dates[i] === dates[i - 1]));
}

/** Has an item that a reader sees show where the terms are: most are never seen, and a page is more than a card. */
async function complete({ target }) {
  seen.unobserve(target);
  const parts = pieces(await passage(unfinished.get(target)));
  steady(() => fill(target.querySelector(".search__excerpt"), parts));
}

/** Changes the list; that of some items which a reader reads stays at its place on the screen. */
export function steady(change, items = Array.from(list.children)) {
  const item = reading(items);
  const top = item && topOf(item);
  change();
  if (item && item.isConnected) move(topOf(item) - top);
}

/** The place of a reader: the result at the top of the screen and how far from that, and the one that has the focus. */
export function place() {
  const item = reading(Array.from(list.children).filter(linkOf));
  const focus = list.contains(document.activeElement) ? document.activeElement.href : undefined;
  return { y: scrollY, url: item && linkOf(item).href, top: item && topOf(item), focus };
}

/** Leads a reader back to a place; false if the list does not have it. */
export function returnTo({ y, url, top, focus }, last) {
  const having = (wanted) => Array.from(list.children).find((item) => linkOf(item) && linkOf(item).href === wanted);
  const item = having(url);
  if (!item && !last) return false;
  move(item ? topOf(item) - top : y - scrollY);
  const focused = having(focus);
  if (focused && document.activeElement === document.body) linkOf(focused).focus({ preventScroll: true });
  return true;
}
