// Large type and high contrast: remembers what a reader chose, on every page and in both scripts.
// No module: those run when the page has been shown, and a reader of large type would see it jump.
{
  const KEY = "linli.mode";
  const MODES = ["standard", "large", "contrast", "large-contrast"];
  const root = document.documentElement;

  const remembered = () => {
    try {
      return localStorage.getItem(KEY);
    } catch (error) {
      return null; // storage is closed to us
    }
  };

  const choose = (mode) => {
    root.dataset.mode = mode;
    try {
      localStorage.setItem(KEY, mode);
    } catch (error) {
      // it holds for this page
    }
  };

  const show = () => {
    const asked = location.hash.slice(1); // as the links lead where scripts are off
    if (MODES.includes(asked)) choose(asked);
    else root.dataset.mode = MODES.find((mode) => mode === remembered()) || root.dataset.mode || MODES[0];
  };

  show();
  addEventListener("hashchange", show);
  addEventListener("pageshow", show); // a page that comes back as it was left
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".modes a");
    if (!link) return;
    event.preventDefault();
    const place = [...link.parentElement.children].indexOf(link);
    choose(link.hash.slice(1) || MODES[0]);
    if (MODES.includes(location.hash.slice(1))) history.replaceState(null, "", location.pathname + location.search);
    for (const group of document.querySelectorAll(".mode")) {
      if (group.getClientRects().length) group.children[place].focus(); // the link that takes it back
    }
  });
}
