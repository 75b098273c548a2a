// Remembers in which script a reader wants the paper: only one who has chosen is led there.
const KEY = "linli.script";
const own = document.documentElement.lang;
const links = [...document.querySelectorAll(".scripts a[hreflang]")];

function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch (error) {
    return null; // storage is closed to us
  }
}

for (const link of links) {
  link.addEventListener("click", () => {
    try {
      localStorage.setItem(KEY, link.hreflang);
    } catch (error) {
      // the link works all the same
    }
    link.search = location.search;
    link.hash = location.hash;
  });
}

const wanted = remembered();
const there = links.find((link) => link.hreflang === wanted);
if (there && wanted !== own) {
  const address = new URL(there.href);
  address.search = location.search;
  address.hash = location.hash;
  location.replace(address);
}
