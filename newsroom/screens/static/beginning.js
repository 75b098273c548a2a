// The page to begin a paper on.
import { ask } from "./api.js";
import { idle, isIdle } from "./elements.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";

const form = document.getElementById("begin");
const button = form.querySelector("button");
const [state, told] = [form.querySelector("[role=status]"), form.querySelector("[role=alert]")];

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isIdle(button)) return;
  told.textContent = "";
  state.textContent = _("正在建文件夹，打开新的报纸……");
  idle(button, true);
  try {
    location.href = (await ask("begin", Object.fromEntries(new FormData(form)))).address;
  } catch (fault) {
    state.textContent = "";
    told.textContent = fault.message;
    idle(button, false);
  }
});
ready();
// One may come back to it.
addEventListener("pageshow", () => {
  idle(button, false);
  state.textContent = "";
});
