"""hanzi: the twin of every page in the other script, Simplified or Traditional.

A twin is made from the finished page, not rendered again. Names are converted as names.

Settings: TWINS, prefix to variant (`{"hant": "s2tw"}`); SCRIPT, the script that the paper is written in;
TWIN_QUOTES, whether twins have the quotation marks of their region.
Content: `glossary.tsv`.
Handlers: `get_generators` gives `HanziGenerator`; `words_wanted` and `content_reviewed` of the desk.
"""

from plugins.hanzi.converter import Converter

__all__ = ["Converter", "register"]


def generators(pelican: object) -> type[object]:
    from plugins.hanzi.generator import HanziGenerator

    return HanziGenerator


def register() -> None:
    from pelican import signals

    from linli.hooks import content_reviewed, words_wanted
    from plugins.hanzi import mixing, words

    signals.get_generators.connect(generators)
    words_wanted.connect(words.answer)
    content_reviewed.connect(words.review)
    content_reviewed.connect(mixing.review)
