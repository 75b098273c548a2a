// The paper of a day by page: pieces are moved by mouse, by touch and by keyboard. Every move is written at once.
import { ask } from "./api.js";
import { draggable } from "./drag.js";
import { button, idle, made } from "./elements.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";

const SOON = 700; // milliseconds until one looks how far the archive was read
const root = document.getElementById("arrange");
const board = document.getElementById("board");
const told = document.getElementById("told");
const fault = document.getElementById("fault");
const nothing = document.getElementById("nothing");
const unread = document.getElementById("unread");
const [earlier, later] = ["prev", "next"].map((rel) => document.querySelector(`[rel=${rel}]`));
const undo = document.getElementById("undo");
const frame = root.querySelector("iframe");
let day = JSON.parse(root.dataset.board);
let added = []; // numbers of pages that have nothing yet
let turn = Promise.resolve(); // one request after another: the next knows what the last wrote

const columns = () => {
  const known = new Set(day.pages.map((page) => page.number));
  const more = added.filter((number) => !known.has(number)).map((number) => ({ number, name: "", pieces: [] }));
  const numbered = [...day.pages.filter((page) => page.number), ...more].sort((a, b) => a.number - b.number);
  return [...numbered, ...day.pages.filter((page) => !page.number)];
};

/** Where a piece stands: its column, and its place in it. */
function placeOf(path) {
  const all = columns();
  for (const [column, page] of all.entries()) {
    const at = page.pieces.findIndex((piece) => piece.path === path);
    if (at >= 0) return { all, column, at, page, piece: page.pieces[at] };
  }
  return null;
}

const handle = (text, name, label) => button(text, null, { "data-control": name, "aria-label": label });

function card(piece, page) {
  const { path, title } = piece;
  const of = [piece.section, piece.byline].filter(Boolean).join(" · ");
  const marks = piece.marks.map((text) => made("span", { class: "mark" }, text));
  if (piece.lead) {
    const text = piece.lead === 1 ? _("头条") : _("头版 {at}", { at: piece.lead });
    marks.unshift(made("span", { class: piece.lead === 1 ? "mark mark--lead" : "mark" }, text));
  }
  const href = `/write?path=${encodeURIComponent(path)}`;
  const item = made("li", { class: "card", "data-path": path });
  item.classList.toggle("card--draft", piece.draft);
  const line = made("p", { class: "card__title" }, made("a", { href, draggable: "false" }, title));
  const foot = made("div", { class: "card__foot" }, made("p", { class: "card__of" }, ...marks, of));
  item.append(line, ...piece.faults.map((text) => made("p", { class: "card__fault" }, text)), foot);
  if (piece.fixed) return item;
  const grip = handle("⠿", "grip", _("移动“{title}”", { title }));
  grip.className = "card__grip";
  grip.setAttribute("aria-describedby", "hint");
  const menu = made("details", {}, made("summary", { "aria-label": _("把“{title}”移到……", { title }) }, _("移到")));
  const pages = columns().filter(({ number }) => number !== page.number);
  menu.append(
    made(
      "div",
      { class: "card__menu", role: "group", "aria-label": _("把“{title}”移到……", { title }) },
      handle(_("本版最前"), "first"),
      handle(_("本版最后"), "last"),
      ...pages.map(({ number }) => handle(number ? _("第 {number} 版", { number }) : _("未分版"), `page:${number ?? ""}`)),
      ...(piece.leads ? [handle(_("做头条"), "lead")] : []),
    ),
  );
  const up = handle("↑", "up", _("上移：{title}", { title }));
  const down = handle("↓", "down", _("下移：{title}", { title }));
  item.prepend(grip);
  foot.append(up, down, menu);
  return item;
}

function column(page) {
  const id = `page-${page.number ?? "none"}`;
  const head = made("h2", { id });
  const name = page.name || _("版");
  if (page.number) head.append(made("b", {}, String(page.number)), ` ${name}`);
  else head.append(_("未分版"));
  const top = made("header", {}, head, made("span", { class: "of" }, _("{count} 篇", { count: page.pieces.length })));
  if (page.number) {
    const href = `/printed?date=${day.date}&page=${page.number}`;
    top.append(made("a", { href, "aria-label": _("第 {number} 版的版面图和区域", { number: page.number }) }, _("版面图")));
  }
  const list = made("ol", { class: "leaf__pieces", "data-page": page.number ?? "" });
  list.append(...page.pieces.map((piece) => card(piece, page)));
  const section = made("section", { class: page.number ? "leaf" : "leaf leaf--none", "aria-labelledby": id }, top, list);
  if (!page.pieces.length) section.append(made("p", { class: "leaf__empty of" }, _("空着，可以拖到这里")));
  return section;
}

function show(next, focus) {
  const active = document.activeElement;
  const path = active?.closest?.(".card")?.dataset.path;
  const control = focus?.control ?? active?.dataset?.control ?? "grip";
  showAround(next);
  board.replaceChildren(...columns().map(column));
  nothing.textContent = _("这一天还没有稿件。新写一篇，或把稿件的日期改成这一天。");
  idle(undo, !day.undo);
  undo.title = day.undo ? _("撤回：{told}", { told: day.undo.told }) : "";
  const wanted = focus?.path ?? path;
  const shown = wanted && [...board.querySelectorAll(".card")].find((one) => one.dataset.path === wanted);
  if (!shown && path) board.focus(); // it is gone
  if (!shown) return;
  const stay = ["up", "down"].includes(control) ? control : "grip";
  shown.querySelector(`[data-control="${stay}"]`)?.focus({ preventScroll: !focus });
  if (focus) {
    shown.classList.add("card--moved");
    shown.scrollIntoView({ block: "nearest" });
  }
}

