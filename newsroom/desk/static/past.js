// Puts a version back.
import { ask } from "./api.js";

for (const button of document.querySelectorAll("button[data-name]")) {
  button.addEventListener("click", async () => {
    try {
      await ask("restore", { path: button.dataset.path, name: button.dataset.name });
      location.href = `/write?path=${encodeURIComponent(button.dataset.path)}`;
    } catch (fault) {
      document.querySelector("[role=alert]").textContent = fault.message;
    }
  });
}
