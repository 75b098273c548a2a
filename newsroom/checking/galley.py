"""A file as a sub-editor reads it: its lines with their numbers, and the words in each without Markdown around them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from linli.reading import markup
from linli.reading.frontmatter import Field, Source, split
from linli.reading.paragraphs import without_comments
from plugins.bylines.blocks import closing_signature, opening_signature
from plugins.bylines.dateline import parse_dateline

HOLE = "\ufffc"  # stands for code, an address, a tag: something that is there and is no word
PROSE_FIELDS = ("title", "subtitle", "kicker", "summary", "correction")

FENCE = re.compile(r"\s*+(`{3,}+|~{3,}+)")
HEADING = re.compile(rf"\s{{0,3}}(?:{markup.HEADING})[ \t]*")
RULER = re.compile(r"\s*+(?:[-*_=]\s*+){3,}+$")
LONGEST_RULE = 500  # characters of a line that parts a table or a text
TABLE_RULE = re.compile(r"\s*+\|?\s*+:?-++:?\s*+(?:\|\s*+:?-++:?\s*+)*+\|?\s*+$")
PREFIX = re.compile(r"\s*+(?:>\s?+)*+\s*+(?:[-*+][ \t]+|\d{1,3}[.)][ \t]+)?")
ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])[ \t]+")
DEFINITION = re.compile(r"\s{0,3}\[[^\[\]]++\]:\s*+\S++")

# What stands between the brackets of a link: an address, and a title in quotation marks, which may have brackets in it.
_INSIDE = r"\((?:[^()\"]|(?>\"[^\"]{0,1000}\"|\")|\([^()]{0,1000}\)){0,2000}+\)"
_WORDS = r"\[(?P<{0}>(?:[^\[\]]|\[[^\[\]]{{0,200}}\]){{0,400}})\]"
ADDRESS = re.compile(
    r"\s*(?:<(?P<angled>[^<>]*)>|(?P<bare>\S+(?:[ ]+[^\s\"']\S*)*)?)(?:\s+(?:\"(?P<title>.*)\"|'.*'))?\s*$"
)
TOKEN = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!|<>~\"'])"
    r"|(?P<code>(?<!`)(?P<ticks>`++).{1,400}?(?<!`)(?P=ticks)(?!`))"
    rf"|(?P<image>!{_WORDS.format('alt')}{_INSIDE})"
    rf"|(?P<link>{_WORDS.format('words')}(?:{_INSIDE}|\[[^\[\]]*\]))"
    r"|(?P<auto><[a-zA-Z][a-zA-Z0-9+.-]*:[^<>\s]*>|<[^<>\s@]+@[^<>\s]+>)"
    r"|(?P<tag></?[a-zA-Z][^<>]*>)"
    r"|(?P<url>(?:https?://|www\.)[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"
    r"|(?P<email>(?<![A-Za-z0-9_.+-])[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
    r"|(?P<entity>&(?:[a-zA-Z]+|\#\d+);)"
    r"|(?P<emphasis>\*{1,3}|_{2,3}|~~)"
)


class Sort(Enum):
    """What a line is."""

    TEXT = "text"
    HEADING = "heading"
    TABLE = "table"
    SIGNATURE = "signature"
    CAPTION = "caption"
    FIELD = "field"


@dataclass(slots=True)
class GalleyLine:
    """Words of one line. `places[i]` is where character `i` of `words` stands in `text`."""

    number: int  # in the file, from 1
    text: str
    words: str
    places: list[int]
    sort: Sort
    dateline: int = 0  # characters of `words` that are a dateline
    sealed: list[tuple[int, int]] = field(default_factory=list)  # of `text`: links and pictures, which nobody mends

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of `words` stands in `text`."""
        return self.places[start], self.places[end - 1] + 1

    def is_sealed(self, start: int, end: int) -> bool:
        """Whether a stretch of `words` lies in a link or a picture."""
        first, last = self.place(start, end)
        number = bisect_left(self.sealed, (last, 0)) - 1
        return number >= 0 and self.sealed[number][1] > first


@dataclass(slots=True)
class Image:
    """A picture in the body, as it is written."""

    number: int
    source: str
    alt: str
    caption: str
    alone: bool  # in its paragraph, so that it is a figure


@dataclass(slots=True)
class Anchor:
    """A link in the body, as it is written."""

    number: int
    target: str