function send(name, valuesOf, focus) {
  turn = turn.then(async () => {
    const values = valuesOf();
    if (!values) return;
    root.setAttribute("aria-busy", "true");
    try {
      const answer = await ask(`arrange/${name}`, { date: day.date, ...values });
      fault.textContent = "";
      show(answer, focus);
      told.textContent = answer.told ?? told.textContent;
    } catch (error) {
      told.textContent = "";
      if (error.answer?.board) show(error.answer.board);
      fault.textContent = error.message;
    }
    root.removeAttribute("aria-busy");
  });
  return turn;
}

function moveTo(path, number, before, control = "grip") {
  return send(
    "move",
    () => {
      const place = placeOf(path);
      return place && { path, digest: place.piece.digest, page: number, before };
    },
    { path, control },
  );
}

/** One step by a key or a button; where it goes is seen when its turn comes. */
function step(path, towards, control) {
  return send(
    "move",
    () => {
      const place = placeOf(path);
      if (!place) return null;
      const { all, column, at, page, piece } = place;
      const move = { path, digest: piece.digest, page: page.number };
      const own = page.pieces;
      const say = (text) => {
        told.textContent = "";
        requestAnimationFrame(() => (told.textContent = text));
        return null;
      };
      if (towards === "up" || towards === "first") {
        if (at === 0) return say(_("已经在本版最前。"));
        return { ...move, before: own[towards === "first" ? 0 : at - 1].path };
      }
      if (towards === "down" || towards === "last") {
        if (at === own.length - 1) return say(_("已经在本版最后。"));
        return { ...move, before: towards === "last" ? null : (own[at + 2]?.path ?? null) };
      }
      const other = all[column + (towards === "left" ? -1 : 1)];
      return other ? { ...move, page: other.number, before: other.pieces[at]?.path ?? null } : say(_("那一边没有版了。"));
    },
    { path, control },
  );
}

const KEYS = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right", Home: "first", End: "last" };
board.addEventListener("keydown", (event) => {
  const grip = event.target.closest("[data-control=grip]");
  if (!grip || !KEYS[event.key] || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  step(grip.closest(".card").dataset.path, KEYS[event.key], "grip");
});
board.addEventListener("click", (event) => {
  const control = event.target.closest("[data-control]")?.dataset.control;
  const path = event.target.closest(".card")?.dataset.path;
  if (!control || !path || control === "grip") return;
  if (control === "lead") {
    const valuesOf = () => ({ path, digest: placeOf(path)?.piece.digest ?? "", page: null, lead: true });
    send("move", valuesOf, { path, control: "grip" });
  } else if (control.startsWith("page:")) moveTo(path, Number(control.slice(5)) || null, null);
  else step(path, control, control);
});
draggable(board, {
  item: ".card",
  grip: ".card__grip",
  list: ".leaf__pieces",
  leaf: ".leaf",
  moved: (card, list, next) => moveTo(card.dataset.path, Number(list.dataset.page) || null, next?.dataset.path ?? null),
});
undo.addEventListener("click", () => send("undo", () => day.undo && { id: day.undo.id }));
document.getElementById("add").addEventListener("click", () => {
  const number = Math.max(0, ...columns().map((page) => page.number ?? 0)) + 1;
  if (number > 999) return;
  added = [...added, number];
  show(day);
  const head = document.getElementById(`page-${number}`);
  head.tabIndex = -1;
  head.focus();
});

/** Looks how the day is now, in turn with the moves. */
function lookAgain(come) {
  turn = turn.then(async () => {
    try {
      const answer = await ask("arrange/look", { date: day.date });
      fault.textContent = "";
      come(answer, JSON.stringify(answer.pages) !== JSON.stringify(day.pages));
    } catch (error) {
      fault.textContent = error.message;
    }
  });
  return turn;
}

// Another window, or another program, may have moved something meanwhile.
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState !== "visible") return;
  lookAgain((answer, isOther) => {
    if (!isOther) return;
    show(answer);
    told.textContent = _("别处刚改过，已换成现在的样子。");
  });
});

// The archive is still being read: what was read meanwhile is shown, but not under the hands of who is at work on the board.
async function read() {
  if (day.is_complete) return;
  await new Promise((wake) => setTimeout(wake, SOON));
  await lookAgain((answer, isOther) => {
    if (!isOther) showAround({ ...day, ...answer });
    else if (!board.matches(":focus-within, .dragging *")) show(answer);
  });
  read();
}

/** What stands around the board. */
function showAround(next) {
  day = next;
  unread.hidden = day.is_complete;
  nothing.hidden = day.count > 0 || !day.is_complete;
  for (const [link, to, text] of [[earlier, day.earlier, `← ${day.earlier}`], [later, day.later, `${day.later} →`]]) {
    link.hidden = !to;
    link.href = `/arrange?date=${to}`;
    link.textContent = text;
  }
}

const front = root.querySelector(".front");
front.addEventListener("click", (event) => {
  const { show: address, width } = event.target.dataset;
  if (address === undefined && !width) return;
  for (const other of event.target.parentElement.children) other.setAttribute("aria-pressed", String(other === event.target));
  if (width) front.querySelector(".front__frame").className = `front__frame front__frame--${width}`;
  else look(address);
});
const look = (address) => (frame.src = `${root.dataset.site.replace(/\/$/, "")}/${address}`);
look(front.querySelector("[data-show][aria-pressed=true]").dataset.show);
show(day);
ready();
read();
