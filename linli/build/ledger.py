"""The ledger: every file of the site, the job that made it, and what it was made from."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from linli.errors import BuildError
from linli.messages import _
from linli.model import addresses
from linli.store.database import connect

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE jobs (name TEXT PRIMARY KEY, fingerprint BLOB) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, job TEXT, fingerprint BLOB, content BLOB, listed TEXT, build INTEGER
) WITHOUT ROWID;
CREATE INDEX files_job ON files (job);
CREATE INDEX files_build ON files (build);
CREATE INDEX files_listed ON files (path, listed) WHERE listed IS NOT NULL;
CREATE TABLE removed (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE words (scope TEXT, word TEXT, value TEXT, PRIMARY KEY (scope, word)) WITHOUT ROWID;
"""
KEY = b"5"  # of the schema
# Puts a file where there is none, or in place of the job's own; another's is left.
PUT = """
INSERT INTO files VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (path) DO UPDATE SET
fingerprint = excluded.fingerprint, content = excluded.content, listed = excluded.listed, build = excluded.build
WHERE job = excluded.job
"""


class LedgerEntry(NamedTuple):
    """A file of the site."""

    path: str
    fingerprint: bytes  # of all that it was made from
    content: bytes  # a hash of its bytes
    listed: str | None = None  # of a page that search engines may list: its day, empty when unknown


