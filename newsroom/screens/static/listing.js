// The first screen: begins a manuscript.
import { ask } from "./api.js";
import { idle, isIdle } from "./elements.js";

const form = document.getElementById("new");
const button = form.querySelector("button");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isIdle(button)) return; // or there would be two
  idle(button, true);
  const told = form.querySelector("[role=alert]");
  told.textContent = "";
  try {
    const { path } = await ask("new", Object.fromEntries(new FormData(form)));
    location.href = `/write?path=${encodeURIComponent(path)}`;
  } catch (fault) {
    told.textContent = fault.message;
    idle(button, false);
  }
});

addEventListener("pageshow", () => idle(button, false)); // nobody presses it before this is here; nor is it idle when one comes back
