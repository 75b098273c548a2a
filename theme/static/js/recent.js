// What a reader searched for of late. It stays on this device, and is forgotten when the reader says so.
import { fold } from "./cut.js";

const KEY = "linli.searches";
const COUNT = 8;

let known; // where storage is closed to us, for this page alone

/** The last searches, the newest first. */
export function recent() {
  if (known) return known;
  try {
    const kept = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(kept) ? kept.filter((query) => typeof query === "string").slice(0, COUNT) : [];
  } catch (error) {
    return [];
  }
}

/** Keeps a search that a reader ended. */
export function remember(query) {
  const words = query.trim();
  if (words) keep([words, ...recent().filter((other) => fold(other) !== fold(words))].slice(0, COUNT));
}

export function forget() {
  keep([]);
}

function keep(queries) {
  try {
    if (queries.length) localStorage.setItem(KEY, JSON.stringify(queries));
    else localStorage.removeItem(KEY);
    known = undefined;
  } catch (error) {
    known = queries;
  }
}
