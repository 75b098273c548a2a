"""What tells two trees apart where inodes do not: a file with a random number in the root of each.

On a disk without hard links (FAT, exFAT, as sticks have) a file has no inode that stays, not even over a change of its
folder's name. There the trees of a site are copies of each other, each with its mark, and files are told by time and size alone.
"""

from __future__ import annotations

import os
from pathlib import Path

from linli import system

MARK = ".linli-tree"
DIGITS = 15  # of base 16: a number that a database takes


def put_mark(root: Path) -> None:
    """Marks a new tree, if it needs that."""
    if not system.this.has_links(root):
        (root / MARK).write_text(os.urandom(8).hex()[:DIGITS], encoding="ascii")


def mark_of(root: Path | str) -> int:
    """The number of a tree that has a mark, 0 for others."""
    try:
        with open(f"{root}/{MARK}", encoding="ascii") as file:
            return int(file.read(DIGITS), 16)
    except (OSError, ValueError):
        return 0
