// The archive is still being read: look again soon.
if (document.querySelector("[data-unread]")) setTimeout(() => location.reload(), 1500);
