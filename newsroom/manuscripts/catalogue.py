"""The manuscripts of a paper as the desk lists them: what their fields say, and their text to search in.

They are read from the files, faulty ones too, and nothing is built for it. A file is read again when its time, size or
inode changed.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path

from linli.model.article import Kind, Status
from linli.reading.encoding import UnreadableText, read_file
from linli.reading.scan import scan
from linli.reading.values import date_from_path, parse_kind, parse_list, parse_status
from linli.store.records import Stat
from linli.text.dates import parse_date
from newsroom.manuscripts.manuscript import Manuscript

SIGNED = re.compile(r"\s*\w{1,10}\s*[:：]\s*(\S.{0,40}?) \d{4}-\d\d-\d\d \d\d:\d\d #[0-9a-f]{18}\s*")  # of any step


@dataclass(frozen=True, slots=True)
class Entry:
    """One manuscript in the catalogue. What cannot be read of it is empty."""

    path: str
    day: str  # `2024-05-09`
    title: str
    kind: str
    section: str
    page: str
    byline: str
    is_draft: bool
    text: str  # all of it, in small letters
    topics: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()  # who signed it off

    @property
    def order(self) -> tuple[str, str]:
        """By day, then by path."""
        return self.day, self.path


class Catalogue:
    """What manuscripts there are. It may be asked by several threads; it is complete when `refresh` has ended once."""

    def __init__(self, content: Path, zone: tzinfo) -> None:
        self.content, self.zone = content, zone  # of the paper, in which its days begin
        self.is_complete = False
        self._lock = threading.Lock()
        self._known: dict[str, tuple[Stat, Entry]] = {}
        self._sorted: list[Entry] | None = None

    def refresh(self) -> None:
        """Looks at every file, and reads those that are not as they were, the newest days first."""
        with self._lock:
            seen = scan(self.content).sources
            for path in self._known.keys() - seen.keys():
                del self._known[path]
            for path in sorted(seen, reverse=True):
                known = self._known.get(path)
                if known is None or known[0] != seen[path]:
                    self._known[path] = seen[path], entry_of(self.content, path, self.zone)
                    self._sorted = None
            self._sorted = None
            self.is_complete = True

    def entries(self, query: str = "") -> Iterator[Entry]:
        """The manuscripts whose text has every word of a query, the newest first."""
        words = query.lower().split()
        for entry in self._newest_first():
            if all(word in entry.text for word in words):
                yield entry

    def entry(self, path: str) -> Entry | None:
        """That of a path, as it was when it was looked at last."""
        known = self._known.get(path)
        return known[1] if known else None

    def people(self) -> list[str]:
        """Bylines that were written before, the newest first, each once."""
        return list(dict.fromkeys(entry.byline for entry in self._newest_first() if entry.byline))

    def reviewers(self) -> list[str]:
        """Who signed pieces off, those of the newest first, each once."""
        return list(dict.fromkeys(name for entry in self._newest_first() for name in entry.reviewers))

    def _newest_first(self) -> list[Entry]:
        entries = self._sorted
        if entries is None:
            entries = sorted((entry for _stat, entry in list(self._known.values())), key=_order, reverse=True)
            self._sorted = entries
        return entries


def entry_of(content: Path, path: str, zone: tzinfo) -> Entry:
    """What the catalogue says of the file at a path below the content folder."""
    day = date_from_path(path)
    try:
        found = Manuscript.of(path, read_file(content, path))
    except UnreadableText:
        return Entry(path, day.isoformat() if day else "", Path(path).stem, "", "", "", "", False, path.lower())
    values = {key: field.value for key, field in found.fields.items()}
    return Entry(
        path,
        _day(values.get("date", ""), zone) or (day.isoformat() if day else ""),
        values.get("title", "") or Path(path).stem,
        _kind(values.get("kind", "")),
        values.get("section", ""),
        values.get("page", ""),
        values.get("byline", ""),
        _is_draft(values.get("status", "")),
        "\n".join([*values.values(), found.body]).lower(),
        tuple(parse_list(values.get("topic", ""))),
        tuple(match[1] for match in map(SIGNED.fullmatch, found.head) if match),
    )


def _order(entry: Entry) -> tuple[str, str]:
    return entry.order


def _day(text: str, zone: tzinfo) -> str:
    try:
        return parse_date(text, zone)[0].isoformat() if text else ""
    except ValueError:
        return ""


def _kind(text: str) -> str:
    try:
        return parse_kind(text).value if text else Kind.STORY.value
    except ValueError:
        return ""


def _is_draft(text: str) -> bool:
    try:
        return bool(text) and parse_status(text) is Status.DRAFT
    except ValueError:
        return False
