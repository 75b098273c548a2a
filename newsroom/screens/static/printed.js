// The picture of a printed page, and the regions on it: drawn, given to pieces, offered from the PDF, saved by a button.
import { ask, send } from "./api.js";
import { areasOf } from "./areas.js";
import { whenDropped } from "./dropped.js";
import { button, idle, isIdle, made } from "./elements.js";
import { isOutline } from "./outline.js";
import { ready } from "./ready.js";
import { apart, isSamePiece, together } from "./regions.js";
import { _ } from "./say.js";
import { boxOf, rectangle, round } from "./shapes.js";
import { stageOf } from "./stage.js";

const ZOOMS = [100, 150, 200, 300, 400];
const LARGEST = 100_000_000;
const MOST_STEPS = 100;
const id = (name) => document.getElementById(name);
const root = id("printed");
let page = JSON.parse(root.dataset.shown);
let regions = page.regions;
let offers = [];
let steps = []; // regions as they were, to take changes back
let saved = JSON.stringify(regions);
let zoom = 0;

const titleOf = (region) =>
  page.pieces.find(({ path }) => path === region.path)?.title ?? (region.words || _("还没有说是哪一篇"));
const label = (region, index) => {
  const { left, top, right, bottom } = boxOf(region.corners);
  const values = { at: index + 1, title: titleOf(region), left, top, width: round(right - left), height: round(bottom - top), count: region.corners.length };
  return isOutline(region.corners)
    ? _("第 {at} 块：{title}。左 {left}，上 {top}，宽 {width}，高 {height}，不是方的，有 {count} 个角", values)
    : _("第 {at} 块：{title}。左 {left}，上 {top}，宽 {width}，高 {height}", values);
};

const stage = stageOf(id("stage"), _("版面上的一块"), {
  label,
  draw: (corners) => add(corners),
  change: (index, corners, isKey) => {
    put(regions.map((region, at) => (at === index ? { ...region, corners } : region)));
    if (isKey) say(label(regions[index], index));
  },
  remove,
  choose: (index) => areas.mark(index),
});
const areas = areasOf(id("areas"), {
  change: (index, change) => {
    put(regions.map((region, at) => (at === index ? { ...region, ...change } : region)));
    const other = change.path ? regions.findIndex((region, at) => at !== index && isSamePiece(region, regions[index])) : -1;
    if (other >= 0) say(_("第 {at} 块和第 {other} 块是同一篇。碰到一起的，按“并成一块”，就成一个轮廓。", { at: index + 1, other: other + 1 }));
  },
  remove,
  swap: (index, other) => {
    const next = [...regions];
    [next[index], next[other]] = [next[other], next[index]];
    put(next, undefined, other);
    say(_("第 {at} 块排到了第 {other}，还没有存。", { at: index + 1, other: other + 1 }));
  },
  join,
  part,
});

const isChanged = () => JSON.stringify(regions) !== saved;
const say = (text) => (id("told").textContent = text);

function show(focus, moved) {
  const none = !page.picture;
  id("view").hidden = id("smaller").parentElement.hidden = id("hint").hidden = id("add").hidden = none;
  id("blank").hidden = !none;
  id("propose").hidden = !page.pdf || none;
  const source = `/printed/picture?date=${page.date}&page=${page.page}&v=${page.picture.slice(0, 16)}`;
  if (!none && stage.image.getAttribute("src") !== source) stage.image.src = source;
  stage.image.alt = _("第 {page} 版版面图", { page: page.page });
  stage.show([...regions, ...offers], focus);
  areas.show(regions, page, moved);
  id("none").textContent = regions.length ? "" : _("还没有画。在图上拖一个框，或按“加一块”。");
  id("count").textContent = regions.length || "";
  idle(id("back"), !steps.length);
  idle(id("save"), !isChanged());
  id("offers").hidden = !offers.length;
  id("offered").replaceChildren(...offers.map(offered));
  if (page.unreadable) id("fault").textContent = page.unreadable;
}

