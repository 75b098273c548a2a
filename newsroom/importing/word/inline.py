"""The words of a paragraph as lines of Markdown: bold and links are kept, line breaks part the lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from mammoth import documents

from newsroom.importing.markdown import escaped

NOTHING = re.compile("[\u200b\u200c\u2060\ufeff\u00ad]")
SPACES = re.compile(r"[ \t\u00a0\u2002-\u200a]+")
RAISED = dict(zip("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ", strict=True))
LOWERED = dict(zip("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎", strict=True))
ADDRESS = re.compile(r"(?:https?|mailto|tel):\S+", re.I)
WORDS = re.compile(r"[\w]")


@dataclass(frozen=True, slots=True)
class Span:
    """Some text that is set in one way."""

    text: str
    bold: bool = False
    address: str = ""


@dataclass(slots=True)
class WordLine:
    """A line of a paragraph: its text, and the same in Markdown."""

    text: str
    markdown: str


class Inline:
    """Reads what is inside of paragraphs. `notes` are those that were referred to, in order."""

    def __init__(self) -> None:
        self.notes: list[tuple[str, str]] = []  # kind and id

    def lines(self, children: Iterable[documents.Element], bold: bool = True) -> list[WordLine]:
        """The lines of a paragraph, none empty; `bold` keeps what is bold."""
        spans = list(self._spans(children, Span("")))
        lines: list[list[Span]] = [[]]
        for span in spans:
            first, *others = span.text.split("\n")
            lines[-1].append(replace(span, text=first))
            lines += [[replace(span, text=text)] for text in others]
        made = [line_of(line, bold) for line in lines]
        return [line for line in made if line.text]

    def _spans(self, children: Iterable[documents.Element], around: Span) -> Iterator[Span]:
        for child in children:
            if isinstance(child, documents.Text):
                yield replace(around, text=NOTHING.sub("", child.value).replace("\n", " "))
            elif isinstance(child, documents.Tab):
                yield replace(around, text=" ")
            elif isinstance(child, documents.Break):
                yield replace(around, text="\n")
            elif isinstance(child, documents.Checkbox):
                yield replace(around, text="☑" if child.checked else "☐")
            elif isinstance(child, documents.NoteReference):
                self.notes.append((child.note_type, child.note_id))
                yield replace(around, text=f"［{len(self.notes)}］", bold=False)
            elif isinstance(child, documents.Run):
                spans = self._spans(child.children, replace(around, bold=child.is_bold))
                yield from (replace(span, text=raised(span.text, child.vertical_alignment)) for span in spans)
            elif isinstance(child, documents.Hyperlink):
                address = child.href or ""
                yield from self._spans(
                    child.children, replace(around, address=address if ADDRESS.fullmatch(address) else "")
                )


def line_of(spans: list[Span], bold: bool) -> WordLine:
    """The spans of a line, neighbours of one setting put together."""
    whole = "".join(span.text for span in spans)
    text = SPACES.sub(" ", whole).strip(" \u3000")
    merged = [
        Span("".join(span.text for span in group), *key)
        for key, group in groupby(_plain_spaces(spans), key=lambda span: (span.bold and bold, span.address))
    ]
    markdown = SPACES.sub(" ", "".join(_markdown(span) for span in merged)).strip(" \u3000")
    return WordLine(text, markdown if any(span.bold or span.address for span in merged) else escaped(text))


def _plain_spaces(spans: list[Span]) -> Iterator[Span]:
    """Spans; one without a word in it is set as the one before: 开会**，**讨论 is nobody's wish."""
    before = Span("")
    for span in spans:
        if not WORDS.search(span.text):
            span = replace(span, bold=before.bold)
        yield span
        before = span


def _markdown(span: Span) -> str:
    core = span.text.strip(" \t\u3000\u00a0")
    if not core:
        return span.text
    start = span.text.index(core)
    made = escaped(core)
    if span.bold:
        made = f"**{made}**"
    if span.address:
        made = f"[{made}]({re.sub('[()<> ]', lambda found: f'%{ord(found[0]):02X}', span.address)})"
    return span.text[:start] + made + span.text[start + len(core) :]


def raised(text: str, alignment: str) -> str:
    """m2 with a raised 2 is m²; what has no such form stays as it is."""
    forms = {"superscript": RAISED, "subscript": LOWERED}.get(alignment)
    if forms and text and all(character in forms for character in text):
        return "".join(forms[character] for character in text)
    return text
