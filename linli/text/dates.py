"""Days and hours, as editors and programs write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from linli.messages import _

DAY = r"(\d{4})\s*+(?:[-/.]|年)\s*+(\d{1,2})\s*+(?:[-/.]|月)\s*+(\d{1,2})(?!\d)\s*+[日号號]?"
# The parts of a day, each with the hours that it can stand before, and those that count twelve more. Whatever else is
# written (夜里1点, 午夜12点) may be of either of two days: nobody but the editor knows.
PARTS = {
    "凌晨": (range(7), ()),
    "清晨": (range(4, 9), ()),
    "早晨": (range(4, 12), ()),
    "早上": (range(4, 12), ()),
    "早": (range(4, 12), ()),
    "上午": (range(12), ()),
    "AM": (range(1, 12), ()),
    "中午": (range(11, 14), (1, 2)),
    "下午": (range(12, 20), range(1, 8)),
    "PM": ((12,), range(1, 12)),
    "傍晚": (range(16, 20), range(4, 8)),
    "晚上": (range(17, 24), range(5, 12)),
    "晚间": (range(17, 24), range(5, 12)),
    "晚間": (range(17, 24), range(5, 12)),
    "晚": (range(17, 24), range(5, 12)),
}
PART = "|".join(PARTS)
CLOCK = (
    rf"(?P<part>{PART})?\s*+(?P<hour>\d{{1,2}})"
    r"(?::(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"|\s*+[点點时時](?:整|(?P<half>半)|(?P<quarter>[13])刻|\s*+(?P<minutes>\d{1,2})\s*+分?(?:\s*+(?P<seconds>\d{1,2})\s*+秒)?)?)"
    r"\s*+(?P<half_day>[AP]M)?"
)
ZONE = r"\(?(?:(?P<named>Z|UTC|GMT|北京时间|北京時間)?(?:(?P<sign>[+-])(?P<hours>\d{1,2})(?::?(?P<rest>\d{2}))?)?)\)?"
MOMENT = re.compile(rf"{DAY}(?:\s*+(?:T\s*+)?{CLOCK}\s*+(?P<zone>{ZONE}))?", re.IGNORECASE)
BEIJING = timezone(timedelta(hours=8))
DIGITS = "〇一二三四五六七八九"
NUMBER = re.compile(f"[零两兩十{DIGITS}]+")
LONGEST = 100  # characters; nobody writes a moment so long


class NoSuchDay(ValueError):
    """A date that is none."""


def parse_date(text: str, zone: tzinfo | None = None) -> tuple[date, str]:
    """A date, and its time as `HH:MM` (empty without one): as `parse_moment` has it, without seconds."""
    day, moment = parse_moment(text, zone)
    return day, f"{moment:%H:%M}" if moment else ""


def parse_moment(text: str, zone: tzinfo | None = None) -> tuple[date, datetime | None]:
    """A day, and a moment of it (None without a time).

    `2023-07-12`, `2023年7月12日`, `2023/7/12`, `2023.7.12`, each with or without a time: `20:30`, `20:30:15.5`, `晚8点半`,
    `20时30分`, `3:30 PM`; `24:00` is 00:00 of the next day. Digits are of any width, or Chinese. A time may have a zone:
    `Z`, `+0900`, `UTC+9`, `北京时间`.

    Args:
        zone: that of the paper: a time in another is that of the paper. Without it, times cannot have zones.

    Raises:
        NoSuchDay: with what to do, in the editor's language.
    """
    match = _match(text, zone)
    try:
        day = date(*map(int, match.groups()[:3]))
    except ValueError:
        raise NoSuchDay(_("没有“{text}”这一天。请查对日期。", text=text)) from None
    if match["hour"] is None:
        return day, None
    try:
        moment = datetime.combine(day, datetime.min.time(), _zone(match)) + _time(match)
        moment = moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except (ValueError, OverflowError):
        raise NoSuchDay(_("“{text}”里的时间不对。时间从 00:00 到 23:59。", text=text)) from None
    return moment.date(), moment


def _match(text: str, zone: tzinfo | None) -> re.Match[str]:
    """The parts of a date.

    Raises:
        NoSuchDay: it is not written as one.
    """
    plain = _plain(text[: LONGEST + 1])
    match = MOMENT.fullmatch(plain) if len(text) <= LONGEST else None
    if match is None and re.match(DAY, plain):
        message = _("“{text}”里的时间读不懂。请写成 2023-07-12 20:30 或 2023年7月12日20时30分。", text=text)
        raise NoSuchDay(message)
    if match is None or (match["zone"] and zone is None):
        raise NoSuchDay(_("“{text}”不是日期。请写成 2023-07-12 或 2023年7月12日。", text=text))
    return match


def is_date(text: str) -> bool:
    """Whether a text is written as a date is, and nothing more."""
    return len(text) <= LONGEST and MOMENT.fullmatch(_plain(text)) is not None


def day_written(text: str) -> date | None:
    """The day that a date begins with, whatever zone its time has; None if there is none."""
    match = re.match(DAY, _plain(text[:LONGEST]))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _plain(text: str) -> str:
    """A text with digits and marks of one kind."""
    text = unicodedata.normalize("NFKC", text).replace("\u2212", "-").strip()
    return NUMBER.sub(lambda match: _number(match[0]), text)


def _number(written: str) -> str:
    """A number in Chinese digits: 二〇二四, 十二, 三十."""
    written = written.translate({ord("零"): "〇", ord("两"): "二", ord("兩"): "二"})
    if "十" in written:
        tens, _ten, ones = written.partition("十")
        written = f"{tens or '一'}{ones or '〇'}"
    return "".join(str(DIGITS.index(one)) if one in DIGITS else one for one in written)


def _time(match: re.Match[str]) -> timedelta:
    """The time since midnight.

    Raises:
        ValueError: there is none such.
    """
    hour = _hour(int(match["hour"]), (match["part"] or "").upper(), (match["half_day"] or "").upper())
    minute = int(match["minute"] or match["minutes"] or 0)
    if match["half"] or match["quarter"]:
        minute = 30 if match["half"] else 15 * int(match["quarter"])
    second = int(match["second"] or match["seconds"] or 0)
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError
    return timedelta(hours=hour, minutes=minute, seconds=second)


def _hour(hour: int, *parts: str) -> int:
    """An hour of 24, of the part of the day that is written before or behind it.

    Raises:
        ValueError: it is not in that part; or parts are written in both places.
    """
    if all(parts):
        raise ValueError
    for part in filter(None, parts):
        plain, later = PARTS[part]
        if hour in later:
            hour += 12
        elif part == "AM" and hour == 12:
            hour = 0
        elif hour not in plain:
            raise ValueError
    return hour


def _zone(match: re.Match[str]) -> tzinfo | None:
    """The zone of a time, None for the paper's.

    Raises:
        ValueError: there is none such.
    """
    named = (match["named"] or "").upper()
    if match["sign"] is None:
        return {"": None}.get(named, BEIJING if named.startswith("北京") else UTC)
    hours, rest = int(match["hours"]), int(match["rest"] or 0)
    if named in ("Z", "北京时间", "北京時間") or hours > 14 or rest > 59:
        raise ValueError
    return timezone(timedelta(hours=hours, minutes=rest) * (-1 if match["sign"] == "-" else 1))
