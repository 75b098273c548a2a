"""Attachments in a body: links with kind and size, sound and video with the browser's own controls."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element, SubElement

from linli.model.attachment import ATTACHMENTS, AUDIO, CAPTIONS, KINDS, VIDEO, kind_and_size, suffix_of
from linli.text.furniture import Furniture

FILE = "file"  # the class of what is said of a file behind its link
PLAYED = ("audio", "video")

# An address of a file as Markdown and HTML write it.
NAMED = re.compile(r"(?:\]\(\s*<?|\]:\s*<?|(?:href|src)=[\"']?)([^>\n)]{0,400}?files/[^<>\n)]{1,400})")

Look = Callable[[str], int | None]  # from a path below the content folder to the size of the attachment there


def place_of(address: str) -> str | None:
    """The path of an attachment below the content folder, of its address as an editor writes it; None of others."""
    path = posixpath.normpath(unquote(address.split("#")[0].split("?")[0]).strip().replace("\\", "/").lstrip("/"))
    return path if path.startswith(f"{ATTACHMENTS}/") else None


def named(body: str) -> set[str]:
    """The attachments that a text names, which nobody renders."""
    places = (place_of(re.split(r"(?<!\s)\s++[\"']", match[1])[0]) for match in NAMED.finditer(body))
    return {place for place in places if place is not None}


def play(root: Element, look: Look, furniture: Furniture) -> None:
    """Makes players of `![…](files/a.mp3)`; one that stands at the beginning of a paragraph has the rest as its caption."""
    for parent in list(root.iter()):
        for image in list(parent):
            path = place_of(image.get("src", "")) if image.tag == "img" else None
            if path is not None and suffix_of(path) in AUDIO | VIDEO:
                _player(image, path, look, furniture)
                if parent.tag == "p" and parent[0] is image and not (parent.text or "").strip():
                    _figure(parent)


def dress(tree: Element, root: str, look: Look, furniture: Furniture) -> bool:
    """Says of every link to an attachment what it is; gives whether there was one. `root` is the way to the site's root."""
    dressed = False
    for parent in list(tree.iter()):
        if parent.tag in PLAYED and "controls" not in parent.attrib:
            parent.set("controls", "")
            dressed = True
        for place, link in reversed(list(enumerate(parent))):
            path = place_of(link.get("href", "").removeprefix(root)) if link.tag == "a" else None
            size = look(path) if path is not None else None
            if path is None or size is None:
                continue
            said = Element("span", {"class": FILE})
            said.text, said.tail, link.tail = f"（{furniture(kind_and_size(path, size))}）", link.tail, None
            parent.insert(place + 1, said)
            dressed = True
    return dressed


def unplayable(tree: Element, root: str, look: Look) -> list[tuple[str, str]]:
    """Players with nothing to play: the element, and the address of the file that is not there (empty for one elsewhere)."""
    players = [element for element in tree.iter() if element.tag in PLAYED]
    places = [(player.tag, place_of(player.get("src", "").removeprefix(root)) or "") for player in players]
    return [(tag, place) for tag, place in places if not place or look(place) is None]


def _player(image: Element, path: str, look: Look, furniture: Furniture) -> None:
    look(path)
    words, title = image.get("alt", ""), image.get("title", "")
    image.tag = "video" if suffix_of(path) in VIDEO else "audio"
    image.attrib.clear()
    image.attrib.update(
        {"controls": "", "preload": "metadata" if image.tag == "video" else "none", "src": f"/{quote(path)}"}
    )
    if words:
        image.set("title", words)
    captions = posixpath.splitext(path)[0] + CAPTIONS
    if image.tag == "video" and look(captions) is not None:
        label = furniture(KINDS[CAPTIONS])
        SubElement(image, "track", kind="captions", srclang="zh", label=label, src=f"/{quote(captions)}", default="")
    if title:
        image.tail = f"{title}{image.tail or ''}"


def _figure(paragraph: Element) -> None:
    paragraph.tag = "figure"
    player, *others = list(paragraph)
    words = (player.tail or "").strip()
    player.tail = None
    if words or others:
        caption = SubElement(paragraph, "figcaption")
        caption.text = words
        for other in others:
            paragraph.remove(other)
            caption.append(other)
