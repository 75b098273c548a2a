// Does again what failed: soon, and then ever later; at once when the network is back, or the page is looked at again.
const FIRST = 2_000; // milliseconds until it is done again
const LAST = 60_000;

let again; // what waits
let timer;
let delay = FIRST;

/** Does something later, in place of what waits. */
export function later(action) {
  again = action;
  clearTimeout(timer);
  timer = setTimeout(() => document.hidden || now(), delay);
  delay = Math.min(LAST, 2 * delay);
}

/** Nothing is left to be done again. */
export function enough() {
  again = undefined;
  clearTimeout(timer);
  delay = FIRST;
}

/** Does at once what waits. */
export function now() {
  const action = again;
  again = undefined;
  clearTimeout(timer);
  if (action) action();
}

addEventListener("online", now);
document.addEventListener("visibilitychange", () => document.hidden || now());
