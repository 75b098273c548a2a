// Headlines and names in pinyin or by initials, as plugins/search/spelling.py has them for the index.
import { find } from "./postings.js";

const INITIALS = "b,p,m,f,d,t,n,l,g,k,h,j,q,x,zh,ch,sh,r,z,c,s,y,w";
const FINALS = "a,o,e,ai,ei,ao,ou,an,en,ang,eng,er,ong,i,ia,ie,iao,iu,ian,in,iang,ing,iong,u,ua,uo,uai,ui,uan,un,uang,v,ve,ue";
const SYLLABLE = new RegExp(`^(${INITIALS.replace(/,/g, "|")})?(${FINALS.replace(/,/g, "|")})$`);
const [FIRST, ROW, OF_NAMES] = [0xe000, 64, 0xf000];
const LETTERS = /^[a-z]+(?:['’][a-z]+)*$/;
const LONGEST = 40; // letters of a term that are read as pinyin
const WAYS = 12; // to cut letters into syllables that are tried: xian is xian, and xi an
const SHORTEST = 2;
const SHORT = 3; // letters that may be initials although they are a syllable

/** The character that stands for a syllable; none for what is no syllable. */
export function codeOf(syllable) {
  const match = SYLLABLE.exec(syllable.replace(/^([ln])ue$/, "$1ve"));
  if (!match) return "";
  const row = match[1] ? INITIALS.split(",").indexOf(match[1]) + 1 : 0;
  return String.fromCharCode(FIRST + row * ROW + FINALS.split(",").indexOf(match[2]));
}

/** All ways to cut letters into syllables, the longest first, each as the characters that stand for them. */
export function syllables(letters) {
  const ways = [[""]]; // for the rest of the letters, from the end
  for (let left = 1; left <= letters.length; left++) {
    const rest = letters.slice(-left);
    const found = [];
    for (let length = Math.min(6, left); length > 0; length--) {
      const code = codeOf(rest.slice(0, length));
      if (code) found.push(...ways[left - length].map((way) => code + way));
    }
    ways.push(found.slice(0, WAYS));
  }
  return ways[letters.length];
}

/** How a folded term may be meant as pinyin: runs as the index has them; none if it has no such letters. */
export function spellings(text) {
  const letters = text.replace(/ü/g, "v");
  if (!LETTERS.test(letters) || letters.length > LONGEST || letters.length < SHORTEST) return [];
  const parts = letters.split(/['’]/).map(syllables);
  const ways = parts.reduce((some, part) => some.flatMap((way) => part.map((other) => way + other)), [""]);
  const runs = ways.slice(0, WAYS);
  if (parts.length === 1 && (!runs.length || letters.length <= SHORT)) {
    runs.push(letters, letters.replace(/./g, (letter) => String.fromCharCode(OF_NAMES + letter.charCodeAt(0) - 97)));
  }
  return runs;
}

/**
 * From the number of each article that has any of some spellings to where: the place, and how many characters of the
 * headline are spelt so (none if that is not known). Places before `headline` are in it; its initials stand behind them.
 */
export async function spelt(runs, postings, headline) {
  const found = new Map();
  const lists = await Promise.all(runs.map((run) => find([...run].map((one) => [one]), postings)));
  lists.forEach((list, number) => {
    const ofHeadline = /^[a-z]/.test(runs[number]);
    for (const [article, place] of list) {
      const at = ofHeadline && place >= headline ? place - headline : place;
      const length = runs[number].length > 1 && at < headline ? runs[number].length : 0;
      if (!found.has(article) || found.get(article).place > at) found.set(article, { place: at, length });
    }
  });
  return found;
}
