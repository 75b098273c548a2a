"""Signatures: who wrote, photographed, edited, and where a piece was first published.

（陈守田）, （记者 张婷 摄）, （本报记者 甲 通讯员 乙 文/图）, （据《贵州日报》）, 责任编辑：…. The rules are in docs/bylines.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from linli.model.people import Contributor, Role
from linli.text.simplified import simplified
from plugins.bylines import names
from plugins.bylines.credits import Credits
from plugins.bylines.roles import BOTH, without_spaces
from plugins.bylines.source import take_source

LONGEST = 160  # characters
BRACKETS = {"（": "）", "(": ")", "【": "】", "［": "］", "[": "]", "〔": "〕", "﹝": "﹞"}
ROUND = "（(", "）)"  # typed one for the other
MARKS = "□■●◆▲★◎○◇△☆▍▌*＊ \u3000\t"
SENTENCE = re.compile('[。！？!?…“”"‘’「」<>=@#%]|https?:')
NOT_SIGNATURE = re.compile(
    r"[左右上下前后题见附中资料图照片]*[图照]片?|图为.*|.*[图片照]由.*|[上下紧]?[转接](?!载|自).*第?.{1,3}版.*|.*完|.*待续|作者(?:系|为|是|单位).*|.*单位.*|.*联系人.*"
)
# 新华社发（王刚 摄）
SENT = re.compile(
    r"((?:据)?(?:新华社|中新社|[\u4e00-\u9fff]{2,6}(?:日报|晚报)))\s*(发|供图|供稿|稿)?\s*[（(]([^（()）]+)[）)]"
)
# 本组图片由本报记者 王刚 摄. 本版图片 are those of the page, not of the piece.
PICTURES = re.compile(
    r"(?:除署名外[，,\s]*)?(?:本组|本文|文中|文内|以上|上述|上图|下图)?(?:图片|照片|配图|插图|漫画|图)(?:均|都)?[由为]\s*(.+?)\s*(摄影|拍摄|航拍|摄|绘制|绘|制作|制图)"
)
OF_PIECE = re.compile(r"(?:本组|本文|文中|文内|以上)(?:图片|照片|配图|插图)\s*[:：/／\s]")
_DAY = r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日)?"
WHEN = re.compile(rf"(?<=摄)影?于[\u4e00-\u9fff\d\s]{{2,24}}$|{_DAY}(?=\s*(?:摄|拍摄|摄影)$)")
# How to reach the desk: behind a signature, and no part of it.
CONTACT = re.compile(
    r"[\s\u3000，,；;/／|｜（(]+(?:联系|新闻|热线|投稿|咨询|编辑部)?(?:电话|手机|热线|邮箱|邮件|信箱|传真|微信|QQ|E-?mail)(?:号)?\s*[:：]?\s*[\w@.+\-—()（）\s\u3000:：，,/]*$",
    re.IGNORECASE,
)
NOTE = re.compile(r"[\s\u3000，,；;]+((?:本刊|本报|略|内容|原文|标题|文字|本文)*有?(?:删节|删改|改动|删减|节选|缩减))$")
EDITORIAL = re.compile("本报(?:特约)?(?:评论员|编辑部|综合)(?:文章|整理|报道)?")


@dataclass(slots=True)
class Signature:
    """Who signed, and where it was first published (None when it was here).

    `note` is what it says of the text (有删节). `worded` tells that a word such as 记者 or 来源 says what it is; `doubtful`
    that it is a guess, since it may be something else.
    """

    contributors: list[Contributor]
    source: str | None = None
    note: str = ""
    worded: bool = False
    doubtful: bool = False

    def __bool__(self) -> bool:
        return bool(self.contributors or self.source)


def parse_signature(text: str) -> Signature | None:
    """The signature that a text is, or None if it is none.

    Args:
        text: a closing line with its brackets, or a signature without any (`记者 张婷 通讯员 李丽`, `责任编辑：王刚`).
    """
    if len(text) > LONGEST:
        return None
    plain = simplified(text)
    signature = _parse(plain)
    if signature is None or plain == text:
        return signature
    return _as_written(signature, text, plain)


def unbracketed(text: str) -> str:
    """A text without outer brackets, marks (□ ■) and bold around it; empty if brackets do not match."""
    words = text.strip(MARKS)
    while words and words[0] in BRACKETS:
        if words[-1] != BRACKETS[words[0]] and not (words[0] in ROUND[0] and words[-1] in ROUND[1]):
            return ""
        words = words[1:-1].strip(MARKS)
    if any(bracket in words for bracket in "（()）【】〔〕"):
        return ""
    return words.rstrip("。")


def _parse(text: str) -> Signature | None:
    text = text.replace("丨", "｜")  # a stroke of characters, typed for a bar
    sent = SENT.fullmatch(text.strip(MARKS))
    words = f"{sent[1]}{sent[2] or '发'} {sent[3]}" if sent else unbracketed(CONTACT.sub("", text))
    note = NOTE.search(words)
    if note:
        words = words[: note.start()]
    pictures = PICTURES.fullmatch(words)
    if pictures:
        words = f"{pictures[1]} {pictures[2]}"
    words = WHEN.sub("", OF_PIECE.sub("", words))
    if not words or SENTENCE.search(words) or NOT_SIGNATURE.fullmatch(words):
        return None
    signature = _read(words)
    if signature is not None and note:
        signature.note = note[1]
    return signature


def _read(words: str) -> Signature | None:
    source, rest = take_source(words)
    rest = rest.strip(MARKS + "、，,；;:：")
    if not rest:
        return Signature([], source, worded=True) if source else None
    if EDITORIAL.fullmatch(rest):
        if "综合" in rest:
            return Signature([], source or "本报综合", worded=True)
        return Signature([Contributor(rest.removesuffix("文章"), [Role.AUTHOR.value])], source, worded=True)
    rest = without_spaces(re.sub(r"\s*[•・‧．·]\s*", "·", rest))
    for spelling in dict.fromkeys((BOTH.sub(" 文图 ", rest), rest)):
        credits_ = Credits(source)
        if credits_.read(spelling):
            return Signature(
                credits_.contributors(),
                credits_.source,
                worded=credits_.worded or bool(source),
                doubtful=credits_.strange or not (credits_.worded or source or _is_sure(credits_)),
            )
    return None


def _is_sure(credits_: Credits) -> bool:
    return all(names.is_surely_name(person.name) for person in credits_.people)


def _as_written(signature: Signature, text: str, plain: str) -> Signature:
    """A signature read in Simplified characters, with its names in the characters of the text."""

    def written(word: str) -> str:
        place = plain.find(word)
        if place >= 0:
            return text[place : place + len(word)]
        place = "".join(plain.split()).find(word)
        return "".join(text.split())[place : place + len(word)] if place >= 0 else word

    people = [
        Contributor(written(person.name), person.roles, written(person.work)) for person in signature.contributors
    ]
    source = "、".join(written(part) for part in signature.source.split("、")) if signature.source else None
    return replace(signature, contributors=people, source=source, note=written(signature.note))
