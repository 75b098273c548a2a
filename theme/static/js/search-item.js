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
const move = (top) => top && scrollBy({ top, behavior: "instant" });
const reading = (items) => items.find((item) => item.getBoundingClientRect().bottom > 0);

/** A text of the page, with a value in it. */
export const say = (word, value = "") => words.querySelector(`[data-word="${word}"]`).textContent.replace("#", value);

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Pieces of text, matches marked; never markup. */
export const pieces = (parts) => parts.map(([text, match]) => (match ? element("mark", "", text) : text));

/** The item of a result; once a reader sees it, it also shows terms that stand on the article's own page alone. */
export function itemOf(result, terms) {
  const item = shown(result);
  if (!result.whole) {
    unfinished.set(item, { result, terms });
    seen.observe(item);
  }
  return item;
}

function shown(result) {
  const link = element("a", "", ...pieces(result.titleParts));
  link.href = result.url;
  const folio = element("p", "search__folio", day(result.date), " ", element("span", "", result.section));
  const item = element("li", "search__result", element("h2", "", link), folio);
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

function day(iso) {
  const [year, month, date] = iso.split("-").map(Number);
  const made = element("time", "", `${year}年${month}月${date}日`);
  made.dateTime = iso;
  return made;
}

/** Has an item that a reader sees show where the terms are: most are never seen, and a page is more than a card. */
async function complete({ target }) {
  seen.unobserve(target);
  const { result, terms } = unfinished.get(target);
  const parts = pieces(await passage(result, terms));
  steady(() => target.querySelector(".search__excerpt").replaceChildren(...parts));
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
