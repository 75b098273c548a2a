// The archive is still being read: look again soon, and show what was read meanwhile. Whoever writes beside it, or is in it by keyboard, is left alone.
const [SOON, LATER] = [700, 1500]; // milliseconds: when there is nothing yet, and when there is something to read
const isUnread = () => document.querySelector("[data-unread]");

async function again() {
  const listed = document.getElementById("listed");
  try {
    const text = await (await fetch(location.href)).text();
    const now = new DOMParser().parseFromString(text, "text/html").getElementById("listed");
    if (now && !listed.contains(document.activeElement)) listed.replaceWith(now);
  } catch {
    // the desk does not answer: it is asked again
  }
  later();
}

function later() {
  if (isUnread()) setTimeout(again, document.querySelector("#listed section") ? LATER : SOON);
}
later();
