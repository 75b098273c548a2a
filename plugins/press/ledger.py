"""The ledger: every file of the site, the job that made it, and what it was made from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.desk.store import connect

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE jobs (name TEXT PRIMARY KEY, inputs BLOB) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, job TEXT, inputs BLOB, content BLOB, listed TEXT, edition INTEGER
) WITHOUT ROWID;
CREATE INDEX files_job ON files (job);
CREATE INDEX files_edition ON files (edition);
CREATE INDEX files_listed ON files (path, listed) WHERE listed IS NOT NULL;
CREATE TABLE removed (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""
KEY = b"2"  # of the schema


class Entry(NamedTuple):
    """A file of the site: what its inputs and its bytes hash to; and for a page that lists may have, its day there."""

    path: str
    inputs: bytes
    content: bytes
    listed: str | None = None


class Ledger:
    """Speaks of the tree whose root has the inode `live`; the one with the inode `spare` is the same, file by file.

    An edition is written down whole, in one transaction, or not at all.
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
        self.set_meta(live=0, spare=0, edition=0)
        self.connection.execute("COMMIT")

    def jobs(self) -> dict[str, bytes]:
        """The inputs of every job, by name."""
        return dict(self.connection.execute("SELECT name, inputs FROM jobs"))

    def files(self, job: str) -> dict[str, Entry]:
        """The files of a job, by path."""
        rows = self.connection.execute("SELECT path, inputs, content, listed FROM files WHERE job = ?", (job,))
        return {row[0]: Entry(*row) for row in rows}

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

    def changed(self, edition: int) -> tuple[list[str], list[str]]:
        """What an edition changed: files written, files removed."""
        written = self.connection.execute("SELECT path FROM files WHERE edition = ? ORDER BY path", (edition,))
        removed = self.connection.execute(
            "SELECT path FROM removed WHERE path NOT IN (SELECT path FROM files) ORDER BY path"
        )
        return [row[0] for row in written], [row[0] for row in removed]

    def begin(self) -> None:
        """Begins an edition."""
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute("DELETE FROM removed")

    def put(
        self, job: str, inputs: bytes, entries: Iterable[tuple[Entry, bool]], gone: Iterable[str], edition: int
    ) -> None:
        """Notes what a job made: its files, each with whether it was written anew, and those that went."""
        self.connection.execute("INSERT OR REPLACE INTO jobs VALUES (?, ?)", (job, inputs))
        for entry, written in entries:
            if written:
                row = (entry.path, job, entry.inputs, entry.content, entry.listed, edition)
                self.connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
            else:
                row = (job, entry.inputs, entry.listed, entry.path)
                self.connection.execute("UPDATE files SET job = ?, inputs = ?, listed = ? WHERE path = ?", row)
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
        """Ends the edition: it is written down whole, or as if it had never begun."""
        self.connection.execute("COMMIT" if keep else "ROLLBACK")
