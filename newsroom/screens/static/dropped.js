// The files of a drop, those in folders too, each with its name within the folder.

/** Calls `act` with what is dropped anywhere on the page; shows meanwhile that it can be. */
export function whenDropped(act) {
  addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  addEventListener("dragleave", (event) => event.relatedTarget ?? document.body.classList.remove("dropping"));
  addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    act(event.dataTransfer);
  });
}

/** At most one more than `most`, so that too many are seen. Hidden files are passed over. */
export async function dropped(transfer, most) {
  // The list of a drop is empty once its event has ended: all is taken first.
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const taken = items.map((item) => [item.webkitGetAsEntry?.(), item.getAsFile()]);
  const files = [];
  for (const [entry, file] of taken) {
    if (entry) await gather(entry, files, most);
    else if (file && !file.name.startsWith(".")) files.push({ file, name: file.name });
  }
  return files;
}

async function gather(entry, files, most) {
  if (entry.name.startsWith(".") || files.length > most) return;
  if (entry.isFile) {
    const file = await new Promise((given, failed) => entry.file(given, failed));
    files.push({ file, name: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    // A reader gives some at a time, none at the end.
    const some = await new Promise((given, failed) => reader.readEntries(given, failed));
    if (!some.length) return;
    for (const inner of some) await gather(inner, files, most);
  }
}
