"""The order of sending, so that no reader meets a page whose parts are missing. What stands in the way of a new file
goes before it.

A list of what was sent lies at the target (`MANIFEST`): only files that are on it are ever removed. It is
written before the first file goes, with old and new names, and after the last, with the new ones: cut off
anywhere, sending can be run again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from linli.build.mark import MARK
from linli.messages import _
from newsroom.deploying.target import DeployError, Target

MANIFEST = ".linli-deployed.json"
FRONT = "index.html"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent and removed, and what was there already."""

    written: int
    removed: int
    same: int


def send(site: Path, target: Target, progress: Callable[[str, int, int], None]) -> Sent:
    """Sends a built site.

    Raises:
        DeployError: there is no site, or the target refuses.
    """
    if not (site / FRONT).is_file():
        raise DeployError(_("{folder} 里没有网站。请先运行 linli build。", folder=site))
    paths = sorted(
        (p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file() and p.name != MARK), key=_turn
    )
    before = _manifest(target)
    same = target.unchanged(paths, site)
    todo = [path for path in paths if path not in same]
    gone = sorted(before - set(paths))
    if todo or gone or before != set(paths):
        _note(target, before | set(paths))
        target.remove(_in_the_way(gone, todo))
        for number, path in enumerate(todo, 1):
            target.write(path, (site / path).read_bytes())
            progress(_("发送"), number, len(todo))
        target.remove(gone)
        _note(target, set(paths))
    return Sent(len(todo), len(gone), len(same))


def _turn(path: str) -> tuple[int, str]:
    """Assets and pictures first, then articles and lists, the front page last."""
    if not path.endswith((".html", ".xml", ".atom", ".json")):
        return 0, path
    return (2, path) if path == FRONT else (1, path)


def _in_the_way(gone: list[str], todo: list[str]) -> list[str]:
    """Old files that have the name of a folder of new ones, or lie in a folder that has the name of a new file."""
    files, folders = set(todo), {folder for path in todo for folder in _folders(path)}
    return [path for path in gone if path in folders or not files.isdisjoint(_folders(path))]


def _folders(path: str) -> list[str]:
    return [parent.as_posix() for parent in PurePosixPath(path).parents]


def _manifest(target: Target) -> set[str]:
    data = target.read(MANIFEST)
    try:
        return set(json.loads(data)) if data else set()
    except ValueError:
        return set()  # cut off while it was written: then nothing is removed this time


def _note(target: Target, paths: set[str]) -> None:
    target.write(MANIFEST, json.dumps(sorted(paths), ensure_ascii=False, indent=0).encode())
