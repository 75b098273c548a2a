// The screen to write on: saves as one pauses, and never over what another has written.
import { ask } from "./api.js";

const PAUSE = 800; // milliseconds without a key after which is saved
const form = document.getElementById("manuscript");
const state = form.querySelector(".state");
const told = form.querySelector(".fault");
let saved = JSON.stringify(values());
let timer = 0;
let saving = Promise.resolve();

function values() {
  const { body, ...fields } = Object.fromEntries(new FormData(form));
  return { body, fields };
}

function save() {
  clearTimeout(timer);
  saving = saving.then(async () => {
    const now = JSON.stringify(values());
    if (now === saved) return;
    try {
      const { digest } = await ask("save", { ...JSON.parse(now), path: form.dataset.path, digest: form.dataset.digest });
      form.dataset.digest = digest;
      saved = now;
      told.textContent = "";
      state.textContent = `已存 ${new Date().toLocaleTimeString()}`;
    } catch (fault) {
      state.textContent = "";
      told.textContent = fault.message;
    }
  });
  return saving;
}

form.addEventListener("input", () => {
  state.textContent = "正在写……";
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
addEventListener("beforeunload", (event) => {
  if (JSON.stringify(values()) !== saved) event.preventDefault();
});
document.addEventListener("visibilitychange", () => document.hidden && save());
document.getElementById("remove").addEventListener("click", async () => {
  await save();
  try {
    await ask("remove", { path: form.dataset.path, digest: form.dataset.digest });
    saved = JSON.stringify(values());
    location.href = "/";
  } catch (fault) {
    told.textContent = fault.message;
  }
});
