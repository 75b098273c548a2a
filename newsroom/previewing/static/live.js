// In every page of a preview: loads it again when there is another state, and marks what is not published yet.
const script = document.currentScript.src;
const own = new URL("./", script);
const state = new URL(script).search.slice(1);
const AGAIN = 2000; // milliseconds until one asks anew
let events = null;

// A page that nobody looks at holds no connection: a browser has but six for a host.
function listen() {
  events?.close();
  events = null;
  if (document.hidden) return;
  events = new EventSource(new URL("events", own));
  events.onmessage = (event) => {
    if (event.data !== "0" && event.data !== state) location.reload();
  };
  events.addEventListener("progress", (event) => say(event.data));
  // A browser asks anew by itself when a connection breaks, but for good gives up one that is refused: by a server that was
  // opened anew and does not know this browser yet.
  events.onerror = () => events?.readyState === EventSource.CLOSED && setTimeout(listen, AGAIN);
}

// How far the build at work is.
function say(text) {
  let bar = document.querySelector(".linli-progress");
  if (!bar) {
    bar = document.createElement("p");
    bar.className = "linli-progress";
    bar.setAttribute("role", "status");
    document.body.append(bar);
  }
  bar.textContent = text;
  bar.hidden = !text;
}

async function mark() {
  const marks = await (await fetch(new URL("marks.json", own))).json();
  const markOf = (address) => {
    const url = new URL(address, location.href);
    return url.origin === location.origin ? marks[decodeURI(url.pathname).slice(1)] : undefined;
  };
  for (const link of document.querySelectorAll("a[href]:not([href*='#'])")) {
    const text = markOf(link.href);
    if (text && link.textContent.trim()) badge(text, link, "append");
  }
  const headline = document.querySelector("main h1");
  const text = markOf(location.href);
  if (text && headline) badge(text, headline, "before");
}

// What is wrong in pieces that are left out.
async function tell() {
  const left = await (await fetch(new URL("left-out.json", own))).json();
  if (!left.faults.length || document.querySelector(".linli-faults")) return;
  const box = document.createElement("aside");
  box.className = "linli-left-out";
  const title = document.createElement("strong");
  title.textContent = left.title;
  const list = document.createElement("ul");
  for (const fault of left.faults) {
    const item = document.createElement("li");
    item.textContent = fault;
    list.append(item);
  }
  box.append(title, list);
  document.body.prepend(box);
}

function badge(text, place, how) {
  const element = document.createElement("span");
  element.className = "linli-mark";
  element.textContent = text;
  place[how](element);
}

document.addEventListener("visibilitychange", listen);
addEventListener("pageshow", listen);
addEventListener("pagehide", () => events?.close());
mark().catch(() => {});
tell().catch(() => {});
