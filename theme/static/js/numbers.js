// Numbers as plugins/search/postings.py writes them: five bits a character, the lowest first, the last below 32.
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const value = [];
for (let i = 0; i < DIGITS.length; i++) value[DIGITS.charCodeAt(i)] = i;

/** The numbers that a text stands for. */
export function numbers(text) {
  const found = [];
  let number = 0;
  let bits = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = value[text.charCodeAt(i)];
    number += (digit & 31) << bits;
    bits += 5;
    if (digit < 32) {
      found.push(number);
      number = bits = 0;
    }
  }
  return found;
}
