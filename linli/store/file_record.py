"""What the store keeps of a file, as it lies there.

It is made where the file is read, which may be another process. Most of the work of the store is to pickle articles, and what
is pickled already is sent as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from linli.findings import Finding
from linli.model.article import Article
from linli.model.moments import due, turns
from linli.model.photo import Photo
from linli.model.review import Review
from linli.store import pickles
from linli.store.database import digest
from linli.store.shelving import UNPAGED, order, scopes


class FileRecord(NamedTuple):
    """What is kept of one file: rows without its path."""

    findings: bytes | None
    pictures: tuple[str, ...]  # that it asked for
    photos: tuple[tuple[str, bytes, str, str], ...]  # what is published of them: key, photo, files, picture
    names: tuple[tuple[str, int], ...] = ()  # with whether the field of names lists them
    aliases: tuple[str, ...] = ()
    turns: tuple[int, ...] = ()
    article: tuple[object, ...] | None = None  # a row of `articles`
    review: tuple[tuple[object, ...], ...] = ()  # rows of `reviews`, kept where no page sees them
    gathered: bool = False  # it names topics, known or not

    @classmethod
    def of(
        cls,
        article: Article | None,
        findings: Iterable[Finding],
        pictures: Mapping[str, Photo | None],
        timezone: str,
        review: Review | None = None,
        gathered: bool = False,
    ) -> FileRecord:
        """What was read of a file. `pictures` are those that it asked for, each with what is published of it."""
        findings = list(findings)
        record = cls(
            findings=pickles.dumps(findings) if findings else None,
            pictures=tuple(sorted(pictures)),
            photos=tuple(
                (photo.key, pickles.dumps(photo), "\n".join(photo.files), path)
                for path, photo in pictures.items()
                if photo
            ),
            gathered=gathered,
        )
        if article is None:
            return record
        names = dict.fromkeys((contributor.name for contributor in article.contributors), 0)
        names |= dict.fromkeys(article.names, 1)
        return record._replace(
            names=tuple(names.items()),
            aliases=tuple(sorted({*article.aliases})),
            turns=tuple(sorted(turns(article, timezone))),
            article=_row(article, timezone),
            review=tuple(_steps(review)) if review else (),
        )


def _row(article: Article, timezone: str) -> tuple[object, ...]:
    dated = article.kind.dated
    return (
        article.kind.value,
        article.month if dated else "",
        article.date.isoformat() if article.date else "",
        due(article, timezone),
        article.url,
        int(article.draft),
        int(bool(article.in_review)),
        article.weight,
        article.page or UNPAGED,
        digest(article),
        pickles.dumps(article.teaser()) if dated else None,
        pickles.dumps(tuple(article.kin())) if dated else None,
        pickles.dumps((order(article), tuple(scopes(article)))) if dated else None,
        pickles.dumps(article),
        article.all_text,
    )


def _steps(review: Review) -> Iterator[tuple[object, ...]]:
    for number, step in enumerate(review.steps):
        changed = " ".join(step.changed)
        yield (
            number,
            review.digest,
            step.name,
            step.line,
            step.state.value,
            step.person,
            step.moment,
            changed,
            step.digest,
        )
