// The regions of a page as a list: which piece each is, its place in numbers, its turn.
import { button, idle, made } from "./elements.js";
import { hasRightAngles, isOutline } from "./outline.js";
import { isSamePiece } from "./regions.js";
import { _ } from "./say.js";
import { boxOf, fitted } from "./shapes.js";

const SIDES = [["left", _("左")], ["top", _("上")], ["width", _("宽")], ["height", _("高")]];

/** `heard` has `change(index, change)`, `remove(index)`, `swap(index, other)`, `join(index)`, `part(index)`. */
export function areasOf(list, heard) {
  function groups(region, page) {
    const first = !region.path && region.words ? _("照文件里写的：{words}", { words: region.words }) : _("请选一篇");
    const of = (label, test) => {
      const options = page.pieces.filter(test).map(({ path, title }) => new Option(title, path, false, path === region.path));
      return options.length ? [made("optgroup", { label }, ...options)] : [];
    };
    return [
      new Option(first, ""),
      ...of(_("本版的"), (piece) => piece.page === page.page),
      ...of(_("未分版的"), (piece) => !piece.page),
      ...of(_("别的版的"), (piece) => piece.page && piece.page !== page.page),
    ];
  }

  function number(region, index, values, [side, name]) {
    const value = Math.round(values[side] * 10) / 10;
    const input = made("input", { type: "number", min: 0, max: 100, step: 0.1, value, "data-control": side });
    input.addEventListener("change", () => {
      const given = { ...values, [side]: Number(input.value) };
      const next = { left: given.left, top: given.top, right: given.left + given.width, bottom: given.top + given.height };
      const isFit = given.width > 0 && given.height > 0 && Math.min(next.left, next.top) >= 0 && Math.max(next.right, next.bottom) <= 100.05;
      if (isFit) heard.change(index, { corners: fitted(region.corners, { ...next, right: Math.min(next.right, 100), bottom: Math.min(next.bottom, 100) }) });
      else input.value = value;
    });
    return made("label", {}, name, input);
  }

  function numbers(region, index) {
    const { left, top, right, bottom } = boxOf(region.corners);
    const values = { left, top, width: right - left, height: bottom - top };
    const label = _("第 {at} 块在哪里：占图的百分之几", { at: index + 1 });
    return made("div", { class: "area__numbers", role: "group", "aria-label": label }, ...SIDES.map((side) => number(region, index, values, side)));
  }

  function moves(region, index, all) {
    const at = index + 1;
    const one = (text, control, label, act) => button(text, act, { "data-control": control, "aria-label": label });
    const found = [
      one("↑", "sooner", _("第 {at} 块往前", { at }), () => heard.swap(index, index - 1)),
      one("↓", "later", _("第 {at} 块往后", { at }), () => heard.swap(index, index + 1)),
    ];
    idle(found[0], index === 0);
    idle(found[1], index === all.length - 1);
    if (all.some((other) => other !== region && isSamePiece(region, other))) {
      found.push(one(_("并成一块"), "join", _("并成一块：第 {at} 块和同一篇的另一块", { at }), () => heard.join(index)));
    }
    if (isOutline(region.corners) && hasRightAngles(region.corners)) {
      found.push(one(_("拆成方块"), "part", _("拆成方块：第 {at} 块", { at }), () => heard.part(index)));
    }
    return [...found, one(_("删去"), "remove", _("删去第 {at} 块", { at }), () => heard.remove(index))];
  }

  function area(region, index, all, page) {
    const label = _("第 {at} 块是哪一篇", { at: index + 1 });
    const select = made("select", { "data-control": "piece", "aria-label": label }, ...groups(region, page));
    select.value = region.path;
    select.addEventListener("change", () => heard.change(index, { path: select.value }));
    return made(
      "li",
      { class: "area", "data-area": index },
      made("b", { class: "area__number" }, String(index + 1)),
      select,
      numbers(region, index),
      made("div", { class: "area__moves" }, ...moves(region, index, all)),
    );
  }

  const controlOf = (index, control) => list.querySelector(`[data-area="${index}"] [data-control="${control}"]`);

  /** Shows regions. What had the focus has it again, in the area `moved` to, when its region has gone there. */
  function show(regions, page, moved) {
    const active = document.activeElement;
    const held = list.contains(active) && [moved ?? active.closest(".area")?.dataset.area, active.dataset.control];
    list.replaceChildren(...regions.map((region, index) => area(region, index, regions, page)));
    if (held) (controlOf(...held) ?? controlOf(held[0], "piece") ?? controlOf(regions.length - 1, "piece"))?.focus();
  }

  function mark(index) {
    for (const item of list.children) item.classList.toggle("area--chosen", Number(item.dataset.area) === index);
  }

  const focus = (index) => controlOf(index, "piece")?.focus();
  return { show, mark, focus };
}
