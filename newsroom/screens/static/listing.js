// The first screen: begins a manuscript.
import { ask } from "./api.js";
import { idle, isIdle } from "./elements.js";
import { ready } from "./ready.js";

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

// Banners have no section.
const kind = form.elements.kind;
const suit = () => form.querySelectorAll("[data-of-pieces]").forEach((one) => (one.hidden = "banner" in kind.selectedOptions[0].dataset));
kind.addEventListener("input", suit);
suit();
ready();
addEventListener("pageshow", () => idle(button, false)); // one may come back to it
