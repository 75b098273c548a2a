// A result as an item of the list.
import { dayText, element, monthText, pieces, say } from "./search-parts.js";
import { steady } from "./search-place.js";
import { passage } from "./search.js";

const unfinished = new WeakMap(); // results whose match is on the article's own page, with what is shown of them, by item
const see = (entries) => entries.filter((entry) => entry.isIntersecting).forEach(complete);
const seen = new IntersectionObserver(see, { rootMargin: "100000px 0px 0px" }); // what a reader has passed was seen

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
  const heading = element("p", "search__month", monthText(date));
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
  steady(() => target.querySelector(".search__excerpt").replaceChildren(...parts));
}
