"""Datelines (电头): 本报讯, 本报讯（记者 …）, 新华社贵阳4月2日电（记者 …）."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.model.people import Contributor
from plugins.bylines.signature import parse_signature

_OWN = "本报|本刊|本网|本台|本社|我报|我台"
_AGENCY = "新华社|中新社|中国新闻社|新华网|人民网|中新网|央视网|央广网|中国网|光明网|法新社|路透社|美联社|塔斯社|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|新闻网|电视台|融媒)"
_PLACE = "[\u4e00-\u9fff]{0,12}?"
_DATE = r"(?:\s*\d{1,2}月\s*\d{1,2}日|\s*\d{1,2}日)?\s*"
_PLAIN = re.compile(rf"(?:据)?(?P<house>{_OWN}|{_AGENCY})(?P<place>{_PLACE})(?P<date>{_DATE})(?P<word>专电|电|讯|消息)")
_REPORTER = re.compile(
    r"(?P<who>(?:记者|通讯员)[^。，,；;：:！？“”（）()]{1,30}?)(?:报道|发自[\u4e00-\u9fff]{2,6}报道)?\s*[：:]\s*"
)
_BRACKET = re.compile(r"\s*([（(][^（()）]{1,60}[）)])")
_BOLD = re.compile(r"\*\*(.{1,90}?)\*\*")
# After 讯, 电 or 消息 come a bracket, a space, or the beginning of a sentence; not the rest of a longer word.
_LONGER = re.compile("[息号员问处录费器池视影力网台灯线路梯脑商报机厂站价量信]")
_FIRST = re.compile(f"(?:\\*\\*)?(?:据)?(?:{_OWN}|{_AGENCY})")


@dataclass(slots=True)
class Dateline:
    """A dateline, parted from the paragraph that it began.

    `text` is the dateline alone, `source` another house that it names, `rest` the paragraph without either.
    """

    text: str
    contributors: list[Contributor] = field(default_factory=list)
    source: str | None = None
    rest: str = ""


def parse_dateline(text: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, or None if it has none."""
    text = text.lstrip(" \u3000\t")
    if not _FIRST.match(text):
        return None
    bold = _BOLD.match(text)
    if bold:
        text = bold[1] + text[bold.end() :]
    match = _PLAIN.match(text)
    if match is None:
        return None
    house, rest = match["house"], text[match.end() :]
    if not match["date"].strip() and _LONGER.match(rest):
        return None
    if match["word"] == "消息" and house not in ("本台",) and not re.match(r"\s*[（(:：\s]|$", rest):
        return None
    contributors: list[Contributor] = []
    bracket = _BRACKET.match(rest)
    if bracket:
        signature = parse_signature(bracket[1])
        if signature and signature.contributors:
            contributors, rest = signature.contributors, rest[bracket.end() :]
    else:
        after = rest.lstrip(" \u3000")
        reporter = _REPORTER.match(after)
        signature = parse_signature(reporter["who"]) if reporter else None
        if reporter and signature:
            contributors, rest = signature.contributors, after[reporter.end() :]
    source = None if re.fullmatch(_OWN, house) else house
    words = re.sub(r"\s+", "", match[0])
    return Dateline(words, contributors, source, rest.lstrip(" \u3000\t：:"))
