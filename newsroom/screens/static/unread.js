// The archive is still being read: look again soon, but take nothing out of the hands of one who is on the page already.
const AGAIN = 1500; // milliseconds
function again() {
  if (document.activeElement === document.body) location.reload();
  else setTimeout(again, AGAIN);
}
if (document.querySelector("[data-unread]")) setTimeout(again, AGAIN);
