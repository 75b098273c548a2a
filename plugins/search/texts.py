"""What of an article can be found, and what a result shows of it."""

from __future__ import annotations

import json
from collections.abc import Iterable

from linli.model.article import Article, Kind


def texts_of(article: Article) -> list[str]:
    """The texts of an article that can be found, the headline first: none is the neighbour of the next."""
    head, text = (article.title, article.kicker, article.subtitle), article.text
    return _distinct([*head, *text.lines, *text.readings, *text.descriptions, *article.furniture])


def card_of(article: Article, count: int) -> bytes:
    """What a result shows: JSON, whose texts are converted for the twin.

    Args:
        article: the article.
        count: how many articles there are on its day; a browser that knows of another number has an old index.
    """
    card = {
        "of": count,
        "url": article.url,
        "title": article.title,
        "date": article.issued.iso,
        "section": article.section.name if article.section else "",
        "kind": article.kind.value,
        "texts": texts_of(article)[1:],
    }
    if article.kind is Kind.PHOTO and article.cover:
        small = article.cover.thumbnail
        card["picture"] = [small.src, small.width, small.height]
    return json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()


def _distinct(texts: Iterable[str]) -> list[str]:
    """Texts without white space around and beyond a space, each once, none empty."""
    return [text for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text]
