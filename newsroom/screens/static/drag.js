// Dragging items between lists: by mouse wherever an item is taken, by touch and pen at its grip.
import { made } from "./elements.js";

const FAR = 6; // pixels that a drag begins after
const EDGE = 60; // pixels from the edge of the window in which it scrolls
const TAKEN = "a, button, summary, input, select"; // what a mouse does not drag

/** `moved(item, list, next)` is called where an item was let go; `next` is the item that it comes before, null at the end. */
export function draggable(board, { item, grip, list, leaf, moved }) {
  let drag = null;

  board.addEventListener("pointerdown", (event) => {
    const taken = event.target.closest(item);
    const at = event.target.closest(grip);
    if (!taken || !taken.querySelector(grip) || event.button !== 0 || drag) return;
    if (!at && (event.pointerType !== "mouse" || event.target.closest(TAKEN))) return;
    drag = { taken, x: event.clientX, y: event.clientY, id: event.pointerId, begun: false };
  });

  addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.id) return;
    if (!drag.begun && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
    if (!drag.begun) begin();
    event.preventDefault();
    [drag.nowX, drag.nowY] = [event.clientX, event.clientY];
    follow();
  });

  function begin() {
    const { width } = drag.taken.getBoundingClientRect();
    drag.begun = true;
    drag.ghost = drag.taken.cloneNode(true);
    drag.ghost.classList.add("card--ghost");
    drag.ghost.setAttribute("aria-hidden", "true");
    drag.ghost.style.width = `${width}px`;
    drag.mark = made("li", { class: "card--mark", "aria-hidden": "true" });
    document.body.append(drag.ghost);
    drag.taken.classList.add("card--taken");
    document.body.classList.add("dragging");
    const scroll = () => {
      if (!drag?.begun) return;
      const { nowY: y = drag.y } = drag;
      const by = y < EDGE ? y - EDGE : Math.max(0, y - innerHeight + EDGE);
      if (by) {
        scrollBy(0, by / 4);
        follow();
      }
      requestAnimationFrame(scroll);
    };
    requestAnimationFrame(scroll);
  }

  function follow() {
    const { nowX: x, nowY: y } = drag;
    drag.ghost.style.transform = `translate(${x + 8}px, ${y + 8}px)`;
    const into = document.elementFromPoint(x, y)?.closest?.(leaf)?.querySelector(list);
    if (!into) return;
    const next = [...into.children].find((child) => {
      if (child === drag.mark || child === drag.taken) return false;
      const box = child.getBoundingClientRect();
      return y < box.top + box.height / 2;
    });
    drag.into = into;
    drag.next = next ?? null;
    into.insertBefore(drag.mark, drag.next);
  }

  function end(isMeant) {
    if (!drag) return;
    const { begun, taken, ghost, mark, into, next } = drag;
    drag = null;
    if (!begun) return;
    ghost.remove();
    mark.remove();
    taken.classList.remove("card--taken");
    document.body.classList.remove("dragging");
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }));
    const follower = taken.nextElementSibling;
    const stays = into === taken.parentElement && (next === follower || next === taken);
    if (isMeant && into && !stays) moved(taken, into, next);
  }

  const swallow = (event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener("pointerup", (event) => event.pointerId === drag?.id && end(true));
  addEventListener("pointercancel", (event) => event.pointerId === drag?.id && end(false));
  addEventListener("keydown", (event) => event.key === "Escape" && end(false));
}
