// Turns pages and issues with the arrow keys, where there are links to those before and after.
const link = (rel) => document.querySelector(`.neighbours a[rel="${rel}"]`);
const keys = { ArrowLeft: link("prev"), ArrowRight: link("next") };
const hint = document.querySelector(".neighbours__keys");
const typing = "input, textarea, select, button, audio, video, [contenteditable], [role='textbox'], [role='slider']";

// Somebody who has enlarged the page moves over it with these keys.
function enlarged() {
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth || (window.visualViewport && window.visualViewport.scale > 1);
}

for (const [key, there] of Object.entries(keys)) {
  if (there) there.setAttribute("aria-keyshortcuts", key);
}
if (hint) hint.hidden = !(keys.ArrowLeft || keys.ArrowRight);

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if ((event.target.closest && event.target.closest(typing)) || enlarged()) return;
  if (keys[event.key]) keys[event.key].click();
});
