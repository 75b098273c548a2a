"""SQLite files that hold nothing but what can be made again, and fingerprints of values."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path


def digest(*values: object) -> bytes:
    """A digest of values, sixteen bytes, by their `repr`. The values are numbers, texts, and dataclasses of them."""
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
