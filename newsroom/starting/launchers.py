"""What an editor starts a paper by, with a double click: `start.cmd` and `start.sh` in its folder.

They call those of the code, which lie beside the paper or elsewhere, with the folder of the paper.
"""

from __future__ import annotations

import ntpath
import os
import shlex
from collections.abc import Iterator
from pathlib import Path

# Without `call` a batch file goes over into another for good: the lines below are read only when there is none.
CMD = """\
@echo off
chcp 65001 >nul
set "LINLI={code}"
if exist "%LINLI%\\start.cmd" "%LINLI%\\start.cmd" "%~dp0."
echo 找不到邻里："%LINLI%"
echo 邻里搬了家，就用记事本打开这个 start.cmd，改开头是 set 的那一行。
pause
"""
SH = """\
#!/bin/sh
# 打开这份报纸。邻里搬了家，就改下面这一行。
LINLI={code}
cd "$(dirname "$0")" || exit 1
[ -f "$LINLI/start.sh" ] || {{ echo "找不到邻里：$LINLI。请用文本编辑器打开 start.sh，改 LINLI= 这一行。" >&2; exit 1; }}
exec sh "$LINLI/start.sh" "$PWD"
"""


def launchers(code: Path, folder: Path) -> Iterator[tuple[str, bytes]]:
    """Both files: name and bytes."""
    way = _way(code, folder)
    yield "start.cmd", CMD.format(code=_for_cmd(way)).replace("\n", "\r\n").encode()
    yield "start.sh", SH.format(code=shlex.quote(way)).encode()


def _way(code: Path, folder: Path) -> str:
    """The way from a paper to the code: short where they lie beside each other, so that they can be moved together."""
    if folder.parent == code.parent:
        return f"../{code.name}"
    return os.fspath(code)


def _for_cmd(way: str) -> str:
    """A path in a batch file, which reads percent signs otherwise."""
    relative = not ntpath.isabs(way) and not way.startswith("/")
    text = way.replace("/", "\\").replace("%", "%%")
    return f"%~dp0{text}" if relative else text
