// The last searches of a reader, where nothing is searched for; and the way to forget them.
import { forget, recent } from "./recent.js";
import { input } from "./search-form.js";
import { element, fill } from "./search-item.js";

const box = document.getElementById("search-recent");
const list = box.querySelector("ul");

/** Shows them. */
export function showRecent() {
  const queries = recent();
  const items = queries.map((query) => {
    const link = element("a", "", query);
    link.href = `?${new URLSearchParams({ q: query })}`;
    return element("li", "", link);
  });
  fill(list, items);
  box.hidden = !queries.length;
}

box.querySelector("button").addEventListener("click", () => {
  forget();
  showRecent();
  input.focus();
});
