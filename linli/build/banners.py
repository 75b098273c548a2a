"""Banners (公益): the core values and slogans, and the pages that show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linli.model.article import Article
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


def banners_of(banners: Iterable[tuple[Stored, Article]], today: date, places: Places) -> Banners:
    """The banners to show on a day: none after its last day, the weightiest first.

    One with lines of its own is the core-values banner; those with a title alone are slogans.
    """
    shown = [(stored, article) for stored, article in banners if _shown(article, today)]
    shown.sort(key=lambda pair: (-pair[1].weight, pair[1].path))
    values = next((stored for stored, article in shown if article.lines), None)
    slogans = tuple(stored for stored, article in shown if not article.lines)
    return Banners(values, slogans, places)


def _shown(article: Article, today: date) -> bool:
    return (article.date is None or article.date <= today) and (article.until is None or today <= article.until)
