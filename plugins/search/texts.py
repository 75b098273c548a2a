"""What of an article can be found, and what a result shows of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linli.model.article import Article, Kind

OPENING = 70  # characters of an article that its card has; an excerpt shows 60
CUT = "…"  # after a text that goes on


def texts_of(article: Article) -> list[str]:
    """The texts of an article that can be found, the headline first: none is the neighbour of the next."""
    head, text = (article.title, article.kicker, article.subtitle), article.text
    return _distinct([*head, *text.lines, *text.readings, *text.descriptions, *article.furniture])


def card_of(article: Article) -> dict[str, object]:
    """What a result shows: its texts are converted for the twin. A match further on stands on the article's own page."""
    card: dict[str, object] = {
        "url": article.url,
        "title": article.title,
        "date": article.issued.iso,
        "section": article.section.name if article.section else "",
        "kind": article.kind.value,
        "texts": list(_opening(texts_of(article)[1:])),
    }
    if article.page:
        card["page"] = article.page
    if article.byline_people:
        card["by"] = "\u3000".join(person.name for person in article.byline_people)
    elif article.source:
        card["source"] = article.source
    if article.kind is Kind.PHOTO and article.cover:
        small = article.cover.thumbnail
        card["picture"] = [small.src, small.width, small.height]
    return card


def _opening(texts: Iterable[str]) -> Iterator[str]:
    """The beginning of some texts; of all that is longer, a part with an ellipsis."""
    room = OPENING
    for text in texts:
        yield text if len(text) <= room else text[:room] + CUT
        room -= len(text)
        if room < 0:
            return


def _distinct(texts: Iterable[str]) -> list[str]:
    """Texts without white space around and beyond a space, each once, none empty."""
    return [text for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text]
