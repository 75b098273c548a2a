"""Pictures in a body: figures with caption and credit, and the `img` of each with all that browsers need."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from xml.etree.ElementTree import Element, SubElement

from linli.hooks import Caption
from linli.model.picture import Picture
from linli.reading.html import replace_child, tree_of
from linli.text.furniture import Furniture

SIZES = "(min-width: 46rem) 41rem, 94vw"  # how wide a picture in a body is: theme/static/css/article.css, in 16 px
GALLERY_SIZES = "(min-width: 64rem) 60rem, 96vw"  # in a gallery, where it can fill the window
LONGEST_CAPTION = 200  # characters; more is a paragraph that was meant to stand apart
NEAR_TOP = 2  # paragraphs before a picture that is still among the first things seen
_BETWEEN = re.compile(r"(?<=[\u2e80-\uffef])(?<!\s)\s++(?=[\u2e80-\uffef])")  # white space between Chinese characters
_KEPT_BACK = re.compile("\x02(?:wzxhzdk:)?([^\x02\x03]*+)\x03")  # what Python-Markdown puts back at the end


class Figures:
    """The pictures of one body.

    `arrange` makes figures in the tree of Markdown; `dress` completes every `img`, those of raw HTML too, after the
    sanitiser, which lets no more through than an address and a text. Then `shown` has all pictures in order, and
    `figured` those that stand alone.
    """

    MARK = "data-n"  # on an `img` between the two: its number

    def __init__(
        self,
        picture: Callable[[str, str], Picture | None],
        caption: Callable[[str], Caption],
        photo_news: bool,
        furniture: Furniture,
    ) -> None:
        self._picture, self._caption, self._furniture = picture, caption, furniture
        self._least = 1 if photo_news else 2  # figures that make a gallery
        self._known: list[Picture | None] = []
        self._places: dict[int, int] = {}  # of figures among them
        self._raw: Sequence[object] = ()
        self.shown: list[Picture] = []

    @property
    def figured(self) -> list[Picture]:
        return [picture for number in self._places if (picture := self._known[number])]

    def arrange(self, root: Element, raw: Sequence[object]) -> None:
        """A picture at the beginning of a paragraph is a figure, and the text after it its caption.

        `raw` is the HTML that Python-Markdown keeps back.
        """
        self._raw = raw
        if root.find(".//img") is None:
            return
        for parent in list(root.iter()):
            for place, child in reversed(list(enumerate(parent))):
                if child.tag == "p" and len(child) and child[0].tag == "img" and not (child.text or "").strip():
                    parent[place : place + 1] = _parts(child)
        for element in root.iter():
            if element.tag == "figure" and element[0].tag == "img":
                self._figure(element)
        for image in root.iter("img"):
            if self.MARK not in image.attrib:
                self._mark(image, self._of(image))

    def dress(self, tree: Element, root: str) -> None:
        """Completes every `img` in the tree of sanitised HTML, or takes it out. `root` is the way to the root of the site."""
        self._dress(tree, root, paragraphs=0)

    def _dress(self, parent: Element, root: str, paragraphs: int) -> int:
        """Goes through an element with so many paragraphs before it; gives how many there are up to its end."""
        for child in list(parent):
            if child.tag == "img":
                replace_child(parent, child, self._complete(child, root, near=paragraphs <= NEAR_TOP))
            else:
                paragraphs = self._dress(child, root, paragraphs + (child.tag == "p"))
        return paragraphs

    def _complete(self, image: Element, root: str, near: bool) -> Element | None:
        number = image.get(self.MARK, "")
        if number.isdigit() and int(number) < len(self._known):
            picture, place = self._known[int(number)], self._places.get(int(number))
        else:
            picture, place = self._picture(image.get("src", ""), image.get("alt", "")), None
        if picture is None:
            return None
        self.shown.append(picture)
        return self._image(picture, root, place, first=len(self.shown) == 1, near=near)

    def _figure(self, figure: Element) -> None:
        image, words = figure[0], figure.find("figcaption")
        text = image.attrib.pop("title", "") or ("".join(words.itertext()) if words is not None else "")
        picture = self._of(image)
        if words is not None:
            figure.remove(words)
        if picture is not None and (text := self._plain(text)):
            caption = self._caption(text)
            picture = replace(picture, caption=caption.text, credit=caption.credit, creators=caption.creators)
            figure.append(_figcaption(picture))
        if picture is not None:
            self._places[len(self._known)] = len(self._places) + 1
        self._mark(image, picture)

    def _of(self, image: Element) -> Picture | None:
        return self._picture(self._whole(image.get("src", "")), self._plain(image.get("alt", "")))

    def _plain(self, text: str) -> str:
        """Text of the tree as it will be read; a line end is a space, or nothing between Chinese characters."""
        text = self._whole(text)
        return " ".join(_BETWEEN.sub(lambda found: "" if "\n" in found[0] else found[0], text).split())

    def _whole(self, text: str) -> str:
        """Text of the tree with what Markdown keeps back."""

        def put(match: re.Match[str]) -> str:
            kept = match[1]
            if kept == "amp":
                return "&"
            if "wzxhzdk" in match[0]:
                return "".join(tree_of(str(self._raw[int(kept)])).itertext())
            return chr(int(kept)) if kept.isdigit() else ""

        return _KEPT_BACK.sub(put, text)

    def _mark(self, image: Element, picture: Picture | None) -> None:
        image.set(self.MARK, str(len(self._known)))
        self._known.append(picture)

    def _image(self, picture: Picture, root: str, place: int | None, *, first: bool, near: bool) -> Element:
        image = Element("img", alt=picture.alt, src=root + picture.src)
        if picture.width and picture.height:
            image.set("width", str(picture.width))
            image.set("height", str(picture.height))
        if not first:
            image.set("loading", "lazy")
        elif near:
            image.set("fetchpriority", "high")
        image.set("decoding", "async")
        gallery = place is not None and len(self._places) >= self._least
        if picture.renditions:
            sizes = GALLERY_SIZES if gallery else SIZES
            source = Element("source", type=picture.renditions[0].type, srcset=picture.srcset(root), sizes=sizes)
            whole = Element("picture")
            whole.extend((source, image))
            image = whole
        if gallery:
            link = Element("a", id=f"picture-{place}", href=f"#photo-{place}", title=self._furniture("看大图"))
            link.append(image)
            image = link
        return image


def _parts(paragraph: Element) -> list[Element]:
    """A paragraph that begins with a picture: each picture in it a figure with the text after it."""
    parts: list[Element] = []
    for child in list(paragraph):
        tail, child.tail = child.tail or "", None
        if child.tag == "img":
            figure = Element("figure")
            figure.append(child)
            parts.append(figure)
            words = SubElement(figure, "figcaption")
            words.text = tail
        else:
            words.append(child)
            child.tail = tail
    whole = []
    for figure in parts:
        whole.append(figure)
        words = figure[1]
        text = "".join(words.itertext()).strip()
        if not text:
            figure.remove(words)
        elif figure[0].get("title") or len(text) > LONGEST_CAPTION:
            figure.remove(words)
            words.tag, words.text = "p", (words.text or "").lstrip()
            whole.append(words)
    whole[-1].tail = paragraph.tail
    return whole


def _figcaption(picture: Picture) -> Element:
    words = Element("figcaption")
    words.text = picture.caption
    if not picture.credit:
        return words
    if picture.caption:
        words.text += "\u3000"
    credit = SubElement(words, "span", {"class": "credit"})
    credit.text = picture.credit
    for creator in picture.creators:
        last = credit[-1] if len(credit) else None
        before, name, after = ((last.tail if last is not None else credit.text) or "").partition(creator.name)
        if name:
            link = SubElement(credit, "a", href=f"/{creator.url}")
            link.text, link.tail = name, after
            if last is not None:
                last.tail = before
            else:
                credit.text = before
    return words
