// What the parts of the search page are made of: elements, and the texts that the page has for its script.
const words = document.getElementById("search-words").content;

/** A text of the page, with a value in it. */
export const say = (word, value = "") => words.querySelector(`[data-word="${word}"]`).textContent.replace("#", value);

/** Days and months as readers say them, from 2024-05-09. */
export const dayText = (date) => date.split("-").map((part, i) => Number(part) + "年月日"[i]).join("");
export const monthText = (date) => dayText(date.slice(0, 7));

export function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Pieces of text, matches marked; never markup. */
export const pieces = (parts) => parts.map(([text, match]) => (match ? element("mark", "", text) : text));
