// The screen to import on: files go to the server as they are, and it says what they would become.
import { ask, Fault, send } from "./api.js";
import { OF_DAY, withCalendar } from "./dates.js";
import { dropped, whenDropped } from "./dropped.js";
import { idle, isIdle, made } from "./elements.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";

const PAUSE = 500; // milliseconds after a change before one looks again
const form = document.getElementById("import");
const [state, told, found] = [form.querySelector(".state"), form.querySelector(".fault"), document.getElementById("found")];
const [done, undone] = [document.getElementById("done"), document.getElementById("undone")];
const [write, clear] = [document.getElementById("write"), document.getElementById("clear")];
const limits = { file: +form.dataset.file, all: +form.dataset.all, count: +form.dataset.count };
let id = "";
let size = 0;
let chosen = {}; // by piece: what the editor has set, by field
let days = {}; // by file
let timer = 0;
let working = Promise.resolve();

/** One thing after another; what goes wrong is told. */
function then(work) {
  working = working.then(async () => {
    form.setAttribute("aria-busy", "true");
    try {
      await work();
    } catch (fault) {
      state.textContent = "";
      told.textContent = fault.message;
    } finally {
      form.removeAttribute("aria-busy");
    }
  });
  return working;
}

/** Sends files, each with its name within its folder, and looks at what is there then. */
function take(files) {
  return then(async () => {
    told.textContent = "";
    done.replaceChildren();
    if (!files.length) return;
    if (files.length > limits.count) throw new Fault(_("一次最多 {count} 个文件。请分几次导入。", { count: limits.count }), 0, {});
    if (!id) ({ id } = await ask("import/begin", {}));
    const refused = [];
    for (const [number, { file, name }] of files.entries()) {
      state.textContent = _("正在收 {number}/{all}：{name}", { number: number + 1, all: files.length, name });
      const why = await refusal(file, name);
      if (why) refused.push(why);
    }
    await look();
    told.textContent = refused.join("\u3000");
  });
}

/** Sends one file; why it was not taken, or nothing. */
async function refusal(file, name) {
  if (file.size > limits.file) return _("“{name}”太大，没有收下：一个文件最多 {size} MB。", { name, size: limits.file / 1e6 });
  if (size + file.size > limits.all) return _("“{name}”没有收下：一次最多 {size} MB。请分几次导入。", { name, size: limits.all / 1e6 });
  try {
    ({ size } = await send(`import/file?${new URLSearchParams({ id, name })}`, file));
    return "";
  } catch (fault) {
    return fault.status ? fault.message : _("“{name}”没有收下：读不了，或采编台没有回应。", { name });
  }
}

function wishes() {
  const { day, page, section } = Object.fromEntries(new FormData(form));
  return { id, day, page, section, draft: form.elements.draft.checked, days, pieces: chosen };
}

async function look() {
  if (!id) return;
  state.textContent = _("正在看……");
  show(await ask("import/look", wishes()));
}

function show({ files, faults, passed, bylines }) {
  document.getElementById("bylines").replaceChildren(...bylines.map((byline) => new Option(byline)));
  const focused = document.activeElement?.id;
  const open = new Set([...found.querySelectorAll("details[open]")].map((details) => details.id));
  const pieces = files.flatMap((file) => file.pieces);
  const kept = pieces.filter((piece) => !piece.skip);
  const doubts = kept.reduce((sum, piece) => sum + piece.doubts.length, 0);
  const taken = kept.filter((piece) => piece.state === "taken").length;
  state.textContent =
    _("找到 {count} 篇，会写 {written} 篇；{doubts} 处拿不准，请看一看。", { count: pieces.length, written: kept.filter((piece) => piece.state === "new").length, doubts }) +
    (taken ? _("有 {count} 篇的文件已经有了，所在的原稿一篇也不会写：请换个文件名，或不要它。", { count: taken }) : "") +
    (passed ? _("还有 {count} 个不是文稿的文件，没有动。", { count: passed }) : "");
  found.replaceChildren(...faults.map(faulty), ...files.map(fileOf));
  for (const details of found.querySelectorAll("details")) details.open = open.has(details.id);
  if (focused) document.getElementById(focused)?.focus();
  idle(write, !kept.some((piece) => piece.state === "new"));
  idle(clear, false);
}

function fileOf(file, number) {
  const day = made("input", { ...OF_DAY, value: file.day, id: `day-${number}` });
  day.addEventListener("change", () => {
    days[number] = day.value;
    later();
  });
  return made(
    "section",
    { class: "file" },
    made("h2", {}, _("{name}（{count} 篇）", { name: file.name, count: file.pieces.length })),
    made("div", { class: "file__day" }, made("label", { for: day.id }, _("这个文件的见报日期")), withCalendar(day)),
    ...file.findings.map(faulty),
    ...file.pieces.map(pieceOf),
  );
}

const faulty = (text) => made("p", { class: "fault" }, text);

const STATES = { new: _("会写成"), same: _("已经有了，一样的，不再写："), taken: _("已经有别的稿件用了这个文件名，不会改动它：") };

