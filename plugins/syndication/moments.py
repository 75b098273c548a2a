"""Moments: the day of a piece, or of its correction, in the paper's time zone."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from linli.model.article import Article


def moment(day: date, timezone: str, clock: str = "") -> datetime:
    """The beginning of a day, or an hour of it (`HH:MM`)."""
    return datetime.combine(day, time.fromisoformat(clock or "00:00"), ZoneInfo(timezone))


def published(article: Article, timezone: str) -> datetime:
    """When a piece appeared: to the minute if its date says so, else at the beginning of its day."""
    return moment(article.appeared.date, timezone, article.clock)


def modified(article: Article, timezone: str) -> datetime:
    """When a piece was corrected, or else appeared."""
    appeared = published(article, timezone)
    if article.correction:
        return max(appeared, moment(article.correction.day.date, timezone))
    return appeared
