"""What each paragraph of a document is: headline, kicker, subtitle, byline, subhead, caption, text.

Judged by how it looks beside the body and by its neighbours. Lines set apart above a text are read together: the
one that stands out most is the headline, those above it its kicker, those below its subtitle and byline.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum

from linli.text.dates import is_date
from newsroom.importing import values
from newsroom.importing.folio import parse_folio, take_jumps
from newsroom.importing.titles import SUBTITLE, is_place, is_title_line
from newsroom.importing.word.captions import is_caption, is_photo_credit
from newsroom.importing.word.look import LONGEST_HEADLINE, Look
from newsroom.importing.word.pieces import WordPiece
from plugins.bylines import parse_dateline, parse_signature
from plugins.bylines.blocks import closing_signature

FOLIO_LINES = 4
LONGEST_BYLINE = 40  # characters


class ParagraphRole(Enum):
    """What a paragraph is."""

    TEXT = "text"
    HEADLINE = "headline"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    DATE = "date"
    SUBHEAD = "subhead"
    SIGNATURE = "signature"
    CAPTION = "caption"
    JOINED = "joined"  # the second line of a headline, or the rest of a caption


def roles(pieces: Sequence[WordPiece], regions: Mapping[str, str]) -> list[ParagraphRole]:
    """The role of each piece of a document; tables and pictures alone are text."""
    return _Casting(pieces, regions).roles


def signature_of(piece: WordPiece) -> str:
    """The signature that a line is, in brackets where it has none; a bare name is one at the right margin alone."""
    text = piece.text
    if not text or closing_signature(text):
        return text
    return f"（{text}）" if piece.look.right and len(text) <= LONGEST_BYLINE and parse_signature(text) else ""


class _Casting:
    """Goes through a document from top to bottom. All questions are about the piece with a number."""

    def __init__(self, pieces: Sequence[WordPiece], regions: Mapping[str, str]) -> None:
        self.pieces, self.regions = pieces, regions
        self.texts = [piece.text for piece in pieces]
        self.roles = [ParagraphRole.TEXT] * len(pieces)
        self.largest = 0.0  # size of the headlines so far
        self.signed = [self._is_free(n) and bool(signature_of(piece)) for n, piece in enumerate(pieces)]
        self.free = [self._is_free(n) and not self.signed[n] for n in range(len(pieces))]
        self.top = self._top_level()
        self.strong = [self._is_strong(n) for n in range(len(pieces))]
        if not any(self.strong):
            self._promote()
        number = 0
        while number < len(pieces):
            number += self._cast(number)

    def _look(self, number: int) -> Look:
        return self.pieces[number].look

    # what a line is by itself

    def _is_free(self, number: int) -> bool:
        """Whether it can be a line of a head: not where the words alone say that it is something else."""
        piece, text = self.pieces[number], self.texts[number]
        if (
            not text
            or piece.paragraph is None
            or piece.label
            or piece.titles_table
            or piece.paragraph.pictures
            or len(text) > 2 * LONGEST_HEADLINE
        ):
            return False
        if values.core_words(text) or values.is_heading_of_banner(text) or take_jumps(text)[1]:
            return False
        edge = number < FOLIO_LINES or number >= len(self.pieces) - 2
        return not (edge and parse_folio(text))

    def _top_level(self) -> int | None:
        """The level of heading styles that is the headlines'; None if headlines are set by hand."""
        levels = [(self._look(number).level, number) for number, free in enumerate(self.free) if free]
        styled = [(level, number) for level, number in levels if level is not None]
        if not styled:
            return None
        level, first = min(styled)
        by_hand = [
            n for n in range(first) if self.free[n] and self._by_hand(n) and self._look(n).size > self._look(first).size
        ]
        return None if by_hand and level > 0 else level

    def _by_hand(self, number: int) -> bool:
        return self._look(number).level is None and self._look(number).as_headline(self.texts[number])

    def _is_strong(self, number: int) -> bool:
        """Whether it is set as a headline."""
        if not self.free[number]:
            return False
        if self._look(number).level is not None:
            return self._look(number).level == self.top and len(self.texts[number]) <= LONGEST_HEADLINE
        return self._by_hand(number)

    def _is_weak(self, number: int) -> bool:
        """Whether it is set as a subhead."""
        return self.free[number] and self._look(number).as_subhead(self.texts[number])

    def _is_centred(self, number: int) -> bool:
        short = len(self.texts[number]) <= LONGEST_HEADLINE and not re.search("[。；]", self.texts[number])
        return self.free[number] and self._look(number).centred and short

    def _promote(self) -> None:
        """In a document in which nothing is set as a headline: takes the first line that is set apart at all for one."""
        for number in range(len(self.pieces)):
            if (self._is_weak(number) and self._look(number).set_apart) or self._is_centred(number):
                self.strong[number] = True
                return
            if self.texts[number] and not is_title_line(self.texts[number]):
                return

    # by its neighbours

    def _cast(self, number: int) -> int:
        """Settles the role of a piece, and of those that belong with it; gives how many."""
        if self.signed[number]:
            self.roles[number] = ParagraphRole.SIGNATURE
            return 1
        if self._is_caption(number):
            self.roles[number] = ParagraphRole.CAPTION
            return 1 + self._rest_of_caption(number + 1)
        length = self._run(number)
        if length and self._begins_item(number, length):
            self._head(number, length)
            return length
        if length or self._is_weak(number):
            self.roles[number] = (
                ParagraphRole.HEADLINE
                if not length and self._headline_set_as_subhead(number)
                else ParagraphRole.SUBHEAD
            )
        return 1

    def _headline_set_as_subhead(self, number: int) -> bool:
        """After a signature or before a dateline, a line set as a subhead is a headline."""
        new = self._after_signature(number) or self._dateline_at(number + 1)
        return new and self._look(number).set_apart and self._look(number).level is None

    def _run(self, start: int) -> int:
        """How many lines from here on are set apart together, with one among them that is set as a headline."""
        end = start
        while end < len(self.pieces) and self._in_head(end):
            end += 1
        if not any(self.strong[start:end]):
            return 0
        leader = self._leader(start, end)
        while end - 1 > leader and not self._below_headline(leader, end - 1):
            end -= 1
        return end - start

    def _in_head(self, number: int) -> bool:
        if not self.free[number] or self._is_caption(number):
            return False
        look = self._look(number)
        if self.strong[number] or self._is_centred(number) or look.role == "subtitle":
            return True
        if (
            number + 1 < len(self.pieces)
            and self.strong[number + 1]
            and look.level is not None
            and self._is_weak(number)
        ):
            return True  # a kicker by its style
        return bool(number and self.strong[number - 1] and SUBTITLE.match(self.texts[number]))

    def _below_headline(self, leader: int, number: int) -> bool:
        """Whether a line below a headline belongs to it, and is no subhead of the text."""
        if self._is_centred(number) or SUBTITLE.match(self.texts[number]) or self._look(number).role == "subtitle":
            return True
        return self._look(number).alike(self._look(leader))

    def _leader(self, start: int, end: int) -> int:
        """The line of a run that stands out most; of several alike, the first that is the headline's own."""

        def weight(number: int) -> tuple[float, ...]:
            look = self._look(number)
            level = 9 if look.level is None or self.top is None else look.level
            return (-level, look.size, look.emphatic, look.centred)

        strong = [number for number in range(start, end) if self.strong[number]]
        best = max(weight(number) for number in strong)
        alike = [number for number in strong if weight(number) == best]
        return next((number for number in alike if not self._stands_above(number)), alike[0])

    def _stands_above(self, number: int) -> bool:
        """Whether a line set as the headline below it is no part of that: a place; by its style, a slogan too."""
        text = self.texts[number]
        styled = self._look(number).level is not None
        return is_place(text, self.regions) or (styled and values.is_slogan(text))

    def _begins_item(self, start: int, length: int) -> bool:
        """Whether lines set apart are the head of a new item, and not a subhead of the open one."""
        look = self._look(self._leader(start, start + length))
        if not self.largest or (self.top is not None and look.level == self.top):
            return True
        if length > 1 or self._after_signature(start) or self._dateline_at(start + length):
            return True
        return look.larger and look.size >= self.largest

    def _head(self, start: int, length: int) -> None:
        leader = self._leader(start, start + length)
        look = self._look(leader)
        self.largest = max(self.largest, look.size)
        self.roles[leader] = ParagraphRole.HEADLINE
        for number in range(start, leader):
            slogan = number == start and self.strong[number] and values.is_slogan(self.texts[number])
            self.roles[number] = ParagraphRole.HEADLINE if slogan else ParagraphRole.KICKER
        joined, open_ = len(self.texts[leader]), True  # the headline may go on in the next line
        for number in range(leader + 1, start + length):
            text = self.texts[number]
            joined += 1 + len(text)
            alike = self.strong[number] and self._look(number).alike(look) and not SUBTITLE.match(text)
            open_ = open_ and alike and joined <= LONGEST_HEADLINE
            self.roles[number] = ParagraphRole.JOINED if open_ else self._role_below(text)

    def _role_below(self, text: str) -> ParagraphRole:
        if is_date(text.strip("（）()")):
            return ParagraphRole.DATE
        if not SUBTITLE.match(text) and len(text) <= LONGEST_BYLINE and parse_signature(text):
            return ParagraphRole.SIGNATURE
        return ParagraphRole.SUBTITLE

    def _after_signature(self, number: int) -> bool:
        return number > 0 and self.roles[number - 1] is ParagraphRole.SIGNATURE

    def _dateline_at(self, number: int) -> bool:
        return number < len(self.pieces) and parse_dateline(self.texts[number]) is not None

    # captions

    def _is_caption(self, number: int) -> bool:
        headline = self.strong[number] and self._look(number).size >= self.largest
        return is_caption(self.pieces[number], self.pieces[number - 1] if number else None, headline)

    def _rest_of_caption(self, number: int) -> int:
        """1 if the next line is the photographer alone, and the text goes on after it: else that line ends the item."""
        if number + 1 >= len(self.pieces) or not 0 < len(self.texts[number]) <= LONGEST_BYLINE:
            return 0
        goes_on = "。" in self.texts[number + 1] and not self.strong[number + 1]
        if not goes_on or not is_photo_credit(parse_signature(self.texts[number])):
            return 0
        self.roles[number] = ParagraphRole.JOINED
        return 1
