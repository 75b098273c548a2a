"""The last import, so that it can be taken back: what it wrote, as long as nobody has changed it since."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from linli.files import digest_of, write_atomically

RECORD = ".last-import.json"  # beside the settings


class NothingToUndo(Exception):
    """There was no import, or it was taken back already."""


class Edited(Exception):
    """Files that were changed after the import; `files` are their paths."""

    def __init__(self, files: list[Path]) -> None:
        self.files = files
        super().__init__()


def remember(folder: Path, content: Path, written: Iterable[tuple[Path, bytes]]) -> None:
    """Notes in a paper's folder what an import wrote; one that wrote nothing leaves the note of the last."""
    files = {path.relative_to(content).as_posix(): digest_of(data) for path, data in written}
    if files:
        noted = {"content": str(content.resolve()), "files": files}
        write_atomically(folder / RECORD, json.dumps(noted, ensure_ascii=False, indent=1).encode(), durable=True)


def undo(folder: Path, content: Path, keep: Callable[[str, bytes], object]) -> list[Path]:
    """Takes the last import of a paper back: all of its files, or none. Gives those that it took away.

    Args:
        keep: is given each before any goes, by its path below the content folder: from there it can be put back.

    Raises:
        NothingToUndo: there is no import that is known.
        Edited: with the files that are no more as they were written.
        OSError: one cannot be kept, or taken away.
    """
    files = _remembered(folder, content)
    there = {content / name: digest for name, digest in files.items() if (content / name).exists()}
    edited = [path for path, digest in there.items() if not path.is_file() or digest_of(path.read_bytes()) != digest]
    if edited:
        raise Edited(edited)
    for path in there:
        keep(path.relative_to(content).as_posix(), path.read_bytes())
    for path in there:
        path.unlink()
        _remove_empty(path.parent, content)
    (folder / RECORD).unlink()
    return sorted(there)


def _remembered(folder: Path, content: Path) -> dict[str, str]:
    root = content.resolve()
    try:
        noted = json.loads((folder / RECORD).read_bytes())
        files: dict[str, str] = noted["files"] if noted["content"] == str(root) else {}
    except (OSError, ValueError, TypeError, KeyError):
        raise NothingToUndo from None
    if not files or not all((content / name).parent.resolve().is_relative_to(root) for name in files):
        raise NothingToUndo
    return files


def _remove_empty(folder: Path, content: Path) -> None:
    """Removes the folders of days that are empty now, those of the content folder itself aside."""
    while folder.parent not in (content, folder) and folder.is_relative_to(content):
        with suppress(OSError):
            folder.rmdir()
        if folder.exists():
            return
        folder = folder.parent
