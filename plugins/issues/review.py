"""What is wrong with the files of printed pages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from linli.findings import Finding
from linli.hooks import Review
from linli.images.opening import Damaged, TooLarge, opened
from linli.images.size import size_of
from linli.messages import _
from linli.model.article import Teaser
from linli.store.database import digest
from linli.store.library import Library
from plugins.issues.prints import PRINTS, Files, Print, Prints, by_month
from plugins.issues.regions import matches
from plugins.issues.sheets import regions_of

LARGE = 2_000_000  # bytes of a picture: half a minute on a slow phone
VAST = 50_000_000  # pixels: opened, it takes a phone 200 MB
FIRST = 8  # signs of a file that tell a PDF
SCOPE = "issues"

Articles = list[tuple[str, Teaser]]


def review(inquiry: Review) -> None:
    """Answers `content_shelved`: looks at the printed pages of the months in which one of them or an article changed."""
    store = inquiry.library
    for month, files in by_month(store.stats("prints")).items():
        fingerprint = digest(files, store.month_fingerprint(month))
        find = _PrintReview(inquiry.content, store, files)
        inquiry.findings += store.note(SCOPE, month, fingerprint, find)


class _PrintReview:
    """A look at the printed pages of a month."""

    def __init__(self, content: Path, library: Library, files: Files) -> None:
        self.content, self.library, self.files = content, library, files

    def __call__(self) -> list[Finding]:
        prints = Prints.of(path for path, _stat in self.files)
        findings = [Finding(path, 1, "W701", _misnamed(path)) for path in prints.misnamed]
        for path, taken in prints.doubles:
            message = _("已经用了 {taken}，这个文件用不上。请删去一个。", taken=taken.rpartition("/")[2])
            findings.append(Finding(path, 1, "W701", message))
        days: dict[date, Articles] = {}
        for (day, _number), print_ in sorted(prints.pages.items()):
            articles = days.setdefault(day, self.library.of_day(day))
            findings += self._page(print_, articles)
        return findings

    def _page(self, print_: Print, articles: Articles) -> Iterator[Finding]:
        sizes = {path: stat[1] for path, stat in self.files}
        first = print_.picture or print_.pdf or print_.regions
        if not articles:
            message = _(
                "{day} 没有稿件，这一版不会发布。请检查文件夹的名字，或等稿件齐了再看。", day=print_.day.isoformat()
            )
            yield Finding(first, 1, "W702", message)
        elif not any(teaser.page == print_.number for _path, teaser in articles):
            message = _(
                "{day} 没有第 {number} 版的稿件，这一版不会发布。请给稿件写上“版次: {number}”，或改文件名。",
                day=print_.day.isoformat(),
                number=print_.number,
            )
            yield Finding(first, 1, "W703", message)
        if print_.picture:
            yield from self._picture(print_.picture, sizes[print_.picture])
        if print_.pdf and not self._begins(print_.pdf, b"%PDF-"):
            yield Finding(print_.pdf, 1, "E707", _("这不是 PDF 文件，或者文件坏了。请重新导出。"))
        if articles:
            yield from self._regions(print_, articles)

    def _picture(self, path: str, size: int) -> Iterator[Finding]:
        width, height = size_of(self.content / path)
        if not width * height:
            message = _("图片打不开，不是 jpg 或 png，或者文件坏了。请重新导出。")
            if self._is_too_large(path):
                message = _("版面图的像素太多，打不开。请另存为宽 1600 像素左右的 jpg。")
            yield Finding(path, 1, "E707", message)
        elif size > LARGE:
            message = _("版面图有 {size:.1f} MB，手机上打开很慢。请另存为宽 1600 像素左右的 jpg。", size=size / 1e6)
            yield Finding(path, 1, "W705", message)
        elif width * height > VAST:
            message = _(
                "版面图有 {pixels} 万像素，手机上打不开。请另存为宽 1600 像素左右的 jpg。",
                pixels=width * height // 10_000,
            )
            yield Finding(path, 1, "W705", message)

    def _is_too_large(self, path: str) -> bool:
        """Whether a picture has so many pixels that it is not opened."""
        try:
            with opened((self.content / path).read_bytes()):
                return False
        except TooLarge:
            return True
        except (Damaged, OSError):
            return False

    def _begins(self, path: str, sign: bytes) -> bool:
        try:
            with (self.content / path).open("rb") as file:
                return file.read(FIRST).startswith(sign)
        except OSError:
            return False

    def _regions(self, print_: Print, articles: Articles) -> Iterator[Finding]:
        if print_.regions and not print_.picture:
            name = f"{print_.number}.jpg"
            message = _("没有版面图 {name}，这些区域用不上。请放进图片，或删去这个文件。", name=name)
            yield Finding(print_.regions, 1, "E706", message)
        regions, findings = regions_of(print_, self.content)
        yield from findings
        for region in regions:
            found = matches(articles, region.words)
            if len(found) == 1 and found[0].page in (print_.number, None):
                continue
            code, message = _mismatch(found, region.words, print_)
            yield Finding(print_.regions, region.line, code, message)


def _mismatch(found: list[Teaser], words: str, print_: Print) -> tuple[str, str]:
    """What is wrong with the article that a region names."""
    day = print_.day.isoformat()
    if not found:
        message = _("{day} 没有“{words}”这篇稿件。请写稿件的标题、文件名或短名。", day=day, words=words)
        return "E704", message
    if len(found) > 1:
        message = _(
            "{day} 有 {count} 篇稿件都叫“{words}”。请改写文件名或短名。", day=day, words=words, count=len(found)
        )
        return "E705", message
    message = _(
        "“{words}”的版次是 {page}，不在第 {number} 版。请检查稿件的版次，或这一行。",
        words=words,
        page=found[0].page,
        number=print_.number,
    )
    return "W704", message


def _misnamed(path: str) -> str:
    example = f"{PRINTS}/2023-07-12/3.jpg"
    return _("这个文件用不上。版面图放在日期的文件夹里，用版次作名字，例如 {example}、3.pdf、3.txt。", example=example)
