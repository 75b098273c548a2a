// The regions on a picture of a page: drawn, moved and sized by mouse, touch and keys. Places are in percent of the picture.
import { drawn, made } from "./elements.js";
import { LEAST, boxOf, holds, rectangle, round, shifted, sized, within } from "./shapes.js";

const FAR = 4; // pixels that a drag begins after

/**
 * The stage. `heard` has `draw(corners)`, `change(index, corners, isLast)`, `remove(index)`, `choose(index)`, `label(region, index)`;
 * a change is told while it goes on, and once as the last.
 */
export function stageOf(stage, role, heard) {
  let regions = [];
  let drag = null;
  const image = made("img", { draggable: "false" });
  const layer = made("div", { class: "stage__layer" });
  stage.append(image, layer);

  const at = (event) => {
    const box = stage.getBoundingClientRect();
    return [
      within(((event.clientX - box.left) / box.width) * 100, 0, 100),
      within(((event.clientY - box.top) / box.height) * 100, 0, 100),
    ];
  };

  function place(element, corners) {
    const { left, top, right, bottom } = boxOf(corners);
    const [wide, high] = [right - left || 0.1, bottom - top || 0.1];
    Object.assign(element.style, { left: `${left}%`, top: `${top}%`, width: `${wide}%`, height: `${high}%` });
    const points = corners.map(([x, y]) => `${((x - left) / wide) * 100},${((y - top) / high) * 100}`).join(" ");
    element.querySelector("polygon").setAttribute("points", points);
    // The number and the corner to size it by stand on the outline: what it leaves free is another's.
    const end = (line) => `${((right - Math.max(...corners.filter(([, y]) => y === line).map(([x]) => x))) / wide) * 100}%`;
    element.style.setProperty("--number", end(top));
    element.style.setProperty("--corner", end(bottom));
  }

  function elementOf(region, index) {
    const outline = drawn("svg", { viewBox: "0 0 100 100", preserveAspectRatio: "none", "aria-hidden": "true" }, drawn("polygon"));
    const element = region.why ? offered(outline) : movable(region, index, outline);
    place(element, region.corners);
    return element;
  }

  const offered = (outline) => made("div", { class: "region region--offered", "aria-hidden": "true" }, outline); // the list beside it tells of it

  function movable(region, index, outline) {
    const attributes = {
      class: region.path || region.words ? "region" : "region region--open",
      tabindex: 0,
      role: "application",
      "aria-roledescription": role,
      "aria-label": heard.label(region, index),
      "aria-describedby": "hint",
      "data-index": index,
    };
    return made("div", attributes, outline, made("b", { "aria-hidden": "true" }, String(index + 1)), made("i", { class: "region__corner" }));
  }

  /** Shows regions; the one that had the focus has it again. */
  function show(shown, focus) {
    const active = layer.contains(document.activeElement) ? Number(document.activeElement.dataset.index) : -1;
    regions = shown;
    layer.replaceChildren(...regions.map(elementOf));
    const wanted = focus ?? active;
    if (wanted >= 0) layer.querySelector(`[data-index="${wanted}"]`)?.focus({ preventScroll: focus === undefined });
  }

  /** The region at a point: what a polygon leaves free belongs to those below it. */
  function ownAt(event) {
    const held = event.target.closest("b, .region__corner")?.closest("[data-index]");
    if (held) return held;
    const boxes = document.elementsFromPoint(event.clientX, event.clientY).map((one) => one.closest("[data-index]"));
    return boxes.find((box) => box && holds(regions[box.dataset.index].corners, at(event))) ?? null;
  }

  layer.addEventListener("mousedown", (event) => event.preventDefault()); // the focus goes where the region is
  layer.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || drag) return;
    const own = ownAt(event);
    if (!own && event.pointerType === "touch") return; // a finger on the picture scrolls it
    event.preventDefault();
    const [x, y] = at(event);
    const index = own ? Number(own.dataset.index) : -1;
    const size = event.target.closest(".region__corner") !== null;
    drag = { id: event.pointerId, x, y, from: [event.clientX, event.clientY], own, index, size, begun: false };
    own?.focus({ preventScroll: true });
    if (own) heard.choose(index);
    layer.setPointerCapture(event.pointerId);
  });

  layer.addEventListener("pointermove", (event) => {
    if (drag?.id !== event.pointerId) return;
    if (!drag.begun && Math.hypot(event.clientX - drag.from[0], event.clientY - drag.from[1]) < FAR) return;
    if (!drag.begun && !drag.own) {
      drag.own = elementOf({ corners: rectangle({ left: drag.x, top: drag.y, right: drag.x, bottom: drag.y }) }, regions.length);
      layer.append(drag.own);
    }
    drag.begun = true;
    drag.now = cornersOf(event);
    place(drag.own, drag.now);
  });

  function cornersOf(event) {
    const [x, y] = at(event);
    if (drag.index < 0) {
      const [[left, right], [top, bottom]] = [[drag.x, x], [drag.y, y]].map((pair) => pair.sort((a, b) => a - b).map(round));
      return rectangle({ left, top, right, bottom });
    }
    return (drag.size ? sized : shifted)(regions[drag.index].corners, x - drag.x, y - drag.y);
  }

  function end(isMeant) {
    const { begun, index, now } = drag;
    drag = null;
    if (!begun) return;
    if (index >= 0 && isMeant) return heard.change(index, now);
    const { left, top, right, bottom } = now && boxOf(now);
    if (index < 0 && isMeant && right - left >= LEAST && bottom - top >= LEAST) heard.draw(now);
    else show(regions);
  }
  layer.addEventListener("pointerup", (event) => drag?.id === event.pointerId && end(true));
  layer.addEventListener("pointercancel", (event) => drag?.id === event.pointerId && end(false));

  const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  layer.addEventListener("keydown", (event) => {
    const own = event.target.closest("[data-index]");
    if (event.key === "Escape" && drag) return end(false);
    if (!own || event.altKey || event.metaKey) return;
    const index = Number(own.dataset.index);
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      heard.remove(index);
    } else if (STEPS[event.key]) {
      event.preventDefault();
      const by = STEPS[event.key].map((step) => step * (event.ctrlKey ? 0.1 : 1));
      heard.change(index, (event.shiftKey ? sized : shifted)(regions[index].corners, ...by), true);
    }
  });
  layer.addEventListener("focusin", (event) => {
    if (event.target.dataset.index) heard.choose(Number(event.target.dataset.index));
  });

  return { image, show };
}
