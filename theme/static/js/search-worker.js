// The worker that searches with Pagefind's WebAssembly. It asks for the files itself: Pagefind's own code passes over those
// that do not come, and then finds nothing. A question is { id, phrase } of a part of a shard; what is found, the numbers of
// articles and their first places, one after the other.
/* global wasm_bindgen */

const LATE = 20000; // milliseconds after which a request is given up
const SIGNATURE = 12; // bytes before what a file has

let ready; // when WebAssembly runs
let broken = false; // it does not, or came to harm
const parts = new Map(); // by folder and mark

async function request(address, options) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), LATE);
  try {
    const response = await fetch(address, Object.assign({ signal: control.signal }, options));
    if (!response.ok) throw Object.assign(new Error(`${response.status} ${address}`), { status: response.status });
    const plain = response.body.pipeThrough(new DecompressionStream("gzip")); // refuses what is cut off or damaged
    return new Uint8Array(await new Response(plain).arrayBuffer()).subarray(SIGNATURE);
  } finally {
    clearTimeout(timer);
  }
}

/** What was asked for once; what did not come is asked for again. */
function kept(known, key, ask) {
  if (!known.has(key)) {
    const answer = ask();
    known.set(key, answer);
    answer.catch(() => known.delete(key));
  }
  return known.get(key);
}

/** Pagefind's code, with its WebAssembly running. */
function begun({ bundle, release, again }) {
  if (!ready) {
    ready = (async () => {
      const wasm = request(`${bundle}wasm.unknown.pagefind?v=${release}`, again ? { cache: "reload" } : {});
      wasm.catch(() => {}); // it is told below
      importScripts(`${bundle}pagefind-worker.js?v=${release}`);
      await wasm_bindgen({ module_or_path: await wasm });
    })();
    ready.catch(() => (broken = true));
  }
  return ready;
}

/** A part of a shard: its place in the memory of WebAssembly, and what was asked for of its files. */
function opened(question) {
  return kept(parts, question.folder + question.mark, async () => {
    const meta = request(`${question.folder}pagefind.${question.mark}.pf_meta`);
    meta.catch(() => {}); // it is told below
    await begun(question);
    const pointer = wasm_bindgen.init_pagefind(await meta);
    if (!pointer) throw new Error(`damaged: ${question.folder}`);
    return { pointer, chunks: new Map() };
  });
}

/** Does something with a part, which gives its place anew; none if what it was given is damaged: then it is gone. */
function use(question, part, how) {
  if (part.pointer) part.pointer = how(part.pointer);
  if (part.pointer) return;
  parts.delete(question.folder + question.mark);
  throw new Error(`damaged: ${question.folder}`);
}

/** The articles of a part that have a phrase, and where. */
async function find(question) {
  const part = await opened(question);
  use(question, part, (pointer) => pointer);
  const chunks = JSON.parse(wasm_bindgen.request_indexes(part.pointer, question.phrase));
  await Promise.all(
    chunks.map((hash) =>
      kept(part.chunks, hash, async () => {
        const chunk = await request(`${question.folder}index/${hash}.pf_index`);
        use(question, part, (pointer) => wasm_bindgen.load_index_chunk(pointer, chunk));
      }),
    ),
  );
  use(question, part, (pointer) => pointer);
  const { phrase } = question;
  const { results } = JSON.parse(wasm_bindgen.search(part.pointer, phrase, phrase, "{}", "n:asc", true, false));
  const found = new Uint32Array(2 * results.length);
  results.forEach((result, i) => found.set([-result.s, result.l[0].l], 2 * i)); // the score is the place in the order
  return found;
}

self.addEventListener("message", async (event) => {
  event.stopImmediatePropagation(); // Pagefind's code has a listener of its own
  const { id } = event.data;
  try {
    self.postMessage({ id, found: await find(event.data) });
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) broken = true; // its memory may be anything
    self.postMessage({ id, error: String(error), status: error.status, broken });
  }
});
self.postMessage({}); // it is there
