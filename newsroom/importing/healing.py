"""Paragraphs that a column break cut in two, made whole again.

A paragraph that does not end as paragraphs end goes on in the next one. What has no sentence in it is a title or
a subhead and not half a paragraph.
"""

from __future__ import annotations

import re

END = re.compile(r"[。！？!?…：:；;—～~]$")
REMARK = re.compile(r"[。！？!?…][”’」』]?[（(【〔][^（()）]{1,40}[）)】〕]$")  # …下月完工。（县交通局）
CLOSING = '”’」』）)》〉】］]"*'
INSIDE = re.compile("[，。、；：！？,]")
PAIRS = (("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("（", "）"), ("【", "】"))
LONGEST_OPEN = 40  # characters of a quotation that broke off: a longer one may go on for paragraphs
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
    ended = ended or bool(REMARK.search(text))
    return not ended and (len(text) > 40 or bool(INSIDE.search(text)))


def ends(text: str) -> bool:
    """Whether a paragraph ends as paragraphs end, a quotation mark or bracket after it aside."""
    core = text.rstrip().rstrip(CLOSING)
    return bool(
        END.search(text.rstrip()) or REMARK.search(text.rstrip()) or (core != text.rstrip() and END.search(core))
    )


def is_open(text: str) -> bool:
    """Whether a paragraph breaks off within a quotation, a title or a bracket."""
    for opening, closing in PAIRS:
        last = text.rfind(opening)
        if last >= 0 and text.count(opening) > text.count(closing) and closing not in text[last:]:
            return len(text) - last < LONGEST_OPEN
    return False


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
