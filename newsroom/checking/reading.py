"""One file after another, in whatever process: what is wrong in each, and what is to be held against the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from linli.findings import Finding
from linli.model.article import Kind
from linli.model.paper import Paper
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.frontmatter import split
from linli.reading.paragraphs import without_comments
from linli.store.library import Library
from newsroom.checking.encoding import encoding
from newsroom.checking.fields import fields
from newsroom.checking.galley import Anchor, Galley, of_source
from newsroom.checking.pasting import pasting
from newsroom.checking.pictures import captions
from newsroom.checking.punctuation import QUOTES
from newsroom.checking.repeats import Apart, apart
from newsroom.checking.signatures import doubts
from newsroom.checking.wording import wording


@dataclass(frozen=True, slots=True)
class CheckTask:
    """What a worker must know to look at files: picklable."""

    content: Path
    store: Path
    paper: Paper
    now: datetime


@dataclass(slots=True)
class Notes:
    """What was noted of one file."""

    path: str
    findings: list[Finding] = field(default_factory=list)
    url: str = ""
    title_line: int = 1
    anchors: list[Anchor] = field(default_factory=list)
    aparts: list[Apart] = field(default_factory=list)


def look(task: CheckTask, paths: list[str]) -> list[Notes]:
    """Looks at files that the desk has read."""
    library = Library.open(task.store)
    try:
        return [_notes(task, library, path) for path in paths]
    finally:
        library.connection.close()


def _notes(task: CheckTask, library: Library, path: str) -> Notes:
    notes = Notes(path)
    try:
        data = read_file(task.content, path)
        text = decode(data, path)
    except UnreadableText:
        return notes  # the desk has said so
    notes.findings += encoding(path, data)
    source, _findings = split(text, path)
    if source is None:
        return notes
    lines = text.split("\n")
    galley = of_source(source, lines, path)
    notes.findings += wording(galley, lines, task.paper.furniture(QUOTES))
    notes.findings += pasting(path, without_comments(text, " ").split("\n"), source.body_line - 1)
    notes.title_line = galley.line_of("title")
    notes.aparts = list(apart(galley))
    _with_article(task, library, galley, notes)
    return notes


def _with_article(task: CheckTask, library: Library, galley: Galley, notes: Notes) -> None:
    """What can be said of a file that has no errors."""
    article = library.read(galley.path)
    if article is None:
        return
    notes.findings += fields(galley, article, task.paper, task.now)
    notes.findings += captions(galley, article)
    if article.kind not in (Kind.BANNER, Kind.PAGE, Kind.TOPIC):
        notes.findings += doubts(galley)
    if article.kind is not Kind.BANNER:
        notes.url, notes.anchors = article.url, galley.anchors
