"""The folio line of a page: its number, section, date and editor; and jump lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from linli.model.people import editors_text
from newsroom.importing.script import printed, reading
from plugins.bylines import parse_signature

PAGE = re.compile(r"第?\s*([A-Za-z]?)\s*0*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|\b([A-D])0*(\d{1,2})\b")
CHINESE_DAY = re.compile(
    r"([二〇○零一三四五六七八九]{4})\s*年\s*([一二三四五六七八九十]{1,2})\s*月\s*([一二三四五六七八九十]{1,3})\s*日"
)
DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
LUNAR = re.compile(r"农历[\u4e00-\u9fff]{2,10}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[\u4e00-\u9fff]{3,6}")
# What else stands in it: numbers of the issue, ways to reach the paper.
OTHER = re.compile(
    r"总?第\s*\d+\s*期|(?:今日|本期|本报今日|共|本期共)\s*\d+\s*[版页]|国内统一(?:连续出版物|刊)号?\S*|CN\s*[\d-]+\S*|https?:\S+|[\w.+-]+@[\w.-]+|(?:0\d{2,3}|\d{4})-\d{7,8}"
)
REACHED = re.compile(
    r"(?:本版|新闻|投稿|联系|编辑部?|值班|广告|发行|热线|订阅|服务|采编|监督|报料){0,2}(?:电\s*话|热\s*线|邮\s*箱|信\s*箱|E-?\s?mail|QQ群?|微\s*信|网\s*址|地\s*址|邮\s*编|传\s*真)\s*(?:[:：]\s*[^\s\u3000:：]*|[A-Za-z\d.@-]{5,})",
    re.I,
)
_EDITORS = ("责任编辑", "责编", "编辑", "执行编辑", "值班编辑", "见习编辑")
_STAFF = (*_EDITORS, "责任校对", "校对", "责校", "美编", "美术编辑", "视觉", "版式", "版面设计", "组版", "排版", "制版", "设计", "美术", "制图",
    "审读", "审校", "审核", "总编辑", "总编", "主编", "副主编", "执行主编", "主任", "值班主任", "值班总编", "值班编委", "监制", "签发",
    "一审", "二审", "三审", "初审", "复审", "终审", "统筹", "策划", "检校")  # fmt: skip
STAFF = re.compile(
    r"(?:本\s*版|本\s*期)?(?P<role>"
    + "|".join(r"[\s\u3000]*".join(role) for role in sorted(_STAFF, key=len, reverse=True))
    + r")[\s\u3000]*[:：/／|｜]?(?P<names>[\s\u3000]*)"
)
SEPARATED = re.compile(r"[:：/／|｜\s\u3000@]")
LONGEST = 160  # characters
NUMERALS = "一二三四五六七八九"
JUMP = re.compile(
    r"[（(［\[【]?\s*(下[转轉]|上接|[紧緊]接|[转轉]接|[转轉]|接)\s*第?\s*[A-Za-z]?\s*[\d一二三四五六七八九十]{1,3}\s*版\s*(?:[·\s]*《[^《》]{1,30}》|[“”\w]{0,14})\s*[）)］\]】]?"
)
BRACKETED_JUMP = re.compile(
    r"[（(［\[【▶→]\s*(?:下[转轉]|上接|[紧緊]接|接|[转轉])[^（）()【】\[\]]{1,16}版[^（）()【】\[\]]{0,12}[）)］\]】]?"
)


@dataclass(slots=True)
class FolioLine:
    """What the folio line says."""

    page: int | None = None
    section: str = ""
    date: date | None = None
    editor: str = ""

    def __bool__(self) -> bool:
        return bool(self.page or self.date)

    def fill(self, other: FolioLine) -> None:
        """Takes what this one does not know yet."""
        self.page = self.page or other.page
        self.section = self.section or other.section
        self.date = self.date or other.date
        self.editor = self.editor or other.editor


def parse_folio(text: str, *, below: bool = False) -> FolioLine | None:
    """The folio that a line is: its parts in any order, and nothing but them and a section's name.

    Args:
        below: a line below the folio: it may have neither page nor date, but names who made the page, or how to reach it.
    """
    rest = reading(text)
    if (
        len(text) > LONGEST
        or re.search("[。！？“”，]", rest)
        or BRACKETED_JUMP.search(text)
        or JUMP.fullmatch(text.strip())
    ):
        return None
    folio = FolioLine()
    rest = REACHED.sub("\n", OTHER.sub("\n", rest))
    reached = "\n" in rest
    day = DAY.search(rest) or CHINESE_DAY.search(rest)
    if day:
        try:
            folio.date = date(*map(_number, day.groups()))
        except ValueError:
            return None
        rest = rest.replace(day[0], "\n", 1)
    rest, weekday = WEEKDAY.subn("\n", rest)
    rest = LUNAR.sub("\n", rest)
    page = PAGE.search(rest)
    if page:
        folio.page = _number(page[2] or page[4])
        rest = rest.replace(page[0], "\n", 1)
    rest, staff = _take_staff(rest)
    if below and (text.endswith(("：", ":")) or not SEPARATED.search(text)):  # 编辑同志：
        return None
    folio.editor = printed(text, staff.get("editors", ""))
    names = [word for word in re.split(r"[\s\u3000:：|｜·•/／—-]+", rest) if word]
    if len(names) > 2 or any(len(name) > 8 for name in names):
        return None
    if below:
        return folio if (staff or reached) and not names else None
    if not (folio.page or (folio.date and (staff or weekday))):
        return None
    folio.section = printed(text, next((name for name in names if not name.endswith(("报", "刊"))), ""))
    return folio


def _take_staff(text: str) -> tuple[str, dict[str, str]]:
    """A line without those who made the page, and these: all of them (`staff`), the editors."""
    found = list(STAFF.finditer(text))
    rest, staff = text[: found[0].start()] if found else text, {}
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        words, _line, after = text[match.end() : end].partition("\n")
        signature = parse_signature(f"责任编辑：{words.strip()}")
        if signature is None or not signature.contributors:
            rest += text[match.start() : end]
            continue
        rest += after
        staff["staff"] = words
        if "".join(match["role"].split()) in _EDITORS:
            staff.setdefault("editors", editors_text(signature.contributors))
    return rest, staff


def take_jumps(text: str) -> tuple[str, list[str], bool]:
    """A paragraph without jump lines; what they said; whether the text goes on elsewhere (下转)."""
    found = [match[0] for match in BRACKETED_JUMP.finditer(text)]
    rest = BRACKETED_JUMP.sub("", text).strip()
    if JUMP.fullmatch(rest.strip()):
        found.append(rest)
        rest = ""
    return rest, found, any("转" in jump or "轉" in jump for jump in found)


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if len(text) == 4:  # a year, digit by digit
        return int("".join(str("零一二三四五六七八九".index(c)) if c in NUMERALS else "0" for c in text))
    if "十" not in text:
        return NUMERALS.index(text) + 1 if text in NUMERALS else 0
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)
