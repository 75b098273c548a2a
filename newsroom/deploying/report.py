"""What a deployment changes for readers, as an editor wants to hear it: pages, by addresses that can be opened."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from linli.messages import _
from linli.model.addresses import NOT_FOUND, address_of
from linli.model.paper import Paper
from newsroom.deploying.send import Sent

MOST = 20  # pages of one kind that are listed
# Addresses above pieces that lead on to others: nobody asks what is new there.
LEADING = re.compile(r"(?:.*/)?(?:\d{4}/\d\d/(?:\d\d/)?|archive/\d{4}/)index\.html")
OF_PIECE = re.compile(r"\d{4}/\d\d/\d\d/[^/]+/")
HEAD = 16384  # bytes of a page in which its title stands


def changes(sent: Sent, paper: Paper) -> list[str]:
    """Lines: new pages, changed ones, those that go, and how much else. Twins are counted and not listed."""
    lines: list[str] = []
    twins = others = 0
    for word, paths in ((_("新"), sent.new), (_("改"), sent.changed), (_("撤"), sent.gone)):
        pages = [path for path in paths if path.endswith(".html") and path != NOT_FOUND and not LEADING.fullmatch(path)]
        own = sorted((path for path in pages if path.partition("/")[0] not in paper.prefixes), key=_turn)
        twins += len(pages) - len(own)
        others += len(paths) - len(pages)
        for path in own[:MOST]:
            title = "" if paths is sent.gone else _title(sent.root / path).removesuffix(f"_{paper.name}")
            lines.append(f"{word}  {_address(sent, path)}{f'  {title}' if title else ''}")
        if len(own) > MOST:
            lines.append(_("{word}  ……还有 {count} 页", word=word, count=len(own) - MOST))
    if twins:
        lines.append(_("另一种文字的 {count} 页，一起变。", count=twins))
    if others:
        lines.append(_("还有 {count} 个别的文件：图片、样式、订阅、搜索用的。", count=others))
    return lines


def _turn(path: str) -> tuple[bool, int, str]:
    """Articles before lists, the front page before other lists."""
    return not OF_PIECE.match(path), path.count("/"), path


def _address(sent: Sent, path: str) -> str:
    return f"{sent.url}/{address_of(path)}"


def _title(page: Path) -> str:
    """The title of a page; nothing when it cannot be read."""
    try:
        with page.open("rb") as file:
            head = file.read(HEAD)
    except OSError:
        return ""
    parser = _Title()
    parser.feed(head.decode(errors="replace"))
    return " ".join("".join(parser.found).split())


class _Title(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._is_in = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._is_in = tag == "title" and not self.found

    def handle_endtag(self, tag: str) -> None:
        self._is_in = False

    def handle_data(self, data: str) -> None:
        if self._is_in:
            self.found.append(data)
