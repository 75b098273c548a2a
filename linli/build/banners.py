"""Banners (公益): the core values and slogans, and the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from linli.model.article import Article
from linli.model.moments import published
from linli.store.records import Stored

Places = tuple[tuple[str, tuple[str, ...]], ...]  # kinds of banner, each with the kinds of page that show it


@dataclass(frozen=True, slots=True)
class Banners:
    """The banners of the day, and where they are shown."""

    values: Stored | None = None
    slogans: tuple[Stored, ...] = ()
    places: Places = ()

    def at(self, place: str) -> dict[str, object]:
        """The names that the template of a page of this kind is given."""
        places = dict(self.places)
        return {
            "values": self.values if place in places.get("values", ()) else None,
            "slogans": self.slogans if place in places.get("slogans", ()) else (),
        }


def banners_of(banners: Iterable[tuple[Stored, Article]], now: datetime, timezone: str, places: Places) -> Banners:
    """The banners to show now: none before its day or after its last, the weightiest first.

    One with lines of its own is the core-values banner; those with a title alone are slogans.
    """
    shown = [(stored, article) for stored, article in banners if _shown(article, now, timezone)]
    shown.sort(key=lambda pair: (-pair[1].weight, pair[1].path))
    values = next((stored for stored, article in shown if article.lines), None)
    slogans = tuple(stored for stored, article in shown if not article.lines)
    return Banners(values, slogans, places)


def _shown(article: Article, now: datetime, timezone: str) -> bool:
    begun = article.date is None or published(article, timezone) <= now
    return begun and (article.until is None or now <= article.until.end(timezone))
