// The files of the index: asks for them, keeps what came, and knows when they are of another edition.
const LATE = 20_000; // milliseconds after which a request is given up
const FRESH = 60_000; // milliseconds for which the list of shards is not asked for again
const GONE = [404, 410];

export const base = new URL("../../", import.meta.url);

let list; // the list of shards, and when it was asked for
const bad = new Set(); // addresses whose answer was of no use: a cache is not asked for them

/** Another edition of the paper was published in the meantime: what is wanted is in its index, if anywhere. */
export class Outdated extends Error {}

/** What lies at an address. What is gone was of another edition. */
export async function request(address, options = {}, read = (response) => response.json()) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LATE);
  const key = String(address);
  try {
    const cache = bad.has(key) ? { cache: "reload" } : {};
    const response = await fetch(address, { ...options, ...cache, signal: control.signal });
    if (GONE.includes(response.status)) throw outdated(key);
    if (!response.ok) throw new Error(`${response.status} ${key}`);
    const answer = await read(response);
    bad.delete(key);
    return answer;
  } catch (error) {
    bad.add(key);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** Keeps what was asked for once; what did not come is asked for again. */
export function kept(known, key, ask) {
  if (!known.has(key)) {
    const answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return known.get(key);
}

/** The list of shards, newest first, and what there is to know of the paper. What was known before is better than none. */
export function paper() {
  if (list && Date.now() - list.since < FRESH) return list.paper;
  const before = list;
  const asked = { since: Date.now() };
  list = asked;
  asked.paper = request(new URL("search/shards.json", base), { cache: "no-cache" }).catch((error) => {
    if (list === asked) list = before && { ...before, since: 0 };
    if (!before) throw error;
    return before.paper;
  });
  return asked.paper;
}

/** The list that was asked for last. */
export const known = () => list.paper;

/** The error for files that are of another edition than the list of shards: all of them are asked for again. */
export function outdated(...addresses) {
  for (const address of addresses) bad.add(String(address));
  if (list) list.since = 0;
  return new Outdated(`of another edition: ${addresses[0]}`);
}

/** Whether the list of shards is another by now. If not, it is soon asked for again. */
export async function renewed(before) {
  const now = await paper();
  if (JSON.stringify(now.shards) !== JSON.stringify(before.shards)) return true;
  list.since = 0;
  return false;
}
