// Where a reader is in the list of results. It stays the same when the list changes above, and is found again later.
const list = document.getElementById("search-results");

const linkOf = (item) => item.querySelector("a");
const topOf = (item) => item.getBoundingClientRect().top;
const move = (top) => top && scrollBy({ top, behavior: "instant" });
const reading = (items) => items.find((item) => item.getBoundingClientRect().bottom > 0);

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
