"""The kind of `PLUGINS`: the names of plugins, in order."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec

from linli.messages import _
from linli.settings.option import Kind, Verdict, nearest, shown
from linli.settings.paths import folder_of
from linli.settings.values import is_line

READER, WRITER = "plugins.desk", "plugins.press"  # without which there is no site
PACKAGE = "plugins."  # how the names of this release's plugins begin


class PluginList(Kind[tuple[str, ...]]):
    """Names of modules that can be imported, each once: the desk first, and the press among them."""

    @property
    def expected(self) -> str:
        return _("一列功能模块的名字，写在方括号里，用逗号隔开")

    def read(self, value: object, verdict: Verdict) -> tuple[str, ...] | None:
        if not isinstance(value, (list, tuple)):
            verdict.wrong(value)
            return None
        names = [name for name in value if isinstance(name, str) and is_line(name)]
        for one in value:
            if one not in names:
                verdict.wrong(one, at=one)
        for name, count in Counter(names).items():
            if count > 1:
                verdict.tell("E008", _("PLUGINS 里 {name} 写了两次。请删去一个。", name=name), at=name)
        places = _places(verdict)
        for name in dict.fromkeys(names):
            if not _is_there(name, places):
                verdict.tell("E008", _not_there(name, verdict.around.plugins), at=name)
        _check_order(names, verdict)
        return tuple(names)


def no_reader() -> str:
    """What is said when the desk is missing."""
    return _("PLUGINS 里没有 {name}，没有它就不能读稿。请写上，排在第一个。", name=READER)


def _check_order(names: list[str], verdict: Verdict) -> None:
    if READER not in names:
        verdict.tell("E008", no_reader())
    elif names[0] != READER:
        verdict.tell("E008", _("PLUGINS 里 {name} 要排在第一个。请把它移到最前面。", name=READER), at=READER)
    if WRITER not in names:
        verdict.tell("E008", _("PLUGINS 里没有 {name}，没有它就不能出报。请写上，排在最后。", name=WRITER))


def _not_there(name: str, known: Iterable[str]) -> str:
    if name.count(PACKAGE) > 1:
        return _("没有 {name} 这个功能模块。两个名字之间是不是少了逗号？", name=shown(name))
    near = PACKAGE + name if PACKAGE + name in known else nearest(name, known)
    if near:
        return _("没有 {name} 这个功能模块，是不是 {near}？", name=shown(name), near=shown(near))
    return _("没有 {name} 这个功能模块。请检查名字，或重新安装。", name=shown(name))


def _is_there(name: str, places: Iterable[str]) -> bool:
    """Whether a module can be found, in these folders last. Only the packages that it lies in are imported for that."""
    before = list(sys.path)
    sys.path.extend(places)
    try:
        return find_spec(name) is not None
    except (ImportError, ValueError):
        return False
    finally:
        sys.path[:] = before


def _places(verdict: Verdict) -> list[str]:
    """The folders of `PLUGIN_PATHS`, whose own verdict tells when it is none."""
    paths = verdict.around.values.get("PLUGIN_PATHS", ())
    try:
        return (
            [str(folder_of(path, verdict.around.folder)) for path in paths] if isinstance(paths, (list, tuple)) else []
        )
    except ValueError:
        return []
