// Copies the address of the page, in the script that it is in.
const part = document.querySelector(".share__copy");
const own = document.querySelector(".printout a[href]");
const address = own ? own.href : location.href.split("#")[0];

if (navigator.clipboard && navigator.clipboard.writeText) {
  const said = part.querySelector("[role=status]");
  const word = document.querySelector(".share template").content.textContent.trim();
  part.hidden = false;
  part.querySelector("button").addEventListener("click", async () => {
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(address);
      said.textContent = word;
    } catch (error) {
      part.hidden = true; // not allowed after all
    }
  });
}
