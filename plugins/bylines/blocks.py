"""Where signatures and datelines stand in an article: its first and last blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.model.people import Contributor, byline_of, desk_of, merged
from plugins.bylines.dateline import parse_dateline
from plugins.bylines.signature import MARKS, Signature, parse_signature

LAST_BRACKET = re.compile(r"\s*([（(【][^（()）【】]{2,60}[）)】])\s*$")
# A line without brackets is a signature if a role word says so; a bare name at the end of a text is left there.
OPENING = re.compile(
    r"(?:[□■●◆▲★◎○◇△*＊\s\u3000])*(?:[\u4e00-\u9fff《》]{0,12}?(?:记者|通讯员|评论员|实习生)|作者|文|图|摄影|撰文|编辑|责编|责任编辑|来源|校对|审核|终审|[初复一二三]审|监制)"
)
LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
NEXT = 20  # characters of the text beside a signature that are kept with it: a search may begin or end in them
CLOSING_WORK = re.compile(r"^[^。！？]{2,40}?[\s\u3000/／](?:摄|摄影|文/图|图/文|文图|供稿|供图|摄影报道)$")


@dataclass(slots=True)
class Taken:
    """What was taken out of an article's blocks, and what is left of them."""

    blocks: list[str]
    byline: list[Contributor] = field(default_factory=list)
    desk: list[Contributor] = field(default_factory=list)
    source: str | None = None
    dateline: str = ""
    written: list[str] = field(default_factory=list)  # what was taken out, as it stood

    def add(self, signature: Signature, *, first: bool = False) -> None:
        """Notes a signature; `first` puts its people before those already known."""
        byline = byline_of(signature.contributors)
        self.byline = merged(byline, self.byline) if first else merged(self.byline, byline)
        self.desk = merged(desk_of(signature.contributors), self.desk)
        self.source = self.source or signature.source


def take(blocks: list[str]) -> Taken:
    """Takes signatures and the dateline out of an article's blocks of Markdown. No other text is touched."""
    taken = Taken(list(blocks))
    _take_closing(taken)
    _take_opening(taken)
    for number, block in enumerate(taken.blocks):
        if block.lstrip().startswith(("#", "!", ">", "|", "<")):
            continue
        dateline = parse_dateline(block)
        if dateline is not None:
            taken.blocks[number] = dateline.rest
            written, rest = _plain(block).strip(), _plain(dateline.rest)
            if written != dateline.text + rest:
                taken.written.append(written[: len(written) - len(rest) + NEXT])
            taken.dateline = dateline.text
            taken.add(Signature(dateline.contributors, dateline.source), first=True)
        break
    return taken


def closing_signature(block: str) -> Signature | None:
    """The signature that a closing block is: in brackets, or with a role word."""
    text = block.strip(MARKS)
    if not text or "\n" in text or len(text) > 120:
        return None
    if text[0] in "（(【" or OPENING.match(text) or CLOSING_WORK.match(text):
        return parse_signature(text)
    return None


def _take_closing(taken: Taken) -> None:
    found: list[Signature] = []
    while taken.blocks:
        if taken.blocks[-1].startswith("!["):  # a signature there is that of the picture
            break
        lines = taken.blocks[-1].split("\n")
        signature = closing_signature(lines[-1])
        if signature is not None:
            found.append(signature)
            taken.written.append(_plain(lines[-1]))
            taken.blocks[-1] = "\n".join(lines[:-1]).rstrip()
            if not taken.blocks[-1]:
                taken.blocks.pop()
            continue
        inline = LAST_BRACKET.search(taken.blocks[-1])
        if inline and not found and inline.start():
            signature = parse_signature(inline[1])
            if signature is not None:
                found.append(signature)
                taken.written.append(_after(_plain(taken.blocks[-1][: inline.start()]), inline[1]))
                taken.blocks[-1] = taken.blocks[-1][: inline.start()].rstrip()
        break
    for signature in reversed(found):
        taken.add(signature)


def _take_opening(taken: Taken) -> None:
    if len(taken.blocks) < 2:
        return
    first = taken.blocks[0].strip()
    if OPENING.match(first) and "\n" not in first and len(first) <= 60:
        signature = parse_signature(first)
        if signature is not None:
            taken.written.append(_plain(taken.blocks.pop(0)))
            taken.add(signature, first=True)


def _after(rest: str, signature: str) -> str:
    """How a paragraph ended, of which `rest` is left."""
    return rest[-NEXT:] + signature


def _plain(text: str) -> str:
    """Markdown as readers see it, about: without bold and the addresses of links."""
    return LINK.sub(r"\1", text).replace("**", "")
