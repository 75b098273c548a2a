"""SQLite files that hold nothing but what can be made again, and fingerprints of values."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from linli.errors import BuildError, DamagedWorkspace
from linli.files import remove
from linli.messages import _

PATIENCE = 5.0  # seconds to wait for another program that reads a database
BESIDE = ("", "-wal", "-shm")  # the files of a database
# What SQLite reports of the machine, not of the file: no permission, busy, locked, no memory, read-only, I/O, full,
# cannot be opened, protocol of locks (https://www.sqlite.org/rescode.html).
OF_THE_MACHINE = frozenset([3, 5, 6, 7, 8, 10, 13, 14, 15])


def digest(*values: object) -> bytes:
    """A digest of values, sixteen bytes of a hash of their `repr`. The values are numbers, texts, and dataclasses of them."""
    return hashlib.blake2b(repr(values).encode(), digest_size=16).digest()


def connect(path: Path, schema: str, key: bytes, *, durable: bool = False) -> sqlite3.Connection:
    """Opens a database that holds nothing but what can be made again.

    When it was written under another `key`, or cannot be read, it is made anew, empty.

    Args:
        durable: what was committed is on the disk, whatever happens then.
    """
    for attempt in (1, 2):
        if attempt == 2 or not path.is_file():
            discard(path)
        connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            if attempt == 2:
                connection.executescript("BEGIN;" + schema)
                connection.execute("INSERT INTO meta VALUES ('key', ?)", (key,))
                connection.execute("COMMIT")
                return connection
            row = connection.execute("SELECT value FROM meta WHERE key = 'key'").fetchone()
            if row is not None and row[0] == key:
                _try_to_write(connection)
                return connection
            connection.close()
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2:
                raise
    raise AssertionError("a new database has the key it was made with")


def settle(connection: sqlite3.Connection) -> None:
    """Puts all that was committed into the one file of a database.

    Raises:
        BuildError: somebody reads what it was before.
    """
    busy, pages, settled = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy and settled < pages:
        raise BuildError(_("另一个程序正在读上一次出报的记录，没有出报；原来的网站没有动。请等它做完再试。"))


def discard(path: Path) -> None:
    """Takes a database away, or what lies in its place."""
    for suffix in BESIDE:
        remove(Path(f"{path}{suffix}"))


def is_sound(path: Path) -> bool:
    """Whether a database is whole, as far as SQLite can tell. What a killed program left half done is ended by that."""
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            _try_to_write(connection)
            return bool(connection.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)])
    except sqlite3.Error:
        return False


def _try_to_write(connection: sqlite3.Connection) -> None:
    """Begins to write. A byte of its head can forbid that to SQLite, for which nothing else is wrong then."""
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def is_damage(error: BaseException) -> bool:
    """Whether an error tells of a damaged store or ledger, and not of the machine."""
    if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.ProgrammingError):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF not in OF_THE_MACHINE
    return isinstance(error, DamagedWorkspace)
