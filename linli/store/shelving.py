"""Which shelves an article lies on, and in which order."""

from __future__ import annotations

from collections.abc import Iterator

from linli.model.article import Article
from linli.store.records import CORRECTED, PAPER, PERSON, REGION, SECTION, TOPIC, WITHDRAWN

UNPAGED = 999  # behind the pages of any paper


def scopes(article: Article) -> Iterator[tuple[str, str]]:
    """Where an article lies: the whole paper, its section, its region, its topics, its contributors."""
    if article.corrections:
        yield CORRECTED, ""
    if article.withdrawn:
        yield WITHDRAWN, ""
        return
    yield PAPER, ""
    if article.section:
        yield SECTION, article.section.id
    if article.region:
        yield REGION, article.region.id
    yield from ((TOPIC, topic.id) for topic in article.topics)
    yield from sorted({(PERSON, contributor.id) for contributor in article.contributors})


def order(article: Article) -> tuple[int, int, int, list[int], str]:
    """Newest day first; in a day by weight, then page, then the later hour, then path."""
    return (
        -article.issued.date.toordinal(),
        -article.weight,
        article.page or UNPAGED,
        [-ord(character) for character in article.clock],
        article.path,
    )
