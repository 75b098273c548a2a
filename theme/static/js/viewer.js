// Adds to a gallery, which works without it: arrow keys, Escape, swipes, and one step back to the page.
const viewer = document.querySelector(".viewer");
const announcement = viewer.querySelector(".viewer__status");
const SWIPE = 48; // pixels
const open = () => viewer.querySelector(".slide:target");
let last = open(); // the picture that was shown before
let way = ""; // in which direction a reader is going
let entered = false; // the page without the viewer is one step back
let touch = null;

function turn(rel) {
  const link = open().querySelector(`[rel="${rel}"]`);
  if (!link) return;
  way = rel;
  location.replace(link.href); // not a step of its own: the way back leads to the page
}

function close() {
  if (entered) history.back();
  else location.replace(open().querySelector(".slide__close").href);
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (!open()) {
    entered = entered || link.hash.startsWith("#photo-");
    return;
  }
  if (link.rel) turn(link.rel);
  else if (link.matches(".slide__close")) close();
  else return;
  event.preventDefault();
});

document.addEventListener("keydown", (event) => {
  if (!open() || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (event.key === "ArrowRight") turn("next");
  else if (event.key === "ArrowLeft") turn("prev");
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

viewer.addEventListener("touchstart", ({ touches }) => (touch = touches.length === 1 ? touches[0] : null), { passive: true });
viewer.addEventListener("touchend", ({ changedTouches: [end] }) => {
  if (!touch || (window.visualViewport && window.visualViewport.scale > 1.01)) return; // a picture that was enlarged is moved about
  const [x, y] = [end.clientX - touch.clientX, end.clientY - touch.clientY];
  if (Math.abs(x) > SWIPE && Math.abs(x) > 2 * Math.abs(y)) turn(x < 0 ? "next" : "prev");
});

// Hides the page behind, where the style cannot know that a picture is shown.
const cover = () => document.documentElement.toggleAttribute("data-viewing", Boolean(open()));

function shown() {
  const slide = open();
  cover();
  if (slide && last) {
    // The same way on stays under the finger; what is shown is told beside it.
    (slide.querySelector(`[rel="${way}"]`) || slide.querySelector("a")).focus();
    const caption = slide.querySelector("figcaption");
    announcement.textContent = [slide.getAttribute("aria-label"), caption ? caption.textContent : ""].join(" ");
  } else if (slide) {
    slide.focus();
  } else if (last) {
    entered = false;
    announcement.textContent = "";
    document.querySelector(last.querySelector(".slide__close").hash).focus();
  }
  const beside = slide ? [slide.previousElementSibling, slide.nextElementSibling] : [];
  for (const picture of beside.map((near) => near && near.querySelector("img")).filter(Boolean)) {
    picture.setAttribute("loading", "eager");
  }
  last = slide;
}

cover();
addEventListener("hashchange", shown);
