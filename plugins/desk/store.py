"""The store: what was read before, so that a file that did not change costs a `stat`.

One SQLite file. Articles lie on *shelves*: one for each month of the whole paper, of every section,
region and contributor. A shelf has a digest of all that lies on it; whoever makes a page from
shelves knows from their digests alone whether anything it shows has changed.
"""

from __future__ import annotations

import hashlib
import pickle
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from plugins.desk.article import Article, Contributor, Kin, Kind, Teaser
from plugins.desk.findings import Finding
from plugins.desk.words import IGNORED, Words

if TYPE_CHECKING:
    from plugins.desk.pictures import Photo

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE sources (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, findings BLOB) WITHOUT ROWID;
CREATE TABLE wants (picture TEXT, path TEXT, PRIMARY KEY (picture, path)) WITHOUT ROWID;
CREATE INDEX wants_path ON wants (path);
CREATE TABLE pictures (
    path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER, key TEXT, photo BLOB
) WITHOUT ROWID;
CREATE TABLE prints (path TEXT PRIMARY KEY, mtime INTEGER, size INTEGER, inode INTEGER) WITHOUT ROWID;
CREATE TABLE notes (scope TEXT, key TEXT, mark BLOB, value BLOB, PRIMARY KEY (scope, key)) WITHOUT ROWID;
CREATE TABLE articles (
    path TEXT PRIMARY KEY, kind TEXT, month TEXT, date TEXT, url TEXT, draft INTEGER,
    own BLOB, digest BLOB, words BLOB, teaser BLOB, kin BLOB, article BLOB, text TEXT
);
CREATE INDEX articles_month ON articles (month);
CREATE INDEX articles_date ON articles (date);
CREATE INDEX articles_url ON articles (url);
CREATE TABLE shelves (
    scope TEXT, id TEXT, month TEXT, count INTEGER, digest BLOB, PRIMARY KEY (scope, id, month)
) WITHOUT ROWID;
CREATE TABLE places (
    scope TEXT, id TEXT, month TEXT, rank INTEGER, path TEXT, PRIMARY KEY (scope, id, month, rank)
) WITHOUT ROWID;
CREATE INDEX places_month ON places (month);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID;
CREATE TABLE names (name TEXT, path TEXT, listed INTEGER, PRIMARY KEY (name, path)) WITHOUT ROWID;
CREATE INDEX names_path ON names (path);
CREATE TABLE aliases (address TEXT, path TEXT, PRIMARY KEY (address, path)) WITHOUT ROWID;
CREATE INDEX aliases_path ON aliases (path);
CREATE TABLE words (scope TEXT, word TEXT, value TEXT, PRIMARY KEY (scope, word)) WITHOUT ROWID;
CREATE TABLE mentions (word TEXT, path TEXT, PRIMARY KEY (word, path)) WITHOUT ROWID;
CREATE INDEX mentions_path ON mentions (path);
"""

PAPER, SECTION, REGION, PERSON = "paper", "section", "region", "person"
KIN = "kin"  # the whole paper again, with a digest of no more than what makes pieces related
CORRECTED, WITHDRAWN = "corrected", "withdrawn"  # on shelves of their own month; a withdrawn piece is on no others
FEW = 50  # words that SQLite is asked for one by one
TAG = re.compile(r"<[^>]*>")
RUBY_TEXT = re.compile(r"<r[tp]\b[^>]*>[^<]*(?:</r[tp]>)?")
DATED = (Kind.STORY, Kind.COMMENTARY, Kind.PHOTO)


# What tells that a file is still the one that was read: mtime in nanoseconds, size in bytes, inode. A bare tuple:
# there is one for every file of the archive at every build.
Stat = tuple[int, int, int]


class Shelf(NamedTuple):
    """The pieces of one month in one scope. `digest` changes with anything that lies on it."""

    scope: str
    id: str
    month: str  # 2023/07
    count: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in the store, by the digest of all its fields and of the words in it that plugins asked for."""

    path: str
    digest: str


