// The form of the search page: what is typed and chosen, and how many results each choice has.
const FIELDS = ["section", "region", "kind", "year", "sort"];

export const form = document.getElementById("search");
export const input = form.elements.q;
export const filters = form.querySelector("fieldset");
export const reset = form.querySelector("[type=reset]");

/** What is typed and chosen. */
export function read() {
  const options = {};
  for (const name of FIELDS) if (form.elements[name]?.value) options[name] = form.elements[name].value;
  return { query: input.value, options };
}

/** What is typed and chosen, as an address has it. */
export function asParameters({ query, options }) {
  return new URLSearchParams(query.trim() ? { q: query, ...options } : {});
}

/** Has the form show what an address asks for. */
export function write(asked) {
  input.value = asked.get("q") ?? "";
  for (const name of FIELDS) {
    const select = form.elements[name];
    if (!select) continue;
    for (const option of select.options) option.hidden = option.disabled = false;
    select.value = asked.get(name) ?? "";
    if (select.selectedIndex < 0) select.value = "";
  }
}

/** Takes off all that leaves results out. */
export function widen() {
  for (const select of filters.querySelectorAll("select")) if (select.name !== "sort") select.value = "";
}

/** Shows whether something leaves results out. */
export function mark({ options }) {
  reset.hidden = !FIELDS.some((name) => name !== "sort" && options[name]);
}

/** Shows how many results each choice would have, or has at least. */
export function count(facets, whole) {
  for (const select of filters.querySelectorAll("select")) {
    if (!facets[select.name]) continue;
    for (const option of select.options) {
      option.dataset.name = option.dataset.name || option.textContent;
      if (!option.value) continue;
      const found = facets[select.name][option.value] ?? 0;
      option.textContent = whole || found ? `${option.dataset.name}（${found}${whole ? "" : "+"}）` : option.dataset.name;
      option.hidden = option.disabled = whole && found === 0 && !option.selected;
    }
  }
  filters.hidden = false;
}
