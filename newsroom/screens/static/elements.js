// Elements, made with what they have and hold.

/** An element with attributes, but for those that are undefined or false, and with what is in it. */
export function made(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A button that does something; without `act`, who has it in a list hears of it there. */
export function button(text, act, attributes = {}) {
  const element = made("button", { type: "button", ...attributes }, text);
  if (act) element.addEventListener("click", act);
  return element;
}

/** Has a button do nothing for now. Unlike a disabled one it keeps the focus; who hears its clicks asks `isIdle`. */
export function idle(element, is) {
  if (is) element.setAttribute("aria-disabled", "true");
  else element.removeAttribute("aria-disabled");
}

export const isIdle = (element) => element.getAttribute("aria-disabled") === "true";
