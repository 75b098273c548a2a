"""Texts for editors: Chinese, as they stand in the code; English from the catalogue when `LINLI_LANG=en`.

The catalogue is `locale/en/LC_MESSAGES/linli.po` beside this file (gettext, kept by Babel: `make messages`). Its keys are
the Chinese texts themselves, with the names of what is put into them in braces.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

LOCALE = Path(__file__).parent / "locale"
DOMAIN = "linli"


_spoken: ContextVar[str] = ContextVar("language of messages", default="")


def language() -> str:
    """The language of messages, `zh` or `en`: what `LINLI_LANG` says, Chinese for anything unknown."""
    if chosen := _spoken.get():
        return chosen
    return "en" if os.environ.get("LINLI_LANG", "").lower().startswith("en") else "zh"


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
        values: what stands for the names in braces. Without any, braces are left alone.
    """
    translated = _catalogue(language()).gettext(text)
    return translated.format(**values) if values else translated


def listed(items: Iterable[object]) -> str:
    """Things one after another, as the editor's language parts them: 甲、乙."""
    return _("、").join(map(str, items))


def messages_fingerprint() -> str:
    """Stands for the language and its texts: what was said under another mark may read otherwise now."""
    chosen = language()
    return chosen if chosen == "zh" else f"{chosen}-{hashlib.blake2b(_file(chosen).read_bytes()).hexdigest()[:16]}"


def _file(chosen: str) -> Path:
    return LOCALE / chosen / "LC_MESSAGES" / f"{DOMAIN}.po"


@lru_cache(maxsize=2)
def _catalogue(chosen: str) -> NullTranslations:
    if chosen == "zh":
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with _file(chosen).open("rb") as file:
        catalogue = read_po(file, locale=chosen)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
