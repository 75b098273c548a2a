"""What the issues plugin has printed: the pages of a month's issues, and the files of their printed pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from linli.build.banners import Banners
from linli.build.job import Job
from linli.build.page import File, Page
from linli.documents.cleaning import cleaned
from linli.images.stripping import stripped
from linli.model import addresses
from linli.model.calendar import Day
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Shelf
from plugins.issues.issue import Issue, issues_of
from plugins.issues.month import MonthCalendar, calendar_of
from plugins.issues.prints import PDF, Files, Prints
from plugins.issues.sheets import Sheet, sheet_of

NAMED = 3  # headlines in the description of an issue
Names = tuple[tuple[int, str], ...]  # numbers of pages, each with its name


@dataclass(frozen=True, slots=True)
class IssueMonth(Job):
    """The issues of a month. They know each other, and the days of the issues before the first and after the last."""

    shelf: Shelf  # of the whole paper
    earlier: Day | None
    later: Day | None
    prints: Files
    names: Names
    content: Path
    banners: Banners

    @property
    def name(self) -> str:
        return f"issues:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    @property
    def weight(self) -> int:
        return self.shelf.size // 4 + 1

    def pages(self, library: Library, paper: Paper) -> Iterator[Page]:
        pieces = library.pieces(self.shelf)
        issues = issues_of(pieces, dict(self.names))  # newest first
        calendar = calendar_of(self.shelf.month, {issue.day.date for issue in issues})
        files = {teaser.url: stored.path for stored, teaser in pieces} if self.prints else {}
        prints = Prints.of(path for path, _stat in self.prints)
        days = [self.later, *(issue.day for issue in issues), self.earlier]
        for number, issue in enumerate(issues, 1):
            near = {"earlier": days[number + 1], "later": days[number - 1]}
            yield self._issue(issue, calendar, near, paper)
            sheets = self._sheets(issue, prints, files, paper)
            yield from self._folios(issue, near, sheets, paper)
            yield self._print(issue, paper)

    def _sheets(self, issue: Issue, prints: Prints, files: dict[str, str], paper: Paper) -> dict[int, Sheet]:
        """The printed pages of an issue, by number. `files` are those of the month's articles, by address."""
        of_day = prints.of_day(issue.day.date)
        if not of_day:
            return {}
        sizes = {path: stat[1] for path, stat in self.prints}
        articles = [(files[teaser.url], teaser) for contents in issue.contents for teaser in contents.teasers]
        return {
            number: sheet_of(print_, self.content, sizes.get(print_.pdf, 0), articles, paper)
            for number, print_ in of_day.items()
        }

    def _issue(self, issue: Issue, calendar: MonthCalendar, near: dict[str, Day | None], paper: Paper) -> Page:
        headlines = [teaser.title for contents in issue.contents for teaser in contents.teasers]
        pages = paper.furniture("{count}个版，", count=len(issue.folios)) if issue.folios else ""
        first = "；".join(headlines[:NAMED])
        return Page(
            url=issue.day.url,
            template="issue.html",
            title=issue.day.text,
            description=f"{paper.name}{issue.day.text}，{pages}{issue.count}篇：{first}",
            day=issue.day,
            data={
                "folios": issue.folios,
                "contents": issue.contents,
                "count": issue.count,
                "calendar": calendar,
                "print_url": addresses.issue_print(issue.day.date),
                **near,
                **self.banners.at("issue"),
            },
        )

    def _folios(
        self, issue: Issue, near: dict[str, Day | None], sheets: dict[int, Sheet], paper: Paper
    ) -> Iterator[Page]:
        around = [None, *issue.folios, None]
        for number, (folio, teasers) in enumerate(issue.pages, 1):
            yield Page(
                url=folio.url,
                template="issue-page.html",
                title=f"{issue.day.text} {folio.label}",
                description=f"{paper.name}{issue.day.text}{folio.label}，{folio.count}篇",
                day=issue.day,
                data={
                    "folio": folio,
                    "folios": issue.folios,
                    "teasers": teasers,
                    "sheet": sheets.get(folio.number),
                    "previous": around[number - 1],
                    "next": around[number + 1],
                    **near,
                    **self.banners.at("issue"),
                },
            )

    def _print(self, issue: Issue, paper: Paper) -> Page:
        return Page(
            url=addresses.issue_print(issue.day.date),
            template="issue-print.html",
            title=paper.furniture("{day} 全文", day=issue.day.text),
            description=paper.furniture("{paper}{day}全文，供打印", paper=paper.name, day=issue.day.text),
            day=issue.day,
            data={"articles": issue.stored, "folios": issue.folios, **self.banners.at("")},
            indexed=False,  # every article has a page of its own
        )


@dataclass(frozen=True, slots=True)
class PrintFiles(Job):
    """The files of a month's printed pages: pictures without what they tell beside themselves, and PDFs."""

    shelf: Shelf  # of the whole paper
    prints: Files
    content: Path

    @property
    def name(self) -> str:
        return f"prints:{self.shelf.month}"

    @property
    def group(self) -> str:
        return self.shelf.month

    @property
    def weight(self) -> int:
        return len(self.prints)

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        there = {(teaser.day.date, teaser.page) for teaser in library.teasers(self.shelf)}
        stats = dict(self.prints)
        for key, print_ in sorted(Prints.of(stats).pages.items()):
            for path in filter(None, (print_.picture, print_.pdf) if key in there else ()):
                make = partial(_published, self.content / path)
                yield File(print_.published(path), digest(path, stats[path]), make, shared=True)


def _published(file: Path) -> bytes:
    data = file.read_bytes()
    return cleaned(data).data if file.suffix.lower() == PDF else stripped(data)
