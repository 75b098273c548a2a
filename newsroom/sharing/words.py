"""The words of a piece in rich text: emphasis, links, and pictures among them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element, SubElement

from linli.messages import _
from linli.model import addresses
from linli.reading.html import is_dateline, is_note_mark
from linli.text.furniture import Furniture, as_written
from newsroom.sharing.limits import HOST
from newsroom.sharing.look import style

NOWHERE = "http://site.invalid"  # where a site is thought to be that has no address (RFC 2606)
STRONG = ("b", "em", "i", "strong")  # emphasis in Chinese text is bold, as in the paper
LOOKS = {
    "del": "struck",
    "s": "struck",
    "ins": "under",
    "u": "under",
    "mark": "marked",
    "code": "marked",
    "kbd": "marked",
}
MARKS = {"q": "“”", "rt": "（）"}  # what stands around the words of an element that WeChat does not know
SILENT = ("rp", "source", "track", "col", "colgroup")
MEDIA = ("audio", "video")


@dataclass(slots=True)
class Shown:
    """A picture of a post, to be uploaded: its path below the root of the site, and what it shows."""

    path: str
    alt: str


@dataclass(slots=True)
class Words:
    """Writes words as the editor keeps them.

    Args:
        site: the absolute address of the site; without one, links within it are left out.
        prefix: of the addresses of its pages, in the script that is written.
        furniture: writes words of our own in the script of the paper.

    Then `pictures` are those to upload, in order, `links` where the numbers in brackets lead, `told` what was left out, a
    line each.
    """

    site: str = ""
    prefix: str = ""
    furniture: Furniture = as_written
    pictures: list[Shown] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    base: str = ""  # the address of the piece at hand

    def words(self, source: Element, target: Element) -> None:
        """The words in an element, with their emphasis."""
        self.add(source.text or "", target)
        for child in source:
            self.add(child, target)
            self.add(child.tail or "", target)

    def add(self, part: str | Element, target: Element) -> None:
        if isinstance(part, str):
            append(target, _on_one_line(part))
        elif part.tag == "br":
            SubElement(target, "br")
        elif part.tag == "img":
            append(target, f"［{self.place(part)}］")
        elif part.tag == "a":
            self._link(part, target)
        elif part.tag in MEDIA:
            self.media(part)
        elif part.tag in STRONG:
            self.words(part, SubElement(target, "strong", style("strong")))
        elif part.tag in ("sub", "sup"):
            self.words(part, SubElement(target, part.tag))
        elif part.tag in MARKS:
            marks = self.furniture(MARKS[part.tag])
            append(target, marks[0])
            self.words(part, target)
            append(target, marks[1])
        elif part.tag in LOOKS or is_dateline(part):
            self.words(part, SubElement(target, "span", style(LOOKS.get(part.tag, "dateline"))))
            append(target, "\u3000" if is_dateline(part) else "")
        elif part.tag not in SILENT:
            self.words(part, target)

    def _link(self, link: Element, target: Element) -> None:
        """A link: only those to articles of official accounts stay; others have their address at the end."""
        href = link.get("href", "")
        if is_note_mark(link):
            words = "".join(link.itertext())
            if words.strip().isdecimal():  # and no way back
                append(target, self.furniture("注") + words)
            return
        address = self._resolved(href)
        where = urlsplit(address)
        if where.hostname == HOST and where.scheme in ("http", "https"):
            self.words(link, SubElement(target, "a", {"href": address} | style("link")))
            return
        self.words(link, target)
        if where.scheme not in ("http", "https") or self._is_furniture(address):
            return
        if address.startswith(f"{NOWHERE}/"):
            self.tell(_("“{words}”链到本报网站，设置里没有 SITEURL，只留了文字。", words="".join(link.itertext())))
        elif "".join(link.itertext()).strip() != address:
            if address not in self.links:
                self.links.append(address)
            SubElement(target, "sup", style("note")).text = f"[{self.links.index(address) + 1}]"

    @property
    def root_address(self) -> str:
        return f"{self.site or NOWHERE}/"

    def _resolved(self, href: str) -> str:
        """The absolute address that a link of the body leads to; pictures and the like are there once for all scripts."""
        address = urljoin(self.base, href)
        below = address.removeprefix(self.root_address + self.prefix)
        return self.root_address + below if below != address and below.startswith(addresses.SHARED) else address

    def _is_furniture(self, address: str) -> bool:
        """Whether a link is one that the site has made: to who took a picture, within the page."""
        own = f"{self.root_address}{self.prefix}{addresses.CONTRIBUTORS}", f"{self.base}#"
        return address.startswith(own)

    def tell(self, line: str) -> None:
        if line not in self.told:
            self.told.append(line)

    def media(self, media: Element) -> None:
        what = _("视频") if media.tag == "video" else _("音频")
        name = posixpath.basename(urlsplit(media.get("src", "")).path)
        self.tell(_("{what} {name} 没有放进来。请在公众号里另外上传。", what=what, name=unquote(name)))

    def place(self, image: Element) -> str:
        path = unquote(urlsplit(self._resolved(image.get("src", ""))).path).removeprefix(
            urlsplit(self.root_address).path
        )
        self.pictures.append(Shown(path, image.get("alt", "")))
        words = self.furniture("图 {number}：在这里放 {name}")
        return words.format(number=len(self.pictures), name=posixpath.basename(path))


def append(target: Element, text: str) -> None:
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def trim(element: Element) -> None:
    """Takes white space at both ends away."""
    element.text = (element.text or "").lstrip(" \n\t")
    if len(element):
        element[-1].tail = (element[-1].tail or "").rstrip(" \n\t")
    else:
        element.text = element.text.rstrip(" \n\t")


def _on_one_line(text: str) -> str:
    """A text with a space for each end of a line, and for the blanks around it."""
    first, *others = text.split("\n")
    if not others:
        return text
    *between, last = others
    return " ".join([first.rstrip(" \t"), *(line.strip(" \t") for line in between), last.lstrip(" \t")])
