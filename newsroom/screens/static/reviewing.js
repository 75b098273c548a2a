// Who signed the piece on the screen (三审), what changed since, and the button to sign it.
import { ask } from "./api.js";
import { _ } from "./say.js";

const SAVED = 4000; // milliseconds that are waited for a save before signing
const manuscript = document.getElementById("manuscript");
const block = document.getElementById("reviews");
const form = block.querySelector("form");
const changes = block.querySelector("details");
const told = block.querySelector("[role=alert]");
const state = block.querySelector("[role=status]");
let following = "";
let written = false; // something that may not be saved yet

const path = () => manuscript.dataset.path;

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), { textContent: text });
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function show({ steps, people = [], changes: lines = [], following: next = "" }) {
  following = next;
  block.hidden = steps.length === 0;
  block.querySelector("ol").replaceChildren(
    ...steps.map(({ name, state, told }) => {
      const item = element("li", "", { "data-state": state });
      item.append(element("b", name), ` ${told}`);
      return item;
    }),
  );
  form.hidden = !following;
  const button = form.querySelector("button");
  button.textContent = `${button.dataset.label}${following}`;
  form.querySelector("datalist").replaceChildren(...people.map((name) => element("option", "", { value: name })));
  changes.hidden = lines.length === 0;
  changes.querySelector("pre").replaceChildren(
    ...lines.map((line) => element({ "+": "ins", "-": "del" }[line[0]] ?? "span", `${line}\n`)),
  );
}

async function refresh() {
  try {
    show(await ask("review", { path: path() }));
  } catch (fault) {
    told.textContent = fault.message;
  }
}

/** Settles when what was written is saved: the digest of the form is another then. */
function saved() {
  if (!written) return Promise.resolve();
  return new Promise((resolve) => {
    const observer = new MutationObserver(resolve);
    observer.observe(manuscript, { attributeFilter: ["data-digest"] });
    setTimeout(resolve, SAVED);
    manuscript.requestSubmit();
  });
}

manuscript.addEventListener("input", () => {
  written = true;
});
new MutationObserver(() => {
  written = false;
  refresh();
}).observe(manuscript, { attributeFilter: ["data-digest"] });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  told.textContent = state.textContent = "";
  const step = following;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    await saved();
    const person = form.elements.person.value.trim();
    const answer = await ask("sign", { path: path(), digest: manuscript.dataset.digest, person, step });
    manuscript.dataset.head = answer.head;
    manuscript.dataset.digest = answer.digest;
    show(answer);
    form.elements.person.value = "";
    state.textContent = _("{step}签好了。", { step });
  } catch (fault) {
    told.textContent = fault.message;
  } finally {
    button.disabled = false;
  }
});

refresh();
