"""One newsroom for a paper: a second start finds the first."""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from pathlib import Path

from linli.files import write_atomically

NOTE = Path(".preview/newsroom.json")  # beside the settings: the address of the one at work, with its token
PATIENCE = 2.0  # seconds


class _Stay(urllib.request.HTTPRedirectHandler):
    """Does not follow where an entrance leads."""

    def redirect_request(self, *_arguments: object) -> None:
        return None


def running(folder: Path) -> str | None:
    """The address, token and all, of the newsroom that is at work for the paper in a folder; None when none is."""
    try:
        address = str(json.loads((folder / NOTE).read_bytes())["address"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    if not address.startswith("http://127.0.0.1:"):
        return None
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Stay)
    try:
        opener.open(address, timeout=PATIENCE)
    except urllib.error.HTTPError as answer:
        answer.close()
        return address if answer.code == 303 else None
    except (OSError, ValueError):
        return None
    return None


def note(folder: Path, address: str) -> None:
    """Leaves the address for a second start; nobody else on this machine may read it."""
    file = folder / NOTE
    file.parent.mkdir(exist_ok=True)
    write_atomically(file, json.dumps({"address": address, "process": os.getpid()}).encode(), private=True)


def forget(folder: Path) -> None:
    """Takes the note away."""
    (folder / NOTE).unlink(missing_ok=True)
