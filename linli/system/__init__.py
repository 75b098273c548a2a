"""What Linux, macOS and Windows do otherwise, in one place: folders that change places, locks, names of files, processes.

`this` is the system that we run on. Nothing else asks which it is.
"""

from __future__ import annotations

import sys

from linli.system.common import System


def _of(platform: str) -> System:
    """The system of a platform, as Python names them. Each is imported where it is used."""
    if platform == "linux":
        from linli.system.linux import Linux

        return Linux()
    if platform == "win32":
        from linli.system.windows import Windows

        return Windows()
    if platform == "darwin":
        from linli.system.macos import MacOS

        return MacOS()
    return System()


this = _of(sys.platform)
