"""How long, how dense and how deep a body may be: Markdown is read by recursion, and some of it by looking ahead again and again.

What is measured here is the work that Python-Markdown would have, in a walk through the text, before it begins. Of 10,321 news
items none has more than one level, 6,000 characters, or a hundredth of the work that is allowed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linli.messages import _

DEEPEST = 30  # lists, quotes, elements of HTML within each other
LONGEST = 500_000  # characters
MOST_BLOCKS = 20_000  # paragraphs
MOST_LOOKED_AT = 1_000_000  # characters that are gone through again for marks that do not close
MOST_MOVED = 300_000_000  # characters that are copied for lines that stand without a blank line between them
MARKS_TO_A_LINE = 30  # marks within a line, for which no more is copied than for one line

# The beginning of a line in a list or a quote: its indent, and the marks there.
MARKERS = re.compile(
    r"^[ \t]*+(?:>|[-*+][ \t]|\d{1,9}[.)][ \t])(?:[ \t]++|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*+", re.M
)
MARKER = re.compile(r">|[-*+]|\d{1,9}[.)]")
RULE = re.compile(r"[ \t]*+(?:(?:-[ \t]*+)++|(?:\*[ \t]*+)++)$", re.M)  # - - - -, a line across the page
BRACKET = re.compile(r"[\[\]()]")
MARK = re.compile(r"[\\`*_\[<&]|  \n")
BLANK = re.compile(r"\n[ \t]*+\n")
TAG = re.compile(r"<(?:(/?)([a-zA-Z][a-zA-Z0-9]*+)|[!?])")
# Elements that stand within themselves: all others, such as `p`, end where the next begins.
NESTED = frozenset([
    "a", "abbr", "b", "blockquote", "cite", "code", "del", "details", "div", "dl", "em", "figcaption", "figure", "i", "ins",
    "kbd", "mark", "ol", "pre", "q", "ruby", "s", "small", "span", "strong", "sub", "sup", "table", "time", "u", "ul",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Excess:
    """What a body has too much of: the line, from 0, the code of the finding and its text."""

    line: int
    code: str
    message: str


def excess(body: str) -> Excess | None:
    """The first thing that a body has too much of; None for all that are articles."""
    if len(body) > LONGEST:
        message = _("正文有 {count:,} 个字，最多 {most:,} 个。请拆成几篇。", count=len(body), most=LONGEST)
        return Excess(0, "E115", message)
    place = _deep_line(body)
    if place is None and "<" in body:
        place = _deep_element(body)
    if place is not None:
        return Excess(body.count("\n", 0, place), "E114", too_deep())
    place = _dense(body)
    if place is not None:
        message = _("这里的记号（没有配对的 [、( 或 <）或连在一起的行太多，读不了。请删去多余的记号，段落之间空一行。")
        return Excess(body.count("\n", 0, place), "E115", message)
    return None


def too_deep() -> str:
    """What is said of a body in which too much stands within each other."""
    return _(
        "这里一层套一层，超过了 {most} 层，读不了。请检查行首的 >、- 和数字，或没有结束的 <标签>，把多余的删去。",
        most=DEEPEST,
    )


def _deep_line(body: str) -> int | None:
    """Where a line stands too deep in lists and quotes: in those that it begins, and those that its indent is within."""
    within: list[int] = []  # indents of the items that are open
    for head in MARKERS.finditer(body):
        if len(head[0]) > DEEPEST and RULE.match(body, head.start()):
            continue
        markers = [found.start() for found in MARKER.finditer(head[0])]
        while within and within[-1] >= markers[0]:
            within.pop()
        within += markers
        if len(within) > DEEPEST:
            return head.start()
    return None


def _deep_element(body: str) -> int | None:
    """Where an element of HTML stands too deep."""
    depth = 0
    for tag in TAG.finditer(body):
        if tag[2] and tag[2].lower() in NESTED:
            depth = max(depth - 1, 0) if tag[1] else depth + 1
            if depth > DEEPEST:
                return tag.start()
    return None


def _dense(body: str) -> int | None:
    """Where marks and lines become more than can be gone through."""
    looked = _looked_at_for_tags(body)
    if _moved(body) <= MOST_MOVED and looked + len(BRACKET.findall(body)) * len(body) <= MOST_LOOKED_AT:
        return None  # as one block it would have more work; all articles end here
    moved = start = 0
    ends = [*(found.start() for found in BLANK.finditer(body)), len(body)]
    for blocks, end in enumerate(ends, 1):
        block = body[start:end]
        looked += _looked_at_for_brackets(block)
        moved += _moved(block)
        if looked > MOST_LOOKED_AT or moved > MOST_MOVED or blocks > MOST_BLOCKS:
            return end - len(block.lstrip())
        start = end
    return None


def _moved(block: str) -> int:
    """How many characters are copied for the lines and marks of a block."""
    return (block.count("\n") + len(MARK.findall(block)) // MARKS_TO_A_LINE) * len(block)


def _looked_at_for_tags(body: str) -> int:
    """How many characters lie behind tags, comments and the like that do not end before the next begins."""
    looked, before = 0, None
    for tag in TAG.finditer(body) if "<" in body else ():
        if before is not None and body.find(">", before, tag.start()) < 0:
            looked += len(body) - before
        before = tag.start()
    return looked


def _looked_at_for_brackets(block: str) -> int:
    """How many characters lie between brackets and those that close them, or the end."""
    looked = 0
    waiting: dict[str, list[int]] = {"[": [], "(": []}
    if "[" not in block:
        return 0
    for found in BRACKET.finditer(block):
        mark, place = found[0], found.start()
        if mark in waiting:
            waiting[mark].append(place)
        elif opened := waiting["[" if mark == "]" else "("]:
            looked += place - opened.pop()
    return looked + sum(len(block) - place for opened in waiting.values() for place in opened)
