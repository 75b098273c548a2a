// The screen to write on: saves as one pauses, and never over what another has written.
import { ask, send } from "./api.js";
import { correcting } from "./correcting.js";
import { edit, insertBlocks, insertFigure } from "./editor.js";
import { button, idle, made } from "./elements.js";
import { proofs } from "./proofs.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";
import { toolbar } from "./tools.js";

const PAUSE = 800; // milliseconds without a key after which is saved
const AGAIN = 5000; // milliseconds after which one tries again
const MENDED = [0, 403, 500, 507]; // nobody answers, the desk was opened anew, the disk is full: all of it passes
const form = document.getElementById("manuscript");
const [state, told, both] = [form.querySelector(".state"), form.querySelector(".fault"), form.querySelector(".conflict")];
const source = document.getElementById("source");
form.dataset.head = JSON.parse(document.getElementById("head").textContent);
let timer = 0;
let working = Promise.resolve(); // one thing after another: each knows what the last has written
let pasting = Promise.resolve();
let stopped = false; // another version is to be looked at first
let unsaved = ""; // what was told of the last save that failed: the next that does not takes it back, and nothing else that was told
let kept = null; // what is done when that of this screen is kept

const view = edit(document.getElementById("editor"), JSON.parse(document.getElementById("document").textContent), {
  changed(view, isOther) {
    showTools?.(view);
    if (isOther) wait();
  },
  files: take,
  pasted(view, what) {
    pasting = pasting.then(() => paste(view, what));
  },
});
const proof = proofs({ form, view, save, inTurn, leave, tell });
const showTools = toolbar({ form, view, tell, turn, take });
let saved = JSON.stringify(values());

function values() {
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  return source.hidden ? { document: view.state.doc.toJSON(), fields } : { body: source.value, fields };
}

function tell(text) {
  told.textContent = text;
}

/** Does something when all before it is done; what it writes, the next save knows. */
export function inTurn(work) {
  const done = working.then(work);
  working = done.catch(() => {});
  return done;
}

