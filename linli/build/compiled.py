"""Compiled templates, kept in the workspace from build to build, each with a checksum: what was damaged is compiled anew."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from linli.errors import DamagedWorkspace
from linli.store.checks import keep, recall


class CompiledTemplates(BytecodeCache):
    """A folder of them, for any number of processes. Jinja itself would load whatever lies there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(DamagedWorkspace):
            bucket.bytecode_from_string(recall(self._file(bucket)) or b"")

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):  # then it is compiled again in the next build
            keep(self._file(bucket), bucket.bytecode_to_string())

    def _file(self, bucket: Bucket) -> Path:
        return self.folder / bucket.key
