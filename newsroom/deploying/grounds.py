"""Folders that no site is sent to: what the paper is made of, what the build works in, and whatever holds these."""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import linli
import newsroom
import plugins
from linli.build.workspace import Workspace
from linli.messages import _
from linli.settings.table import Settings
from newsroom.deploying.target import DeployError

# Beside the paper in a copy of the program's repository.
SOURCES = ("docs", "tests", "benchmarks", "deploy", "scripts", ".github", ".ci")


def resolved(folder: Path, shown: str) -> Path:
    """Where a folder really is, whatever links lead to it.

    Raises:
        DeployError: they lead in a circle.
    """
    try:
        return folder.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise DeployError(_("{folder} 这个路径走不通。请换一个。", folder=shown)) from error


def refuse_grounds(target: Path, shown: str, settings: Settings, output: Path) -> None:
    """Sees to it that a folder, which is resolved, is none of these.

    Raises:
        DeployError: it is.
    """
    for part, name in _parts(settings, output):
        if _is_within(target, part):
            text = _(
                "{folder} 是{name}（{part}），或在它里面，不能往那里发。请换一个文件夹。",
                folder=shown,
                name=name,
                part=part,
            )
            raise DeployError(text)
        if _is_within(part, target):
            raise DeployError(_holds(shown, name, part))
    for part, name in _held(settings):
        if _is_within(part, target):
            raise DeployError(_holds(shown, name, part))


def may_be_taken_over(target: Path, settings: Settings) -> bool:
    """Whether files of others in a folder may be written over, if somebody says so: not what belongs to the program."""
    folder = settings.file.folder.resolve()
    return not any(_is_within(target, folder / name) for name in SOURCES)


def _holds(shown: str, name: str, part: Path) -> str:
    return _("{folder} 里有{name}（{part}），不能往那里发。请换一个文件夹。", folder=shown, name=name, part=part)


def _parts(settings: Settings, output: Path) -> Iterator[tuple[Path, str]]:
    """Folders that nothing is sent into, with what they are."""
    yield settings.content, _("稿件的文件夹")
    yield settings.theme, _("版式的文件夹")
    for site in (output, settings.output):
        yield site, _("出报的文件夹")
        yield Workspace(site).path, _("出报留下记录的文件夹")
    folder = settings.file.folder.resolve()
    for own in settings.plugin_paths:
        if not _is_within(folder, own):
            yield own, _("部件的文件夹")
    for package in (linli, newsroom, plugins):
        yield from ((Path(place), _("邻里的程序")) for place in package.__path__)
    if sys.prefix != sys.base_prefix:
        yield Path(sys.prefix), _("邻里的程序")
    yield folder / ".git", _("稿件的历史")


def _held(settings: Settings) -> Iterator[tuple[Path, str]]:
    """What nothing is sent over, with what it is; there may be room in it."""
    yield settings.file.folder, _("报纸的文件夹")
    yield Path.home(), _("您自己的文件夹")


def _is_within(inner: Path, outer: Path) -> bool:
    """Whether a place is another, or lies in it: by name, as systems compare names that do not know capitals, or by fact."""
    inner, outer = Path(os.path.realpath(inner)), Path(os.path.realpath(outer))
    name = _folded(outer)
    try:
        known = outer.stat()
    except OSError:
        known = None
    for place in (inner, *inner.parents):
        if _folded(place) == name:
            return True
        if known is not None:
            try:
                if os.path.samestat(place.stat(), known):
                    return True
            except OSError:
                continue
    return False


def _folded(place: Path) -> str:
    return unicodedata.normalize("NFC", str(place)).casefold()