function pieceOf(piece) {
  const article = document.getElementById("piece").content.cloneNode(true).firstElementChild;
  const key = piece.key.replace(":", "-");
  article.classList.toggle("piece--skipped", piece.skip);
  article.querySelector("h3").textContent = piece.title;
  const line = article.querySelector(".piece__state");
  line.textContent = piece.skip ? _("不要。") : _("{state} {target}，{length} 字", { state: STATES[piece.state], target: piece.target, length: piece.length }) + (piece.pictures.length ? _("，{count} 张图片", { count: piece.pictures.length }) : "");
  if (piece.alike?.length) line.textContent += _("。已经有同题的：{paths}", { paths: piece.alike.join(_("、")) });
  article.querySelector(".piece__doubts").append(...(piece.doubts ?? []).map(({ field, why }) => made("li", {}, _("？{field}：{why}", { field, why }))));
  article.querySelector("details").id = `texts-${key}`;
  for (const input of article.querySelectorAll("[data-field]")) fill(input, piece, key);
  article.querySelector("h3").id = `piece-${key}`;
  article.setAttribute("aria-labelledby", `piece-${key}`);
  offerTitles(article, piece, key);
  for (const pre of article.querySelectorAll("[data-text]")) {
    pre.textContent = piece[pre.dataset.text] ?? "";
    pre.setAttribute("aria-label", `${piece.title} ${pre.previousElementSibling.textContent}`);
    pre.setAttribute("role", "region");
  }
  return article;
}

/** Lines that may be the headline, to choose from. */
function offerTitles(article, piece, key) {
  const label = article.querySelector("[data-titles]");
  const others = (piece.titles ?? []).filter((title) => title !== piece.title);
  const select = label.querySelector("select");
  select.id = `titles-${key}`;
  label.hidden = piece.skip || !others.length;
  select.append(...others.map((title) => new Option(title)));
  select.addEventListener("change", () => {
    if (!select.value) return;
    (chosen[piece.key] ??= {}).title = select.value;
    later();
  });
}

/** Puts into a field what it is now, and hears what the editor sets. */
function fill(input, piece, key) {
  const field = input.dataset.field;
  input.id = `${field}-${key}`;
  const given = chosen[piece.key] ?? {};
  if (field === "skip") {
    input.checked = piece.skip;
  } else if (field === "slug") {
    input.checked = "slug" in given;
    input.parentElement.hidden = piece.state !== "taken" && !input.checked;
  } else {
    if (field === "kind" && piece.kind === "banner") input.prepend(new Option(_("公益"), "banner"));
    input.value = given[field] ?? piece[field] ?? "";
    input.disabled = piece.skip;
    const doubtful = piece.doubts?.some((doubt) => doubt.field === input.parentElement.firstChild.textContent.trim());
    if (doubtful) input.parentElement.firstChild.textContent += _(" ？");
  }
  input.addEventListener("change", () => {
    const set = (chosen[piece.key] ??= {});
    if (input.type !== "checkbox") set[field] = input.value;
    else if (input.checked) set[field] = field === "slug" ? piece.slug : true;
    else delete set[field];
    later();
  });
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(() => then(look), PAUSE);
}

function forget() {
  [id, size, chosen, days] = ["", 0, {}, {}];
  clearTimeout(timer);
  found.replaceChildren();
  idle(write, true);
  idle(clear, true);
}

form.addEventListener("change", (event) => {
  if (event.target.type === "file") return;
  if (event.target.closest(".all")) later();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (isIdle(write)) return;
  clearTimeout(timer);
  idle(write, true); // until one has looked again, or it has failed
  then(async () => {
    state.textContent = _("正在写……");
    const answer = await ask("import/write", wishes()).catch((fault) => {
      idle(write, false);
      throw fault;
    });
    state.textContent = _("写了 {count} 篇稿件。", { count: answer.written.filter((one) => one.state === "new").length });
    const list = answer.written.map(({ title, path, state }) =>
      made("li", {}, made("a", { href: `/write?path=${encodeURIComponent(path)}` }, title), state === "same" ? _("（已有，没有动）") : ""),
    );
    if (answer.done) forget();
    else await look();
    done.replaceChildren(made("ul", {}, ...list), ...answer.faults.map(faulty));
    done.focus();
  });
});
clear.addEventListener("click", () =>
  isIdle(clear) || then(async () => {
    const gone = id;
    forget();
    state.textContent = "";
    told.textContent = "";
    if (gone) await ask("import/leave", { id: gone });
  }),
);
document.getElementById("undo").addEventListener("click", () =>
  then(async () => {
    undone.textContent = "";
    try {
      undone.textContent = (await ask("import/undo", {})).message;
      state.textContent = ""; // nothing is written any more
      done.replaceChildren();
      if (id) await look();
    } catch (fault) {
      undone.textContent = fault.message;
    }
  }),
);
for (const input of [document.getElementById("files"), document.getElementById("folder")]) {
  input.addEventListener("change", () => {
    const files = [...input.files].map((file) => ({ file, name: file.webkitRelativePath || file.name }));
    take(files.filter(({ name }) => !name.split("/").some((part) => part.startsWith("."))));
    input.value = "";
  });
}
whenDropped((transfer) => {
  const files = dropped(transfer, limits.count);
  then(async () => void (await files)).then(async () => take(await files.catch(() => [])));
});
addEventListener("pagehide", () => {
  if (id) navigator.sendBeacon("/api/import/leave", JSON.stringify({ id }));
  forget();
});
ready();
