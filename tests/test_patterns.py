"""Regular expressions take time in proportion to a text, also for what they like least: texts made of the parts of each.

A megabyte of that would take one that is quadratic hours; `make hostile` tries so much, `make test` a quarter. The limit is of the
process's own time, and far above what the slowest needs that is not.
"""

import signal
import sys
from collections.abc import Callable
from contextlib import contextmanager

import pytest

from newsroom.importing.folio import parse_folio
from plugins.bylines.blocks import take
from plugins.bylines.dateline import parse_dateline
from plugins.bylines.signature import parse_signature
from tests.patterns import PILOT, THOROUGH, Pattern, patterns, worst

SIZE = 1_000_000 if THOROUGH else 250_000  # characters
LONGEST_LINE = 100_000  # characters of a line that is read
LIMIT = (
    30.0 if THOROUGH else 2.0
)  # seconds of the processor: of a quarter, what is quadratic takes a sixteenth of the time
# What the paper itself has written, its theme, and the command line.
OWN = (
    "linli.system.windows",  # sees paths of less than 240 characters
    "linli.build.assets",
    "linli.build.floor",
    "linli.build.styles",
    "linli.settings",
    "newsroom.usage",
    "newsroom.pdf",
    "newsroom.commands",
)
# These see a line that may be a signature or a folio, if it is short enough (`LONGEST` there): their doors are tried instead.
SHORT = ("plugins.bylines", "newsroom.importing.folio")
# Patterns that are made in a run, of words: alternatives without repeats.
MADE = {"linli.settings.syntax", "linli.text.pinyin", "linli.text.words", "plugins.hanzi.people", "plugins.hanzi.phrases", "plugins.hanzi.scripts",
        "plugins.hanzi.sightings", "plugins.hanzi.tables", "plugins.hanzi.tags", "plugins.hanzi.tokens", "plugins.hanzi.words"}  # fmt: skip

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform == "win32", reason="no limit of the processor's time")]


class _TooSlow(Exception):
    pass


@contextmanager
def limited(seconds: float | None = None):
    """Ends what takes more than so many seconds of the processor, `LIMIT` if it is not said."""

    def end(*_arguments: object) -> None:
        raise _TooSlow

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds or LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.fixture(scope="module")
def known() -> list[Pattern]:
    found, unknown = patterns()
    assert {place.partition(":")[0] for place in unknown} <= MADE
    assert len(found) > 400
    return found


def slow(some: list[Pattern], size: int, uses: Callable[[Pattern, str], object], pilot: int = PILOT) -> list[str]:
    """Those that do not come to an end."""
    found = []
    for pattern in some:
        text = ""
        try:
            with limited():
                for text in worst(pattern, size, 2, pilot):
                    uses(pattern, text)
        except _TooSlow:
            found.append(f"{pattern.place} {pattern.compiled.pattern!r:.100} on {text[:60]!r}…{text[-5:]!r}")
    return found


def test_every_pattern_is_linear(known):
    some = [pattern for pattern in known if not pattern.place.startswith((*OWN, *SHORT))]
    assert slow(some, SIZE, Pattern.run) == []


def test_what_sees_short_lines_alone_is_given_no_long_ones(known):
    some = [pattern for pattern in known if pattern.place.startswith(SHORT)]

    def doors(_pattern: Pattern, text: str) -> None:
        parse_signature(text)
        parse_signature(f"（{text}）")
        parse_dateline(text)
        take([text, "井水清了。", text])
        parse_folio(text)

    assert slow(some, LONGEST_LINE, doors, pilot=100) == []


def test_one_that_is_quadratic_is_seen(monkeypatch):
    """So that the others mean something."""
    import re

    monkeypatch.setattr("tests.test_patterns.LIMIT", 1.0)
    for source in (r"\s+$", r"<!--.*?-->", r"(a+)+b", r"\s*:\s*", r"\[[^\]]*\]"):
        assert slow([Pattern("here", re.compile(source), {"search"})], SIZE // 5, Pattern.run), source
