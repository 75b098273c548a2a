// The screen to write on: saves as one pauses, and never over what another has written.
import { ask } from "./api.js";
import { commands, edit, insertFigure, isIn, schema, tableCommands } from "./editor.js";

const PAUSE = 800; // milliseconds without a key after which is saved
const form = document.getElementById("manuscript");
const [state, told] = [form.querySelector(".state"), form.querySelector(".fault")];
const source = document.getElementById("source");
const frame = document.querySelector(".page iframe");
const tools = form.querySelector(".tools");
let timer = 0;
let saving = Promise.resolve();
let stopped = false; // another version is to be looked at first

const view = edit(document.getElementById("editor"), JSON.parse(document.getElementById("document").textContent), {
  changed(view, isOther) {
    showTools(view);
    if (isOther) wait();
  },
  files: take,
});
let saved = JSON.stringify(values());

function values() {
  const fields = Object.fromEntries([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  return source.hidden ? { document: view.state.doc.toJSON(), fields } : { body: source.value, fields };
}

function wait() {
  state.textContent = "正在写……";
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
}

function save() {
  clearTimeout(timer);
  saving = saving.then(async () => {
    const now = JSON.stringify(values());
    if (stopped || now === saved) {
      if (!stopped) state.textContent = "";
      return;
    }
    try {
      const answer = await ask("save", { ...JSON.parse(now), path: form.dataset.path, digest: form.dataset.digest });
      form.dataset.digest = answer.digest;
      if (source.hidden) source.value = answer.body;
      saved = now;
      told.textContent = "";
      state.textContent = `已存 ${new Date().toLocaleTimeString("zh", { hour12: false })}`;
      proof();
    } catch (fault) {
      state.textContent = "没有存。";
      if (fault.status === 409) conflict(fault);
      else told.textContent = fault.message;
    }
  });
  return saving;
}

// Another program has saved it: both are shown, and nothing is written before one is chosen.
function conflict(fault) {
  stopped = true;
  told.textContent = fault.message;
  const current = fault.answer.current;
  if (current) {
    const theirs = document.createElement("pre");
    theirs.setAttribute("aria-label", "现在文件里的");
    theirs.tabIndex = 0;
    theirs.textContent = [...Object.entries(current.fields).map(([key, value]) => `${key}: ${value}`), "", current.body].join("\n");
    told.append(theirs, button("留下我写的", () => resume(current.digest)), button("用文件里的", () => leave()));
  } else told.append(button("把我写的另存", () => resume("")), button("不要了", () => (leave("/"))));
}

function resume(digest) {
  form.dataset.digest = digest;
  stopped = false;
  saved = "";
  save();
}

function leave(address = location.href) {
  saved = JSON.stringify(values());
  if (address === location.href) location.reload();
  else location.href = address;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

// What is wrong, and where the page is.
async function proof() {
  let found;
  try {
    found = await ask("proof", { path: form.dataset.path });
  } catch {
    return;
  }
  const list = form.querySelector(".findings ul");
  list.replaceChildren(
    ...found.findings.map((one) => {
      const item = document.createElement("li");
      item.className = one.is_error ? "finding finding--error" : "finding";
      item.textContent = `${one.is_error ? "错误" : "提醒"}，第 ${one.line} 行：${one.message}（${one.code}）`;
      return item;
    }),
  );
  if (!found.findings.length) list.append(Object.assign(document.createElement("li"), { textContent: "没有。" }));
  document.getElementById("mend").hidden = !found.mends;
  const address = form.dataset.site.replace(/\/$/, "") + "/" + found.url;
  document.querySelector(".page a").href = address;
  if (frame.dataset.shows !== address) {
    frame.dataset.shows = address;
    frame.src = address;
  }
}

document.getElementById("mend").addEventListener("click", async () => {
  await save();
  const { changes } = await ask("mend", { path: form.dataset.path });
  const place = document.getElementById("mends");
  const list = document.createElement("ul");
  for (const { line, before, after } of changes) {
    const item = document.createElement("li");
    const [old, now] = [document.createElement("del"), document.createElement("ins")];
    [old.textContent, now.textContent] = [before, after];
    item.append(line ? `第 ${line} 行：` : "", old, " ", now);
    list.append(item);
  }
  place.replaceChildren(list, button("就这样改", async () => {
    try {
      await ask("mend", { path: form.dataset.path, digest: form.dataset.digest, write: true });
      leave();
    } catch (fault) {
      told.textContent = fault.message;
    }
  }));
  place.hidden = false;
});

// Buttons: each does what its key does, and shows whether it holds where the cursor is.
const shows = { heading: "heading", quote: "blockquote", bullets: "bullet_list", numbers: "ordered_list", table: "table" };

function showTools(view) {
  for (const [name, node] of Object.entries(shows)) tools.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", isIn(view.state, node));
  const { $from, from, to, empty } = view.state.selection;
  const strong = empty ? schema.marks.strong.isInSet(view.state.storedMarks || $from.marks()) : view.state.doc.rangeHasMark(from, to, schema.marks.strong);
  tools.querySelector("[data-do=strong]").setAttribute("aria-pressed", Boolean(strong));
  tools.querySelector(".tools__table").hidden = !isIn(view.state, "table");
}

tools.addEventListener("mousedown", (event) => event.preventDefault()); // the cursor stays in the text
tools.addEventListener("click", (event) => {
  const { do: name, table } = event.target.dataset;
  if (name === "picture") document.getElementById("pictures").click();
  else if (name === "source") turn();
  else if (name === "link") link();
  else if (name || table) {
    (commands[name] ?? tableCommands[table])(view.state, view.dispatch, view);
    view.focus();
  }
});
view.dom.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "k") {
    event.preventDefault();
    link();
  }
});
showTools(view);

