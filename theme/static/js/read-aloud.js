// Reads the article aloud with a voice of the browser's own. Only voices on the device count: others send the text elsewhere.
const LONGEST = 60; // characters of an utterance: Chromium breaks off after some 15 seconds
const STOPS = [/^[^]*[。！？；…!?;][”’」』）)]*/, /^[^]*[，、：,:]/]; // up to the last
// From the page's script to voices, the best first; a Cantonese one is none for Simplified pages.
const VOICES = {
  "zh-Hans": ["zh-cn", "zh-sg", "zh-tw"],
  "zh-Hant": ["zh-tw", "zh-hk", "zh-cn"],
  "zh-Hant-HK": ["zh-hk", "zh-tw", "zh-cn"],
};
const within = (place, parts) => parts.map((part) => `${place} ${part}`);
const BLOCKS = [
  ...within(".article__head", [".kicker", "h1", ".article__subtitle", ".byline"]),
  ".correction p",
  ...within(".prose", ["p", "h2", "h3", "h4", "li", "blockquote", "figcaption", "dt", "dd"]),
].join();

const part = document.querySelector(".aloud");
const [main, end] = part.querySelectorAll("button");
const words = part.querySelector("template").content;
const speech = window.speechSynthesis;

let voice;
let queue = []; // what is read: { block, text }
let place = 0;
let utterance; // held, or Chromium forgets it and never tells that it has ended

/** The language of a voice as `zh-cn`: browsers write `zh_CN`, `cmn-Hans-CN`, `yue-HK`, `zh`. */
function language(tag) {
  const [name, ...rest] = tag.toLowerCase().split(/[-_]/);
  const place = rest.find((part) => part.length === 2);
  if (name === "yue") return "zh-hk";
  return name === "zh" || name === "cmn" ? `zh-${place || (rest.includes("hant") ? "tw" : "cn")}` : tag;
}

function chosen() {
  const known = speech.getVoices().filter((one) => one.localService);
  const lang = document.documentElement.lang;
  for (const wanted of VOICES[lang] || VOICES[lang.slice(0, 7)] || []) {
    const found = known.find((one) => language(one.lang) === wanted);
    if (found) return found;
  }
  return undefined;
}

/** Parts a text at the end of a sentence, else of a clause, so that none is longer than `LONGEST`. */
export function cut(text) {
  const found = [];
  let rest = text.replace(/\s+/g, " ").trim();
  while (rest.length > LONGEST) {
    const head = rest.slice(0, LONGEST);
    const at = STOPS.map((stop) => stop.exec(head)).filter(Boolean).map(([whole]) => whole.length)[0] || LONGEST;
    found.push(rest.slice(0, at));
    rest = rest.slice(at).trimStart();
  }
  return rest ? [...found, rest] : found;
}

function spoken(block) {
  const copy = block.cloneNode(true);
  for (const beside of copy.querySelectorAll("rt, rp")) beside.remove();
  return copy.textContent;
}

function read() {
  const blocks = [...document.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  return blocks.flatMap((block) => cut(spoken(block)).map((text) => ({ block, text })));
}

function mark(block) {
  const before = document.querySelector(".aloud-now");
  if (before === block) return;
  if (before) before.classList.remove("aloud-now");
  if (!block) return;
  block.classList.add("aloud-now");
  block.scrollIntoView({ block: "nearest" });
}

function say(state, word) {
  part.dataset.state = state;
  main.textContent = words.querySelector(`[data-word="${word}"]`).textContent;
  end.hidden = state === "silent";
}

function speak() {
  const { block, text } = queue[place] || {};
  if (!text) return stop();
  mark(block);
  const own = new SpeechSynthesisUtterance(text);
  utterance = own;
  own.voice = voice;
  own.lang = voice.lang;
  own.onend = () => {
    if (utterance !== own) return;
    place += 1;
    speak();
  };
  own.onerror = () => utterance === own && stop();
  speech.speak(own);
}

/** Falls silent. Android takes `pause()` for `cancel()`, so a pause is one too, and what was broken off is read again. */
function hush() {
  utterance = undefined;
  speech.cancel();
}

function stop() {
  hush();
  place = 0;
  mark(undefined);
  say("silent", "read");
  part.hidden = !voice;
}

function turn() {
  if (part.dataset.state === "reading") {
    hush();
    say("paused", "resume");
    return;
  }
  if (part.dataset.state !== "paused") queue = read();
  say("reading", "pause");
  speak();
}

function offer() {
  voice = chosen();
  if (part.dataset.state === "silent") part.hidden = !voice;
}

if (speech && window.SpeechSynthesisUtterance) {
  offer();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", offer); // voices come late
  main.addEventListener("click", turn);
  end.addEventListener("click", () => {
    stop();
    main.focus();
  });
  addEventListener("keydown", (event) => event.key === "Escape" && part.dataset.state !== "silent" && stop());
  addEventListener("pagehide", stop);
}
