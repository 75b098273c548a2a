"""The library: the articles of the paper, to read."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from linli.model.article import Article, Kin, Kind, Teaser
from linli.model.photo import Photo
from linli.model.places import Topic
from linli.model.review import Part, Review, State, Step
from linli.store import pickles
from linli.store.records import PAPER, Alias, Shelf, Stored

ARTICLES = (
    512  # that are remembered: those of a month have pages of their own, cards, and a page of their issue to print
)
SHELVES = 8  # that are remembered: lists of a month by section, by region and by day are made one after the other


class Library:
    """The articles of the paper, to read. Open to any number of processes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._fetched = lru_cache(maxsize=ARTICLES)(self._article)
        self._remembered = lru_cache(maxsize=SHELVES)(self._pieces)

    @classmethod
    def open(cls, path: Path) -> Library:
        """Opens the store at `path` for reading, while nobody writes: it takes no locks, on a shared folder either."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None))

    def article(self, stored: Stored) -> Article:
        """The whole article. Nobody is to change it: others are given the same."""
        return self._fetched(stored)

    def _article(self, stored: Stored) -> Article:
        row = self.connection.execute("SELECT article FROM articles WHERE path = ?", (stored.path,)).fetchone()
        article: Article = pickles.loads(row[0])
        return article

    def shelves(self, scope: str, id: str | None = None) -> list[Shelf]:
        """The shelves of a scope (of one `id` in it), the newest month first."""
        sql = "SELECT scope, id, month, count, digest FROM shelves WHERE scope = ?"
        rows = self.connection.execute(
            sql + (" AND id = ?" if id is not None else "") + " ORDER BY id, month DESC",
            (scope,) if id is None else (scope, id),
        )
        return [Shelf(*row) for row in rows]

    def ids(self, scope: str) -> list[str]:
        """The ids in a scope that have any pieces, sorted."""
        rows = self.connection.execute("SELECT DISTINCT id FROM shelves WHERE scope = ? ORDER BY id", (scope,))
        return [row[0] for row in rows]

    def kinds(self, now: int) -> list[str]:
        """The kinds of all dated pieces that are online now, sorted."""
        sql = "SELECT DISTINCT kind FROM articles WHERE draft = 0 AND due <= ? ORDER BY kind"
        rows = self.connection.execute(sql, (now,))
        return [kind for (kind,) in rows if Kind(kind).dated]

    def pieces(self, shelf: Shelf) -> list[tuple[Stored, Teaser]]:
        """What lies on a shelf: the newest day first, in a day the weightiest, then page by page."""
        return list(self._remembered(shelf))

    def _pieces(self, shelf: Shelf) -> list[tuple[Stored, Teaser]]:
        rows = self.connection.execute(
            "SELECT a.path, a.digest, a.teaser FROM places p JOIN articles a ON a.path = p.path"
            " WHERE p.scope = ? AND p.id = ? AND p.month = ? ORDER BY p.rank",
            shelf.key,
        )
        return [(Stored(path, digest_.hex()), pickles.loads(teaser)) for path, digest_, teaser in rows]

    def span(self, shelf: Shelf) -> tuple[date, date]:
        """The first and the last day that a shelf has pieces of."""
        days = [
            self.connection.execute(
                "SELECT a.date FROM places p JOIN articles a ON a.path = p.path"
                " WHERE p.scope = ? AND p.id = ? AND p.month = ? AND p.rank = ?",
                (*shelf.key, rank),
            ).fetchone()[0]
            for rank in (shelf.size - 1, 0)
        ]
        return date.fromisoformat(days[0]), date.fromisoformat(days[1])

    def days(self) -> dict[str, tuple[date, ...]]:
        """The days that the paper has pieces of, newest first, by month (`2023/07`), the newest month first."""
        found: dict[str, list[date]] = {}
        for month, day in self.connection.execute("SELECT month, date FROM days ORDER BY date DESC"):
            found.setdefault(month, []).append(date.fromisoformat(day))
        return {month: tuple(days) for month, days in found.items()}

    def taken(self, addresses: Iterable[str]) -> set[str]:
        """Those of some addresses that a piece or an old address stands at, published or not."""
        wanted = json.dumps(sorted(addresses))
        rows = self.connection.execute(
            "SELECT url FROM articles WHERE url IN (SELECT value FROM json_each(?1))"
            " UNION SELECT address FROM aliases WHERE address IN (SELECT value FROM json_each(?1))",
            (wanted,),
        )
        return {row[0] for row in rows}

    def of_day(self, day: date) -> list[tuple[str, Teaser]]:
        """All pieces dated a day, each with its file: drafts too, and those that wait for their day."""
        sql = "SELECT path, teaser FROM articles WHERE date = ? AND teaser IS NOT NULL ORDER BY path"
        return [(path, pickles.loads(teaser)) for path, teaser in self.connection.execute(sql, (day.isoformat(),))]

    def teasers(self, shelf: Shelf) -> list[Teaser]:
        """The teasers on a shelf, in the order of `pieces`."""
        return [teaser for _, teaser in self.pieces(shelf)]

    def main(self, shelf: Shelf, count: int) -> list[Teaser]:
        """The main pieces on a shelf, at most `count`: the weightiest, what stood on the first pages, the newest.

        They are stories, if it has any.
        """
        rows = self.connection.execute(
            "SELECT a.kind = ? AS story, a.path FROM places p CROSS JOIN articles a ON a.path = p.path"
            " WHERE p.scope = ? AND p.id = ? AND p.month = ?"
            " ORDER BY story DESC, a.weight DESC, a.page, p.rank LIMIT ?",
            (Kind.STORY.value, *shelf.key, count),
        ).fetchall()
        paths = [path for story, path in rows if story == rows[0][0]]
        sql = "SELECT teaser FROM articles WHERE path = ?"
        return [pickles.loads(self.connection.execute(sql, (path,)).fetchone()[0]) for path in paths]

    def kin(self, shelf: Shelf) -> list[Kin]:
        """What makes pieces related of those on a shelf of the scope `KIN`, in the order of `pieces`."""
        rows = self.connection.execute(
            "SELECT a.kin FROM places p JOIN articles a ON a.path = p.path"
            " WHERE p.scope = ? AND p.id = '' AND p.month = ? ORDER BY p.rank",
            (PAPER, shelf.month),
        )
        return [Kin(*pickles.loads(kin)) for (kin,) in rows]

    def newest(self, shelves: Iterable[Shelf], count: int) -> list[Teaser]:
        """The newest teasers of shelves that are given newest first, at most `count`."""
        found: list[Teaser] = []
        for shelf in shelves:
            if len(found) >= count:
                break
            found += self.teasers(shelf)
        return found[:count]

    def undated(self, kind: Kind) -> list[Stored]:
        """Published banners or pages, by path."""
        rows = self.connection.execute(
            "SELECT path, digest FROM articles WHERE kind = ? AND draft = 0 ORDER BY path", (kind.value,)
        )
        return [Stored(path, digest_.hex()) for path, digest_ in rows]

    def topics(self) -> list[tuple[Topic, Stored]]:
        """The topics that have a page, each with what it says of itself, by their files."""
        found = [(self.article(stored), stored) for stored in self.undated(Kind.TOPIC)]
        return [(Topic(article.slug, article.title), stored) for article, stored in found]

    def first(self, scope: str, id: str, count: int) -> list[Stored]:
        """The newest pieces of a scope, at most `count`."""
        found: list[Stored] = []
        for shelf in self.shelves(scope, id):
            if len(found) >= count:
                break
            rows = self.connection.execute(
                "SELECT a.path, a.digest FROM places p JOIN articles a ON a.path = p.path"
                " WHERE p.scope = ? AND p.id = ? AND p.month = ? ORDER BY p.rank LIMIT ?",
                (*shelf.key, count - len(found)),
            )
            found += [Stored(path, digest_.hex()) for path, digest_ in rows]
        return found

    def aliases(self, now: int) -> list[Alias]:
        """All old addresses, sorted. What is online now, and no draft, is published."""
        rows = self.connection.execute(
            "SELECT address, a.path, digest, url, month, draft = 0 AND due <= ?"
            " FROM aliases a JOIN articles r ON r.path = a.path WHERE url != '' ORDER BY address, a.path",
            (now,),
        )
        return [
            Alias(address, Stored(path, digest_.hex()), url, month, bool(published))
            for address, path, digest_, url, month, published in rows
        ]

    def addresses(self) -> dict[str, str]:
        """The address of every piece, published or not, each with its file."""
        return dict(self.connection.execute("SELECT url, path FROM articles WHERE url != '' ORDER BY url, path"))

    def filed(self) -> Iterator[tuple[str, Teaser]]:
        """Every dated piece with its file, drafts and pieces of days to come too: by day, then by file."""
        rows = self.connection.execute("SELECT path, teaser FROM articles WHERE month != '' ORDER BY date, path")
        return ((path, pickles.loads(teaser)) for path, teaser in rows)

    def read(self, path: str) -> Article | None:
        """The article that a file became; None when it has errors."""
        row = self.connection.execute("SELECT article FROM articles WHERE path = ?", (path,)).fetchone()
        return pickles.loads(row[0]) if row else None

    def reviews(self) -> dict[str, Review]:
        """The reviews of all pieces that need one, by their files."""
        rows = self.connection.execute("SELECT * FROM reviews ORDER BY path, number")
        return {path: _review(list(of_path)) for path, of_path in groupby(rows, key=lambda row: row[0])}

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every file with the text of its article (`all_text`)."""
        yield from self.connection.execute("SELECT path, text FROM articles ORDER BY path")

    def bearers(self) -> dict[str, set[str]]:
        """The names of all contributors, and those that articles list, each with all files that have it."""
        found: dict[str, set[str]] = {}
        for name, path in self.connection.execute("SELECT name, path FROM names"):
            found.setdefault(name, set()).add(path)
        return found

    def shown_pictures(self) -> set[str]:
        """The pictures that any article asks for."""
        return {row[0] for row in self.connection.execute("SELECT DISTINCT picture FROM wants")}

    def published_files(self) -> Iterator[tuple[str, list[str]]]:
        """Each picture that any article asks for, with all files that are published of it."""
        sql = "SELECT path, files FROM pictures WHERE files != '' AND path IN (SELECT picture FROM wants) ORDER BY path"
        return ((path, files.split("\n")) for path, files in self.connection.execute(sql))

    def photo(self, path: str) -> Photo:
        """What is published of a picture that some piece shows, by its path below the content folder."""
        row = self.connection.execute("SELECT photo FROM pictures WHERE path = ?", (path,)).fetchone()
        photo: Photo = pickles.loads(row[0])
        return photo

    def names(self) -> dict[str, str]:
        """The names of all contributors, and those that articles list, each with the first file that has it."""
        return dict(self.connection.execute("SELECT name, MIN(path) FROM names GROUP BY name ORDER BY name"))

    def listed_names(self) -> set[str]:
        """The names that articles list in their field `names`."""
        return {row[0] for row in self.connection.execute("SELECT DISTINCT name FROM names WHERE listed")}

    def words(self, scope: str) -> dict[str, str]:
        """The words that a plugin asked for, each with its value."""
        return dict(self.connection.execute("SELECT word, value FROM words WHERE scope = ?", (scope,)))


def _review(rows: list[tuple[Any, ...]]) -> Review:
    """A review, of the rows of its steps."""
    steps = [
        Step(name, line, State(state), person, moment, tuple(map(Part, changed.split())), signed)
        for _path, _number, _digest, name, line, state, person, moment, changed, signed in rows
    ]
    return Review(tuple(steps), rows[0][2])
