"""The store: what was read before, so that a file that did not change costs a `stat`.

One SQLite file. Articles lie on *shelves*: one for each month of the whole paper, of every section,
region and contributor. A shelf has a digest of all that lies on it; whoever makes a page from
shelves knows from their digests alone whether anything it shows has changed.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from linli.errors import DamagedWorkspace
from linli.findings import Finding
from linli.model.article import Article
from linli.store import pickles
from linli.store.checks import opened
from linli.store.database import connect, digest, settle
from linli.store.file_record import FileRecord
from linli.store.library import Library
from linli.store.records import KIN, PAPER, WITHDRAWN, Stat, Waiting
from linli.store.schema import SCHEMA

# Where there are pickled values.
VALUES = (
    ("sources", "findings"),
    ("pictures", "photo"),
    ("notes", "value"),
    ("articles", "teaser"),
    ("articles", "kin"),
    ("articles", "shelving"),
    ("articles", "article"),
)


class Store(Library):
    """The store, to write. One process at a time, within `with store.connection`."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__(connect(path, SCHEMA, key))
        self.path = path
        self._before: dict[str, tuple[str, bytes] | None] = {}  # month and digest of what was touched since

    def settle(self) -> None:
        """Puts all that was written where `Library.open` reads it."""
        settle(self.connection)

    def is_sound(self) -> bool:
        """Whether every value in it is as it was kept."""
        try:
            for table, column in VALUES:
                for (kept,) in self.connection.execute(f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"):
                    opened(kept)
        except (sqlite3.DatabaseError, DamagedWorkspace):
            return False
        return True

    def stats(self, table: str) -> dict[str, Stat]:
        """What was seen of `sources`, `pictures` or `prints`, by path."""
        rows = self.connection.execute(f"SELECT path, mtime, size, inode FROM {table}")
        return {row[0]: row[1:] for row in rows}

    def wanting(self, pictures: Iterable[str]) -> set[str]:
        """The files that asked for any of these pictures."""
        found: set[str] = set()
        for picture in pictures:
            found.update(r[0] for r in self.connection.execute("SELECT path FROM wants WHERE picture = ?", (picture,)))
        return found

    def shown_photos(self) -> dict[str, str]:
        """The pictures that published pieces show and a plugin works on: from path to key, in order."""
        rows = self.connection.execute(
            "SELECT path, key FROM pictures p WHERE key != '' AND EXISTS (SELECT 1 FROM wants w CROSS JOIN articles a"
            " ON a.path = w.path WHERE w.picture = p.path AND a.due <= ? AND a.draft <= ?) ORDER BY path",
            (self.meta("now"), self.meta("drafts")),
        )
        return dict(rows.fetchall())

    def copies(self) -> dict[str, Stat]:
        """Pictures and attachments that may be published, by path: all but those that no other pieces ask for than drafts,
        pieces that are not online yet, and withdrawn ones."""
        rows = self.connection.execute(
            "SELECT path, mtime, size, inode FROM pictures p WHERE path NOT IN (SELECT picture FROM wants) OR EXISTS"
            " (SELECT 1 FROM wants w CROSS JOIN articles a ON a.path = w.path WHERE w.picture = p.path AND a.due <= ?"
            " AND a.draft <= ? AND a.path NOT IN (SELECT path FROM places WHERE scope = ?))",
            (self.meta("now"), self.meta("drafts"), WITHDRAWN),
        )
        return {row[0]: row[1:] for row in rows}

    def put_pictures(self, seen: dict[str, Stat], gone: Iterable[str]) -> None:
        """Notes pictures that are new or changed, and forgets those that are gone."""
        self.connection.executemany("DELETE FROM pictures WHERE path = ?", [(path,) for path in gone])
        self.connection.executemany(
            "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, '', NULL, '')",
            [(path, *stat) for path, stat in seen.items()],
        )

    def put_prints(self, seen: Mapping[str, Stat]) -> None:
        """Notes the files of printed issues."""
        if self.stats("prints") != seen:
            self.connection.execute("DELETE FROM prints")
            self.connection.executemany(
                "INSERT INTO prints VALUES (?, ?, ?, ?)", [(path, *stat) for path, stat in seen.items()]
            )

    def month_fingerprint(self, month: str) -> bytes:
        """A digest of all pieces of a month (`2023/07`), drafts too."""
        rows = self.connection.execute("SELECT path, digest FROM articles WHERE month = ? ORDER BY path", (month,))
        return digest(rows.fetchall())

    def note(self, scope: str, key: str, fingerprint: bytes, find: Callable[[], Any]) -> Any:
        """What a plugin found out, found out again when its `fingerprint` changed. `find` makes a value as `pickles` keeps it."""
        sql = "SELECT fingerprint, value FROM notes WHERE scope = ? AND key = ?"
        row = self.connection.execute(sql, (scope, key)).fetchone()
        if row is not None and row[0] == fingerprint:
            with suppress(DamagedWorkspace):
                return pickles.loads(row[1])
        value = find()
        row = (scope, key, fingerprint, pickles.dumps(value))
        self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)", row)
        return value

    def remove(self, path: str) -> None:
        """Forgets a file."""
        self._touch(path)
        if self.connection.execute("SELECT 1 FROM sources WHERE path = ?", (path,)).fetchone() is None:
            return  # it is new, as all are in a first build
        for table in ("sources", "wants", "articles", "turns", "names", "aliases", "reviews", "gathered"):
            self.connection.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def put(self, path: str, stat: Stat, record: FileRecord) -> None:
        """Puts what was read of a file in place of what was there."""
        self.remove(path)
        execute, executemany = self.connection.execute, self.connection.executemany
        execute("INSERT INTO sources VALUES (?, ?, ?, ?, ?)", (path, *stat, record.findings))
        executemany("INSERT INTO wants VALUES (?, ?)", [(picture, path) for picture in record.pictures])
        executemany("UPDATE pictures SET key = ?, photo = ?, files = ? WHERE path = ?", record.photos)
        executemany("INSERT INTO names VALUES (?, ?, ?)", [(name, path, listed) for name, listed in record.names])
        executemany("INSERT INTO aliases VALUES (?, ?)", [(alias, path) for alias in record.aliases])
        executemany("INSERT INTO turns VALUES (?, ?)", [(turn, path) for turn in record.turns])
        if record.article is not None:
            execute(f"INSERT INTO articles VALUES (?{', ?' * len(record.article)})", (path, *record.article))
        executemany(
            "INSERT INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [(path, *step) for step in record.review]
        )
        if record.gathered:
            execute("INSERT INTO gathered VALUES (?)", (path,))

    def gathered(self) -> set[str]:
        """The files that name topics."""
        return {row[0] for row in self.connection.execute("SELECT path FROM gathered")}

    def put_words(self, wanted: Mapping[str, Mapping[str, str]]) -> None:
        """Notes the words that plugins asked for: by scope, words with their values."""
        rows = sorted((scope, word, value) for scope, words in wanted.items() for word, value in words.items())
        known = self.connection.execute("SELECT scope, word, value FROM words ORDER BY scope, word").fetchall()
        if known != rows:
            self.connection.execute("DELETE FROM words")
            self.connection.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)

    def _touch(self, path: str) -> None:
        if path not in self._before:
            self._before[path] = self._state(path)

    def _state(self, path: str) -> tuple[str, bytes] | None:
        sql = "SELECT month, digest FROM articles WHERE path = ?"
        row: tuple[str, bytes] | None = self.connection.execute(sql, (path,)).fetchone()
        return row

    def changed_months(self) -> set[str]:
        """The months in which an article came, went or changed since this was asked last."""
        months = set()
        for path, before in self._before.items():
            after = self._state(path)
            if before != after:
                months |= {state[0] for state in (before, after) if state}
        self._before.clear()
        return months - {""}

    def findings(self) -> list[Finding]:
        """All findings of all files."""
        rows = self.connection.execute("SELECT findings FROM sources WHERE findings IS NOT NULL ORDER BY path")
        return [finding for row in rows for finding in pickles.loads(row[0])]

    def shared_addresses(self) -> list[list[str]]:
        """Files whose articles would have the same address, group by group."""
        rows = self.connection.execute(
            "SELECT url, path FROM articles WHERE url IN"
            " (SELECT url FROM articles WHERE url != '' GROUP BY url HAVING COUNT(*) > 1) ORDER BY url, path"
        )
        groups: dict[str, list[str]] = {}
        for url, path in rows:
            groups.setdefault(url, []).append(path)
        return list(groups.values())

    def drafts(self) -> set[str]:
        """The files that are drafts."""
        sql = "SELECT path FROM articles INDEXED BY articles_draft WHERE draft = 1"
        return {path for (path,) in self.connection.execute(sql)}

    def months_due(self, after: int, until: int) -> set[str]:
        """Months with pieces that come online after one moment and not after another."""
        rows = self.connection.execute(
            "SELECT DISTINCT month FROM articles WHERE due > ? AND due <= ? AND month != ''", (after, until)
        )
        return {row[0] for row in rows}

    def in_review(self, now: int) -> list[tuple[str, str, bool]]:
        """The pieces that are held back until they are signed off: file, address, and whether they are due."""
        sql = "SELECT path, url, due <= ? FROM articles WHERE in_review = 1 ORDER BY path"
        return [(path, url, bool(due)) for path, url, due in self.connection.execute(sql, (now,))]

    def waiting(self, now: int) -> list[Waiting]:
        """The pieces that are not online yet, drafts aside, the next first."""
        sql = "SELECT due, path, url FROM articles WHERE due > ? AND draft = 0 AND month != '' ORDER BY due, path"
        return [Waiting(*row) for row in self.connection.execute(sql, (now,))]

    def steady(self, now: int) -> tuple[int | None, int | None]:
        """From when on, and until when, a build is the same as one now by the hour: the first second, the first no more."""
        sql = "SELECT (SELECT MAX(moment) FROM turns WHERE moment <= ?1), (SELECT MIN(moment) FROM turns WHERE moment > ?1)"
        since, until = self.connection.execute(sql, (now,)).fetchone()
        return since, until

    def changed_ahead(self, now: int) -> list[tuple[str, Article]]:
        """The pieces online that say that they were changed when it is not yet, each with its file."""
        rows = self.connection.execute(
            "SELECT DISTINCT a.path, article FROM turns t JOIN articles a ON a.path = t.path"
            " WHERE moment > ?1 AND due <= ?1 ORDER BY a.path",
            (now,),
        )
        return [(path, pickles.loads(article)) for path, article in rows]

    def set_meta(self, key: str, value: object) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def meta(self, key: str) -> object:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def drafted(self) -> list[str]:
        """The addresses of dated drafts, sorted; not of those pieces that are in review."""
        rows = self.connection.execute(
            "SELECT url FROM articles INDEXED BY articles_draft"
            " WHERE draft = 1 AND month != '' AND in_review = 0 ORDER BY url"
        )
        return [url for (url,) in rows]

    def shelve(self, months: Iterable[str], now: int, drafts: bool) -> None:
        """Puts the pieces of these months on their shelves anew: those that are online now, and drafts if wanted."""
        for month in sorted(months):
            self.connection.execute("DELETE FROM shelves WHERE month = ?", (month,))
            self.connection.execute("DELETE FROM places WHERE month = ?", (month,))
            self.connection.execute("DELETE FROM days WHERE month = ?", (month,))
            rows = self.connection.execute(
                "SELECT shelving, path, digest, kin, date FROM articles WHERE month = ? AND due <= ? AND draft <= ?",
                (month, now, int(drafts)),
            )
            pieces = sorted((*pickles.loads(row[0]), *row[1:]) for row in rows) if month else []
            shelves: dict[tuple[str, str], list[tuple[str, bytes]]] = {}
            days = set()
            for _order, places, path, digest_, kin, day in pieces:
                for place in places:
                    shelves.setdefault(place, []).append((path, digest_))
                    if place[0] == PAPER:
                        shelves.setdefault((KIN, ""), []).append(("", kin))
                        days.add(day)
            self.connection.executemany("INSERT INTO days VALUES (?, ?)", [(month, day) for day in sorted(days)])
            for (scope, id), placed in shelves.items():
                key = hashlib.blake2b(b"".join(d for _, d in placed), digest_size=16).digest()
                self.connection.execute(
                    "INSERT INTO shelves VALUES (?, ?, ?, ?, ?)", (scope, id, month, len(placed), key)
                )
                self.connection.executemany(
                    "INSERT INTO places VALUES (?, ?, ?, ?, ?)",
                    [(scope, id, month, rank, path) for rank, (path, _) in enumerate(placed) if scope != KIN],
                )
