// The buttons above the text: each does what its key does, and shows whether it holds where the cursor is.
import { commands, figureAt, isIn, schema, setFigure, tableCommands } from "./editor.js";
import { isIdle } from "./elements.js";
import { retouch } from "./retouch.js";
import { _ } from "./say.js";

const SHOWS = { heading: "heading", quote: "blockquote", bullets: "bullet_list", numbers: "ordered_list", table: "table" };
const KEYS = { k: "link", "Alt-p": "picture" };

/** Makes the buttons work; gives what shows them as they are where the cursor is. */
export function toolbar({ form, view, tell, turn, take }) {
  const tools = form.querySelector(".tools");
  const [ofTable, ofFigure] = [tools.querySelector(".tools__table"), tools.querySelector(".tools__figure")];
  const alt = document.getElementById("alt");
  const pictures = document.getElementById("pictures");

  function act(name) {
    if (name === "picture") pictures.click();
    else if (name === "source") turn();
    else if (name === "link") link();
    else if (name === "retouch") touch();
    else if (name === "cover") cover(figureAt(view.state).node.attrs.src);
    else {
      (commands[name] ?? tableCommands[name])(view.state, view.dispatch, view);
      view.focus();
    }
  }

  function link() {
    const { empty, $from, from, to } = view.state.selection;
    const type = schema.marks.link;
    const there = type.isInSet($from.marks());
    if (empty && !there) return tell(_("先选中要做链接的字。"));
    const href = prompt(_("链接到哪里？（不写就去掉链接）"), there?.attrs.href ?? "https://");
    if (href === null) return;
    let tr = view.state.tr.removeMark(from, to, type);
    if (href.trim() && href.trim() !== "https://") tr = tr.addMark(from, to, type.create({ href: href.trim() }));
    view.dispatch(tr);
    view.focus();
  }

  function cover(src) {
    const field = document.getElementById("f-cover");
    field.value = src;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    tell("");
    form.querySelector(".state").textContent = _("题图是 {src}", { src });
  }

  async function touch() {
    const { node, pos } = figureAt(view.state);
    let made = null;
    try {
      made = await retouch(node.attrs.src);
    } catch (fault) {
      tell(fault.message);
    }
    if (made?.isCover) cover(made.src);
    else if (made) setFigure(view, { node: view.state.doc.nodeAt(pos), pos }, { src: made.src, look: `?${Date.now()}` });
    view.focus();
  }

  tools.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault()); // the cursor stays in the text
  tools.addEventListener("click", (event) => {
    const one = event.target.closest("button");
    if (one?.dataset.do && !isIdle(one)) act(one.dataset.do);
  });
  view.dom.addEventListener("keydown", (event) => {
    const name = (event.ctrlKey || event.metaKey) && !event.shiftKey && KEYS[`${event.altKey ? "Alt-" : ""}${event.key}`];
    if (name) {
      event.preventDefault();
      act(name);
    }
  });
  pictures.addEventListener("change", () => {
    take(view, [...pictures.files]);
    pictures.value = "";
  });
  alt.addEventListener("input", () => {
    const figure = figureAt(view.state);
    if (figure) setFigure(view, figure, { alt: alt.value });
  });
  // Keys go along the buttons, as in other bars of tools (WAI-ARIA, Toolbar): Tab stops at it once.
  const shown = () => [...tools.querySelectorAll("button")].filter((one) => one.offsetParent);
  tools.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step || event.target.tagName !== "BUTTON") return;
    const all = shown();
    all[(all.indexOf(event.target) + step + all.length) % all.length].focus();
    event.preventDefault();
  });
  tools.addEventListener("focusin", (event) => {
    if (event.target.tagName !== "BUTTON") return;
    for (const one of tools.querySelectorAll("button")) one.tabIndex = one === event.target ? 0 : -1;
  });
  for (const [place, one] of [...tools.querySelectorAll("button")].entries()) one.tabIndex = place ? -1 : 0;

  return ({ state }) => {
    for (const [name, node] of Object.entries(SHOWS)) tools.querySelector(`[data-do=${name}]`).setAttribute("aria-pressed", isIn(state, node));
    const { $from, from, to, empty } = state.selection;
    const strong = empty ? schema.marks.strong.isInSet(state.storedMarks || $from.marks()) : state.doc.rangeHasMark(from, to, schema.marks.strong);
    tools.querySelector("[data-do=strong]").setAttribute("aria-pressed", Boolean(strong));
    ofTable.hidden = !isIn(state, "table");
    const figure = figureAt(state);
    ofFigure.hidden = !figure;
    if (figure && document.activeElement !== alt) alt.value = figure.node.attrs.alt;
  };
}
