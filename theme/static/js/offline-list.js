// The page of what is kept on the device: lists the issues, and takes them away.
import { able, drop, dropAll, kept, megabytes } from "./offline-kept.js";

const part = document.querySelector(".device");
const rows = part.querySelector("ul");
const row = part.querySelector("template").content;
const missing = document.querySelector(".device__missing");
const from = new URLSearchParams(location.search).get("from"); // the page that was not kept

async function show() {
  const issues = await kept();
  while (rows.firstChild) rows.removeChild(rows.firstChild);
  for (const { list, url, text, bytes } of issues) {
    const own = document.importNode(row, true);
    const link = own.querySelector("a");
    link.href = new URL(`../${url}`, list).href;
    link.textContent = text;
    own.querySelector("span").textContent = `${megabytes(bytes)} MB`;
    own.querySelector("button").addEventListener("click", () => drop(list).then(show));
    rows.appendChild(own);
  }
  part.hidden = !issues.length;
}

if (able) {
  show().catch(() => undefined); // storage is closed to us
  part.querySelector(".device__all").addEventListener("click", () => dropAll().then(show));
}

if (from && from.startsWith(`${location.origin}/`)) {
  missing.hidden = false;
  missing.querySelector("a").href = from;
}
