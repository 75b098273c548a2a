"""Kinds of tables: from id to name, from page to name, from banner to places, from prefix to conversion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from linli.messages import _, listed
from linli.model import addresses
from linli.model.paper import LANGUAGES
from linli.model.scripts import HANS, HANT, VARIANTS
from linli.settings.option import Kind, Verdict, nearest, shown
from linli.settings.values import is_line
from linli.system.common import DEVICES

T = TypeVar("T")
PREFIX = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
HIGHEST = 999  # the highest number of a page that an article can have
TWINS = {HANS: {"hant": "s2tw"}, HANT: {"hans": "tw2s"}}  # for papers that do not say, by their own script


class Names(Kind[tuple[T, ...]]):
    """A table from id, which stands in addresses, to name: sections, regions."""

    def __init__(self, make: Callable[[str, str], T], *, needed: bool = False) -> None:
        """`needed`: it must not be empty."""
        self.make, self.needed = make, needed

    @property
    def expected(self) -> str:
        return _("短名（网址用）到名称的表")

    def read(self, value: object, verdict: Verdict) -> tuple[T, ...] | None:
        if not isinstance(value, Mapping) or (self.needed and not value):
            verdict.wrong(value)
            return None
        for id, name in value.items():
            if not isinstance(id, str) or not addresses.NAME.fullmatch(id):
                verdict.tell("E005", _bad_id(verdict, id, name), at=id)
            elif id in DEVICES:
                text = _(
                    "{option} 的短名 {id} 不能用：它是 Windows 里设备的名字。", option=verdict.option.name, id=shown(id)
                )
                verdict.tell("E005", text, at=id)
            if not is_line(name) or not name.strip():
                _empty(verdict, id, name)
        _told_twice(verdict, value)
        return tuple(self.make(id, name) for id, name in value.items() if is_line(id) and is_line(name))


class PageNames(Kind[tuple[tuple[int, str], ...]]):
    """A table from the number of a page to its name."""

    @property
    def expected(self) -> str:
        return _("版次到版名的表")

    def read(self, value: object, verdict: Verdict) -> tuple[tuple[int, str], ...] | None:
        if not isinstance(value, Mapping):
            verdict.wrong(value)
            return None
        for number, name in value.items():
            if not isinstance(number, int) or isinstance(number, bool) or not 0 < number <= HIGHEST:
                text = _(
                    "{name} 的版次 {number} 不对。版次是 1 到 {highest} 的数字，不加引号。",
                    name=verdict.option.name,
                    number=shown(number),
                    highest=HIGHEST,
                )
                verdict.tell("E005", text, at=number)
            elif not is_line(name) or not name.strip():
                _empty(verdict, number, name)
        return tuple(sorted((number, str(name).strip()) for number, name in value.items() if isinstance(number, int)))


class Placement(Kind[tuple[tuple[str, tuple[str, ...]], ...]]):
    """A table from a kind of banner to the kinds of page that show it."""

    def __init__(self, banners: tuple[str, ...], places: tuple[str, ...]) -> None:
        self.banners, self.places = banners, places

    @property
    def expected(self) -> str:
        return _("哪一种公益内容放在哪几种页面的表")

    def read(self, value: object, verdict: Verdict) -> tuple[tuple[str, tuple[str, ...]], ...] | None:
        if not isinstance(value, Mapping):
            verdict.wrong(value)
            return None
        for kind, places in value.items():
            if kind not in self.banners:
                _unknown(verdict, kind, self.banners)
            elif not isinstance(places, (list, tuple)):
                verdict.wrong(places, _("一列页面，写在方括号里"), at=kind)
            else:
                for place in places:
                    if place not in self.places:
                        _unknown(verdict, place, self.places)
        return tuple((kind, tuple(value[kind])) for kind in self.banners if _is_list(value.get(kind)))


class Twins(Kind[tuple[tuple[str, str], ...]]):
    """A table from the prefix of addresses to the conversion by which the twins of pages are made."""

    @property
    def expected(self) -> str:
        return _("网址前缀到转换方式的表")

    def read(self, value: object, verdict: Verdict) -> tuple[tuple[str, str], ...] | None:
        script = verdict.around.values.get("SCRIPT", "hans")
        own = LANGUAGES.get(script if isinstance(script, str) else "", HANS)
        if value is None:
            value = TWINS[own]
        if not isinstance(value, Mapping):
            verdict.wrong(value)
            return None
        for prefix, name in value.items():
            if not isinstance(prefix, str) or not PREFIX.fullmatch(prefix):
                text = _("TWINS 的前缀 {prefix} 不能用。请用小写字母，例如 hant。", prefix=shown(prefix))
                verdict.tell("E005", text, at=prefix)
            elif prefix in addresses.FOLDERS:
                text = _("TWINS 的前缀 {prefix} 是本站自己的地址。请换一个，例如 hant。", prefix=shown(prefix))
                verdict.tell("E005", text, at=prefix)
            if not isinstance(name, str) or name not in VARIANTS or VARIANTS[name].source != own:
                _unfit(verdict, name, own)
        return tuple((prefix, name) for prefix, name in value.items() if isinstance(name, str))


def _bad_id(verdict: Verdict, id: object, name: object) -> str:
    from linli.text.pinyin import slug_of  # for mistakes alone

    words = {"option": verdict.option.name, "id": shown(id)}
    text = _("{option} 的短名 {id} 不能用：只能用小写字母、数字和连字号，写在引号里。", **words)
    proposed = slug_of(str(id)) or slug_of(str(name))
    return text + (_("可以写成 {proposed}。", proposed=shown(proposed)) if proposed else "")


def _empty(verdict: Verdict, key: object, name: object) -> None:
    text = _(
        "{option} 里 {key} 的名称应当是一行文字，不能是空的，现在是 {name}。请写上名称。",
        option=verdict.option.name,
        key=shown(key),
        name=shown(name),
    )
    verdict.tell("E005", text, at=key)


def _told_twice(verdict: Verdict, names: Mapping[object, object]) -> None:
    """Two ids with one name: whoever reads the name would not know which is meant."""
    first: dict[str, object] = {}
    for id, name in names.items():
        if not isinstance(name, str) or not name.strip():
            continue
        other = first.setdefault(name.strip(), id)
        if other != id:
            text = _(
                "{option} 里 {other} 和 {id} 的名称都是“{name}”。请改成不同的名称，或删去一个。",
                option=verdict.option.name,
                other=shown(other),
                id=shown(id),
                name=name.strip(),
            )
            verdict.tell("E006", text, at=id)


def _unknown(verdict: Verdict, word: object, known: Iterable[str]) -> None:
    near = nearest(word, known)
    words = {"option": verdict.option.name, "word": shown(word), "known": listed(known)}
    if near:
        text = _("{option} 里没有 {word}，是不是 {near}？可以用的有：{known}。", near=shown(near), **words)
    else:
        text = _("{option} 里没有 {word}。可以用的有：{known}。", **words)
    verdict.tell("E005", text, at=word)


def _unfit(verdict: Verdict, name: object, own: str) -> None:
    choice = listed(variant.name for variant in VARIANTS.values() if variant.source == own)
    if own == HANS:
        text = _("TWINS 里的 {got} 不能用。简体的报纸可以用 {choice}。", got=shown(name), choice=choice)
    else:
        text = _("TWINS 里的 {got} 不能用。繁体的报纸可以用 {choice}。", got=shown(name), choice=choice)
    verdict.tell("E005", text, at=name)


def _is_list(value: object) -> bool:
    return isinstance(value, (list, tuple))
