"""A folder as a target: one that a web server serves, or that is mounted from elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from linli.files import write_atomically
from linli.messages import _
from newsroom.deploying import compress
from newsroom.deploying.target import DeployError


class Folder:
    """Files are written beside their place and moved into it."""

    def __init__(self, root: Path, precompress: bool = False) -> None:
        self.root, self.precompress = root, precompress
        if root.exists() and not root.is_dir():
            raise DeployError(_("{folder} 不是文件夹。请换一个。", folder=root))

    def unchanged(self, paths: list[str], local: Path) -> set[str]:
        return {path for path in paths if self._same(self.root / path, local / path)}

    def read(self, path: str) -> bytes | None:
        try:
            return (self.root / path).read_bytes()
        except FileNotFoundError:
            return None

    def write(self, path: str, data: bytes) -> None:
        try:
            with compress.accompanied(self.root / path, data, wanted=self.precompress):
                self._put(path, data)
        except OSError as error:
            reason = os.strerror(error.errno or 0)
            text = _("写不了 {path}（{reason}）。改好后可以再运行一次。", path=self.root / path, reason=reason)
            raise DeployError(text) from error

    def remove(self, paths: list[str]) -> None:
        for path in paths:
            file = self.root / path
            compress.remove_copies(file)
            if file.is_file():  # there may be a folder of that name now, or a file where its folder was
                file.unlink()
            folder = file.parent
            while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent

    def _same(self, there: Path, here: Path) -> bool:
        try:
            if there.stat().st_size != here.stat().st_size:
                return False
            data = here.read_bytes()
            return there.read_bytes() == data and compress.are_right(there, data, wanted=self.precompress)
        except OSError:
            return False

    def _put(self, path: str, data: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, data)
