"""A folder as a target: one that a web server serves, or that is mounted from elsewhere."""

from __future__ import annotations

import filecmp
import gzip
import os
from pathlib import Path

from linli.files import write_atomically
from linli.messages import _
from newsroom.deploying.target import DeployError

TEXT = (".html", ".css", ".js", ".json", ".svg", ".xml", ".atom", ".txt", ".webmanifest", ".wasm")
LEAST = 256  # bytes; smaller files are not worth compressing


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
            if self._compressible(path, len(data)):
                # First the compressed one: a server prefers it, and it is the newer.
                self._put(f"{path}.gz", gzip.compress(data, 9, mtime=0))
            self._put(path, data)
        except OSError as error:
            reason = os.strerror(error.errno or 0)
            text = _("写不了 {path}（{reason}）。改好后可以再运行一次。", path=self.root / path, reason=reason)
            raise DeployError(text) from error

    def remove(self, paths: list[str]) -> None:
        for path in paths:
            for name in (path, f"{path}.gz"):
                file = self.root / name
                if file.is_file():  # there may be a folder of that name now, or a file where its folder was
                    file.unlink()
            folder = (self.root / path).parent
            while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
                folder = folder.parent

    def _same(self, there: Path, here: Path) -> bool:
        try:
            same = there.stat().st_size == here.stat().st_size and filecmp.cmp(there, here, shallow=False)
        except OSError:
            return False
        wanted = self._compressible(here.name, here.stat().st_size)
        return same and (not wanted or there.with_name(f"{there.name}.gz").is_file())

    def _compressible(self, path: str, size: int) -> bool:
        return self.precompress and path.endswith(TEXT) and size >= LEAST

    def _put(self, path: str, data: bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(target, data)