@dataclass(slots=True)
class Galley:
    """A file, taken apart. `paragraphs` are lines that belong together."""

    path: str
    fields: dict[str, Field] = field(default_factory=dict)
    paragraphs: list[list[GalleyLine]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    head: int = 1  # the line on which fields begin

    @property
    def lines(self) -> Iterator[GalleyLine]:
        for paragraph in self.paragraphs:
            yield from paragraph

    def line_of(self, key: str) -> int:
        """The line of a field, or where it would stand."""
        return self.fields[key].line if key in self.fields else self.head


def read(text: str, path: str) -> Galley | None:
    """The galley of a file's text; None when it has no fields (the desk says so)."""
    source, _findings = split(text, path)
    return of_source(source, text.split("\n"), path) if source is not None else None


def of_source(source: Source, lines: Sequence[str], path: str) -> Galley:
    """The galley of a file that is parted already; `lines` are all of its lines."""
    lines = without_comments("\n".join(lines), " ").split("\n")
    galley = Galley(path, source.fields, head=source.fence_line)
    for key in PROSE_FIELDS:
        if key in source.fields and source.fields[key].value:
            galley.paragraphs.append([_field_line(source.fields[key], lines)])
    _BodyLines(galley, lines, source.body_line - 1).read()
    return galley


def _field_line(field_: Field, lines: Sequence[str]) -> GalleyLine:
    text = lines[field_.line - 1]
    start = text.rindex(field_.value)
    places = list(range(start, start + len(field_.value)))
    return GalleyLine(field_.line, text, field_.value, places, Sort.FIELD)


class _BodyLines:
    """Reads the lines of a body."""

    def __init__(self, galley: Galley, lines: Sequence[str], start: int) -> None:
        self.galley, self.lines, self.start = galley, lines, start

    def read(self) -> None:
        blocks = list(_blocks(self.lines, self.start))
        signed = _signatures(blocks, self.lines)
        first = True
        for block in blocks:
            table = any("|" in self.lines[n] and _rules(TABLE_RULE.match, self.lines[n]) for n in block)
            paragraph = []
            for number in block:
                line = self._line(number, table, number in signed, block)
                if line is None:
                    continue
                if first and line.sort is Sort.TEXT and line.words.strip(HOLE + " "):
                    line.dateline, first = _dateline(line.words), False
                if line.sort in (Sort.TABLE, Sort.HEADING) and line.words:
                    self.galley.paragraphs.append([line])
                elif line.words:
                    paragraph.append(line)
            if paragraph:
                self.galley.paragraphs.append(paragraph)

    def _line(self, number: int, table: bool, signature: bool, block: list[int]) -> GalleyLine | None:
        text = self.lines[number]
        heading = HEADING.match(text)
        if DEFINITION.match(text) or _rules(RULER.match, text) or _rules(TABLE_RULE.match, text):
            return None
        sort = Sort.TEXT
        if heading:
            sort = Sort.HEADING
        elif table:
            sort = Sort.TABLE
        elif signature:
            sort = Sort.SIGNATURE
        start = heading.end() if heading else _behind_prefix(text)
        line = GalleyLine(number + 1, text, "", [], sort)
        words: list[str] = []
        self._take(line, words, start, len(text.rstrip()), alone=len(block) == 1)
        line.words = "".join(words)
        return line

    def _take(self, line: GalleyLine, words: list[str], start: int, end: int, alone: bool) -> None:
        """Adds the words between two places of a line; pictures and links in it are noted."""
        text, place = line.text, start

        def plain(until: int) -> None:
            words.append(text[place:until])
            line.places.extend(range(place, until))

        for match in TOKEN.finditer(text, start, end):
            if match.start() < place:
                continue
            plain(match.start())
            place = match.end()
            if match["emphasis"]:
                continue
            if (match["link"] or match["image"]) and (not line.sealed or line.sealed[-1][1] <= match.start()):
                line.sealed.append(match.span())
            if match["link"]:
                address = _address(text, match.end("words") + 2, match.end() - 1)
                if address is not None and text[match.end("words") + 1] == "(":
                    self.galley.anchors.append(Anchor(line.number, address["angled"] or address["bare"] or ""))
                self._take(line, words, *match.span("words"), alone=False)
                continue
            if match["image"]:
                figure = alone and not text[start : match.start()].strip() and not text[place:end].strip()
                self._image(line, match, figure)
            elif match["tag"] and (target := re.search(r"\bhref\s*=\s*[\"']([^\"']*)", match["tag"])):
                self.galley.anchors.append(Anchor(line.number, target[1]))
            elif match["auto"]:
                self.galley.anchors.append(Anchor(line.number, match["auto"][1:-1]))
            words.append(HOLE)
            line.places.append(match.start())
        plain(end)

    def _image(self, line: GalleyLine, match: re.Match[str], figure: bool) -> None:
        address = _address(line.text, match.end("alt") + 2, match.end() - 1)
        source = (address["angled"] or address["bare"] or "") if address else ""
        caption = (address["title"] or "") if address else ""
        self.galley.images.append(Image(line.number, source, match["alt"].strip(), caption.strip(), figure))
        if caption.strip() and address:
            places = list(range(*address.span("title")))
            found = GalleyLine(line.number, line.text, caption, places, Sort.CAPTION, sealed=[match.span()])
            self.galley.paragraphs.append([found])


def _address(text: str, start: int, end: int) -> re.Match[str] | None:
    """What a link has between its brackets."""
    return ADDRESS.match(text, start, end)


def _behind_prefix(line: str) -> int:
    """Where the words of a line begin, behind marks of quotations and lists."""
    prefix = PREFIX.match(line)
    return prefix.end() if prefix else 0


def _rules(match: Callable[[str], object], line: str) -> bool:
    return len(line) <= LONGEST_RULE and match(line) is not None


def _blocks(lines: Sequence[str], start: int) -> Iterator[list[int]]:
    """The numbers of lines that belong together; fenced code is left out."""
    block: list[int] = []
    fence = ""
    for number in range(start, len(lines)):
        line = lines[number]
        mark = FENCE.match(line)
        if fence:
            if mark and mark[1].startswith(fence) and not line.strip(" `~"):
                fence = ""
            continue
        begins = line[:1] == "\u3000" or ITEM.match(line) or HEADING.match(line)
        if not line.strip() or mark or begins:
            if block:
                yield block
            block = []
        if mark:
            fence = mark[1]
        elif line.strip():
            block.append(number)
    if block:
        yield block


def _signatures(blocks: list[list[int]], lines: Sequence[str]) -> set[int]:
    """The lines that are a signature, as bylines takes them: at the end, and one at the beginning."""
    found: set[int] = set()
    for number in reversed([number for block in blocks for number in block]):
        if closing_signature(lines[number]) is None:
            break
        found.add(number)
    if len(blocks) > 1 and len(blocks[0]) == 1 and opening_signature(lines[blocks[0][0]]) is not None:
        found.add(blocks[0][0])
    return found


def _dateline(words: str) -> int:
    dateline = parse_dateline(words)
    return len(words) - len(dateline.rest) if dateline is not None else 0
