// The history of searches: each that a reader ended is an entry, and what is typed takes the place of nothing but what
// was typed before. An entry has the place at which its results were left.
history.scrollRestoration = "manual"; // results come later than the page

/** Makes an address that of a search: one that is being typed, or one that a reader ended. */
export function enter(address, ended) {
  const typed = history.state && history.state.typed;
  if (address.href === location.href) {
    if (ended) end();
  } else {
    history[typed ? "replaceState" : "pushState"]({ typed: !ended }, "", address);
  }
}

/** The search that is shown is what a reader wanted. */
export function end() {
  if (history.state && history.state.typed) history.replaceState({ ...history.state, typed: false }, "");
}

/** Keeps where a reader is. */
export function keep(place) {
  history.replaceState({ ...history.state, place }, "");
}

/** Where a reader was. */
export const left = () => (history.state && history.state.place) || undefined;
