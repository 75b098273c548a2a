"""What a reader can take out of a document besides what it shows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum


class Trace(Enum):
    """Something that is still in a document when it is published; or why nothing was taken out of it."""

    PEOPLE = "people"  # author, company, editor, where it shows them or they cannot be taken out
    COMMENTS = "comments"
    CHANGES = "changes"  # tracked, with what was there before
    HIDDEN = "hidden"  # text, sheets, slides, layers that are not shown
    NOTES = "notes"  # of who speaks to slides
    PATHS = "paths"  # on somebody's disk
    FILES = "files"  # other documents inside
    PLACE = "place"  # where it was taken
    PACKED = "packed"  # nobody looked at what is in it
    SIGNED = "signed"  # a change would break the signature
    LOCKED = "locked"  # by a password
    OLD = "old"  # a format that nothing is taken out of
    DAMAGED = "damaged"
    LARGE = "large"

    @property
    def is_reason(self) -> bool:
        """Whether the document is published as it is, because of it."""
        return self in (Trace.SIGNED, Trace.LOCKED, Trace.OLD, Trace.DAMAGED, Trace.LARGE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A document as it is published, and what is still in it."""

    data: bytes
    traces: frozenset[Trace] = frozenset()


class Unreadable(Exception):
    """A document cannot be taken apart, or not within the budget."""

    def __init__(self, trace: Trace) -> None:
        super().__init__(trace.value)
        self.trace = trace


# A path that names a person or a machine, as Windows, macOS and Linux write it.
PATH = re.compile(r"[A-Za-z]:\\{1,2}\w|file:/{2,3}[\w%.]|(?<![\w.:/])/(?:Users|home)/\w|\\\\[\w-]+\\\w")
