// A result as an item of the list.
import { element, pieces } from "./search-parts.js";
import { steady } from "./search-place.js";
import { passage } from "./search.js";

const unfinished = new WeakMap(); // results whose match is on the article's own page, with what is shown of them, by item
const see = (entries) => entries.filter((entry) => entry.isIntersecting).forEach(complete);
const seen = new IntersectionObserver(see, { rootMargin: "100000px 0px 0px" }); // what a reader has passed was seen

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
