"""Captions: the short paragraph below a picture, and the one in its text box."""

from __future__ import annotations

import re

from linli.model.people import BYLINE, Role
from linli.text.simplified import simplified
from newsroom.importing.credits import ending_credit
from newsroom.importing.word.document import Paragraph
from newsroom.importing.word.pieces import WordPiece
from plugins.bylines.signature import Signature

LONGEST = 150  # characters
WORDS = re.compile(
    r"^[▲△▼↑↓←→●○（(【\s]*(?:图为|图[①-⑳0-9一二三四]|[上下左右前后]图|题图|配图|资料图)|(?:资料图片?|供图|/图)[）)]?$"
)
OTHERS = BYLINE - {Role.AUTHOR}


def is_caption(piece: WordPiece, before: WordPiece | None, headline: bool) -> bool:
    """Whether a piece is the caption of the picture before it, or in it.

    Args:
        headline: it is set as one.
    """
    paragraph = piece.paragraph
    if paragraph is None or piece.label or not 0 < len(piece.text) <= LONGEST or not _at_picture(paragraph, before):
        return False
    look = piece.look
    if look.role == "caption" or WORDS.search(simplified(piece.text)):
        return True
    if look.larger or headline:
        return False
    return look.centred or look.smaller or paragraph.facts.boxed or is_photo_credit(ending_credit(piece.text)[2])


def is_photo_credit(signature: Signature | None) -> bool:
    """Whether all who signed are photographers."""
    people = signature.contributors if signature else []
    return bool(people) and all(Role.PHOTOGRAPHER in one.roles and set(one.roles) <= OTHERS for one in people)


def _at_picture(paragraph: Paragraph, before: WordPiece | None) -> bool:
    if paragraph.pictures:
        return True
    if before is None or before.paragraph is None or not before.paragraph.pictures:
        return False
    return not before.text or paragraph.facts.boxed
