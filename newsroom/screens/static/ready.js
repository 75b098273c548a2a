// What needs a script is out of reach (`inert`) until it is there: nothing is typed that nobody saves, nothing is sent in vain.
export function ready() {
  for (const one of document.querySelectorAll("[inert]")) one.removeAttribute("inert");
  if (document.activeElement === document.body) document.querySelector("[autofocus]")?.focus();
}
