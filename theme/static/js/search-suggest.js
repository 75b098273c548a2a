// Suggests what to search for as a reader types: of what is on this device already, nothing is asked for.
// A combobox with a list (https://www.w3.org/WAI/ARIA/apg/patterns/combobox/).
import { fold, terms as termsOf } from "./cut.js";
import { recent } from "./recent.js";
import { placesOf } from "./search-direct.js";
import { input } from "./search-form.js";
import { element, fill, say } from "./search-item.js";
import { loaded } from "./search.js";

const OF_A_KIND = 3;
const SHOWN = 6;

const box = document.getElementById("search-suggestions");
let ask; // searches for a query
let active = -1; // the option that is chosen by keys

/** What begins with or has what is typed: { text, note, href }; without `href` it is a query. */
function suggestions(query) {
  const typed = fold(query);
  const terms = termsOf(query).map((term) => term.text);
  const has = (folded) => terms.length > 0 && terms.every((term) => folded.includes(term));
  const searches = recent().filter((other) => fold(other).startsWith(typed) && fold(other) !== typed);
  const names = [...new Set(loaded().flatMap(({ by }) => by.split("\u3000")))];
  const titles = loaded().filter(({ folded }) => has(folded));
  const all = [
    ...searches.map((text) => ({ text, note: say("recent") })),
    ...(typed ? placesOf((name) => name.startsWith(typed)) : []).map((link) => ({ text: link.textContent, note: say(link.dataset.kind), href: link.href })),
    ...names.filter((name) => has(fold(name)) && fold(name) !== typed).map((text) => ({ text, note: say("contributor") })),
    ...titles.map(({ title, href }) => ({ text: title, note: say("article"), href })),
  ];
  const counts = {};
  return all.filter(({ note }) => (counts[note] = (counts[note] || 0) + 1) <= OF_A_KIND).slice(0, SHOWN);
}

function option({ text, note, href }, number) {
  const made = element("li", "search__suggestion", element("span", "", text), " ", element("span", "", note));
  made.setAttribute("role", "option");
  made.setAttribute("aria-selected", "false");
  made.id = `search-suggestion-${number}`;
  made.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  made.addEventListener("click", () => choose({ text, href }));
  return made;
}

function choose({ text, href }) {
  close();
  if (href) location.assign(href);
  else ask(text);
}

function activate(number) {
  const options = Array.from(box.children);
  active = options.length ? (number + options.length + 1) % (options.length + 1) : -1; // after the last, the field itself
  if (active === options.length) active = -1;
  options.forEach((one, i) => one.setAttribute("aria-selected", String(i === active)));
  if (active < 0) input.removeAttribute("aria-activedescendant");
  else input.setAttribute("aria-activedescendant", options[active].id);
}

function close() {
  box.hidden = true;
  input.setAttribute("aria-expanded", "false");
  activate(-1);
}

function open() {
  fill(box, suggestions(input.value).map(option));
  box.hidden = !box.children.length;
  input.setAttribute("aria-expanded", String(!box.hidden));
  activate(-1);
}

function press(event) {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
  const down = event.key === "ArrowDown";
  if (down || event.key === "ArrowUp") {
    if (box.hidden) open();
    if (box.hidden) return;
    activate(down ? active + 1 : active < 0 ? box.children.length - 1 : active - 1);
  } else if (box.hidden) {
    return;
  } else if (event.key === "Escape") {
    close();
  } else if (event.key === "Enter" && active >= 0) {
    box.children[active].click();
  } else {
    return;
  }
  event.preventDefault();
}

/** Has the field suggest, at once if something was typed; `search` is called with a query that is chosen. */
export function letSuggest(search, typed) {
  ask = search;
  if (typed && document.activeElement === input) open();
  input.addEventListener("input", (event) => (event.isComposing ? close() : open()));
  input.addEventListener("compositionend", open);
  input.addEventListener("keydown", press);
  input.addEventListener("blur", close);
  input.form.addEventListener("submit", close);
}
