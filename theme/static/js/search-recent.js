// The last searches of a reader, where nothing is searched for; and the way to forget them.
import { forget, recent } from "./recent.js";
import { element } from "./search-parts.js";

const box = document.getElementById("search-recent");
const list = box.querySelector("ul");

/** Shows them, or hides them. */
export function showRecent(wanted) {
  const queries = wanted ? recent() : [];
  list.replaceChildren(
    ...queries.map((query) => {
      const link = element("a", "", query);
      link.href = `?${new URLSearchParams({ q: query })}`;
      return element("li", "", link);
    }),
  );
  box.hidden = !queries.length;
}

/** Has the button forget them; then the focus is on `next`. */
export function letForget(next) {
  box.querySelector("button").addEventListener("click", () => {
    forget();
    showRecent(false);
    next.focus();
  });
}
