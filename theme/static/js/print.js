// A button that prints; without this module the browser's own menu does.
const button = document.querySelector(".printed__head button");
button.hidden = false;
button.addEventListener("click", () => window.print());
