"""The folder of a new paper: it is there whole, or as it was."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from string import Template

from linli import system
from linli.errors import SettingsError
from linli.files import beside, remove
from linli.messages import _, listed
from linli.reading.frontmatter import field_line
from linli.settings.file import SettingsFile
from newsroom.starting.conf import fill
from newsroom.starting.facts import Facts
from newsroom.starting.launchers import launchers
from plugins.desk.settings import judged

BLANK = Path(__file__).with_name("blank")
CODE = Path(__file__).parents[2]
EMPTY = ("articles", "banners", "pages", "photos", "files", "issues")  # folders of the content that an editor looks for
CONF = {"pelicanconf.txt": "pelicanconf.py", "publishconf.txt": "publishconf.py"}
GUIDE = "使用说明.txt"
SHOWN = 3  # names of what is in the way


class NotEmpty(Exception):
    """There cannot be a new paper; the text says why, and what to do."""


def check_empty(folder: Path) -> None:
    """Sees to it that a new paper can be made in a folder.

    Raises:
        NotEmpty: something is there, or it is the code's own.
    """
    if folder.resolve().is_relative_to(CODE):
        raise NotEmpty(
            _(
                "{folder} 在邻里自己的文件夹里：更新邻里的时候会碰到一起。请换到外面，例如 {other}。",
                folder=folder,
                other=CODE.with_name(folder.resolve().name if folder.resolve() != CODE else "mypaper"),
            )
        )
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise NotEmpty(_("{folder} 已经有了，不是文件夹。请换一个名字。", folder=folder))
    there = sorted(entry.name for entry in folder.iterdir())
    if there:
        names = listed(there[:SHOWN]) + ("……" if len(there) > SHOWN else "")
        raise NotEmpty(
            _("{folder} 不是空的，里面有 {names}。什么也没有动。请换一个新的文件夹。", folder=folder, names=names)
        )


def make(folder: Path, facts: Facts, day: date) -> None:
    """Makes a new paper: beside its place first, where its settings are judged.

    Args:
        day: of the first pieces.

    Raises:
        NotEmpty: something is in its place.
        SettingsError: the facts are no settings; nothing is left behind.
        OSError: it cannot be written.
    """
    check_empty(folder)
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    half = beside(folder)
    half.mkdir()
    try:
        for path, data in files(folder, facts, day):
            file = half / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        for name in EMPTY:
            (half / "content" / name).mkdir(exist_ok=True)
        (half / "start.sh").chmod(0o755)
        found = judged(SettingsFile.read(half / "publishconf.py"))
        if found.warnings:
            raise SettingsError(found.warnings)
        _move(half, folder)
    finally:
        with suppress(OSError):
            remove(half)


def files(folder: Path, facts: Facts, day: date) -> Iterator[tuple[str, bytes]]:
    """Every file of a new paper: its path, and its bytes."""
    for source, name in CONF.items():
        yield name, fill(_text(source), facts).encode()
    yield ".gitignore", _text("gitignore.txt").encode()
    yield GUIDE, Template(_text("guide.txt")).substitute(name=facts.name, month=f"{day:%Y/%m}").encode("utf-8-sig")
    yield from launchers(CODE, folder)
    for path in sorted((BLANK / "content").rglob("*")):
        if path.is_file():
            yield from _content(path, facts, day)


def _content(source: Path, facts: Facts, day: date) -> Iterator[tuple[str, bytes]]:
    """A file of the content, in the script of the paper; the example of what is set in pieces lies in the folder of its day."""
    path = source.relative_to(BLANK).as_posix()
    data = source.read_bytes()
    if source.suffix != ".jpg":
        data = (
            Template(facts.furniture(data.decode())).substitute(_fields(facts, day)).replace("\n\n\n", "\n\n").encode()
        )
    yield path.replace("/articles/", f"/articles/{day:%Y/%m/%d}/"), data


def _fields(facts: Facts, day: date) -> dict[str, str]:
    """The fields of pieces that every paper has otherwise."""
    sections = list(facts.sections.values())
    values = {
        "section": ("栏目", sections[0]),
        "opinion": ("栏目", facts.sections.get("opinion", sections[0])),
        "region": ("地区", next(iter(facts.regions.values()), "")),
        "day": ("日期", day.isoformat()),
    }
    return {key: field_line(facts.furniture(name), value) for key, (name, value) in values.items()}


def _text(name: str) -> str:
    return (BLANK / name).read_text(encoding="utf-8")


def _move(beside: Path, folder: Path) -> None:
    """Gives a new paper its name, or brings it into the empty folder of that name, over nothing that is there."""
    if not folder.exists():
        system.this.rename(beside, folder)
        return
    check_empty(folder)
    moved: list[Path] = []
    try:
        for entry in sorted(beside.iterdir()):
            system.this.rename(entry, folder / entry.name)
            moved.append(folder / entry.name)
    except OSError:
        for entry in moved:
            remove(entry)
        raise
