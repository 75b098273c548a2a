// What a query names beside articles: the paper of a day, and a contributor.
import { alike, fold } from "./cut.js";
import { dayOf, timeOf, within } from "./days.js";
import { base, kept, paper, request } from "./files.js";
import { fileOf } from "./postings.js";
import { Shard } from "./search.js";
import { terms as termsOf } from "./terms.js";

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
