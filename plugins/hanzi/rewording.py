"""What `s2twp` changes in a paper besides characters: words for those of Taiwan (软件 軟體), and which it leaves alone (社区)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linli.model.scripts import VARIANTS
from linli.settings.table import Settings
from plugins.hanzi import glossary
from plugins.hanzi.dictionary import left_alone, word_of_taiwan
from plugins.hanzi.lexicon import Lexicon
from plugins.hanzi.phrasebook import phrasebook
from plugins.hanzi.settings import twins_of

FEW = 3  # files that are named
HEADS = 5  # lines of a piece before its body, the last of them its summary (`Article.all_text`)


@dataclass(slots=True)
class Rewording:
    """A word of a paper, and the word of Taiwan for it."""

    word: str
    becomes: str
    off: bool  # it is left alone, for news means something else by it
    count: int
    files: list[str]  # the first that have it


def rewordings(settings: Settings, texts: Iterable[tuple[str, str]]) -> list[Rewording]:
    """The words of some texts, each with its file, that twins have for others, the most frequent first.

    Nothing if no twin has words of its own. The glossary's words are as it says.
    """
    variants = [VARIANTS[twin.variant] for twin in twins_of(settings)]
    variant = next((one for one in variants if one.vocabulary), None)
    book = phrasebook(variant) if variant else None
    if book is None:
        return []
    lexicon = Lexicon(glossary.of_paper(settings.content)[0])
    found: dict[str, Rewording] = {}
    for file, text in texts:
        for piece in lexicon.split(_once(text))[0]:
            for start, end, _form in book.spans(piece):
                word = piece[start:end]
                if not (own := word_of_taiwan(word)):
                    continue
                one = found.setdefault(word, Rewording(word, own, word in left_alone(), 0, []))
                one.count += 1
                if file not in one.files and len(one.files) < FEW:
                    one.files.append(file)
    return sorted(found.values(), key=lambda one: (-one.count, one.word))


def _once(text: str) -> str:
    """The text of a piece without its summary, if that is how the body begins."""
    *heads, summary, body = text.split("\n", HEADS)
    return "\n".join([*heads, "" if summary.rstrip("…") in body else summary, body])
