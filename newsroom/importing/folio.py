"""The folio line of a page: its number, section, date and editor; and jump lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from linli.model.people import editors_text
from plugins.bylines import parse_signature

PAGE = re.compile(r"第?\s*([A-Za-z]?)\s*0*(\d{1,3}|[一二三四五六七八九十]{1,3})\s*版|\b([A-D])0*(\d{1,2})\b")
DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
WEEKDAY = re.compile(r"(?:星期|周)[一二三四五六日天]")
LUNAR = re.compile(r"农历[\u4e00-\u9fff]{2,10}|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年[\u4e00-\u9fff]{3,6}")
EDITOR = re.compile(r"(?:本版|值班)?(?:责任编辑|责编|编辑|执行编辑|本版责编)\s*[:：/／]?\s*(.+)$")
OTHER = re.compile(
    r"总第\s*\d+\s*期|第\s*\d+\s*期|今日\s*\d+\s*版|国内统一(?:连续出版物|刊)号?\S*|CN\s*[\d-]+\S*|电话[:：]?\s*[\d-]+|E-?mail\S*|投稿\S*|热线\S*"
)
NUMERALS = "一二三四五六七八九"
JUMP = re.compile(
    r"[（(［\[【]?\s*(下转|上接|紧接|转接|转|接)\s*第?\s*[A-Za-z]?\s*[\d一二三四五六七八九十]{1,3}\s*版\s*[）)］\]】]?"
)
BRACKETED_JUMP = re.compile(
    r"[（(［\[【▶→]\s*(?:下转|上接|紧接|接|转)[^（）()【】\[\]]{1,16}版[^（）()【】\[\]]{0,12}[）)］\]】]?"
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


def parse_folio(text: str) -> FolioLine | None:
    """The folio that a line is: its parts in any order, and nothing but them and a section's name."""
    if (
        len(text) > 100
        or re.search("[。！？“”，]", text)
        or BRACKETED_JUMP.search(text)
        or JUMP.fullmatch(text.strip())
    ):
        return None
    folio, rest = FolioLine(), text
    editor = EDITOR.search(rest)
    if editor:
        signature = parse_signature(editor[0])
        folio.editor = editors_text(signature.contributors) if signature else ""
        if folio.editor:
            rest = rest[: editor.start()]
    day = DAY.search(rest)
    if day:
        try:
            folio.date = date(*map(int, day.groups()))
        except ValueError:
            return None
        rest = rest.replace(day[0], " ", 1)
    rest = LUNAR.sub(" ", WEEKDAY.sub(" ", OTHER.sub(" ", rest)))
    page = PAGE.search(rest)
    if page:
        folio.page = _number(page[2] or page[4])
        rest = rest.replace(page[0], " ", 1)
    words = re.split(r"[\s\u3000:：|｜·•/／—-]+", rest.strip())
    names = [word for word in words if word]
    if not (folio.date or folio.page) or len(names) > 2 or any(len(name) > 8 for name in names):
        return None
    if not folio.page and not (folio.editor or WEEKDAY.search(text)):
        return None
    folio.section = next((name for name in names if not name.endswith(("报", "刊"))), "")
    return folio


def take_jumps(text: str) -> tuple[str, list[str], bool]:
    """A paragraph without jump lines; what they said; whether the text goes on elsewhere (下转)."""
    found = [match[0] for match in BRACKETED_JUMP.finditer(text)]
    rest = BRACKETED_JUMP.sub("", text).strip()
    if JUMP.fullmatch(rest.strip()):
        found.append(rest)
        rest = ""
    return rest, found, any("转" in jump for jump in found)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, _, ones = text.rpartition("十")
    if "十" not in text:
        return NUMERALS.index(text) + 1 if text in NUMERALS else 0
    return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)
