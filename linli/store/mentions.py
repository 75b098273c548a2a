"""The words that plugins ask for wherever they stand, and which articles mention them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from linli.text.words import WordSet

FEW = 50  # words that SQLite is asked for one by one


@dataclass(frozen=True, slots=True)
class Mentions:
    """The tables `words` and `mentions` of the store."""

    connection: sqlite3.Connection

    def put(self, values: Mapping[tuple[str, str], str], read: Iterable[str]) -> set[str]:
        """Notes words by scope, each with its value; gives the files in which a word came, went or has another value.

        Args:
            values: by scope and word.
            read: the files that were read anew. They are among those that are given.
        """
        execute = self.connection.execute
        known = {(scope, word): value for scope, word, value in execute("SELECT scope, word, value FROM words")}
        words = {word for _, word in values}
        gone = {word for _, word in known} - words
        added = words - {word for _, word in known}
        altered = {key[1] for key in known.keys() | values.keys() if known.get(key) != values.get(key)} - added
        if altered or added:
            execute("DELETE FROM words")
            self.connection.executemany("INSERT INTO words VALUES (?, ?, ?)", [(*k, v) for k, v in values.items()])
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
        return stale

    def _having(self, words: set[str], paths: Iterable[str] | None = None) -> Iterator[tuple[str, set[str]]]:
        """The articles, of all or of some, that have any of these words, and which."""
        if not words:
            return
        sql = "SELECT path, text FROM articles WHERE "
        rows: Iterable[tuple[str, str] | None]
        if paths is not None:
            rows = (self.connection.execute(sql + "path = ?", (path,)).fetchone() for path in sorted(paths))
        elif len(words) <= FEW:
            condition = " OR ".join(["instr(text, ?)"] * len(words))
            rows = self.connection.execute(sql + condition, sorted(words)).fetchall()
        else:
            rows = self.connection.execute(sql + "1").fetchall()
        sought = WordSet(words)
        for row in rows:
            if row is not None and (found := sought.known(row[1])):
                yield row[0], found
