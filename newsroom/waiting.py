"""Pieces that wait for their hour: what commands say of them, to editors and to programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from linli.messages import _
from linli.settings.table import Settings
from linli.store.records import Waiting


def told(waiting: Sequence[Waiting], settings: Settings) -> str:
    """How many wait, and when the next is due; empty if none does."""
    if not waiting:
        return ""
    return _(
        "还有 {count} 篇没到时候。下一篇是 {moment}：{path}。到那时再出报，它才会发布。",
        count=len(waiting),
        moment=_moment(waiting[0], settings),
        path=settings.shown_as + waiting[0].path,
    )


def rows(waiting: Sequence[Waiting], settings: Settings) -> list[dict[str, str]]:
    """Each for a program: its file, its address below the root of the site, and when it is due (RFC 3339)."""
    return [
        {"path": settings.shown_as + one.path, "address": one.url, "due": due_of(one, settings.timezone).isoformat()}
        for one in waiting
    ]


def due_of(piece: Waiting, timezone: str) -> datetime:
    """When a piece is due, by the paper's clock."""
    return datetime.fromtimestamp(piece.due, ZoneInfo(timezone))


def _moment(piece: Waiting, settings: Settings) -> str:
    due = due_of(piece, settings.timezone)
    named = {"year": due.year, "month": due.month, "day": due.day, "clock": f"{due:%H:%M}"}
    if due.year == settings.today.year:
        return _("{month}月{day}日 {clock}", **named)
    return _("{year}年{month}月{day}日 {clock}", **named)
