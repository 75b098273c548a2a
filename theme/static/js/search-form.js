// The form of the search page: what is typed and chosen, and how many results each choice has.

const FIELDS = ["section", "region", "topic", "kind", "year", "from", "to", "headline", "sort"];
const DAY = /^\d{4}-\d{2}-\d{2}$/; // what browsers without a field for days may not give

export const form = document.getElementById("search");
export const input = form.elements.q;
export const filters = document.getElementById("search-filters");
export const reset = form.querySelector("[type=reset]");
const active = document.getElementById("search-active");
const chosen = active.textContent; // # is how many
const hint = document.getElementById("search-hint");

const fields = FIELDS.map((name) => form.elements[name]).filter(Boolean);
const valueOf = (field) => (field.type === "checkbox" ? field.checked : field.type === "date" && !DAY.test(field.value) ? "" : field.value);

function set(field, value) {
  if (field.type === "checkbox") field.checked = value === "true";
  else field.value = value;
  if (field.selectedIndex < 0) field.value = "";
}

// A combobox with a list, once there are scripts: search-suggest.js fills it.
for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", "search-suggestions"], ["aria-expanded", "false"]]) {
  input.setAttribute(name, value);
}

// Where there is room the filters are open, and cannot be closed.
const wide = matchMedia("(min-width: 40rem)");
const unfold = () => (filters.open = wide.matches);
wide.addListener(unfold);
unfold();

/** What is typed and chosen. */
export function read() {
  const options = {};
  for (const field of fields) if (valueOf(field)) options[field.name] = valueOf(field);
  return { query: input.value, options };
}

/** What is typed and chosen, as an address has it. */
export function asParameters({ query, options }) {
  return new URLSearchParams(query.trim() ? Object.assign({ q: query }, options) : {});
}

/** Has the form show what an address asks for. */
export function write(asked) {
  input.value = asked.get("q") || "";
  for (const field of fields) {
    for (const option of field.options || []) option.hidden = option.disabled = false;
    set(field, asked.get(field.name) || "");
  }
}

/** Takes off all that leaves results out. */
export function widen() {
  for (const field of fields) if (field.name !== "sort") set(field, "");
}

/** Shows whether something leaves results out. */
export function mark({ query, options }) {
  const count = Object.keys(options).filter((name) => name !== "sort").length;
  reset.hidden = !count;
  active.hidden = !count;
  active.textContent = chosen.replace("#", count);
  hint.hidden = Boolean(query.trim());
}

/** Shows how many results each choice would have, or has at least. */
export function count(facets, whole) {
  for (const select of filters.querySelectorAll("select")) {
    if (!facets[select.name]) continue;
    for (const option of select.options) {
      option.dataset.name = option.dataset.name || option.textContent;
      if (!option.value) continue;
      const found = facets[select.name][option.value] || 0;
      option.textContent = whole || found ? `${option.dataset.name}（${found}${whole ? "" : "+"}）` : option.dataset.name;
      option.hidden = option.disabled = whole && found === 0 && !option.selected;
    }
  }
  filters.hidden = false;
}
