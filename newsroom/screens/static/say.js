// What scripts say, in the editor's language. It stands in them in Chinese, whole, in `_("…")`: newsroom/screens/words.py collects it.
import words from "/words.js";

/** A text, with values in the place of names in braces. */
export const _ = (text, values = {}) => (words[text] ?? text).replace(/\{(\w+)\}/g, (name, key) => values[key] ?? name);
