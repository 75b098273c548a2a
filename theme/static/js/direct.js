// What a query names beside articles: the paper of a day, and a contributor.
import { alike, fold, terms as termsOf } from "./cut.js";
import { base, fileOf, kept, paper, request } from "./postings.js";
import { Shard, timeOf, within } from "./search.js";

const DIGITS = "〇一二三四五六七八九";
const WRITTEN = /[〇○零一二三四五六七八九十廿卅]+/g;
const DAY = /^(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})[日号]?$/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})(?:年(\d{1,2})月|[./-](\d{2}))份?$/;

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

const files = new Map(); // of names, by address

/** Where the pages of the paper lie, in the script of the page. */
const root = ({ prefixes }) => new URL(prefixes[document.documentElement.lang] || "", base);

/** The papers of a day, or of a month, that a text names: { day, count, url }; none if there was no paper. */
export async function paperOf(text) {
  const named = dayOf(text);
  const about = named && (await paper());
  if (!named || !(about.issues || named.length === 7)) return null;
  const whole = /^\d{4}/.test(named);
  const metas = about.shards.filter(({ name }) => !whole || within({ from: named, to: named }, ...timeOf(name)));
  let found = null;
  for (const meta of metas) {
    const { table } = await Shard.open(meta);
    const days = table.days.filter(([day]) => (whole ? day.startsWith(named) : day.endsWith(named)));
    if (!days.length) continue;
    const [last] = days[days.length - 1];
    if (named.length !== 7) {
      found = { day: last, count: days[days.length - 1][1], url: new URL(`issue/${last}/`, root(about)).href };
      break;
    }
    const count = days.reduce((sum, [, some]) => sum + some, found ? found.count : 0);
    found = { day: named, count, url: new URL(`archive/${named.replace("-", "/")}/`, root(about)).href };
  }
  return found;
}

/** The contributor with a name: { name, id, url }, or none. */
export async function contributor(name) {
  const about = await paper();
  const wanted = fold(name);
  const characters = [...wanted];
  if (characters.length < 2 || !about.names.begin.includes(characters[0])) return null;
  const number = fileOf(characters.slice(0, 2).join(""), about.names.files);
  const address = new URL(`search/names/${number}.json?v=${about.names.mark}`, root(about));
  const known = await kept(files, address.href, () => request(address));
  const found = known.find(([other]) => alike(fold(other)) === alike(wanted));
  return found ? { name: found[0], id: found[1], url: new URL(`by/${found[1]}/`, root(about)).href } : null;
}

/** Those of some names that are spelt in Latin letters: zhangting, or zt. */
export async function contributorsSpelt(letters, names) {
  const known = await Promise.all(names.map(contributor));
  return known.filter((one) => {
    const syllables = one ? one.id.split("-").slice(0, -1) : [];
    return [syllables.join(""), syllables.map((syllable) => syllable[0]).join("")].includes(letters);
  });
}

/** All that a query names: of a day and contributors, those whose name is one of its terms. What does not come is left out. */
export async function named(query) {
  const terms = termsOf(query).map((term) => term.text);
  const none = () => null;
  const papers = await Promise.all([...new Set([query, ...terms])].map((text) => paperOf(text).catch(none)));
  const people = await Promise.all(terms.map((term) => contributor(term).catch(none)));
  const days = papers.filter((one, i) => one && papers.findIndex((other) => other && other.url === one.url) === i);
  return { days, people: people.filter(Boolean) };
}