function link() {
  const { empty, $from } = view.state.selection;
  const type = schema.marks.link;
  const there = type.isInSet($from.marks());
  if (empty && !there) {
    told.textContent = "先选中要做链接的字。";
    return;
  }
  const href = prompt("链接到哪里？（不写就去掉链接）", there?.attrs.href ?? "https://");
  if (href === null) return;
  const { from, to } = view.state.selection;
  let tr = view.state.tr.removeMark(from, to, type);
  if (href.trim() && href.trim() !== "https://") tr = tr.addMark(from, to, type.create({ href: href.trim() }));
  view.dispatch(tr);
  view.focus();
}

// The text as it stands in the file, for who knows it; the screen is loaded anew on the way back.
async function turn() {
  await save();
  if (stopped) return;
  if (!source.hidden) return leave();
  document.getElementById("editor").hidden = true;
  source.hidden = false;
  tools.querySelector("[data-do=source]").setAttribute("aria-pressed", "true");
  for (const one of tools.querySelectorAll("[data-do]:not([data-do=source])")) one.disabled = true;
  saved = JSON.stringify(values());
  source.focus();
}

async function take(view, files, place) {
  for (const file of files) {
    state.textContent = `正在放图片“${file.name}”……`;
    try {
      const response = await fetch(`/api/photo?name=${encodeURIComponent(file.name)}`, { method: "POST", body: file });
      const answer = await response.json();
      if (!response.ok) throw new Error(answer.message);
      insertFigure(view, { src: answer.src, alt: "" }, place);
      state.textContent = "图片放好了。请在图片下面写上图说：是什么、在哪里，谁摄。";
    } catch (fault) {
      state.textContent = "";
      told.textContent = fault.message;
    }
  }
}
document.getElementById("pictures").addEventListener("change", (event) => {
  take(view, [...event.target.files]);
  event.target.value = "";
});

form.addEventListener("input", (event) => event.target.name || event.target === source ? wait() : undefined);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
addEventListener("beforeunload", (event) => {
  if (!stopped && JSON.stringify(values()) !== saved) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.hidden && save());
document.getElementById("remove").addEventListener("click", async () => {
  await save();
  try {
    await ask("remove", { path: form.dataset.path, digest: form.dataset.digest });
    leave("/away");
  } catch (fault) {
    told.textContent = fault.message;
  }
});
proof();
