// Puts a version back: of a piece, or what was taken away, one by one or all that went at one time.
import { ask } from "./api.js";
import { idle, isIdle } from "./elements.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";

const told = document.querySelector("[role=alert]");

async function put(pressed, buttons) {
  if (isIdle(pressed)) return;
  const waiting = buttons.filter((button) => !isIdle(button));
  for (const button of [pressed, ...waiting]) idle(button, true);
  told.textContent = "";
  try {
    while (waiting.length) {
      const { path, name } = waiting[0].dataset;
      await ask("restore", { path, name });
      const done = waiting.shift();
      done.textContent = _("放回去了");
    }
    const { path } = buttons[0].dataset;
    if (buttons.length > 1 || !path.endsWith(".md")) location.reload();
    else location.href = `/write?path=${encodeURIComponent(path)}`;
  } catch (fault) {
    told.textContent = waiting[0].closest("li") ? _("{path}：{message}", { path: waiting[0].dataset.path, message: fault.message }) : fault.message;
    for (const button of [pressed, ...waiting]) idle(button, false);
  }
}

for (const button of document.querySelectorAll("button[data-name]")) button.addEventListener("click", () => put(button, [button]));
for (const together of document.querySelectorAll("button[data-together]")) {
  together.addEventListener("click", () => put(together, [...together.closest("section").querySelectorAll("button[data-name]")]));
}
ready();