class Alias(NamedTuple):
    """An old address (旧址), and the piece it leads to."""

    address: str  # as it was written, without a leading slash
    piece: Stored
    url: str  # of the piece
    month: str  # empty for what is not dated
    published: bool


def digest(*values: object) -> bytes:
    """Sixteen bytes that stand for values, by their `repr`. The values are numbers, texts, and dataclasses of them."""
    return hashlib.blake2b(repr(values).encode(), digest_size=16).digest()


def connect(path: Path, schema: str, key: bytes) -> sqlite3.Connection:
    """Opens a database that holds nothing but what can be made again.

    When it was written under another `key`, or cannot be read, it is made anew, empty.
    """
    for attempt in (1, 2):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            if attempt == 2:
                connection.executescript("BEGIN;" + schema)
                connection.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
                connection.execute("COMMIT")
                return connection
            row = connection.execute("SELECT value FROM meta WHERE key = 'key'").fetchone()
            if row is not None and row[0] == key:
                return connection
            connection.close()
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2:
                raise
        for suffix in ("", "-wal", "-shm"):
            Path(f"{path}{suffix}").unlink(missing_ok=True)
    raise AssertionError("a new database has the key it was made with")


class Library:
    """The articles of the paper, to read. Open to any number of processes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    @classmethod
    def open(cls, path: Path) -> Library:
        """Opens the store at `path` for reading, while nobody writes: it takes no locks, on a shared folder either."""
        return cls(sqlite3.connect(f"{path.absolute().as_uri()}?immutable=1", uri=True, isolation_level=None))

    def article(self, stored: Stored) -> Article:
        """The whole article."""
        row = self.connection.execute("SELECT article FROM articles WHERE path = ?", (stored.path,)).fetchone()
        return pickle.loads(row[0])

    def shelves(self, scope: str, id: str | None = None) -> list[Shelf]:
        """The shelves of a scope (of one `id` in it), the newest month first."""
        sql = "SELECT scope, id, month, count, digest FROM shelves WHERE scope = ?"
        rows = self.connection.execute(
            sql + (" AND id = ?" if id is not None else "") + " ORDER BY id, month DESC",
            (scope,) if id is None else (scope, id),
        )
        return [Shelf(*row) for row in rows]

    def pieces(self, shelf: Shelf) -> list[tuple[Stored, Teaser]]:
        """What lies on a shelf: the newest day first, in a day the weightiest, then page by page."""
        rows = self.connection.execute(
            "SELECT a.path, a.digest, a.words, a.teaser FROM places p JOIN articles a ON a.path = p.path"
            " WHERE p.scope = ? AND p.id = ? AND p.month = ? ORDER BY p.rank",
            shelf[:3],
        )
        pieces = []
        for path, digest_, words, pickled in rows:
            teaser = pickle.loads(pickled)
            teaser.words = words.hex()
            pieces.append((Stored(path, digest_.hex()), teaser))
        return pieces

    def span(self, shelf: Shelf) -> tuple[date, date]:
        """The first and the last day that a shelf has pieces of."""
        days = [
            self.connection.execute(
                "SELECT a.date FROM places p JOIN articles a ON a.path = p.path"
                " WHERE p.scope = ? AND p.id = ? AND p.month = ? AND p.rank = ?",
                (*shelf[:3], rank),
            ).fetchone()[0]
            for rank in (shelf.count - 1, 0)
        ]
        return date.fromisoformat(days[0]), date.fromisoformat(days[1])

    def of_day(self, day: date) -> list[tuple[str, Teaser]]:
        """All pieces dated a day, each with its file: drafts too, and those that wait for their day."""
        sql = "SELECT path, teaser FROM articles WHERE date = ? AND teaser IS NOT NULL ORDER BY path"
        return [(path, pickle.loads(teaser)) for path, teaser in self.connection.execute(sql, (day.isoformat(),))]

    def teasers(self, shelf: Shelf) -> list[Teaser]:
        """The teasers on a shelf, in the order of `pieces`."""
        return [teaser for _, teaser in self.pieces(shelf)]

    def kin(self, shelf: Shelf) -> list[Kin]:
        """What makes pieces related of those on a shelf of the scope `KIN`, in the order of `pieces`."""
        rows = self.connection.execute(
            "SELECT a.kin FROM places p JOIN articles a ON a.path = p.path"
            " WHERE p.scope = ? AND p.id = '' AND p.month = ? ORDER BY p.rank",
            (PAPER, shelf.month),
        )
        return [Kin(*pickle.loads(kin)) for (kin,) in rows]

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

    def first(self, scope: str, id: str, count: int) -> list[Stored]:
        """The newest pieces of a scope, at most `count`."""
        found: list[Stored] = []
        for shelf in self.shelves(scope, id):
            if len(found) >= count:
                break
            rows = self.connection.execute(
                "SELECT a.path, a.digest FROM places p JOIN articles a ON a.path = p.path"
                " WHERE p.scope = ? AND p.id = ? AND p.month = ? ORDER BY p.rank LIMIT ?",
                (*shelf[:3], count - len(found)),
            )
            found += [Stored(path, digest_.hex()) for path, digest_ in rows]
        return found

    def aliases(self, until: date) -> list[Alias]:
        """All old addresses, sorted. What is dated until a day, and no draft, is published."""
        rows = self.connection.execute(
            "SELECT address, a.path, digest, url, month, draft = 0 AND (month = '' OR date <= ?)"
            " FROM aliases a JOIN articles r ON r.path = a.path WHERE url != '' ORDER BY address, a.path",
            (until.isoformat(),),
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
        return ((path, pickle.loads(teaser)) for path, teaser in rows)

    def read(self, path: str) -> Article | None:
        """The article that a file became; None when it has errors."""
        row = self.connection.execute("SELECT article FROM articles WHERE path = ?", (path,)).fetchone()
        return pickle.loads(row[0]) if row else None

    def texts(self) -> Iterator[tuple[str, str]]:
        """Every file with the text of its article (`text_of`)."""
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

    def photo(self, path: str) -> Photo:
        """What is published of a picture that some piece shows, by its path below the content folder."""
        row = self.connection.execute("SELECT photo FROM pictures WHERE path = ?", (path,)).fetchone()
        return pickle.loads(row[0])

    def names(self) -> dict[str, str]:
        """The names of all contributors, and those that articles list, each with the first file that has it."""
        return dict(self.connection.execute("SELECT name, MIN(path) FROM names GROUP BY name ORDER BY name"))

    def listed_names(self) -> set[str]:
        """The names that articles list in their field `names`."""
        return {row[0] for row in self.connection.execute("SELECT DISTINCT name FROM names WHERE listed")}

    def words(self, scope: str) -> dict[str, str]:
        """The words that a plugin asked for, each with its value."""
        return dict(self.connection.execute("SELECT word, value FROM words WHERE scope = ?", (scope,)))

    def person(self, id: str) -> str:
        """The name of a contributor."""
        return self.connection.execute("SELECT name FROM people WHERE id = ?", (id,)).fetchone()[0]


class Store(Library):
    """The store, to write. One process at a time, within `with store.connection`."""

    def __init__(self, path: Path, key: bytes) -> None:
        super().__init__(connect(path, SCHEMA, key))
        self.path = path
        self._before: dict[str, tuple[str, bytes] | None] = {}  # month and digest of what was touched since

    def settle(self) -> None:
        """Puts all that was written where `Library.open` reads it."""
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

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
            "SELECT path, key FROM pictures WHERE key != '' AND path IN"
            " (SELECT w.picture FROM wants w JOIN articles a ON a.path = w.path WHERE a.date <= ? AND a.draft <= ?)"
            " ORDER BY path",
            (self.meta("today"), self.meta("drafts")),
        )
        return dict(rows.fetchall())

    def put_pictures(self, seen: dict[str, Stat], gone: Iterable[str]) -> None:
        """Notes pictures that are new or changed, and forgets those that are gone."""
        self.connection.executemany("DELETE FROM pictures WHERE path = ?", [(path,) for path in gone])
        self.connection.executemany(
            "INSERT OR REPLACE INTO pictures VALUES (?, ?, ?, ?, '', NULL)",
            [(path, *stat) for path, stat in seen.items()],
        )

    def put_prints(self, seen: Mapping[str, Stat]) -> None:
        """Notes the files of printed issues."""
        if self.stats("prints") != seen:
            self.connection.execute("DELETE FROM prints")
            self.connection.executemany(
                "INSERT INTO prints VALUES (?, ?, ?, ?)", [(path, *stat) for path, stat in seen.items()]
            )

    def month_mark(self, month: str) -> bytes:
        """Stands for all pieces of a month (`2023/07`), drafts too."""
        rows = self.connection.execute("SELECT path, digest FROM articles WHERE month = ? ORDER BY path", (month,))
        return digest(rows.fetchall())

    def note(self, scope: str, key: str, mark: bytes, find: Callable[[], Any]) -> Any:
        """What a plugin found out, found out again when its `mark` changed. `find` makes a value that can be pickled."""
        sql = "SELECT mark, value FROM notes WHERE scope = ? AND key = ?"
        row = self.connection.execute(sql, (scope, key)).fetchone()
        if row is not None and row[0] == mark:
            return pickle.loads(row[1])
        value = find()
        row = (scope, key, mark, pickle.dumps(value, protocol=5))
        self.connection.execute("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)", row)
        return value

    def remove(self, path: str) -> None:
        """Forgets a file."""
        self._touch(path)
        for table in ("sources", "wants", "articles", "names", "aliases", "mentions"):
            self.connection.execute(f"DELETE FROM {table} WHERE path = ?", (path,))

    def put(
        self,
        path: str,
        stat: Stat,
        article: Article | None,
        findings: list[Finding],
        pictures: Mapping[str, Photo | None],
    ) -> None:
        """Puts what was read of a file in place of what was there.

        `pictures` are those that it asked for, each with what is published of it.
        """
        self.remove(path)
        execute = self.connection.execute
        execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?)", (path, *stat, pickle.dumps(findings) if findings else None)
        )
        self.connection.executemany("INSERT INTO wants VALUES (?, ?)", [(p, path) for p in sorted(pictures)])
        self.connection.executemany(
            "UPDATE pictures SET key = ?, photo = ? WHERE path = ?",
            [(photo.key, pickle.dumps(photo, protocol=5), path) for path, photo in pictures.items() if photo],
        )
        if article is None:
            return
        own = digest(article)
        names = dict.fromkeys((contributor.name for contributor in article.contributors), 0)
        names |= dict.fromkeys(article.names, 1)
        self.connection.executemany("INSERT INTO names VALUES (?, ?, ?)", [(n, path, k) for n, k in names.items()])
        self.connection.executemany(
            "INSERT INTO aliases VALUES (?, ?)", [(a, path) for a in sorted({*article.aliases})]
        )
        execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                path,
                article.kind.value,
                article.month if article.kind in DATED else "",
                article.date.isoformat() if article.date else "",
                article.url,
                int(article.draft),
                own,
                own,
                b"",
                pickle.dumps(article.teaser(), protocol=5) if article.kind in DATED else None,
                pickle.dumps(tuple(article.kin()), protocol=5) if article.kind in DATED else None,
                pickle.dumps(article, protocol=5),
                text_of(article),
            ),
        )

    def put_words(self, wanted: Mapping[str, Mapping[str, str]], read: Iterable[str]) -> None:
        """Notes the words that plugins asked for, and which articles have them.

        Args:
            wanted: by scope, words with their values.
            read: the files that were read anew.
        """
        execute = self.connection.execute
        known = {(scope, word): value for scope, word, value in execute("SELECT scope, word, value FROM words")}
        new = {(scope, word): value for scope, words in wanted.items() for word, value in words.items()}
        words = {word for _, word in new}
        gone = {word for _, word in known} - words
        added = words - {word for _, word in known}
        altered = {key[1] for key in known.keys() | new.keys() if known.get(key) != new.get(key)} - added
        if altered or added:
            execute("DELETE FROM words")
            self.connection.executemany("INSERT INTO words VALUES (?, ?, ?)", [(*k, v) for k, v in new.items()])
        stale = set(read)
        mentions = [(word, path) for path, found in self._having(words, stale) for word in found]
        for word in altered:
            stale.update(row[0] for row in execute("SELECT path FROM mentions WHERE word = ?", (word,)))
        self.connection.executemany("DELETE FROM mentions WHERE word = ?", [(word,) for word in gone])
        for path, found in self._having(added):
            if path not in stale:
                mentions += [(word, path) for word in found]
        stale.update(path for _, path in mentions)
        self.connection.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?)", mentions)
        for path in sorted(stale):
            self._settle_digest(path, new, wanted)

    def _having(self, words: set[str], paths: Iterable[str] | None = None) -> Iterator[tuple[str, set[str]]]:
        """The articles, of all or of some, that have any of these words, and which."""
        if not words:
            return
        sql = "SELECT path, text FROM articles WHERE "
        if paths is not None:
            rows = (self.connection.execute(sql + "path = ?", (path,)).fetchone() for path in sorted(paths))
        elif len(words) <= FEW:
            condition = " OR ".join(["instr(text, ?)"] * len(words))
            rows = self.connection.execute(sql + condition, sorted(words)).fetchall()
        else:
            rows = self.connection.execute(sql + "1").fetchall()
        sought = Words(words)
        for row in rows:
            if row is not None and (found := sought.known(row[1])):
                yield row[0], found

    def _settle_digest(self, path: str, values: Mapping[tuple[str, str], str], scopes: Iterable[str]) -> None:
        row = self.connection.execute("SELECT own FROM articles WHERE path = ?", (path,)).fetchone()
        if row is None:
            return
        self._touch(path)
        words = self.connection.execute("SELECT word FROM mentions WHERE path = ? ORDER BY word", (path,)).fetchall()
        pairs = [(s, w, values[s, w]) for (w,) in words for s in sorted(scopes) if (s, w) in values]
        new, mark = (digest(row[0], pairs), digest(pairs)) if pairs else (row[0], b"")
        self.connection.execute("UPDATE articles SET digest = ?, words = ? WHERE path = ?", (new, mark, path))

    def _touch(self, path: str) -> None:
        if path not in self._before:
            self._before[path] = self._state(path)

    def _state(self, path: str) -> tuple[str, bytes] | None:
        return self.connection.execute("SELECT month, digest FROM articles WHERE path = ?", (path,)).fetchone()

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
        return [finding for row in rows for finding in pickle.loads(row[0])]

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

    def months_dated(self, after: date, until: date) -> set[str]:
        """Months with pieces dated after one day and not after another."""
        rows = self.connection.execute(
            "SELECT DISTINCT month FROM articles WHERE date > ? AND date <= ? AND month != ''",
            (after.isoformat(), until.isoformat()),
        )
        return {row[0] for row in rows}

    def count_after(self, day: date) -> int:
        """How many pieces are dated after a day."""
        sql = "SELECT COUNT(*) FROM articles WHERE date > ? AND draft = 0 AND month != ''"
        return self.connection.execute(sql, (day.isoformat(),)).fetchone()[0]

    def set_meta(self, key: str, value: object) -> None:
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def meta(self, key: str) -> object:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else None

    def unpublished(self, today: date) -> list[tuple[str, date, bool]]:
        """Pieces that are drafts or dated after today: address, date, whether it is a draft."""
        rows = self.connection.execute(
            "SELECT url, date, draft FROM articles WHERE month != '' AND (draft = 1 OR date > ?) ORDER BY url",
            (today.isoformat(),),
        )
        return [(url, date.fromisoformat(day), bool(draft)) for url, day, draft in rows]

    def shelve(self, months: Iterable[str], until: date, drafts: bool) -> None:
        """Puts the pieces of these months on their shelves anew: those dated `until` a day, and drafts if wanted."""
        for month in sorted(months):
            self.connection.execute("DELETE FROM shelves WHERE month = ?", (month,))
            self.connection.execute("DELETE FROM places WHERE month = ?", (month,))
            rows = self.connection.execute(
                "SELECT article, path, digest, own, kin FROM articles WHERE month = ? AND date <= ? AND draft <= ?",
                (month, until.isoformat(), int(drafts)),
            )
            pieces = [(pickle.loads(row[0]), *row[1:]) for row in rows] if month else []
            pieces.sort(key=lambda piece: _order(piece[0]))
            shelves: dict[tuple[str, str], list[tuple[str, bytes]]] = {}
            for article, path, digest_, own, kin in pieces:
                for place in _scopes(article):
                    shelves.setdefault(place, []).append((path, digest_))
                    if place[0] == PAPER:  # with words that plugins treat as they want, their values count too
                        shelves.setdefault((KIN, ""), []).append(("", kin if own == digest_ else digest_))
                for contributor in article.contributors:
                    self._meet(contributor)
            for (scope, id), placed in shelves.items():
                key = hashlib.blake2b(b"".join(d for _, d in placed), digest_size=16).digest()
                self.connection.execute(
                    "INSERT INTO shelves VALUES (?, ?, ?, ?, ?)", (scope, id, month, len(placed), key)
                )
                self.connection.executemany(
                    "INSERT INTO places VALUES (?, ?, ?, ?, ?)",
                    [(scope, id, month, rank, path) for rank, (path, _) in enumerate(placed) if scope != KIN],
                )

    def _meet(self, contributor: Contributor) -> None:
        self.connection.execute("INSERT OR IGNORE INTO people VALUES (?, ?)", (contributor.id, contributor.name))


def text_of(article: Article) -> str:
    """All text that pages can show of an article, without tags; what does not stand together is parted by line ends."""
    base = RUBY_TEXT.sub("", article.body)  # a word goes on past a ruby text
    aside = RUBY_TEXT.findall(article.body)
    tags = [tag for tag in TAG.findall(article.body) if not tag.isascii()]
    corrections = "\n".join(correction.text for correction in article.corrections)
    cover = article.cover.alt if article.cover else ""
    names = [contributor.name for contributor in article.contributors]
    fields = (article.title, article.subtitle, article.kicker, article.place, article.byline, article.source)
    others = (article.dateline, article.editor, article.summary, corrections, cover)
    plain = (*fields, *others, *names, *article.signatures, *article.lines, unescape(TAG.sub("", base)))
    return IGNORED.sub("", "\n".join((*plain, *map(unescape, aside), *map(unescape, tags))))


def _scopes(article: Article) -> Iterator[tuple[str, str]]:
    """Where an article lies: the whole paper, its section, its region, its contributors."""
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
    yield from sorted({(PERSON, contributor.id) for contributor in article.contributors})


def _order(article: Article) -> tuple:
    """Newest day first; in a day by weight, then page, then the later hour, then path."""
    return (
        -article.date.toordinal(),
        -article.weight,
        article.page or 999,
        [-ord(character) for character in article.clock],
        article.path,
    )
