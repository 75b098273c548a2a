"""Moments of a piece: when it appears, when it was last changed, and when the site must be built again for it."""

from __future__ import annotations

from datetime import datetime

from linli.model.article import Article, Kind
from linli.model.calendar import Moment

# Seconds since 1970, as the store compares them.
ALWAYS, NEVER = -(1 << 62), 1 << 62


def published(article: Article, timezone: str) -> datetime:
    """When a piece appeared: to the minute if its date says so, else at the beginning of its day."""
    return Moment(article.issued, article.clock).at(timezone)


def modified(article: Article, timezone: str) -> datetime:
    """When a piece was changed or corrected for the last time, or else appeared."""
    moments = [published(article, timezone)]
    if article.updated:
        moments.append(article.updated.at(timezone))
    if article.correction:
        moments.append(Moment(article.correction.day).at(timezone))
    return max(moments)


def due(article: Article, timezone: str) -> int:
    """From when on a piece is online. Standing pages, topics, and banners without a date, always are."""
    if article.date is None or article.kind in (Kind.PAGE, Kind.TOPIC):
        return ALWAYS
    return seconds(published(article, timezone))


def turns(article: Article, timezone: str) -> set[int]:
    """When something becomes otherwise by the hour alone: the first seconds at which it is so. A draft has no hour."""
    if article.draft:
        return set()
    found = {due(article, timezone)} - {ALWAYS}
    if article.updated:  # what lies ahead is told until then
        found.add(seconds(article.updated.at(timezone)))
    if article.until:
        found.add(seconds(article.until.end(timezone)) + 1)
    return found


def seconds(moment: datetime) -> int:
    """Seconds since 1970."""
    return int(moment.timestamp() // 1)
