// What a reader keeps of the paper on the device: an issue has a cache of its own, which offline-worker.js fills.
const ROOT = new URL("../../", import.meta.url).href;
const NAME = `linli 1 ${ROOT} `;

/** Whether the browser can do it, and lets us: over https alone, and not in every app. */
export const able = window.isSecureContext && "serviceWorker" in navigator && "caches" in window;

/** The issues that are kept whole, the newest day first: `{ list, url, text, bytes }`, the address as seen from the folder above the list. */
export async function kept() {
  const found = [];
  for (const name of (await caches.keys()).filter((one) => one.startsWith(NAME))) {
    const list = name.slice(NAME.length);
    const answer = await (await caches.open(name)).match(list);
    if (answer) found.push(Object.assign(await answer.json(), { list }));
  }
  return found.sort((one, other) => (one.url < other.url ? 1 : -1));
}

/** Keeps the issue of a list; `told` hears how far it is. Gives nothing, or why it failed: `room`, `net`, `site`. */
export async function keep(list, line, told) {
  let worker;
  try {
    worker = await active(await navigator.serviceWorker.register(`${ROOT}sw.js`, { scope: ROOT }));
  } catch (error) {
    return navigator.onLine === false ? "net" : "site";
  }
  const { port1, port2 } = new MessageChannel();
  const failed = await new Promise((resolve) => {
    port1.onmessage = ({ data }) => (data.done || data.failed ? resolve(data.failed) : told(data));
    worker.postMessage({ keep: list, line }, [port2]);
  });
  if (failed) await leave();
  return failed;
}

/** The worker of a registration, at work. (`ready` is of no use: it stays with a worker that was sent away.) */
function active(registration) {
  const worker = registration.installing || registration.waiting || registration.active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker.state === "activated") resolve(worker);
      if (worker.state === "redundant") reject(new Error(worker.scriptURL));
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/** Takes an issue away; with the last one the worker goes too. */
export async function drop(list) {
  await caches.delete(NAME + list);
  await leave();
}

/** Takes everything away, the worker too. */
export async function dropAll() {
  for (const name of await caches.keys()) {
    if (name.startsWith(NAME)) await caches.delete(name);
  }
  await leave();
}

async function leave() {
  if ((await kept()).length) return;
  const registration = await navigator.serviceWorker.getRegistration(ROOT);
  if (registration) await registration.unregister();
}

/** Bytes in MB, as a reader is told them. */
export function megabytes(bytes) {
  return (Math.ceil(bytes / 1e5) / 10).toFixed(1);
}
