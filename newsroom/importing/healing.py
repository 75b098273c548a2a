"""Paragraphs that a column break cut in two, made whole again.

A paragraph that does not end as paragraphs end goes on in the next one. What has no sentence in it is a title or
a subhead and not half a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

END = re.compile(r"[。！？!?…：:；;—～~]$")
CLOSING = '”’」』）)》〉】］]"*'
INSIDE = re.compile("[，。、；：！？,]")
CANNOT_BEGIN = re.compile("[，。、；：！？）》」』】,.;!?%％]|”(?!“)")
SENTENCE = re.compile("[^。！？]*[。！？]?[”’」』）]*")
LATIN_WORD = re.compile(r"[a-z]")


def is_cut(text: str) -> bool:
    """Whether a paragraph breaks off: it has sentences, or is too long for a title, and no end."""
    text = text.rstrip()
    core = text.rstrip(CLOSING)
    if core != text and text.endswith(tuple(CLOSING)):
        # …赞不绝口。” ends; …成立“一室” goes on.
        ended = bool(END.search(core)) and not core.endswith(("：", ":"))
    else:
        ended = bool(END.search(text))
    return not ended and (len(text) > 40 or bool(INSIDE.search(text)))


def goes_on(text: str) -> bool:
    """Whether a paragraph can only be the rest of the one before."""
    return bool(CANNOT_BEGIN.match(text))


def join(first: str, second: str) -> str:
    """Two halves in one, with a space only between two Latin words."""
    between = " " if LATIN_WORD.match(first[-1:]) and LATIN_WORD.match(second[:1]) else ""
    return first.rstrip() + between + second.lstrip()


def sentence_at(text: str, position: int) -> str:
    """The sentence of a paragraph that covers a position."""
    for match in SENTENCE.finditer(text):
        if match.start() <= position < match.end():
            return match[0].strip()
    return text


def heal(paragraphs: Sequence[str], begins: Sequence[bool] = ()) -> tuple[list[str], list[str]]:
    """Paragraphs that follow each other, made whole; and the sentences that were mended.

    Args:
        begins: for each, whether it is set as the beginning of a paragraph: it is then the rest of no other.
    """
    whole: list[str] = []
    cuts: list[list[int]] = []
    open_ = False
    for number, paragraph in enumerate(paragraphs):
        if number < len(begins) and begins[number]:
            open_ = False
        if whole and (open_ or goes_on(paragraph)):
            cuts[-1].append(len(whole[-1]))
            whole[-1] = join(whole[-1], paragraph)
            open_ = not _ended(paragraph)
        else:
            whole.append(paragraph)
            cuts.append([])
            open_ = is_cut(paragraph)
    healed = [
        sentence
        for text, positions in zip(whole, cuts, strict=True)
        for sentence in dict.fromkeys(sentence_at(text, position) for position in positions)
    ]
    return whole, healed


def _ended(text: str) -> bool:
    core = text.rstrip().rstrip(CLOSING)
    return bool(END.search(text.rstrip()) or (core != text.rstrip() and END.search(core)))
