// Reads the article aloud with a voice of the browser's own, and marks the sentence that it is at.
// Only voices on the device count: others send the text elsewhere.
const LONGEST = 60; // characters of an utterance: Chromium breaks off after some 15 seconds
const END = /[。！？；…!?;]+[”’」』）)》]*|$/g; // of a sentence
const STOP = /^[^]*[，、：,:]/; // of a clause, up to the last
// Here and not in a sheet: checkers of CSS do not know it yet.
const HIGHLIGHT = "@media screen { ::highlight(aloud) { background-color: var(--marked); color: inherit } }";
const EDGE = 80; // pixels at the edge of the window: what stands there is not in sight
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
const said = part.querySelector("[role=status]");
const words = part.querySelector("template").content;
const speech = window.speechSynthesis;
const highlights = window.CSS && window.Highlight && CSS.highlights; // marks without an element

let voice;
let queue = []; // what is read: { block, start, end, text }
let place = 0;
let utterance; // held, or Chromium forgets it and never tells that it has ended
let marked; // where it is on the page: ranges or elements

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

/** Where the sentences of a text begin and end; those longer than `LONGEST` are parted at the end of a clause. */
export function cut(text) {
  const found = [];
  let start = 0;
  while (start < text.length) {
    END.lastIndex = start;
    const stop = END.exec(text);
    const whole = stop.index + stop[0].length;
    while (start < whole) {
      const head = text.slice(start, Math.min(whole, start + LONGEST));
      const clause = start + head.length < whole && STOP.exec(head);
      const next = start + (clause ? clause[0] : head).length;
      if (/\S/.test(text.slice(start, next))) found.push({ start, end: next });
      start = next;
    }
  }
  return found;
}

/** The texts of a block that are read: not what stands above characters. */
function nodes(block) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (!walker.currentNode.parentElement.closest("rt, rp")) found.push(walker.currentNode);
  }
  return found;
}

function read() {
  const blocks = [...document.querySelectorAll(BLOCKS)].filter((block) => !block.querySelector(BLOCKS));
  return blocks.flatMap((block) => {
    const whole = nodes(block).map((node) => node.data).join("");
    return cut(whole).map(({ start, end }) => {
      const text = whole.slice(start, end).replace(/\s+/g, " ").trim();
      return { block, start, end, text };
    });
  });
}

/** The ranges of a sentence, one in each text that it runs through. */
function ranges({ block, start, end }) {
  const found = [];
  let at = 0;
  for (const node of nodes(block)) {
    const next = at + node.data.length;
    if (next > start && at < end) {
      const range = document.createRange();
      range.setStart(node, Math.max(start - at, 0));
      range.setEnd(node, Math.min(end - at, node.data.length));
      found.push(range);
    }
    at = next;
  }
  return found;
}

function inSight(one) {
  const box = one.getBoundingClientRect();
  return box.bottom > EDGE && box.top < innerHeight - EDGE;
}

/** Marks a sentence, and takes the mark off the one before: the text is as it was. */
function mark(sentence) {
  const followed = !marked || inSight(marked[0]); // else the reader looks at something else
  if (marked && highlights) highlights.delete("aloud");
  else if (marked) marked.forEach(unwrap);
  for (const block of document.querySelectorAll(".aloud-now")) block.classList.remove("aloud-now");
  marked = undefined;
  if (!sentence) return;
  sentence.block.classList.add("aloud-now");
  const found = ranges(sentence);
  if (highlights) highlights.set("aloud", new Highlight(...found));
  marked = highlights ? found : found.map(wrapped);
  if (followed && !inSight(marked[0])) scrollBy(0, marked[0].getBoundingClientRect().top - innerHeight / 3);
}

function wrapped(range) {
  const element = document.createElement("mark");
  element.className = "aloud-mark";
  range.surroundContents(element);
  return element;
}

function unwrap(element) {
  const parent = element.parentNode;
  while (element.firstChild) parent.insertBefore(element.firstChild, element);
  parent.removeChild(element);
  parent.normalize();
}

function word(name) {
  return words.querySelector(`[data-word="${name}"]`).textContent;
}

function say(state, name) {
  part.dataset.state = state;
  main.textContent = word(name);
  end.hidden = state === "silent";
  said.textContent = "";
}

function speak() {
  const sentence = queue[place];
  if (!sentence) return stop();
  mark(sentence);
  const own = new SpeechSynthesisUtterance(sentence.text);
  utterance = own;
  own.voice = voice;
  own.lang = voice.lang;
  own.onend = () => {
    if (utterance !== own) return;
    place += 1;
    speak();
  };
  own.onerror = ({ error }) => {
    if (utterance !== own) return;
    if (error === "interrupted" || error === "canceled") return pause(); // by another window, or the system
    stop();
    said.textContent = word("broken");
  };
  speech.speak(own);
}

/** Falls silent. Android takes `pause()` for `cancel()`, so a pause is one too, and the sentence is read again. */
function hush() {
  utterance = undefined;
  speech.cancel();
}

function pause() {
  hush();
  say("paused", "resume");
}

function stop() {
  hush();
  place = 0;
  mark(undefined);
  say("silent", "read");
}

function turn() {
  if (part.dataset.state === "reading") return pause();
  listen(); // Safari before 16 does not tell that voices came
  if (!voice) {
    said.textContent = word("none");
    return;
  }
  if (part.dataset.state !== "paused") queue = read();
  say("reading", "pause");
  speak();
}

function listen() {
  voice = chosen();
  if (voice && part.dataset.state === "silent") said.textContent = "";
}

/** Goes on where a phone fell silent without a word while another window was shown. */
function back() {
  if (document.hidden || part.dataset.state !== "reading") return;
  if (!speech.speaking && !speech.pending) speak();
}

if (speech && window.SpeechSynthesisUtterance) {
  if (highlights) document.styleSheets[0].insertRule(HIGHLIGHT, 0);
  listen();
  if (speech.addEventListener) speech.addEventListener("voiceschanged", listen); // voices come late
  else speech.onvoiceschanged = listen;
  main.addEventListener("click", turn);
  end.addEventListener("click", () => {
    stop();
    main.focus();
  });
  document.addEventListener("visibilitychange", back);
  addEventListener("keydown", (event) => event.key === "Escape" && part.dataset.state !== "silent" && stop());
  addEventListener("pagehide", stop);
}
