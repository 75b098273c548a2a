// Large type, high contrast, light or dark: remembers what a reader chose, on every page and in both scripts. Feeds have it too.
// No module: those run when the page has been shown, and a reader of large type would see it jump.
{
  const MODES = ["standard", "large", "contrast", "large-contrast"];
  const SCHEMES = ["auto", "day", "night"];
  const root = document.documentElement; // of a feed no HTML: it has no dataset
  const bars = [...document.querySelectorAll('meta[name="theme-color"]')]; // of the browser: by day, at night
  const colours = bars.map((bar) => bar.content);

  if (window.speechSynthesis && window.SpeechSynthesisUtterance) root.setAttribute("data-speech", ""); // its place is kept

  const remembered = (key, known) => {
    try {
      const kept = localStorage.getItem(key);
      return known.find((one) => one === kept);
    } catch (error) {
      return undefined; // storage is closed to us
    }
  };

  const keep = (key, value) => {
    try {
      localStorage.setItem(key, value);
    } catch (error) {
      // it holds for this page
    }
  };

  const paint = (scheme) => {
    if (scheme === "auto") root.removeAttribute("data-scheme");
    else root.setAttribute("data-scheme", scheme);
    bars.forEach((bar, place) => {
      bar.content = colours[scheme === "auto" ? place : SCHEMES.indexOf(scheme) - 1];
    });
  };

  const choose = (mode) => {
    root.setAttribute("data-mode", mode);
    keep("linli.mode", mode);
  };

  const show = () => {
    const asked = location.hash.slice(1); // as the links lead where scripts are off
    if (MODES.includes(asked)) choose(asked);
    else root.setAttribute("data-mode", remembered("linli.mode", MODES) || root.getAttribute("data-mode") || MODES[0]);
    paint(remembered("linli.scheme", SCHEMES) || root.getAttribute("data-scheme") || SCHEMES[0]);
  };

  const shown = (element) => element.getClientRects().length > 0;

  show();
  addEventListener("hashchange", show);
  addEventListener("pageshow", show); // a page that comes back as it was left
  addEventListener("storage", show); // it was chosen in another window
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".modes a");
    if (link) {
      event.preventDefault();
      const place = [...link.parentElement.children].indexOf(link);
      choose(link.hash.slice(1) || MODES[0]);
      if (MODES.includes(location.hash.slice(1))) history.replaceState(null, "", location.pathname + location.search);
      for (const group of document.querySelectorAll(".mode")) {
        if (shown(group)) group.children[place].focus(); // the link that takes it back
      }
    }
    const button = event.target.closest(".schemes button");
    if (button) {
      keep("linli.scheme", button.value);
      paint(button.value);
      [...button.parentElement.children].find(shown).focus(); // that which was pressed is gone
    }
  });
}