class Ledger:
    """Speaks of the tree whose root has the inode `live`; the one with the inode `spare` is the same, file by file.

    A build is written down whole, in one transaction, or not at all. A file has one owner: a job takes over another's
    only when the other is run in the same build, too, and does not make it any more. Results come in any order.
    """

    def __init__(self, path: Path) -> None:
        self.connection = connect(
            path, SCHEMA, KEY, durable=True
        )  # the site is put in its place when it is written down
        self._noted: set[str] = set()  # the jobs whose results this build has
        self._taken: dict[str, tuple[str, str]] = {}  # files that went from a job without a result yet to another

    def close(self) -> None:
        self.connection.close()

    def meta(self, key: str) -> int:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def set_meta(self, **values: int | str) -> None:
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def forget(self) -> None:
        """There is no site any more."""
        self.connection.execute("BEGIN")
        for table in ("jobs", "files", "removed", "words"):
            self.connection.execute(f"DELETE FROM {table}")
        self.set_meta(live=0, spare=0, build=0)
        self.connection.execute("COMMIT")

    def jobs(self) -> dict[str, bytes]:
        """The fingerprint of every job, by name."""
        return dict(self.connection.execute("SELECT name, fingerprint FROM jobs"))

    def files(self, job: str) -> dict[str, LedgerEntry]:
        """The files of a job, by path."""
        rows = self.connection.execute("SELECT path, fingerprint, content, listed FROM files WHERE job = ?", (job,))
        return {row[0]: LedgerEntry(*row) for row in rows}

    def paths(self) -> Iterator[str]:
        """Every file of the site."""
        return (row[0] for row in self.connection.execute("SELECT path FROM files ORDER BY path"))

    def contents(self, paths: Iterable[str]) -> list[tuple[str, bytes]]:
        """Files of the site, each with the hash of its bytes."""
        sql = "SELECT path, content FROM files WHERE path IN (SELECT value FROM json_each(?)) ORDER BY path"
        return self.connection.execute(sql, (json.dumps(list(paths)),)).fetchall()

    def lose(self, paths: Iterable[str]) -> None:
        """Notes that files are nowhere as they were published: their jobs are to make them again."""
        lost = (json.dumps(list(paths)),)
        self.connection.execute("BEGIN")
        sql = "UPDATE jobs SET fingerprint = x'' WHERE name IN (SELECT job FROM files WHERE path IN"
        self.connection.execute(f"{sql} (SELECT value FROM json_each(?)))", lost)
        sql = "UPDATE files SET fingerprint = x'', content = x'' WHERE path IN (SELECT value FROM json_each(?))"
        self.connection.execute(sql, lost)
        self.connection.execute("COMMIT")

    def pages(self) -> int:
        """How many pages the site has."""
        count: int = self.connection.execute("SELECT COUNT(*) FROM files WHERE path LIKE '%.html'").fetchone()[0]
        return count

    def listed(self) -> list[tuple[str, str]]:
        """The pages that lists of pages may have, by path, each with its day."""
        sql = "SELECT path, listed FROM files INDEXED BY files_listed WHERE listed IS NOT NULL ORDER BY path"
        return self.connection.execute(sql).fetchall()

    def state(self, beginning: str) -> tuple[int, int]:
        """Of the files whose paths begin so: the build that last wrote one, and how many there are."""
        sql = "SELECT COALESCE(MAX(build), 0), COUNT(*) FROM files WHERE path >= ? AND path < ?"
        last, count = self.connection.execute(sql, (beginning, f"{beginning}\U0010ffff")).fetchone()
        return last, count

    def changed(self, build: int) -> tuple[list[str], list[str]]:
        """What a build changed: files written, files removed."""
        written = self.connection.execute("SELECT path FROM files WHERE build = ? ORDER BY path", (build,))
        removed = self.connection.execute(
            "SELECT path FROM removed WHERE path NOT IN (SELECT path FROM files) ORDER BY path"
        )
        return [row[0] for row in written], [row[0] for row in removed]

    def words(self) -> dict[tuple[str, str], str]:
        """The words that transforms made the site with: their values, by scope and word."""
        return {(scope, word): value for scope, word, value in self.connection.execute("SELECT * FROM words")}

    def put_words(self, words: Mapping[tuple[str, str], str]) -> None:
        """Notes the words that transforms made the site with."""
        self.connection.execute("DELETE FROM words")
        self.connection.executemany(
            "INSERT INTO words VALUES (?, ?, ?)", [(*key, value) for key, value in words.items()]
        )

    def older(self, build: int) -> set[str]:
        """The files that were written before a build."""
        return {row[0] for row in self.connection.execute("SELECT path FROM files WHERE build < ?", (build,))}

    def renew(self, files: Iterable[tuple[str, bytes]], build: int) -> None:
        """Notes that files were written anew, each with the hash of its bytes."""
        rows = [(content, build, path) for path, content in files]
        self.connection.executemany("UPDATE files SET content = ?, build = ? WHERE path = ?", rows)

    def begin(self) -> None:
        """Begins a build."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("DELETE FROM removed")
        self._noted.clear()
        self._taken.clear()

    def put(
        self, job: str, fingerprint: bytes, entries: list[tuple[LedgerEntry, bool]], gone: Iterable[str], build: int
    ) -> None:
        """Notes what a job made: its files, each with whether it was written anew, and those that went.

        Raises:
            BuildError: it made a file that another job has, or one twice.
        """
        if len({entry.path for entry, _written in entries}) < len(entries):
            twice = next(path for path, count in Counter(entry.path for entry, _ in entries).items() if count > 1)
            raise BuildError(_("{job} 两次用了同一个地址 /{path}。{closing}", job=job, path=twice, closing=_closing()))
        self._noted.add(job)
        self.connection.execute("INSERT OR REPLACE INTO jobs VALUES (?, ?)", (job, fingerprint))
        for entry, written in entries:
            if written:
                self._put(job, entry, build)
            elif not self._keep(job, entry):
                raise _clash(entry.path, *self._taken[entry.path])
        self.remove(job, gone)
        self._settle(job)

    def _put(self, job: str, entry: LedgerEntry, build: int) -> None:
        row = (entry.path, job, entry.fingerprint, entry.content, entry.listed, build)
        if self.connection.execute(PUT, row).rowcount:
            return
        (owner,) = self.connection.execute("SELECT job FROM files WHERE path = ?", (entry.path,)).fetchone()
        if owner in self._noted:
            raise _clash(entry.path, owner, job)
        self._taken[entry.path] = (owner, job)
        self.connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)

    def _keep(self, job: str, entry: LedgerEntry) -> bool:
        """Notes a file that was not written anew; whether the job still has it."""
        row = (entry.fingerprint, entry.listed, entry.path, job)
        sql = "UPDATE files SET fingerprint = ?, listed = ? WHERE path = ? AND job = ?"
        return bool(self.connection.execute(sql, row).rowcount)

    def _settle(self, job: str) -> None:
        """Files that others took over from a job are theirs, since it does not make them any more."""
        if self._taken:
            self._taken = {path: jobs for path, jobs in self._taken.items() if jobs[0] != job}

    def remove(self, job: str, paths: Iterable[str]) -> None:
        """Notes files that went, unless another job has taken them over."""
        for path in paths:
            if self.connection.execute("DELETE FROM files WHERE path = ? AND job = ?", (path, job)).rowcount:
                self.connection.execute("INSERT OR REPLACE INTO removed VALUES (?)", (path,))

    def remove_job(self, job: str) -> None:
        """Notes that a job is no more, nor its files."""
        self.remove(job, list(self.files(job)))
        self.connection.execute("DELETE FROM jobs WHERE name = ?", (job,))
        self._settle(job)

    def check(self, written: Iterable[str], postponed: Collection[str]) -> None:
        """Sees to it that every file of the site is one job's, at the end of a build.

        Args:
            written: the files that the build wrote.
            postponed: jobs that were to be run, and are left to the next build.

        Raises:
            BuildError: a job took over a file of another that was not run, or a file stands where a folder must be.
        """
        for path, (owner, job) in sorted(self._taken.items()):
            if owner not in postponed:
                raise _clash(path, owner, job)
        for path, job in self._files_as_folders(list(written)):
            below = "SELECT job FROM files WHERE path > ? || '/' AND path < ? || '0' ORDER BY path"  # 0 comes after /
            raise _clash(path, job, self.connection.execute(below, (path, path)).fetchone()[0])

    def _files_as_folders(self, written: list[str]) -> list[tuple[str, str]]:
        """The files whose names are those of folders, too, as far as this build can have made them so; with their jobs."""
        sql = (
            "SELECT path, job FROM files WHERE path IN (SELECT value FROM json_each(?1)) UNION"
            " SELECT path, job FROM files f WHERE path IN (SELECT value FROM json_each(?2))"
            " AND EXISTS (SELECT 1 FROM files WHERE path > f.path || '/' AND path < f.path || '0') ORDER BY path"
        )
        return self.connection.execute(
            sql, (json.dumps(sorted(addresses.folders_of(written))), json.dumps(written))
        ).fetchall()

    def end(self, *, keep: bool) -> None:
        """Ends the build: it is written down whole, or as if it had never begun."""
        self.connection.execute("COMMIT" if keep else "ROLLBACK")


def read_ledger(path: Path) -> tuple[dict[str, bytes], dict[str, int | str]]:
    """What a ledger has that no build is at work on: the hash of every file of the site, and the facts of the last build.

    Nothing is written, not even beside it: it stays as it was sealed.
    """
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        files = dict(connection.execute("SELECT path, content FROM files"))
        return files, dict(connection.execute("SELECT key, value FROM meta"))


def _clash(path: str, one: str, other: str) -> BuildError:
    message = _("{one} 和 {other} 都要用地址 /{path}。{closing}", one=one, other=other, path=path, closing=_closing())
    return BuildError(message)


def _closing() -> str:
    return _("没有出报，原来的网站没有动。这不是稿件的错，请把这一行告诉管网站的人。")
