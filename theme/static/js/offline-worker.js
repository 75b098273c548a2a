// The service worker of readers who keep issues on their device (offline.js asks for it, and nobody else does).
// What is asked for comes from the network; without one, from what was kept. A kept page says so, and of when it is.
// Each issue has a cache of its own, in each script. Its list (`offline/2024-05-09.json`) is put into it last: a cache without one
// is not whole. The list names every file with a version, so that a correction is fetched, and what was withdrawn goes.
const ROOT = self.registration.scope; // the paper's: other papers of the host have their own
const NAME = `linli 1 ${ROOT} `; // of caches, before the address of the list
const FOUND = { ignoreSearch: true, ignoreVary: true };
const RENDITION = /\.\d+w\.[0-9a-f]{10}\.webp$/; // one width of a picture is kept, whichever a page asks for
const keeping = new Set(); // names of caches that are being filled

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("range")) return;
  const page = request.mode === "navigate";
  const answer = fetch(request).catch(async (error) => {
    const kept = await keptOf(request.url);
    if (kept) return kept;
    if (page) return elsewhere(request.url, error);
    throw error;
  });
  event.respondWith(answer);
  if (page) event.waitUntil(answer.then((got) => got.headers.has("X-Kept") || renew(), () => undefined));
});

self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const { keep: list, line } = event.data;
  const told = (what) => port.postMessage(what);
  event.waitUntil(keep(list, line, told).then(() => told({ done: true }), (error) => told({ failed: reason(error) })));
});

/** All caches of this paper, by the address of the list. */
async function issues() {
  const names = await caches.keys();
  return names.filter((name) => name.startsWith(NAME)).map((name) => ({ name, list: name.slice(NAME.length) }));
}

/** Keeps an issue whole, or nothing of it. `line` is what its pages say when they are shown from here. */
async function keep(address, line, told) {
  const name = NAME + address;
  keeping.add(name);
  try {
    await caches.delete(name);
    const list = await listOf(address);
    const cache = await caches.open(name);
    let bytes = 0;
    for (const [place, file] of list.files.entries()) {
      await put(cache, file, line);
      bytes += file[2];
      told({ count: place + 1, of: list.files.length, bytes });
    }
    await note(cache, address, Object.assign(list, { line }));
  } catch (error) {
    await caches.delete(name);
    throw error;
  } finally {
    keeping.delete(name);
  }
}

async function listOf(address) {
  const answer = await fetch(address, { cache: "no-cache" });
  if (!answer.ok) throw Object.assign(new Error(address), { status: answer.status });
  return answer.json();
}

function note(cache, address, list) {
  return cache.put(address, new Response(JSON.stringify(list), { headers: { "Content-Type": "application/json" } }));
}

/** Fetches a file, `[address, version, bytes]`, and puts it into a cache; a page with the line that says so. */
async function put(cache, [address, version], line) {
  const url = new URL(address, ROOT).href;
  const answer = await fetch(url, { cache: version ? "no-cache" : "default" }); // without one its name has a hash
  if (!answer.ok) throw Object.assign(new Error(url), { status: answer.status });
  const headers = new Headers(answer.headers);
  const now = new Date();
  headers.set("X-Kept", now.toISOString());
  const page = /^text\/html\b/.test(headers.get("Content-Type"));
  const body = page ? marked(await answer.text(), line, now) : await answer.blob();
  await cache.put(url, new Response(body, { headers }));
}

/** A page with a line at its beginning. A worker has no parser; the tag is the theme's own. */
function marked(html, line, now) {
  const two = (number) => String(number).padStart(2, "0");
  const day = `${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
  const time = `<time datetime="${now.toISOString()}">${day} ${two(now.getHours())}:${two(now.getMinutes())}</time>`;
  return html.replace(/<body\b[^>]*>/, (body) => `${body}\n${line.replace("<span></span>", time)}`);
}

/** What was kept of an address, of the newest issue that has it. */
async function keptOf(address) {
  const url = address.split("#")[0];
  for (const { name, list } of (await issues()).reverse()) {
    const cache = await caches.open(name);
    if (!(await cache.match(list))) continue;
    const found = await cache.match(url, FOUND);
    if (found) return found;
    if (!RENDITION.test(url)) continue;
    const stem = url.replace(RENDITION, "");
    const other = (await cache.keys()).find((one) => RENDITION.test(one.url) && one.url.replace(RENDITION, "") === stem);
    if (other) return cache.match(other);
  }
  return undefined;
}

/** Leads from a page that was not kept to the one that lists what was, in the script of that. */
async function elsewhere(address, error) {
  const [first] = (await issues()).reverse();
  if (!first) throw error;
  const there = new URL("./", first.list);
  if (address.startsWith(there.href)) throw error;
  there.searchParams.set("from", address);
  return Response.redirect(there.href);
}

let renewing;

/** Brings what was kept up to date: once at a time. */
function renew() {
  if (!renewing) {
    renewing = renewAll().then(() => undefined, () => undefined);
    renewing.then(() => {
      renewing = undefined;
    });
  }
  return renewing;
}

async function renewAll() {
  for (const { name, list: address } of await issues()) {
    const cache = await caches.open(name);
    const kept = await cache.match(address);
    if (kept) await renewed(name, cache, address, await kept.json());
    else if (!keeping.has(name)) await caches.delete(name); // the worker was ended while it filled it
  }
}

/** Fetches what changed of an issue, and takes away what is no more; when the issue is no more, all of it. */
async function renewed(name, cache, address, before) {
  let list;
  try {
    list = await listOf(address);
  } catch (error) {
    if (error.status === 404 || error.status === 410) await caches.delete(name);
    return;
  }
  const versions = new Map(before.files.map(([file, version]) => [file, version]));
  const wanted = new Set(list.files.map(([file]) => file));
  for (const file of versions.keys()) {
    if (!wanted.has(file)) await cache.delete(new URL(file, ROOT).href);
  }
  for (const file of list.files) {
    if (versions.get(file[0]) !== file[1]) await put(cache, file, before.line);
  }
  if (JSON.stringify(list.files) !== JSON.stringify(before.files)) {
    await note(cache, address, Object.assign(list, { line: before.line }));
  }
}

/** Why an issue was not kept: `room`, `net`, or `site`. */
function reason(error) {
  if (error.name === "QuotaExceededError") return "room";
  return error.status ? "site" : "net";
}
