"""A page of the site, made ready for paper that is read aloud as well: the names that a PDF needs, and no link that leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

MANY = 5  # columns of a table that are too many for a column of the sheet
FAR = ("http", "https", "mailto")


def prepare(page: Element, linked: bool) -> None:
    """Changes the tree of a page.

    - A picture without a text of its own gets its caption, or the headline of its piece: ISO 14289-1 7.3 wants one for each.
    - A link around a picture leads to the same picture on the site, which paper does not do. So does a link that has no
      address to begin with (`linked` is false: the site has none). They become text; the line that says where the page is, goes.
    - A link is text alone: WeasyPrint gives each element in it a link of its own, which is in no tag.
    - A table of many columns has the class `wide`.
    """
    for article in page.iter("article"):
        title = "".join(next(article.iter("header"), article).itertext())
        for figure in article.iter("figure"):
            _name(
                figure.iter("img"),
                "".join(text for caption in figure.iter("figcaption") for text in caption.itertext()),
            )
        heading = next((one for one in article.iter() if one.get("class") == "piece__title"), None)
        _name(article.iter("img"), title if heading is None else "".join(heading.itertext()))
    for note in page.iter("p"):
        if note.get("class") == "printout" and not any(link.get("href") for link in note.iter("a")):
            note.clear()
    for link in page.iter("a"):
        shown = link.find(".//img") is not None and not "".join(link.itertext()).strip()
        if shown or not link.get("href") or not (linked or urlsplit(link.get("href", "")).scheme in FAR):
            link.tag = "span"
            link.attrib.pop("href", None)
        elif link.find(".//img") is None:
            link.text = "".join(link.itertext())
            del link[:]
    for table in page.iter("table"):
        if max((len(row) for row in table.iter("tr")), default=0) >= MANY:
            table.set("class", "wide")


def _name(pictures: Iterable[Element], name: str) -> None:
    said = re.sub(r"\s+", " ", name).strip()
    for picture in pictures:
        if not picture.get("alt", "").strip():
            picture.set("alt", said)