function wait(pause = PAUSE) {
  if (state.textContent !== _("正在写……")) state.textContent = _("正在写……"); // or it would be read aloud at every key
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

/** Saves what is not saved yet; whether all is in the file then. */
export function save() {
  clearTimeout(timer);
  return inTurn(async () => {
    const now = JSON.stringify(values());
    if (stopped) return false;
    if (now === saved) {
      if (state.textContent === _("正在写……")) state.textContent = "";
      return true;
    }
    try {
      const answer = await ask("save", { ...JSON.parse(now), path: form.dataset.path, digest: form.dataset.digest, head: form.dataset.head });
      form.dataset.head = answer.head;
      form.dataset.digest = answer.digest;
      if (source.hidden) source.value = answer.body;
      saved = now;
      if (told.textContent === unsaved) tell("");
      state.textContent = _("已存 {time}", { time: new Date().toLocaleTimeString("zh", { hour12: false }) });
      proof();
      return true;
    } catch (fault) {
      state.textContent = _("没有存。");
      unsaved = fault.message;
      if (fault.status === 409) conflict(fault);
      else tell(fault.message);
      if (MENDED.includes(fault.status)) timer = setTimeout(save, AGAIN);
      return false;
    }
  });
}

// A correction is written by the server, in turn with the saves: after what was typed before, and before what is typed next.
// Where another version is to be looked at first, it is that of the whole piece; `again` is done when this one is kept.
async function correct(wish, again) {
  await save();
  if (stopped) return null;
  try {
    const answer = await inTurn(() => ask("correct", { ...wish, path: form.dataset.path, digest: form.dataset.digest }));
    form.dataset.head = answer.head;
    form.dataset.digest = answer.digest;
    if (answer.status) taken("status", answer.status);
    proof();
    return answer;
  } catch (fault) {
    if (fault.status !== 409) throw fault;
    saved = "";
    kept = again;
    if (!(await save())) return null;
    kept = null; // it is as this screen has it by now
    return correct(wish, again);
  }
}

// A field that the server has written.
function taken(name, value) {
  const field = form.elements[name];
  if (![...field.options].some((one) => one.value === value)) field.add(new Option(value));
  field.value = value;
  const before = JSON.parse(saved);
  saved = JSON.stringify({ ...before, fields: { ...before.fields, [name]: value } });
}

// Another has saved it: what is different is shown, and nothing is written before one is chosen. The other is among the versions then.
function conflict(fault) {
  stopped = true;
  tell(fault.message);
  const { current, difference } = fault.answer;
  if (current) {
    const label = (key) => form.querySelector(`label[for=f-${key}]`)?.textContent ?? key;
    const lines = difference.map(([sign, line]) => {
      const [tag, whose] = sign === "+" ? ["ins", _("文件里有：")] : ["mark", _("我写的有：")];
      return made("li", {}, made(tag, {}, made("b", {}, whose), line));
    });
    const all = [...Object.entries(current.fields).map(([key, value]) => `${label(key)}: ${value}`), "", current.body].join("\n");
    both.replaceChildren(
      made("ul", { class: "difference", "aria-label": _("两边不同的地方") }, ...lines),
      made("details", {}, made("summary", {}, _("文件里的全文")), made("pre", { tabindex: 0, role: "region", "aria-label": _("文件里的全文") }, all)),
      button(_("留下我写的"), () => resume(current.digest)),
      " ",
      button(_("用文件里的"), theirsInstead),
    );
  } else if (current === null) {
    const { digest = "" } = fault.answer; // of what is there and no text
    both.replaceChildren(button(digest ? _("留下我写的") : _("把我写的另存"), () => resume(digest)), " ", button(_("不要了"), () => leave("/")));
  }
  both.hidden = !both.children.length;
  both.scrollIntoView({ block: "nearest" });
}

async function resume(digest) {
  form.dataset.digest = digest;
  stopped = false;
  both.hidden = true;
  saved = "";
  (source.hidden ? view : source).focus();
  const then = kept;
  kept = null;
  if (await save()) then?.();
}

async function theirsInstead() {
  try {
    await ask("keep", { ...values(), path: form.dataset.path, head: form.dataset.head });
    leave();
  } catch (fault) {
    tell(fault.message);
  }
}

function leave(address = location.href) {
  saved = JSON.stringify(values());
  if (address === location.href) location.reload();
  else location.href = address;
}

// The text as it stands in the file, for who knows it; the screen is loaded anew on the way back.
async function turn() {
  if (!(await save())) return;
  if (!source.hidden) return leave();
  document.getElementById("editor").hidden = true;
  source.hidden = false;
  form.querySelector("[data-do=source]").setAttribute("aria-pressed", "true");
  for (const one of form.querySelectorAll(".tools button:not([data-do=source])")) idle(one, true);
  saved = JSON.stringify(values());
  source.focus();
}

async function paste(view, what) {
  try {
    const { document, pictures } = await ask("paste", what);
    insertBlocks(view, document);
    tell(pictures ? _("有 {count} 张图片没有跟着过来。请存成文件，再拖进来。", { count: pictures }) : "");
  } catch (fault) {
    tell(fault.message);
  }
}

async function take(view, files, place) {
  for (const file of files) {
    state.textContent = _("正在放图片“{name}”……", { name: file.name });
    try {
      const answer = await send(`photo?name=${encodeURIComponent(file.name)}`, file);
      tell("");
      insertFigure(view, { src: answer.src, alt: "" }, place);
      state.textContent = _("图片放好了。请在图片下面写上图说：是什么、在哪里，谁摄。");
    } catch (fault) {
      state.textContent = "";
      tell(fault.message);
    }
  }
}

form.addEventListener("input", (event) => (event.target.name || event.target === source ? wait() : undefined));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
addEventListener("beforeunload", (event) => {
  if (JSON.stringify(values()) !== saved) event.preventDefault();
});
document.addEventListener("visibilitychange", () => (document.hidden ? save() : look()));

/** Another window, or another program, may have written meanwhile; or this one, when it was loaded anew before it had saved. */
export async function look() {
  const digest = await inTurn(proof);
  if (!digest || digest === form.dataset.digest || stopped || JSON.stringify(values()) !== saved) return;
  tell(_("这篇稿件刚在别处改过，这里还是原来的样子。"));
  both.replaceChildren(button(_("看现在的"), () => leave()));
  both.hidden = false;
  both.scrollIntoView({ block: "nearest" });
}

document.getElementById("remove").addEventListener("click", async () => {
  if (!(await save())) return;
  try {
    await ask("remove", { path: form.dataset.path, digest: form.dataset.digest });
    leave(`/away?gone=${encodeURIComponent(form.dataset.path)}`);
  } catch (fault) {
    if (fault.status === 409) conflict(fault);
    else tell(fault.message);
  }
});
correcting({ status: form.elements.status, write: correct });
showTools(view);
look();
ready();
