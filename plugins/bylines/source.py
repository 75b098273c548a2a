"""Sources in signatures: 据《贵州日报》, 来源：…, 新华社记者 …, 综合新华社、《…》报道."""

from __future__ import annotations

import re

_MEDIA_END = (
    "(?:日报|晚报|早报|晨报|时报|周报|快报|商报|都市报|报|新华社|中新社|通讯社|社|新闻网|网|电视台|广播电台|电台|总台|台|周刊|杂志|月刊|刊|新闻|客户端"
    "|公众号|微信|微博|发布|频道|号|app|APP)"
)
_OFFICE_END = "(?:中心|局|委|办|部|厅|院|馆|站|会|公司|学校|大学|政府|所|队|处|组)"
MEDIA = re.compile(f"《?([\u4e00-\u9fffA-Za-z0-9]{{1,14}}?{_MEDIA_END}|[\u4e00-\u9fff]*(?:新华社|中新社))》?")
OFFICE = re.compile(f"[\u4e00-\u9fffA-Za-z0-9·]{{1,18}}{_OFFICE_END}")
BOOK = re.compile("《([^《》]{1,30})》")
_DAY = r"(?:(?:\d{4}|[〇零一二三四五六七八九]{4})年)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
LEAD = re.compile(
    r"(?:本文|此文)?(?:(?:稿件|信息|文章|内容|资料|素材|图文|图文稿件)?来源于?|转载自|转引自|转摘自|转自|摘编自|摘自|选编自|选自|节选自|编自|原载于|原载|原刊于|原刊|转载|"
    r"刊载于|刊于|载于|首发于|首发|载(?=《))\s*[:：|｜]?\s*|据|综合(?!报道|整理)"
)
TAIL = re.compile(r"(?:等)?(?:综合)?(?:的)?(?:报道|消息|供稿|供本报专电|专电|特稿|整理|稿|刊发|刊登)$")
# What may stand behind 《…》 and says no more than which issue it was.
ISSUE = re.compile(
    rf"(?:\d{{4}}年|第?\s*[A-Za-z]?\d{{1,5}}\s*[期版号]|第[一二三四五六七八九十]+[期版]|[总年第]|头版|记者|客户端|微信公众号|公众号|网站|官网|官方微信|微信|报道|消息|刊发|刊登|等|综合|整理"
    rf"|(?:作者|原文|标题)?有?(?:删节|删改|改动)|[\s·.]|{_DAY}(?<=[年月日]))*+"
)
WIRE = re.compile(
    r"(新华社|中新社|中新网|新华网|人民网|央视网|央广网|中国新闻网|[\u4e00-\u9fff]{2,6}社)[\u4e00-\u9fff]{0,10}?(?:\d{1,2}月\d{1,2}日)?(?:电|讯)$"
)
# Houses that can stand alone in brackets.
HOUSE = re.compile(
    "新华社(?:客户端)?|中新社|中新网|新华网|人民网|央视新闻|央视网|央广网|中国新闻网|光明网|[\u4e00-\u9fff]{2,6}(?:日报|晚报|时报|晨报|新闻网|电视台|通讯社)(?:客户端|微信公众号|公众号|官网)?"
)
OWN = ("本报", "本刊", "本网", "本台", "我报", "我台", "本社")
# Names may follow a source.
FOLLOW = re.compile(
    r"[\s\u3000，,；;]+(?=(?:\S{0,6}记者|通讯员|作者|编辑|责任编辑|责编|编译|摄影|文|图|审核|校对)(?:[\s\u3000:：/／]|[\u4e00-\u9fff]{2,4}(?:\s|$)))"
)
AFTER_BOOK = re.compile(r"(?<=》)[\s\u3000，,；;]+(?!《)")
# 据统计, 据介绍 … begin sentences.
REPORTED = re.compile("据(?:统计|介绍|了解|悉|说|称|此|传|查|报道$|估[算计]|测算|初步|不完全|专家|记者|预报)")


def media_of(word: str) -> str:
    """The name of a paper, agency, station or site that a word is; empty if it is none."""
    word = BOOK.sub(r"\1", word) if word.startswith("《") else word
    if word.startswith(OWN) or len(word) < 2:
        return ""
    return (
        word
        if MEDIA.fullmatch(word) and word not in ("号", "会社", "旅行社", "合作社") and not word.endswith("合作社")
        else ""
    )


def take_source(text: str) -> tuple[str | None, str]:
    """The source that a signature names, and what is left of it (names and roles)."""
    if REPORTED.match(text):
        return None, text
    lead = LEAD.match(text)
    if lead is None:
        return _bare(text)
    rest = text[lead.end() :]
    strict = lead[0] in ("据", "综合")
    # Names may follow the source: 来源：县融媒体中心 记者：王刚
    body, tail = rest, ""
    follow = FOLLOW.search(rest) or AFTER_BOOK.search(rest)
    if follow and not ISSUE.fullmatch(rest[follow.end() :]):
        body, tail = rest[: follow.start()], rest[follow.end() :]
    parts = [_one(part, strict) for part in re.split(r"[、，,和及]", body.strip()) if part.strip()]
    if not parts or not all(parts):
        return None, text
    return "、".join(part for part in parts if part), tail


def _one(part: str, strict: bool) -> str:
    """One of the sources after 据, 来源 and the like; empty if it is none."""
    part = part.strip(" \u3000:：")
    wire = WIRE.fullmatch(part)
    if wire:
        return wire[1]
    part = re.sub(rf"^{_DAY}(?:的|[\s\u3000]*)(?=[《\u4e00-\u9fff])", "", part)
    book = BOOK.match(part)
    if book:
        known = ISSUE.fullmatch(part[book.end() :]) and (not strict or media_of(book[1]) or book[1].endswith("周末"))
        return book[1] if known else ""
    part = TAIL.sub("", re.sub(rf"{_DAY}(?=(?:报道|消息|电|讯|刊发|刊登|发布)?$)", "", part)).strip()
    if strict:
        return part if media_of(part) or OFFICE.fullmatch(part) else ""
    return part if 2 <= len(part) <= 30 else ""


def _bare(text: str) -> tuple[str | None, str]:
    """A source without a lead: （新华社）, （《贵州日报》）, （新华社发 王刚 摄）."""
    match = re.fullmatch(r"(《[^《》]+》|新华社|中新社)\s*(?:发|稿|供图)?(?:[\s\u3000/／]+(.*)|)", text)
    if match and media_of(match[1]):
        return media_of(match[1]), match[2] or ""
    follow = FOLLOW.search(text)
    wire = WIRE.fullmatch(text[: follow.start()] if follow else text)
    if wire and HOUSE.fullmatch(wire[1]):
        return wire[1], text[follow.end() :] if follow else ""
    if HOUSE.fullmatch(text):
        return text, ""
    reporter = re.match(r"《([^《》]{1,20})》\s*(?=(?:[\u4e00-\u9fff]{0,4})记者)", text)
    if reporter:
        return reporter[1], text[reporter.end() :]
    return None, text
