// The first screen: begins a manuscript.
import { ask } from "./api.js";
import { ready } from "./ready.js";

const form = document.getElementById("new");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const told = form.querySelector("[role=alert]");
  try {
    const { path } = await ask("new", Object.fromEntries(new FormData(form)));
    location.href = `/write?path=${encodeURIComponent(path)}`;
  } catch (fault) {
    told.textContent = fault.message;
  }
});

// Banners have no section.
const kind = form.elements.kind;
const suit = () => form.querySelectorAll("[data-of-pieces]").forEach((one) => (one.hidden = "banner" in kind.selectedOptions[0].dataset));
kind.addEventListener("input", suit);
suit();
ready();
