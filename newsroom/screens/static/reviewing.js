// Who signed the piece on the screen (三审), what changed since, and the button to sign it.
import { ask, Fault } from "./api.js";
import { idle, isIdle, made } from "./elements.js";
import { _ } from "./say.js";
import { inTurn, look, save } from "./writing.js";

const manuscript = document.getElementById("manuscript");
const block = document.getElementById("reviews");
const form = block.querySelector("form");
const changes = block.querySelector("details");
const told = block.querySelector("[role=alert]");
const state = block.querySelector("[role=status]");
let following = "";

const path = () => manuscript.dataset.path;

function show({ steps, people = [], changes: lines = [], following: next = "" }) {
  following = next;
  block.hidden = steps.length === 0;
  block.querySelector("ol").replaceChildren(
    ...steps.map(({ name, state, told }) => made("li", { "data-state": state }, made("b", {}, name), ` ${told}`)),
  );
  form.hidden = !following;
  const button = form.querySelector("button");
  button.textContent = `${button.dataset.label}${following}`;
  form.querySelector("datalist").replaceChildren(...people.map((name) => made("option", { value: name })));
  changes.hidden = lines.length === 0;
  changes.querySelector("pre").replaceChildren(
    ...lines.map((line) => made({ "+": "ins", "-": "del" }[line[0]] ?? "span", {}, `${line}\n`)),
  );
}

async function refresh() {
  try {
    show(await ask("review", { path: path() }));
  } catch (fault) {
    told.textContent = fault.message;
  }
}

new MutationObserver(refresh).observe(manuscript, { attributeFilter: ["data-digest"] });

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  if (isIdle(button)) return;
  idle(button, true);
  told.textContent = state.textContent = "";
  const step = following;
  try {
    if (!(await save())) throw new Fault(_("刚写的还没有存上，没有签。存上了再签。"), 0, {});
    const person = form.elements.person.value.trim();
    const answer = await inTurn(async () => {
      const signed = await ask("sign", { path: path(), digest: manuscript.dataset.digest, person, step });
      manuscript.dataset.head = signed.head;
      manuscript.dataset.digest = signed.digest;
      return signed;
    });
    show(answer);
    if (!following) document.getElementById("reviews-title").focus();
    else form.elements.person.focus();
    form.elements.person.value = "";
    state.textContent = _("{step}签好了。", { step });
  } catch (fault) {
    told.textContent = fault.message;
    if (fault.status === 409) look();
  } finally {
    idle(button, false);
  }
});

refresh();
