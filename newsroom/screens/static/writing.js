// The screen to write on: saves as one pauses, and never over what another has written.
import { ask, send } from "./api.js";
import { correcting } from "./correcting.js";
import { edit, insertBlocks, insertFigure } from "./editor.js";
import { proofs } from "./proofs.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";
import { toolbar } from "./tools.js";

const PAUSE = 800; // milliseconds without a key after which is saved
const AGAIN = 5000; // milliseconds after which one tries again
const MENDED = [0, 403, 500, 507]; // nobody answers, the desk was opened anew, the disk is full: all of it passes
const form = document.getElementById("manuscript");
const [state, told] = [form.querySelector(".state"), form.querySelector(".fault")];
const source = document.getElementById("source");
form.dataset.head = JSON.parse(document.getElementById("head").textContent);
let timer = 0;
let saving = Promise.resolve();
let pasting = Promise.resolve();
let stopped = false; // another version is to be looked at first

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
const proof = proofs({ form, view, save, leave, tell });
const showTools = toolbar({ form, view, tell, turn, take });
let saved = JSON.stringify(values());

function values() {
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  return source.hidden ? { document: view.state.doc.toJSON(), fields } : { body: source.value, fields };
}

function tell(text) {
  told.textContent = text;
}

function wait(pause = PAUSE) {
  state.textContent = _("正在写……");
  clearTimeout(timer);
  timer = setTimeout(save, pause);
}

function save() {
  clearTimeout(timer);
  saving = saving.then(async () => {
    const now = JSON.stringify(values());
    if (stopped) return;
    if (now === saved) {
      state.textContent = "";
      return;
    }
    try {
      const answer = await ask("save", { ...JSON.parse(now), path: form.dataset.path, digest: form.dataset.digest, head: form.dataset.head });
      form.dataset.head = answer.head;
      form.dataset.digest = answer.digest;
      if (source.hidden) source.value = answer.body;
      saved = now;
      tell("");
      state.textContent = _("已存 {time}", { time: new Date().toLocaleTimeString("zh", { hour12: false }) });
      proof();
    } catch (fault) {
      state.textContent = _("没有存。");
      if (fault.status === 409) conflict(fault);
      else tell(fault.message);
      if (MENDED.includes(fault.status)) timer = setTimeout(save, AGAIN);
    }
  });
  return saving;
}

// A correction is written by the server, in turn with the saves: after what was typed before, and before what is typed next.
async function correct(wish) {
  await save();
  if (stopped) return null;
  const work = saving.then(() => ask("correct", { ...wish, path: form.dataset.path, digest: form.dataset.digest }));
  saving = work.catch(() => undefined);
  try {
    const answer = await work;
    form.dataset.head = answer.head;
    form.dataset.digest = answer.digest;
    if (answer.status) taken("status", answer.status);
    proof();
    return answer;
  } catch (fault) {
    if (fault.status !== 409) throw fault;
    conflict(fault);
    return null;
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

// Another program has saved it: both are shown, and nothing is written before one is chosen. The other is among the versions then.
function conflict(fault) {
  stopped = true;
  tell(fault.message);
  const { current } = fault.answer;
  if (current) {
    const theirs = document.createElement("pre");
    theirs.setAttribute("aria-label", _("现在文件里的"));
    theirs.setAttribute("role", "region");
    theirs.tabIndex = 0;
    theirs.textContent = [...Object.entries(current.fields).map(([key, value]) => `${form.querySelector(`label[for=f-${key}]`)?.textContent ?? key}: ${value}`), "", current.body].join("\n");
    told.append(theirs, button(_("留下我写的"), () => resume(current.digest)), " ", button(_("用文件里的"), theirsInstead));
  } else if (current === null) told.append(button(_("把我写的另存"), () => resume("")), " ", button(_("不要了"), () => leave("/")));
  told.scrollIntoView({ block: "nearest" });
}

function resume(digest) {
  form.dataset.digest = digest;
  stopped = false;
  saved = "";
  save();
}

async function theirsInstead() {
  try {
    await ask("keep", { ...values(), path: form.dataset.path, head: form.dataset.head });
    leave();
  } catch (fault) {
    told.prepend(fault.message, " ");
  }
}

function leave(address = location.href) {
  saved = JSON.stringify(values());
  if (address === location.href) location.reload();
  else location.href = address;
}

function button(text, act) {
  const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
  made.addEventListener("click", act);
  return made;
}

// The text as it stands in the file, for who knows it; the screen is loaded anew on the way back.
async function turn() {
  await save();
  if (stopped) return;
  if (!source.hidden) return leave();
  document.getElementById("editor").hidden = true;
  source.hidden = false;
  form.querySelector("[data-do=source]").setAttribute("aria-pressed", "true");
  for (const one of form.querySelectorAll(".tools button:not([data-do=source])")) one.disabled = true;
  saved = JSON.stringify(values());
  source.focus();
}

async function paste(view, what) {
  try {
    const { document, pictures } = await ask("paste", what);
    insertBlocks(view, document);
    if (pictures) tell(_("有 {count} 张图片没有跟着过来。请存成文件，再拖进来。", { count: pictures }));
  } catch (fault) {
    tell(fault.message);
  }
}

async function take(view, files, place) {
  for (const file of files) {
    state.textContent = _("正在放图片“{name}”……", { name: file.name });
    try {
      const answer = await send(`photo?name=${encodeURIComponent(file.name)}`, file);
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
document.addEventListener("visibilitychange", () => document.hidden && save());
document.getElementById("remove").addEventListener("click", async () => {
  await save();
  if (stopped) return;
  try {
    await ask("remove", { path: form.dataset.path, digest: form.dataset.digest });
    leave("/away");
  } catch (fault) {
    if (fault.status === 409) conflict(fault);
    else tell(fault.message);
  }
});
correcting({ status: form.elements.status, write: correct });
showTools(view);
proof();
ready();
