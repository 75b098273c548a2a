// Elements, made with what they have and hold.
const SVG = "http://www.w3.org/2000/svg";

/** An element with attributes, but for those that are undefined or false, and with what is in it. */
export function made(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** An element of a drawing, likewise. */
export function drawn(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A button that does something; without `act`, who has it in a list hears of it there. */
export function button(text, act, attributes = {}) {
  const element = made("button", { type: "button", ...attributes }, text);
  if (act) element.addEventListener("click", (event) => isIdle(element) || act(event));
  return element;
}

/** Has a button do nothing for now. Unlike a disabled one it keeps the focus; who hears the clicks of one that was not made here asks `isIdle`. */
export function idle(element, is) {
  if (is) element.setAttribute("aria-disabled", "true");
  else element.removeAttribute("aria-disabled");
}

export const isIdle = (element) => element.getAttribute("aria-disabled") === "true";
