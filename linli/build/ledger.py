"""The ledger: every file of the site, the job that made it, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

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
"""
KEY = b"3"  # of the schema


class LedgerEntry(NamedTuple):
    """A file of the site: the fingerprint of all that it was made from, a hash of its bytes; and for a page that lists may have, its day there."""

    path: str
    fingerprint: bytes
    content: bytes
    listed: str | None = None


class Ledger:
    """Speaks of the tree whose root has the inode `live`; the one with the inode `spare` is the same, file by file.

    A build is written down whole, in one transaction, or not at all.
    """

    def __init__(self, path: Path) -> None:
        self.connection = connect(path, SCHEMA, KEY)

    def close(self) -> None:
        self.connection.close()

    def meta(self, key: str) -> int:
        row = self.connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return row[0] if row else 0

    def set_meta(self, **values: int) -> None:
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())

    def forget(self) -> None:
        """There is no site any more."""
        self.connection.execute("BEGIN")
        for table in ("jobs", "files", "removed"):
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

    def pages(self) -> int:
        """How many pages the site has."""
        return self.connection.execute("SELECT COUNT(*) FROM files WHERE path LIKE '%.html'").fetchone()[0]

    def listed(self) -> list[tuple[str, str]]:
        """The pages that lists of pages may have, by path, each with its day."""
        sql = "SELECT path, listed FROM files INDEXED BY files_listed WHERE listed IS NOT NULL ORDER BY path"
        return self.connection.execute(sql).fetchall()

    def changed(self, build: int) -> tuple[list[str], list[str]]:
        """What a build changed: files written, files removed."""
        written = self.connection.execute("SELECT path FROM files WHERE build = ? ORDER BY path", (build,))
        removed = self.connection.execute(
            "SELECT path FROM removed WHERE path NOT IN (SELECT path FROM files) ORDER BY path"
        )
        return [row[0] for row in written], [row[0] for row in removed]

    def begin(self) -> None:
        """Begins a build."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("DELETE FROM removed")

    def put(
        self, job: str, fingerprint: bytes, entries: Iterable[tuple[LedgerEntry, bool]], gone: Iterable[str], build: int
    ) -> None:
        """Notes what a job made: its files, each with whether it was written anew, and those that went."""
        self.connection.execute("INSERT OR REPLACE INTO jobs VALUES (?, ?)", (job, fingerprint))
        for entry, written in entries:
            if written:
                row = (entry.path, job, entry.fingerprint, entry.content, entry.listed, build)
                self.connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
            else:
                row = (job, entry.fingerprint, entry.listed, entry.path)
                self.connection.execute("UPDATE files SET job = ?, fingerprint = ?, listed = ? WHERE path = ?", row)
        self.remove(job, gone)

    def remove(self, job: str, paths: Iterable[str]) -> None:
        """Notes files that went, unless another job has taken them over."""
        for path in paths:
            if self.connection.execute("DELETE FROM files WHERE path = ? AND job = ?", (path, job)).rowcount:
                self.connection.execute("INSERT OR REPLACE INTO removed VALUES (?)", (path,))

    def remove_job(self, job: str) -> None:
        """Notes that a job is no more, nor its files."""
        self.remove(job, list(self.files(job)))
        self.connection.execute("DELETE FROM jobs WHERE name = ?", (job,))

    def end(self, *, keep: bool) -> None:
        """Ends the build: it is written down whole, or as if it had never begun."""
        self.connection.execute("COMMIT" if keep else "ROLLBACK")
