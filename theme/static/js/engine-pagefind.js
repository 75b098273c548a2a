// Pagefind as the engine, in the browser: a worker runs its WebAssembly. See plugins/search/pagefind.py.
import { Unable } from "./postings.js";

const LATE = 20000; // milliseconds after which a worker that says nothing is given up
const PLAIN = /[0-9a-z\u3400-\u4dbf\u4e00-\u9fff]/;

// A module with a reference, which Pagefind's has too: browsers know them since 2021, and unpack streams since 2020 to 2023.
const REFERENCE = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 7, 1, 5, 0, 208, 112, 26, 11];
const able = () => "DecompressionStream" in window && WebAssembly.validate(new Uint8Array(REFERENCE));

let worker;
let again = false; // a worker came to harm before: what it was sent may be kept by the browser
let number = 0; // of the last question
const asked = new Map(); // questions that wait for an answer, by number

/** The word that a character is to Pagefind. */
export function wordOf(character) {
  return PLAIN.test(character) ? character : `x${character.codePointAt(0).toString(16)}`;
}

function ended(reason) {
  worker.terminate();
  worker = undefined;
  again = true;
  const waiting = [...asked.values()];
  asked.clear();
  for (const { no } of waiting) no(new Error(reason));
}

/** Starts the worker, which stays; one that came to harm is started anew. */
function start() {
  const mine = (worker = new Worker(new URL("./search-worker.js", import.meta.url)));
  const silent = setTimeout(() => ended("late"), LATE);
  mine.onerror = (event) => {
    event.preventDefault();
    clearTimeout(silent);
    if (mine === worker) ended(event.message || "no worker");
  };
  mine.onmessage = ({ data: { id, found, error, status, broken } }) => {
    clearTimeout(silent); // it is there
    if (!id || mine !== worker) return;
    const { yes, no } = asked.get(id);
    asked.delete(id);
    if (error) no(Object.assign(new Error(error), { status }));
    else yes(found);
    if (broken) ended(error);
  };
}

function ask(question) {
  if (!worker) start();
  const id = ++number;
  return new Promise((yes, no) => {
    asked.set(id, { yes, no });
    worker.postMessage(Object.assign({ id, again }, question));
  });
}

/** The index of a shard. */
export class Index {
  constructor(shard) {
    if (!able()) throw new Unable("no references in WebAssembly, or no DecompressionStream");
    this.shard = shard;
    const bundle = new URL("../pagefind/", shard.root).href;
    const { release, parts } = shard.table;
    let first = 0;
    this.parts = parts.map(([mark, count], place) => {
      const part = { bundle, release, folder: new URL(`${place}/`, shard.root).href, mark, first };
      first += count;
      return part;
    });
  }

  /** From the number of each article that has a run of characters to its first place in it. */
  async places(run) {
    const words = run.map((choice) => choice.map(wordOf));
    try {
      const all = await Promise.all(this.parts.map((part) => placesIn(part, words)));
      return new Map([].concat(...all));
    } catch (error) {
      if (error.status === 404) throw this.shard.outdated(); // names have a hash of what is in the file
      throw error;
    }
  }
}

/** The articles of a part, each with its first place. A character that may be several makes several phrases. */
async function placesIn(part, words) {
  let phrases = [[]];
  let lists = [];
  for (const [at, choice] of words.entries()) {
    phrases = phrases.flatMap((phrase) => choice.map((word) => [...phrase, word]));
    const last = at === words.length - 1;
    if (!last && choice.length === 1) continue;
    lists = await Promise.all(phrases.map((phrase) => ask(Object.assign({ phrase: phrase.join(" ") }, part))));
    phrases = phrases.filter((_, i) => lists[i].length); // no phrase that is not there is made longer
  }
  const places = new Map();
  for (const list of lists) {
    for (let i = 0; i < list.length; i += 2) {
      const article = part.first + list[i];
      places.set(article, Math.min(list[i + 1], places.has(article) ? places.get(article) : Infinity));
    }
  }
  return [...places];
}
