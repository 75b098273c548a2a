"""macOS: folders change places at once."""

from __future__ import annotations

import os
from pathlib import Path

from linli.system.common import System

RENAME_SWAP = 2  # sys/stdio.h


class MacOS(System):
    """macOS. Browsers are in the folder of programs, where no search finds them."""

    browsers = (
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        *System.browsers,
    )

    def _exchange_at_once(self, one: Path, other: Path) -> bool:
        from linli.system import libc

        call = libc.function("renamex_np")
        return call is not None and libc.check(call(os.fsencode(one), os.fsencode(other), RENAME_SWAP), one)
