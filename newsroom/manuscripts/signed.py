"""What changed in a piece since somebody signed it: the version that was signed is among those that were kept."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice

from linli.messages import _
from linli.model.review import Review, State, Step
from linli.reading.encoding import UnreadableText, decode
from linli.reading.frontmatter import split
from linli.reading.reviews import digest_of
from linli.settings.table import Settings
from newsroom.manuscripts.versions import Versions

LOOKED_AT = 200  # versions, the newest
LONGEST = 400  # lines that are shown


def changes_since(review: Review, path: str, data: bytes, versions: Versions, settings: Settings) -> list[str] | None:
    """The lines that are otherwise than when the newest sign-off that holds no more was given, as `diff -u` has them.

    None when nothing was changed; a line that says so when the version that was signed was not kept.
    """
    signed = [step for step in review.steps if step.state is State.CHANGED]
    if not signed:
        return None
    newest = max(signed, key=lambda step: step.moment)
    before = version_signed(newest, path, versions, settings)
    if before is None:
        return [_("签的那一版没有留存，看不到改了哪几行。")]
    now = decode(data, path)
    one, other = (list(_lines(text, settings)) for text in (before, now))
    names = _("{person}签的", person=newest.person), _("现在的")
    return list(islice(difflib.unified_diff(one, other, *names, n=1, lineterm=""), LONGEST))


def version_signed(step: Step, path: str, versions: Versions, settings: Settings) -> str | None:
    """The text that somebody signed, if it was kept. Its pictures may be others by now."""
    words = len(step.digest) // 3 * 2  # of fields and body
    for version in versions.of(path)[:LOOKED_AT]:
        with suppress(OSError, UnreadableText):
            text = decode(versions.data(version), path)
            source, _findings = split(text, path, settings.steps)
            if source and digest_of(source, path, settings.content)[:words] == step.digest[:words]:
                return text
    return None


def _lines(text: str, settings: Settings) -> Iterator[str]:
    """The lines of a text, sign-offs aside."""
    for line in text.split("\n"):
        if line.replace("：", ":").partition(":")[0].strip() not in settings.steps:
            yield line.rstrip()
