"""The judgement of a settings file: all that is wrong in it at once, or what it says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from linli.errors import SettingsError
from linli.findings import Finding
from linli.messages import _
from linli.settings.file import SettingsFile
from linli.settings.option import Need, Option, Surroundings, Verdict, nearest, shown
from linli.settings.places import is_setting
from linli.settings.table import OPTIONS, Settings


class Engine(NamedTuple):
    """What the engine beneath, Pelican, has to do with settings: the library does not know it."""

    fixed: Mapping[str, object]  # its own settings, which must be as they are here
    line: str  # by which a settings file takes them in
    names: Callable[[], Collection[str]]  # of all its settings, asked for when a name is not known
    plugins: Collection[str]  # the names of the plugins of this release


def judge(
    file: SettingsFile, engine: Engine, overrides: Mapping[str, object] | None = None, shown_as: str = ""
) -> Settings:
    """What a settings file says.

    Args:
        overrides: values that a command has in place of those in the file.
        shown_as: the content folder as the editor named it, if it is not the one of the file.

    Raises:
        SettingsError: with all that is wrong.
    """
    values = {**file.values, **(overrides or {})}
    around = Surroundings(file.folder, values, engine.plugins)
    found: dict[str, Any] = {}
    findings = list(file.findings)
    for name, option in OPTIONS.items():
        verdict = Verdict(option, file.place_of(option.name), around)
        if option.name not in values and option.default is Need.WRITTEN:
            if option.name not in file.slips:
                verdict.tell("E004", _missing(option, file.names))
        else:
            found[name] = option.kind.read(values.get(option.name, option.default), verdict)
        findings += verdict.findings
    findings += _not_fixed(file, engine)
    findings += _unknown(file, engine, found.get("plugins") or ())
    if any(finding.is_error for finding in findings):
        raise SettingsError(findings)
    shown_as = shown_as or f"{Path(found['content']).name}/"
    return Settings(**found, file=file, shown_as=shown_as, warnings=tuple(sorted(findings)), written=values)


def _missing(option: Option, names: Collection[str]) -> str:
    text = _(
        "没有写 {name}（{title}）。请加上一行：{name} = {example}。",
        name=option.name,
        title=option.title,
        example=option.example,
    )
    small = sorted(name for name in names if name.upper() == option.name)
    return text + (_("名字要全用大写，现在是 {name}。", name=small[0]) if small else "")


def _not_fixed(file: SettingsFile, engine: Engine) -> Iterator[Finding]:
    """Settings of the engine that are not as they must be."""
    if not engine.fixed.keys() & file.values.keys():
        text = _("没有 {line} 这一行。请写在设置文件的最前面。", line=engine.line)
        yield Finding(str(file.path), 1, "E004", text)
        return
    for name, value in engine.fixed.items():
        if name not in file.values or file.values[name] != value:
            place = file.place_of(name)
            text = _("{name} 是 Pelican 自己的设置，只能是 {value}。请删去这一行。", name=name, value=shown(value))
            yield Finding(place.path, place.line, "E005", text)


def _unknown(file: SettingsFile, engine: Engine, plugins: Collection[str]) -> Iterator[Finding]:
    """Names that are no setting. One that is nearly one is a slip, by which something would be lost."""
    known = {option.name for option in OPTIONS.values()}
    own = tuple(f"{name.rpartition('.')[2].upper()}_" for name in plugins if name not in engine.plugins)
    strange = [name for name in file.places if name in file.names and name not in known | engine.fixed.keys()]
    strange = [name for name in strange if not name.startswith(own)]
    of_engine = engine.names() if any(map(is_setting, strange)) else ()
    for name in strange:
        if name in of_engine:
            continue
        place, near = file.places[name], nearest(name.upper(), known)
        if near and (is_setting(name) or near == name.upper()):
            text = _(
                "没有 {name} 这个设置，是不是 {near}？自己用的名字，请以下划线开头：_{name}。", name=name, near=near
            )
            yield Finding(place.path, place.line, "E007", text)
        elif is_setting(name):
            text = _(
                "没有 {name} 这个设置，它不起作用。全部设置见 docs/settings.md；自己用的名字，请以下划线开头：_{name}。",
                name=name,
            )
            yield Finding(place.path, place.line, "W001", text)
