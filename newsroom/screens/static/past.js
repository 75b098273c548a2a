// Puts a version back: of a piece, or what was taken away, one by one or all that went at one time.
import { ask } from "./api.js";
import { ready } from "./ready.js";

async function put(buttons) {
  try {
    for (const { dataset } of buttons) await ask("restore", { path: dataset.path, name: dataset.name });
    const { path } = buttons[0].dataset;
    if (buttons.length > 1 || !path.endsWith(".md")) location.reload();
    else location.href = `/write?path=${encodeURIComponent(path)}`;
  } catch (fault) {
    document.querySelector("[role=alert]").textContent = fault.message;
  }
}

for (const button of document.querySelectorAll("button[data-name]")) button.addEventListener("click", () => put([button]));
for (const together of document.querySelectorAll("button[data-together]")) {
  together.addEventListener("click", () => put([...together.closest("section").querySelectorAll("button[data-name]")]));
}
ready();
