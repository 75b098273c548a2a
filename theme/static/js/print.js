// What paper has and the screen has not: where the page is, and the day it was printed. And a button that prints; without
// this module the browser's own menu does.
const note = document.querySelector(".printout");
const link = note.querySelector("a");
const day = note.querySelector("span");
const words = day.textContent;

const fill = () => {
  const now = new Date();
  day.textContent = `${words}${now.getFullYear()}年${now.getMonth() + 1}月${now.getDate()}日`;
  day.hidden = false;
  if (!link.hasAttribute("href") && location.protocol.startsWith("http")) link.href = location.href.split("#")[0];
  // Browsers that know lazy pictures, and print without waiting for them, have them at the second try.
  for (const picture of document.querySelectorAll("img[loading=lazy]")) picture.setAttribute("loading", "eager");
};

// A link that is its own address does not say it twice.
for (const one of document.querySelectorAll('.prose a[href^="http"]')) {
  const plain = (address) => address.trim().replace(/^https?:\/\/|\/$/g, "");
  if (plain(one.textContent) === plain(one.href)) one.classList.add("bare");
}

addEventListener("beforeprint", fill);

const button = document.querySelector(".printed__head button");
if (button) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
