"""Texts for editors: Chinese, as they stand in the code; English from the catalogue when `LINLI_LANG=en`.

The catalogue is `locale/en/LC_MESSAGES/linli.po` beside this file (gettext, kept by Babel: `make messages`). Its keys are
the Chinese texts themselves, with the names of what is put into them in braces. Installing compiles it (`setup.py`).
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import NullTranslations, find, translation
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "linli"
LONGEST = 200  # characters of a value in a message
# In a name or a line: control characters, ends of lines, and bytes that are no text.
UNSPEAKABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


_spoken: ContextVar[str] = ContextVar("language of messages", default="")


def language() -> str:
    """The language of messages, `zh` or `en`: what `LINLI_LANG` says, Chinese for anything that has no catalogue."""
    asked = _spoken.get() or os.environ.get("LINLI_LANG", "").lower()
    return "en" if asked.startswith("en") and _compiled("en") else "zh"


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Has messages in a language, whatever the environment says: that of a worker on another machine."""
    token = _spoken.set(chosen)
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str, /, **values: object) -> str:
    """A text in the editor's language.

    Args:
        text: the Chinese text; a literal, for Babel collects it from the code.
        values: what stands for the names in braces. Without any, braces are left alone. A message is one line that can be
            read, whatever an editor wrote: what cannot be seen in a value is written out, one that is too long is cut.
    """
    translated = _catalogue(language()).gettext(text)
    return translated.format(**{name: _fit(value) for name, value in values.items()}) if values else translated


def spoken(name: str) -> str:
    """A name as it can be shown: what cannot be read in it is written out."""
    if not UNSPEAKABLE.search(name):
        return name
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return UNSPEAKABLE.sub(lambda match: repr(match[0])[1:-1], text)


def _fit(value: object) -> object:
    if not isinstance(value, str):
        return value
    return spoken(value if len(value) <= LONGEST else value[:LONGEST] + "…")


def listed(items: Iterable[object]) -> str:
    """Things one after another, as the editor's language parts them: 甲、乙."""
    return _("、").join(map(str, items))


def messages_fingerprint() -> str:
    """A fingerprint of the language and its texts: with another one, what was said before may read otherwise now."""
    chosen = language()
    file = _compiled(chosen)
    return f"{chosen}-{hashlib.blake2b(Path(file).read_bytes()).hexdigest()[:16]}" if file else chosen


@lru_cache(maxsize=2)
def _compiled(chosen: str) -> str | None:
    """The file of a catalogue; None for Chinese, and where installing has not compiled it."""
    return find(DOMAIN, LOCALE, [chosen])


@lru_cache(maxsize=2)
def _catalogue(chosen: str) -> NullTranslations:
    return translation(DOMAIN, LOCALE, [chosen], fallback=True)
