"""Kinds of single values: texts, addresses, days."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TypeVar
from zoneinfo import ZoneInfo

from linli.messages import UNSPEAKABLE, _, listed
from linli.model.fields import KEY_OF
from linli.settings.option import Kind, Verdict
from linli.text.dates import parse_date, parse_moment
from linli.text.simplified import simplified

T = TypeVar("T")
TIMEZONE = "Asia/Shanghai"
STEP = re.compile(r"\w{1,10}")
# It stands in every page: no password has a place in it, nor what ends an attribute, nor a way up.
URL = re.compile(
    r"https?://(?:[\w.-]+|\[[0-9A-Fa-f:.]+\])(?::(?P<port>\d{1,5}))?(?:/(?!\.{1,2}(?:/|$))[^/\s?#\"'<>\\`{}|^]+)*/*"
)
LAST_PORT = 65_535


class Single(Kind[T]):
    """A kind whose values are right or wrong as a whole."""

    def read(self, value: object, verdict: Verdict) -> T | None:
        try:
            return self.parse(value)
        except ValueError:
            verdict.wrong(value)
            return None

    def parse(self, value: object) -> T:
        """The value as code wants it.

        Raises:
            ValueError: it is no value of this kind.
        """
        raise NotImplementedError


class Text(Single[str]):
    """A text of one line."""

    def __init__(self, *, needed: bool = False) -> None:
        """`needed`: it must not be empty."""
        self.needed = needed

    @property
    def expected(self) -> str:
        return _("一行文字，不能是空的") if self.needed else _("一行文字")

    def parse(self, value: object) -> str:
        text = line_of(value)
        if self.needed and not text.strip():
            raise ValueError
        return text


class Lines(Kind[tuple[str, ...]]):
    """Several texts, each a line."""

    @property
    def expected(self) -> str:
        return _("几行文字，写在方括号里，用逗号隔开")

    def read(self, value: object, verdict: Verdict) -> tuple[str, ...] | None:
        if not isinstance(value, (list, tuple)):
            verdict.wrong(value)
            return None
        for text in value:
            if not is_line(text):
                verdict.wrong(text, at=text)
        return tuple(value)


class Address(Single[str]):
    """The address of a site, or nothing. It is read without a slash at its end."""

    @property
    def expected(self) -> str:
        return _("完整的网址，或留空")

    def parse(self, value: object) -> str:
        if not isinstance(value, str):
            raise ValueError
        found = URL.fullmatch(value)
        if value and (found is None or int(found["port"] or 0) > LAST_PORT):
            raise ValueError
        return value.rstrip("/")


class Choice(Single[str]):
    """One of some words."""

    def __init__(self, *words: str) -> None:
        self.words = words

    @property
    def expected(self) -> str:
        return _("{words} 中的一个", words=listed(f'"{word}"' for word in self.words))

    def parse(self, value: object) -> str:
        if not isinstance(value, str) or value not in self.words:
            raise ValueError
        return value


class Switch(Single[bool]):
    """Whether something is wanted."""

    @property
    def expected(self) -> str:
        return _("True（要）或 False（不要）")

    def parse(self, value: object) -> bool:
        if not isinstance(value, bool):
            raise ValueError
        return value


class TimeZone(Single[str]):
    """The name of a time zone."""

    @property
    def expected(self) -> str:
        return _("时区的名字")

    def parse(self, value: object) -> str:
        return zone_named(value).key


class Steps(Kind[tuple[str, ...]]):
    """The steps of a review: names that no other field has."""

    @property
    def expected(self) -> str:
        return _("几步的名称，写在方括号里，用逗号隔开")

    def read(self, value: object, verdict: Verdict) -> tuple[str, ...] | None:
        if not isinstance(value, (list, tuple)):
            verdict.wrong(value)
            return None
        for number, name in enumerate(value):
            if not is_line(name) or not STEP.fullmatch(name):
                verdict.wrong(name, _("一步的名称，最多十个字，没有标点和空格"), at=name)
            elif simplified(name.lower()) in KEY_OF:
                verdict.wrong(name, _("别的字段没有用过的名称"), at=name)
            elif name in value[:number]:
                verdict.wrong(name, _("各不相同的名称"), at=name)
        return tuple(value)


class SomeDay(Kind[date | None]):
    """A day, or none."""

    @property
    def expected(self) -> str:
        return _("一天，写成年-月-日")

    def read(self, value: object, verdict: Verdict) -> date | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if value is not None:
            try:
                return parse_date(line_of(value))[0]
            except ValueError:
                verdict.wrong(value)
        return None


class Now(Kind[datetime]):
    """A moment in the paper's time zone: for a day its end, so that all its pieces are online; for None that of now."""

    @property
    def expected(self) -> str:
        return _("一天，写成年-月-日，后面可以有时间")

    def read(self, value: object, verdict: Verdict) -> datetime | None:
        zone = self._zone(verdict)
        if value is None:
            return datetime.now(zone)
        if isinstance(value, datetime):
            return value.astimezone(zone) if value.tzinfo else value.replace(tzinfo=zone)
        if isinstance(value, date):
            return datetime.combine(value, time.max, zone)
        try:
            day, moment = parse_moment(line_of(value), zone)
        except ValueError:
            verdict.wrong(value)
            return None
        return moment or datetime.combine(day, time.max, zone)

    def _zone(self, verdict: Verdict) -> ZoneInfo:
        try:
            return zone_named(verdict.around.values.get("TIMEZONE", TIMEZONE))
        except ValueError:  # its own verdict says so
            return ZoneInfo(TIMEZONE)


def is_line(value: object) -> bool:
    """Whether a value is a text of one line."""
    return isinstance(value, str) and not UNSPEAKABLE.search(value)


def line_of(value: object) -> str:
    """A value that is a text of one line.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(value, str) or UNSPEAKABLE.search(value):
        raise ValueError
    return value


def zone_named(name: object) -> ZoneInfo:
    """The time zone of a name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(line_of(name))
    except (KeyError, OSError) as error:
        raise ValueError from error
