// The regions of a page as a list: which piece each is, its place in numbers, its turn.
import { _ } from "./say.js";
import { boxOf, fitted } from "./stage.js";

const SIDES = [["left", _("左")], ["top", _("上")], ["width", _("宽")], ["height", _("高")]];

/** `heard` has `change(index, change)`, `remove(index)`, `swap(index, other)`. */
export function areasOf(list, heard) {
  function groups(region, page) {
    const options = [new Option(_("请选一篇"), "")];
    if (!region.path && region.words) options[0] = new Option(_("照文件里写的：{words}", { words: region.words }), "");
    const of = (label, test) => {
      const group = Object.assign(document.createElement("optgroup"), { label });
      group.append(...page.pieces.filter(test).map(({ path, title }) => new Option(title, path, false, path === region.path)));
      return group.children.length ? [group] : [];
    };
    return [
      ...options,
      ...of(_("本版的"), (piece) => piece.page === page.page),
      ...of(_("未分版的"), (piece) => !piece.page),
      ...of(_("别的版的"), (piece) => piece.page && piece.page !== page.page),
    ];
  }

  function numbers(region, index) {
    const box = boxOf(region.corners);
    const values = { left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top };
    const fields = SIDES.map(([side, name]) => {
      const label = Object.assign(document.createElement("label"), { textContent: name });
      const input = Object.assign(document.createElement("input"), { type: "number", min: 0, max: 100, step: 0.1 });
      input.value = Math.round(values[side] * 10) / 10;
      input.dataset.control = side;
      input.addEventListener("change", () => {
        const given = { ...values, [side]: Number(input.value) };
        const next = { left: given.left, top: given.top, right: given.left + given.width, bottom: given.top + given.height };
        const isFit = given.width > 0 && given.height > 0 && Math.min(next.left, next.top) >= 0 && Math.max(next.right, next.bottom) <= 100.05;
        if (isFit) heard.change(index, { corners: fitted(region.corners, { ...next, right: Math.min(next.right, 100), bottom: Math.min(next.bottom, 100) }) });
        else input.value = Math.round(values[side] * 10) / 10;
      });
      label.append(input);
      return label;
    });
    const group = Object.assign(document.createElement("div"), { className: "area__numbers" });
    group.append(...fields);
    return group;
  }

  function button(text, control, label, act, disabled = false) {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text, disabled });
    made.dataset.control = control;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  }

  function area(region, index, all, page) {
    const item = document.createElement("li");
    item.className = "area";
    item.dataset.area = index;
    const number = Object.assign(document.createElement("b"), { className: "area__number", textContent: index + 1 });
    const select = document.createElement("select");
    const at = index + 1;
    select.dataset.control = "piece";
    select.setAttribute("aria-label", _("第 {at} 块是哪一篇", { at }));
    select.append(...groups(region, page));
    select.value = region.path;
    select.addEventListener("change", () => heard.change(index, { path: select.value }));
    const moves = Object.assign(document.createElement("div"), { className: "area__moves" });
    moves.append(
      button("↑", "sooner", _("第 {at} 块往前", { at }), () => heard.swap(index, index - 1), index === 0),
      button("↓", "later", _("第 {at} 块往后", { at }), () => heard.swap(index, index + 1), index === all.length - 1),
      button(_("删去"), "remove", _("删去第 {at} 块", { at }), () => heard.remove(index)),
    );
    item.append(number, select, numbers(region, index), moves);
    return item;
  }

  function show(regions, page) {
    const active = document.activeElement;
    const held = list.contains(active) && [active.closest(".area")?.dataset.area, active.dataset.control];
    list.replaceChildren(...regions.map((region, index) => area(region, index, regions, page)));
    if (held) list.querySelector(`[data-area="${held[0]}"] [data-control="${held[1]}"]`)?.focus();
  }

  function mark(index) {
    for (const item of list.children) item.classList.toggle("area--chosen", Number(item.dataset.area) === index);
  }

  const focus = (index) => list.querySelector(`[data-area="${index}"] select`)?.focus();
  return { show, mark, focus };
}
