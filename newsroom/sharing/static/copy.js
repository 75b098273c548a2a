// Copies what a button names by `data-copies`: rich text and plain text both, so that either can be pasted.

async function copied(element) {
  const html = element.innerHTML;
  const text = element.innerText;
  const parts = { "text/html": html, "text/plain": text };
  try {
    const blobs = Object.entries(parts).map(([type, part]) => [type, new Blob([part], { type })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    return true;
  } catch (refused) {
    return copiedBySelection(element, parts);
  }
}

/** For browsers that have no clipboard here, or do not let us have it. */
function copiedBySelection(element, parts) {
  let given = false;
  const give = (event) => {
    event.preventDefault();
    for (const [type, part] of Object.entries(parts)) event.clipboardData.setData(type, part);
    given = true;
  };
  const selection = getSelection();
  selection.selectAllChildren(element);
  document.addEventListener("copy", give);
  try {
    return document.execCommand("copy") && given;
  } catch (refused) {
    return false;
  } finally {
    document.removeEventListener("copy", give);
    selection.removeAllRanges();
  }
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.addEventListener("click", async () => {
    const told = button.parentElement.querySelector("[role=status]");
    const element = document.getElementById(button.dataset.copies);
    const done = await copied(element);
    told.textContent = "";
    told.textContent = done ? told.dataset.copied : told.dataset.failed;
    if (!done) element.focus();
  });
}
