"""The values of fields: dates, numbers, lists, words, as editors write them.

Each function gives the value, or raises `ValueError` with what to do, in the editor's language.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, tzinfo
from itertools import groupby

from linli.messages import _
from linli.model import addresses
from linli.model.article import Correction, Kind, Status
from linli.model.calendar import Day
from linli.system.common import DEVICES
from linli.text.dates import parse_date
from linli.text.simplified import simplified

KINDS = {
    Kind.STORY: ("story", "通讯", "消息", "通讯/消息"),
    Kind.COMMENTARY: ("commentary", "评论", "言论"),
    Kind.PHOTO: ("photo", "图片新闻", "图片"),
    Kind.BANNER: ("banner", "公益", "标语"),
}
STATUSES = {
    Status.PUBLISHED: ("published", "发布", "已发布"),
    Status.DRAFT: ("draft", "草稿"),
    Status.WITHDRAWN: ("withdrawn", "撤稿", "已撤稿", "撤下", "撤回"),
}

HAN = "㐀-鿿〇\U00020000-\U0003ffff"
CHINESE = re.compile(f"[{HAN}]{{2,4}}")
DOTTED = re.compile(f"[{HAN}A-Za-z]{{1,10}}(?:[·•・‧∙⋅．][{HAN}A-Za-z]{{1,10}})+")
LATIN = re.compile(r"[^\W\d_]+(?:[ .'’-]+[^\W\d_]+)*\.?", re.ASCII)
NO_NAME = re.compile("等人?$|同志们$|(?:街道|社区|村委会|党支部|中学|小学|公司|集团|全体)")  # 等人, 东门街道
# The day of a correction. A time counts only as programs write it: `8时30分应为9时30分` is what was wrong.
DATE_START = re.compile(
    r"\s*(\d{4}\s*(?:[-/.]|年)\s*\d{1,2}\s*(?:[-/.]\s*\d{1,2}日?|月\s*\d{1,2}(?:\s*日)?)"
    r"(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)\s*[:：,，、]?\s*",
    re.IGNORECASE,
)
PATH_DATE = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})/")


def date_from_path(path: str) -> date | None:
    """The date that folders such as `2023/07/12/` give, if they give one."""
    match = PATH_DATE.search(path)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def parse_kind(text: str) -> Kind:
    """The kind of a piece from its English or Chinese name, in either script."""
    word = simplified(text.strip().lower())
    for kind, names in KINDS.items():
        if word in names:
            return kind
    raise ValueError(_("没有“{text}”这种体裁。可用的有：通讯、消息、评论、图片新闻、公益。", text=text))


def parse_page(text: str) -> int:
    """A page number of the printed paper: `3`, `03`, `第3版`."""
    match = re.fullmatch(r"第?\s*(\d{1,3})\s*版?", unicodedata.normalize("NFKC", text).strip())
    if match is None or int(match[1]) == 0:
        raise ValueError(_("“{text}”不是版次。请写数字，例如 3。", text=text))
    return int(match[1])


def parse_weight(text: str) -> int:
    """The weight of a piece on the front page: a whole number, larger is heavier."""
    match = re.fullmatch(r"[+-]?\d{1,6}", unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise ValueError(_("“{text}”不是排序。请写整数，数字越大，在头版越靠前，例如 10。", text=text))
    return int(match[0])


def parse_status(text: str) -> Status:
    """Whether the piece is in the paper, in either script."""
    word = simplified(text.strip().lower())
    for status, names in STATUSES.items():
        if word in names:
            return status
    raise ValueError(_("没有“{status}”这种状态。请写“发布”、“草稿”或“撤稿”。", status=text))


def parse_slug(text: str) -> str:
    """A slug: `[a-z0-9-]+`, of full-width letters and digits too."""
    slug = unicodedata.normalize("NFKC", text)
    if not addresses.NAME.fullmatch(slug):
        raise ValueError(_("短名“{text}”不能用。短名只用小写字母、数字和连字号，例如 hai-xiao。", text=text))
    if slug in DEVICES:
        raise ValueError(
            _(
                "短名“{text}”是 Windows 里设备的名字，在那里建不了这样的文件夹。请换一个，例如 {other}。",
                text=text,
                other=f"{slug}-1",
            )
        )
    if len(slug) > addresses.LONGEST_NAME:
        most = addresses.LONGEST_NAME
        raise ValueError(_("短名有 {count} 个字母，最多 {most} 个。请改短。", count=len(slug), most=most))
    return slug


def parse_list(text: str) -> list[str]:
    """A list: parted by commas of any kind, 、 or ;, with or without square brackets."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    return [item.strip(" \u3000\"'") for item in re.split(r"[,，、;；]", text) if item.strip(" \u3000\"'")]


def parse_names(text: str) -> list[str]:
    """Names of people: parted as a list, also by / or |, and by white space between pieces of two characters and more.

    `丁　一` is one name, which papers set as wide as one of three characters.
    """
    names: list[str] = []
    for item in re.split(r"[,，、;；/／|｜]", text.strip().removeprefix("[").removesuffix("]")):
        pieces = item.strip(" \u3000\"'").split()
        if any(piece.isascii() for piece in pieces):
            names.append(" ".join(pieces))
            continue
        for alone, group in groupby(pieces, key=lambda piece: len(piece) == 1):
            members = list(group)
            names += ["".join(members)] if alone else members
    return [name for name in names if name]


def is_name(text: str) -> bool:
    """Whether a text may be the name of a person: a few Chinese characters, with dots between parts if there are many."""
    if NO_NAME.search(simplified(text)):
        return False
    return bool(DOTTED.fullmatch(text) or CHINESE.fullmatch(text) or LATIN.fullmatch(text))


def parse_correction(text: str, zone: tzinfo) -> Correction:
    """A correction: the day on which it was made, in the paper's `zone`, and what it says."""
    match = DATE_START.match(text)
    if match is None:
        raise ValueError(_("更正前面没有日期。请写上更正的那一天，例如“更正: 2024-04-15 第二段……应为……”。"))
    words = text[match.end() :].strip()
    if not words:
        raise ValueError(_("更正只有日期。请在后面写上更正了什么，例如“第二段……应为……”。"))
    return Correction(Day(parse_date(match[1].strip(), zone)[0]), words)
