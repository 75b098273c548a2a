// Offers to keep this issue on the device: says how much it is first, then how far it is, and takes it away again.
import { able, drop, keep, kept, megabytes } from "./offline-kept.js";

const part = document.querySelector(".offline");
const said = part.querySelector("[role=status]");
const bar = part.querySelector("progress");
const away = part.querySelector(".offline__kept");
const words = part.querySelector("template").content;
const list = new URL(part.dataset.list, location.href).href;
const buttons = [...part.querySelectorAll("button")];

function text(name, values) {
  const word = words.querySelector(`[data-word="${name}"]`).textContent;
  return Object.keys(values).reduce((whole, key) => whole.replace(`{${key}}`, values[key]), word);
}

/** Shows a state: what is said, and the buttons for what can be done. */
function show(name, values, ...offered) {
  const held = buttons.includes(document.activeElement);
  said.textContent = name ? text(name, values) : "";
  bar.hidden = name !== "keeping";
  away.hidden = name !== "kept";
  for (const button of buttons) button.hidden = !offered.includes(button.value);
  const first = buttons.find((button) => !button.hidden);
  if (held && first) first.focus(); // that which was pressed is gone
}

/** The line that pages have when they come from the device: its link works from everywhere. */
function line() {
  const copy = document.importNode(words.querySelector(".kept"), true);
  const link = copy.querySelector("a");
  link.setAttribute("href", link.href);
  return copy.outerHTML;
}

async function ask() {
  try {
    const answer = await fetch(list, { cache: "no-cache" });
    if (!answer.ok) throw Object.assign(new Error(list), { status: answer.status });
    const { articles, bytes, pictures } = await answer.json();
    show("size", { articles, pictures, size: megabytes(bytes) }, "keep", "leave");
  } catch (error) {
    show(error.status ? "site" : "net", {}, "ask");
  }
}

async function begin() {
  const told = ({ count, of, bytes }) => {
    bar.max = of;
    bar.value = count;
    show("keeping", { count, of, size: megabytes(bytes) });
  };
  told({ count: 0, of: 1, bytes: 0 });
  const failed = await keep(list, line(), told);
  if (failed) show(failed, {}, "ask");
  else await state();
}

async function state() {
  const own = (await kept()).find((one) => one.list === list);
  if (own) show("kept", { size: megabytes(own.bytes) }, "drop");
  else show("", {}, "ask");
}

const doings = {
  ask,
  keep: begin,
  leave: state,
  drop: async () => {
    await drop(list);
    await state();
  },
};

if (able) {
  state().then(() => {
    part.hidden = false;
  }, () => undefined); // storage is closed to us
  for (const button of buttons) button.addEventListener("click", () => doings[button.value]());
}
