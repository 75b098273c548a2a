// What a search may be asked for beside its terms. Anything else is a mistake of the caller, who is told.
import { isTime } from "./days.js";

const SHOWN = 20; // results when no limit is given

/** What results are filtered by. */
export const FACETS = ["section", "region", "kind", "year"];

const text = (value) => typeof value === "string";
const whole = (value) => Number.isInteger(value) || (text(value) && /^-?\d+$/.test(value));
const one = (...values) => [(value) => values.includes(value), values.map((value) => JSON.stringify(value)).join(" or ")];
const OPTIONS = {
  section: [text, "the id or name of a section"],
  region: [text, "the id or name of a region"],
  kind: one("story", "commentary", "photo"),
  year: [(value) => whole(value) && /^\d{4}$/.test(value), "a year"],
  from: [isTime, "a day such as 2024-05-09, a month or a year"],
  to: [isTime, "a day such as 2024-05-09, a month or a year"],
  headline: one(true, false),
  sort: one("best"),
  limit: [whole, "a whole number"],
  signal: [(value) => value instanceof AbortSignal, "an AbortSignal"],
};

/** The limit that options set. An option that is undefined, null or empty is not given. Raises a TypeError that names what is wrong. */
export function checked(options) {
  for (const [name, value] of Object.entries(options)) {
    if (!(name in OPTIONS)) throw new TypeError(`search has no option ${name}, but ${Object.keys(OPTIONS).join(", ")}`);
    const [good, wanted] = OPTIONS[name];
    if (!given(value) || good(value)) continue;
    throw new TypeError(`search: ${name} must be ${wanted}, not ${text(value) ? JSON.stringify(value) : String(value)}`);
  }
  return given(options.limit) ? Math.max(0, Number(options.limit)) : SHOWN;
}

const given = (value) => value !== undefined && value !== null && value !== "";
