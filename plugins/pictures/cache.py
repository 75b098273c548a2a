"""What was made of pictures, kept in the workspace: a folder for each key. It is whole or not there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from linli import system
from linli.errors import DamagedWorkspace
from linli.files import remove
from linli.store.checks import checked, opened


@dataclass(frozen=True, slots=True)
class PictureCache:
    """The folder of all that was made. Any number of processes may put pictures into it."""

    folder: Path

    def kept(self) -> set[str]:
        """The keys of the pictures that are there."""
        try:
            return {name for name in os.listdir(self.folder) if not name.startswith(".")}
        except FileNotFoundError:
            return set()
        except NotADirectoryError:
            remove(self.folder)
            return set()

    def put(self, key: str, files: Mapping[str, bytes]) -> None:
        """Keeps the files of a picture, by name."""
        beside = self.folder / f".{key}.{os.getpid()}"
        beside.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (beside / name).write_bytes(checked(data))
        try:
            system.this.rename(beside, self.folder / key)
        except OSError:
            remove(beside)
            if key not in self.kept():  # else the same bytes stand under two names, and came twice
                raise

    def read(self, key: str, name: str) -> bytes:
        """The bytes of a file.

        Raises:
            DamagedWorkspace: it is not there as it was put.
        """
        try:
            return bytes(opened((self.folder / key / name).read_bytes()))
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError) as error:
            raise DamagedWorkspace from error

    def keep(self, keys: Iterable[str]) -> None:
        """Throws away all pictures but these, and what was cut off while it was put here."""
        wanted = set(keys)
        for name in os.listdir(self.folder) if self.folder.is_dir() else ():
            if name not in wanted:
                remove(self.folder / name)
