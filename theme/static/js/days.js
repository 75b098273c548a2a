// Days as readers type them, and the time that a search is kept to.
import { fold } from "./cut.js";

const DIGITS = "〇一二三四五六七八九";
const WRITTEN = /[〇○零一二三四五六七八九十廿卅]+/g;
const DAY = /^(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})(?:年(\d{1,2})月|[./-](\d{2}))份?$/;
const TIME = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/; // a year, a month or a day

/** A number in Chinese characters: 二〇二四, 十二, 二十一, 廿三, 三十. */
function number(written) {
  const text = written.replace(/[○零]/g, "〇").replace(/廿/g, "二十").replace(/卅/g, "三十");
  const digit = (one) => DIGITS.indexOf(one);
  const [tens, ones] = text.split("十");
  if (ones === undefined) return [...text].map(digit).join("");
  return String((tens ? digit(tens) : 1) * 10 + (ones ? digit(ones) : 0));
}

const two = (text) => text.padStart(2, "0");

/**
 * The day or month that a text names, as ISO has it: 2024-05-09 for 2024年5月9日, 2024.5.9, 2024/5/9, 二〇二四年五月九日;
 * 05-09 without a year (5月9日); 2024-05 for 2024年5月. None for any other text.
 */
export function dayOf(text) {
  const plain = fold(text).replace(/ /g, "").replace(WRITTEN, number);
  const [, year, month, day] = DAY.exec(plain) || COMPACT.exec(plain) || [];
  if (day) {
    if (!year && !plain.includes("月")) return null; // 3.15, 1-2
    const leap = new Date(Date.UTC(Number(year || 2024), month - 1, day));
    if (leap.getUTCMonth() !== month - 1 || leap.getUTCDate() !== Number(day)) return null;
    return `${year ? `${year}-` : ""}${two(month)}-${two(day)}`;
  }
  const [, of, spoken, dashed] = MONTH.exec(plain) || [];
  const name = spoken || dashed;
  return name && name >= 1 && name <= 12 ? `${of}-${two(name)}` : null;
}

/** Whether a value is a day, a month or a year as ISO has them. */
export const isTime = (value) => TIME.test(value);

/** The time that a search is kept to, by its options. */
export const span = ({ from, to }) => ({ from: String(from || ""), to: String(to || "") });

/** Whether some time, from its first to its last day, month or year, has any day within a span. */
export function within({ from, to }, first, last = first) {
  const before = (one, other) => {
    const digits = Math.min(one.length, other.length);
    return one.slice(0, digits) < other.slice(0, digits);
  };
  return !before(last, from) && !(to && before(to, first));
}

/** The first and the last of the time that a shard has, by its name: 2024-05, 2023, 2019-2022. */
export function timeOf(name) {
  const years = /^(\d{4})-(\d{4})$/.exec(name);
  return years ? [years[1], years[2]] : [name, name];
}