/** Other regions; what was is kept to be taken back. `focus` is the one on the picture to have it, `moved` where the one in the list went. */
function put(next, focus, moved) {
  steps = [...steps, regions].slice(-MOST_STEPS);
  regions = next;
  show(focus, moved);
  if (isChanged()) say(_("有改动，还没有存。"));
}

function add(corners) {
  const given = new Set(regions.map(({ path }) => path));
  const [piece, ...others] = page.pieces.filter((one) => one.page === page.page && !given.has(one.path));
  // The last piece that is left over can only be that one; of several the editor says which.
  const path = piece && !others.length ? piece.path : "";
  put([...regions, { line: 0, corners, words: "", path }], regions.length);
  say(_("画了第 {at} 块。", { at: regions.length }));
}

function remove(index) {
  put(
    regions.filter((_region, at) => at !== index),
    Math.min(index, regions.length - 2),
  );
  say(_("删去了第 {at} 块。可以撤销。", { at: index + 1 }));
  if (!regions.length) id("add").focus();
}

function join(index) {
  const found = together(regions, index);
  if (!found) return say(_("第 {at} 块和同一篇的另一块没有碰到一起，或者围成了圈，并不成。拖到碰上再并；本来就分在两处的，不用并。", { at: index + 1 }));
  put(found.regions, found.at);
  say(_("并成了第 {at} 块，有 {count} 个角。可以撤销。", { at: found.at + 1, count: regions[found.at].corners.length }));
}

function part(index) {
  const next = apart(regions, index);
  const count = next.length - regions.length + 1;
  put(next, index);
  say(_("第 {at} 块拆成了 {count} 个方块。改好大小，再按“并成一块”。", { at: index + 1, count }));
}

function back() {
  if (!steps.length) return;
  regions = steps.at(-1);
  steps = steps.slice(0, -1);
  show();
  say(_("撤销了一步。"));
}

function offered(offer, index) {
  const rest = offers.filter((_offer, at) => at !== index);
  const next = () => (id("offered").querySelector("button") ?? id("save")).focus();
  const title = titleOf(offer);
  const one = (text, label, act) => button(text, () => act() || next(), { "aria-label": label });
  return made(
    "li",
    {},
    made("span", {}, _("可能是：{title}（{why}）", { title, why: offer.why })),
    one(_("收下"), _("收下：{title}", { title }), () => take([offer], rest)),
    one(_("不要"), _("不要：{title}", { title }), () => leave(rest)),
  );
}

function take(taken, rest) {
  offers = rest;
  put([...regions, ...taken.map(({ corners, path, words }) => ({ line: 0, corners, path, words }))]);
  say(_("收下了 {count} 块，存了才写进文件。", { count: taken.length }));
}

function leave(rest) {
  offers = rest;
  show();
}

function come(answer) {
  page = answer;
  regions = page.regions;
  saved = JSON.stringify(regions);
  steps = [];
  id("other").hidden = true;
  id("fault").textContent = "";
  show();
}

/** What another has saved meanwhile, beside what is drawn here. */
let theirs = null;
let isSaving = false;

async function save() {
  if (isIdle(id("save")) || isSaving) return;
  const open = regions.findIndex((region) => !region.path && !region.words);
  if (open >= 0) {
    say("");
    id("fault").textContent = _("第 {at} 块还没有说是哪一篇。", { at: open + 1 });
    areas.focus(open);
    return;
  }
  isSaving = true;
  const sent = regions;
  try {
    const answer = await ask("printed/save", { date: page.date, page: String(page.page), digest: page.digest, regions });
    if (regions === sent) come(answer);
    else drawnMeanwhile(answer);
    say(answer.told);
  } catch (fault) {
    say("");
    id("fault").textContent = fault.message;
    theirs = fault.answer?.shown ?? null;
    id("other").hidden = !theirs;
    if (theirs) id("theirs").focus();
  }
  isSaving = false;
}

/** What was drawn while it was saved stays, and is not saved yet. Its lines are those of a file that is no more. */
function drawnMeanwhile(answer) {
  page = answer;
  saved = JSON.stringify(answer.regions);
  steps = [];
  regions = regions.map((region) => ({ ...region, line: 0 }));
  show();
}

