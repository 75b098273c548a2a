"""What becomes of the fields of pieces when one of them is moved, and how that is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from http import HTTPStatus

from linli.messages import _
from newsroom.arranging.order import HEAVIEST, Place, cap_of, weights_for
from newsroom.manuscripts.manuscript import with_fields
from newsroom.screens.day import Piece
from newsroom.screens.screen import fault


def placed(piece: Piece, pieces: Sequence[Piece], number: int | None, before: object) -> dict[str, Place] | None:
    """The pieces of the page in the wanted order, as their fields are to be; None when what it comes before is not there."""
    wanted = sorted(
        (one.place for one in pieces if one.place.page == number and one.path != piece.path),
        key=lambda one: one.on_page,
    )
    at = next((index for index, one in enumerate(wanted) if one.path == before), None)
    if before is not None and at is None:
        return None
    moved = replace(piece.place, page=number)
    wanted.insert(len(wanted) if at is None else at, moved)
    day = [one.place for one in pieces]
    weights = weights_for(wanted, piece.place, cap_of(number, day, piece.place))
    return {place.path: replace(place, weight=weights[place.path]) for place in wanted}


def leading(piece: Piece, pieces: Sequence[Piece]) -> dict[str, Place]:
    """The piece, heavier than all others of the day."""
    heaviest = max((one.place.weight for one in pieces if one.path != piece.path), default=0)
    return {piece.path: replace(piece.place, weight=max(piece.place.weight, min(heaviest + 1, HEAVIEST)))}


def files_of(pieces: Sequence[Piece], new: Mapping[str, Place]) -> list[tuple[Piece, bytes]]:
    """The files that are otherwise now, and what they are to be."""
    found = []
    for piece in pieces:
        place = new.get(piece.path, piece.place)
        fields = {}
        if place.page != piece.place.page:
            fields["page"] = str(place.page or "")
        if place.weight != piece.place.weight:
            fields["weight"] = str(place.weight)
        if fields and not piece.has_fields:
            raise fault(_("“{title}”没有字段区，写不进去。请先补上字段。", title=piece.title), HTTPStatus.CONFLICT)
        if fields:
            found.append((piece, with_fields(piece.path, piece.data, fields)))
    return found


def told_of(piece: Piece, new: Mapping[str, Place], number: int | None, *, lead: bool) -> str:
    if lead:
        return _("“{title}”做了头条。", title=piece.title)
    at, count = list(new).index(piece.path) + 1, len(new)
    if number is None:
        return _("“{title}”放到未分版的第 {at} 篇，共 {count} 篇。", title=piece.title, at=at, count=count)
    return _("“{title}”放到第 {page} 版第 {at} 篇，共 {count} 篇。", title=piece.title, page=number, at=at, count=count)
