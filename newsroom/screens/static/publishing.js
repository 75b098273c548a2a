// The screen to publish from: starts a command, and shows what it says line by line.
import { ask } from "./api.js";
import { idle, isIdle, made } from "./elements.js";
import { ready } from "./ready.js";
import { _ } from "./say.js";

const AGAIN = 500; // milliseconds between two looks
const LINKED = /^(?:content\/)?((?:articles|banners|pages|topics)\/\S+?\.md)(?=[:：\s])|https?:\/\/\S+/;
const [form, place] = [document.getElementById("publish"), document.getElementById("place")];
const [state, told] = [document.getElementById("state"), document.getElementById("told")];
const fault = document.querySelector("main > [role=alert]");
const DOING = { check: _("正在检查稿件"), look: _("正在检查、出报"), publish: _("正在检查、出报、发布") };
const DONE = { check: _("检查完了。"), look: _("看完了，没有发。"), publish: _("发布好了。") };

place.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isIdle(place.querySelector("button"))) return;
  fault.textContent = place.querySelector("[role=status]").textContent = "";
  try {
    await ask("publish/settle", Object.fromEntries(new FormData(place)));
    place.querySelector("[role=status]").textContent = _("存好了。");
  } catch (error) {
    fault.textContent = error.message;
  }
});

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  if (isIdle(event.submitter)) return;
  const { work } = event.submitter.dataset;
  const began = Date.now();
  fault.textContent = "";
  told.hidden = false;
  told.replaceChildren();
  working(true);
  const since = made("span", { "aria-hidden": "true" }); // it is not read aloud at every second
  state.replaceChildren(DOING[work], since);
  try {
    await ask("publish", { work, over: form.elements.over.checked });
    let found;
    do {
      const seconds = Math.round((Date.now() - began) / 1000);
      since.textContent = _("，已经 {seconds} 秒……", { seconds });
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
      found = await ask("publish/look", {});
      for (const line of found.lines.slice(told.childElementCount)) told.append(shown(line));
    } while (found.code === null);
    state.textContent = found.code ? "" : DONE[work];
    if (found.code) fault.textContent = work === "check" ? _("有错误，改好才能发布。") : _("没有发。读者看到的还是原来的。");
  } catch (error) {
    state.textContent = "";
    fault.textContent = error.message;
  }
  working(false);
});

function working(is) {
  for (const button of form.querySelectorAll("button")) idle(button, is);
  form.setAttribute("aria-busy", is);
}

/** A line; a piece in it leads to where it is written, an address to the page. */
function shown(line) {
  const found = LINKED.exec(line);
  if (!found) return made("p", {}, line);
  const href = found[1] ? `/write?path=${encodeURIComponent(found[1])}` : found[0];
  return made("p", {}, line.slice(0, found.index), made("a", { href, target: "_blank" }, found[0]), line.slice(found.index + found[0].length));
}

ready();