async function sendOne(file) {
  const isPdf = /\.pdf$/i.test(file.name) || file.type === "application/pdf";
  if (file.size > LARGEST) {
    id("fault").textContent = _("文件太大了，没有收下。请用 100 MB 以内的。");
    return;
  }
  const there = isPdf ? page.pdf : page.picture;
  if (there && !confirm(_("这一版已经有{what}。换成新的？旧的会留一份。", { what: isPdf ? "PDF" : _("版面图") }))) return;
  say(_("正在收文件……"));
  id("fault").textContent = "";
  const { date, page: number, picture, pdf } = page;
  const query = new URLSearchParams({ date, page: number, picture, pdf });
  try {
    const answer = await send(`printed/file?${query}`, file);
    // Regions that are drawn and not saved yet stay.
    page = { ...page, picture: answer.picture, pdf: answer.pdf };
    show();
    say(answer.told);
  } catch (fault) {
    const now = fault.answer?.shown;
    if (now) page = { ...page, picture: now.picture, pdf: now.pdf };
    show();
    say("");
    id("fault").textContent = fault.message;
  }
}

/** A picture and a PDF may come together; the picture first, for else one is made of the PDF. */
async function sendAll(files) {
  const isPdf = (file) => /\.pdf$/i.test(file.name);
  for (const file of files.sort((a, b) => isPdf(a) - isPdf(b)).slice(0, 2)) await sendOne(file);
}

async function propose() {
  if (isIdle(id("propose"))) return;
  say(_("正在看 PDF 里的文字……"));
  idle(id("propose"), true);
  try {
    const answer = await ask("printed/propose", { date: page.date, page: String(page.page) });
    const given = new Set(regions.map(({ path }) => path));
    offers = answer.proposals.filter(({ path }) => !given.has(path));
    show();
    say(answer.told);
    id("fault").textContent = "";
  } catch (fault) {
    say("");
    id("fault").textContent = fault.message;
  }
  idle(id("propose"), false);
}

function toZoom(next) {
  zoom = Math.min(Math.max(next, 0), ZOOMS.length - 1);
  id("stage").style.width = `${ZOOMS[zoom]}%`;
  id("whole").textContent = `${ZOOMS[zoom]}%`;
  idle(id("smaller"), zoom === 0);
  idle(id("larger"), zoom === ZOOMS.length - 1);
}

id("add").addEventListener("click", () => {
  const shift = (regions.length % 6) * 4; // each new one somewhat beside the last
  add(rectangle({ left: 20 + shift, top: 20 + shift, right: 55 + shift, bottom: 40 + shift }));
});
id("back").addEventListener("click", back);
id("save").addEventListener("click", save);
id("propose").addEventListener("click", propose);
id("all").addEventListener("click", () => take(offers, []) || id("save").focus());
id("no").addEventListener("click", () => leave([]) || id("propose").focus());
id("smaller").addEventListener("click", () => toZoom(zoom - 1));
id("larger").addEventListener("click", () => toZoom(zoom + 1));
id("whole").addEventListener("click", () => toZoom(0));
id("theirs").addEventListener("click", () => come(theirs));
id("ours").addEventListener("click", () => {
  // Lines are those of a file that is no more: all is written anew, in place of what there was.
  regions = regions.map((region) => ({ ...region, line: 0 }));
  page = { ...page, digest: theirs.digest };
  id("other").hidden = true;
  id("fault").textContent = "";
  save();
});
id("file").addEventListener("change", () => {
  sendAll([...id("file").files]);
  id("file").value = "";
});
addEventListener("keydown", (event) => {
  const isText = event.target.closest?.("input, textarea");
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === "z" && !isText) {
    event.preventDefault();
    back();
  }
});
whenDropped((transfer) => sendAll([...transfer.files]));
addEventListener("beforeunload", (event) => isChanged() && event.preventDefault());
toZoom(0);
show();
ready();
