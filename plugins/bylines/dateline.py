"""Datelines (电头): 本报讯, 本报讯（记者 …）, 新华社贵阳4月2日电（记者 …）, 柳溪讯（通讯员 …）, 〔记者…／石桥报导〕."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.model.people import Contributor, merged
from linli.text.simplified import simplified
from plugins.bylines import names
from plugins.bylines.signature import MARKS, parse_signature

LONGEST = 240  # characters, with all people in it
_OWN = "本报|本刊|本网|本台|本社|我报|我台"
_AGENCY = (
    "新华社|中新社|中国新闻社|新华网|人民网|中新网|央视网|央广网|中国网|光明网|法新社|路透社|美联社|塔斯社|中央社"
    "|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|早报|晨报|商报|都市报|新闻网|新闻|电视台|广播电台|融媒体中心|融媒|发布|客户端)"
)
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十廿]{1,3})"
_DATE = rf"(?:\s*(?:(?:\d{{4}}|[〇零一二三四五六七八九]{{4}})\s*年\s*)?(?:{_NUMBER}\s*月\s*)?{_NUMBER}\s*日[晨早午晚夜]?)?\s*"
_PLAIN = re.compile(
    rf"(?P<lead>据)?《?(?P<house>{_OWN}|{_AGENCY})》?(?P<place>[\u4e00-\u9fff、/／\s]{{0,16}}?)(?P<date>{_DATE})(?P<word>专电|电|讯|消息)"
)
# 柳溪讯: a place alone, where people follow in a bracket, or a space.
_PLACE = re.compile("(?P<lead>)(?P<date>)(?P<house>)(?P<place>[\u4e00-\u9fff]{2,6})(?P<word>讯)(?=\\s|[（(〔【])")
_REPORTER = re.compile(
    r"(?P<who>(?:记者|通讯员)[^。，,；;：:！？“”（）()]{1,40}?)(?:报道|发自[\u4e00-\u9fff]{2,6}报道)?\s*[：:]\s*"
)
# 记者 王刚 通讯员 李丽 近日，…: set apart from the sentence by a space.
_SPACED = re.compile(r"(?:(?:记者|通讯员|实习生)[\s\u3000]*(?:[\u4e00-\u9fff]{2,4}[\s\u3000、]+)+)+")
_BRACKET = re.compile(r"\s*([（(〔【\[][^（()）〔〕【】\[\]]{1,80}[）)〕】\]])")
_BOLD = re.compile(r"\*\*(.{1,90}?)\*\*")
_CLOSING = {"【": "】", "[": "]", "〔": "〕", "（": "）", "(": ")", "［": "］"}
# 〔記者林秋水／石橋報導〕: who and from where, as papers of Taiwan and Hong Kong begin; without brackets on a line of its own.
_REPORTED = re.compile(
    r"(?P<open>[（(〔【\[［])?\s*(?P<who>(?:本报|本刊)?(?:记者|通讯员|特派员|实习记者)[^（()）〔〕【】\[\]［］。，/／]{1,40})\s*[/／|｜]"
    r"\s*(?P<where>[\u4e00-\u9fff]{2,8}(?:报道|报导|讯|电))\s*(?(open)[）)〕】\]］]|(?=\s|$))"
)
# After 讯, 电 or 消息 come a bracket, a space, or the beginning of a sentence; not the rest of a longer word.
_LONGER = re.compile("[息号员问处录费器池视影力网台灯线路梯脑商报机厂站价量信话讯文告稿码]")
_BOUND = re.compile(r"[\s\u3000（(〔【\[\]】〕）):：*]|记者|通讯员|$")
# What stands between a paper and 电 or 讯 in a sentence: 本报读者来电, 本报昨日接到市民来电, 本报喜讯.
_NO_PLACE = re.compile(
    "读者|市民|群众|村民|居民|网友|用户|记者|通讯员|热线|编辑|报道|[接收]到|昨日|近日|日前|今天|派出|举办"
    "|[来致接收回打去拨供停断家水用发充邮广机核风火输贺唁放节闪雷喜通音资电问查审腾传简短快科提佳警]$"
)


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
    text = text.lstrip(MARKS.replace("*", ""))
    bold = _BOLD.match(text)
    if bold:
        text = bold[1] + text[bold.end() :]
    bracket = _CLOSING.get(text[:1], "")
    start = 1 if bracket else 0
    head = simplified(text[:LONGEST])
    match = _match(head, start)
    if match is None:
        return _reported(text, head)
    end = match.end()
    people: list[Contributor] = []
    if bracket:  # 【本报讯】, 【本报讯 记者 王刚】
        close = text.find(bracket, end, LONGEST)
        inside = text[end:close].strip(MARKS) if close >= 0 else ""
        signature = parse_signature(inside) if inside else None
        if close < 0 or (inside and not signature):
            return None
        people, end = (signature.contributors if signature else []), close + 1
    more, end = _people(text, head, end)
    if not match["house"] and not people and not more and not text[end : end + 1].isspace():
        return None
    own = not match["house"] or re.fullmatch(_OWN, match["house"])
    house = None if own else text[match.start("house") : match.end("house")]
    words = re.sub(r"\s+", "", text[start : match.end()])
    return Dateline(words, merged(people, more), house, text[end:].lstrip(" \u3000\t：:"))


def _reported(text: str, head: str) -> Dateline | None:
    """A dateline that begins with who reports; `head` is the beginning of the text in Simplified characters."""
    match = _REPORTED.match(head)
    signature = parse_signature(text[match.start("who") : match.end("who")]) if match else None
    if match is None or signature is None or not signature.contributors:
        return None
    where = text[match.start("where") : match.end("where")]
    return Dateline(where, signature.contributors, signature.source, text[match.end() :].lstrip(" \u3000\t\n：:"))


def _match(head: str, start: int) -> re.Match[str] | None:
    """What of the beginning of a paragraph, in Simplified characters, is a dateline without its people."""
    match = _PLAIN.match(head, start) or _PLACE.match(head, start)
    if match is None or _NO_PLACE.search(match["place"].strip()):
        return None
    dated, after = bool(match["date"].strip()), head[match.end() :]
    if match["word"] == "电" and not dated and not match["lead"] and not _BOUND.match(after):
        return None
    if match["word"] == "消息" and match["house"] != "本台" and not re.match(r"\s*[（(:：\s]|$", after):
        return None
    longer = re.match("[话报视讯]", after) if dated else _LONGER.match(after)
    return None if longer and match["word"] != "消息" else match


def _people(text: str, head: str, start: int) -> tuple[list[Contributor], int]:
    """Who stands behind a dateline, in brackets or before a colon, and where the sentence begins."""
    people: list[Contributor] = []
    end = start
    while bracket := _BRACKET.match(text, end, LONGEST):
        signature = parse_signature(bracket[1])
        if signature is None or not signature.contributors:
            break
        people, end = merged(people, signature.contributors), bracket.end()
    if people:
        return people, end
    after = len(head) - len(head[end:].lstrip(" \u3000：:"))
    for pattern in (_REPORTER, _SPACED):
        found = pattern.match(head, after)
        signature = (
            parse_signature(text[after : found.end("who") if pattern is _REPORTER else found.end()]) if found else None
        )
        if (
            found
            and signature
            and signature.contributors
            and (pattern is _REPORTER or _all_named(signature.contributors))
        ):
            return signature.contributors, found.end()
    return [], end


def _all_named(people: list[Contributor]) -> bool:
    return all(names.is_bare_name(simplified(person.name)) for person in people)
