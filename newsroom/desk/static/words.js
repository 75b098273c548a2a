// The words of a screen: its template has them as data-attributes of an element, in the editor's language.

/** Gives the text of a name, with values in the place of `{name}`. */
export const wordsOf =
  (element) =>
  (name, values = {}) =>
    element.dataset[name].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
