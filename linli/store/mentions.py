"""Which articles have which of the words that plugins asked for, such as names and the glossary.

What a plugin makes of an article depends on the values of the words in it. So they count in the article's digest.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping

from linli.store.database import digest
from linli.text.words import WordSet

FEW = 50  # words that SQLite is asked for one by one

Wanted = Mapping[str, Mapping[str, str]]  # by scope, words with their values


def note_words(connection: sqlite3.Connection, wanted: Wanted, read: Iterable[str]) -> list[str]:
    """Notes words and the articles that have them; gives the files whose digests may be others now.

    Args:
        connection: of the store.
        wanted: all words that plugins ask for now.
        read: the files that were read anew.
    """
    execute = connection.execute
    known = {(scope, word): value for scope, word, value in execute("SELECT scope, word, value FROM words")}
    new = _values(wanted)
    words = {word for _, word in new}
    gone = {word for _, word in known} - words
    added = words - {word for _, word in known}
    altered = {key[1] for key in known.keys() | new.keys() if known.get(key) != new.get(key)} - added
    if altered or added:
        execute("DELETE FROM words")
        connection.executemany("INSERT INTO words VALUES (?, ?, ?)", [(*k, v) for k, v in new.items()])
    stale = set(read)
    mentions = [(word, path) for path, found in _having(connection, words, stale) for word in found]
    for word in altered:
        stale.update(row[0] for row in execute("SELECT path FROM mentions WHERE word = ?", (word,)))
    connection.executemany("DELETE FROM mentions WHERE word = ?", [(word,) for word in gone])
    for path, found in _having(connection, added):
        if path not in stale:
            mentions += [(word, path) for word in found]
    stale.update(path for _, path in mentions)
    connection.executemany("INSERT OR IGNORE INTO mentions VALUES (?, ?)", mentions)
    return sorted(stale)


def settle_digests(connection: sqlite3.Connection, wanted: Wanted, paths: Iterable[str]) -> None:
    """Writes the digests of articles by their own and by the values of the words in them."""
    values, scopes = _values(wanted), sorted(wanted)
    for path in paths:
        row = connection.execute("SELECT own, digest, words FROM articles WHERE path = ?", (path,)).fetchone()
        if row is None:
            continue
        words = connection.execute("SELECT word FROM mentions WHERE path = ? ORDER BY word", (path,)).fetchall()
        pairs = [(scope, word, values[scope, word]) for (word,) in words for scope in scopes if (scope, word) in values]
        new, fingerprint = (digest(row[0], pairs), digest(pairs)) if pairs else (row[0], b"")
        if (new, fingerprint) != row[1:]:  # else the whole row, article and all, would be written again
            connection.execute("UPDATE articles SET digest = ?, words = ? WHERE path = ?", (new, fingerprint, path))


def _values(wanted: Wanted) -> dict[tuple[str, str], str]:
    return {(scope, word): value for scope, words in wanted.items() for word, value in words.items()}


def _having(
    connection: sqlite3.Connection, words: set[str], paths: Iterable[str] | None = None
) -> Iterator[tuple[str, set[str]]]:
    """The articles, of all or of some, that have any of these words, and which."""
    if not words:
        return
    sql = "SELECT path, text FROM articles WHERE "
    rows: Iterable[tuple[str, str] | None]
    if paths is not None:
        rows = (connection.execute(sql + "path = ?", (path,)).fetchone() for path in sorted(paths))
    elif len(words) <= FEW:
        condition = " OR ".join(["instr(text, ?)"] * len(words))
        rows = connection.execute(sql + condition, sorted(words)).fetchall()
    else:
        rows = connection.execute(sql + "1").fetchall()
    sought = WordSet(words)
    for row in rows:
        if row is not None and (found := sought.known(row[1])):
            yield row[0], found
