"""Builds for a preview, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from pathlib import Path

from linli.build.request import BuildRequest
from linli.errors import BuildError, ContentError, SettingsError
from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.settings.table import Settings
from linli.store.records import Waiting
from newsroom import building
from newsroom import settings as paper_settings
from newsroom.building import BuildResult
from newsroom.previewing.saves import Sources
from newsroom.previewing.state import Fault
from newsroom.terminal import Progress, complain, say, show_findings
from newsroom.waiting import due_of

LONGEST = 200  # characters shown of a line with a mistake


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a build. With faults, the site is as it was."""

    faults: tuple[Fault, ...] = ()
    left_out: tuple[Fault, ...] = ()  # what is wrong in pieces that the site does without
    marks: Mapping[str, str] = field(default_factory=dict)  # as `PreviewState` has them
    changed: bool = False  # some file of the site is another
    postponed: bool = False  # there is work that was left to the next build
    sources: Sources | None = None  # what the site is made from, if the settings can be read


class Builder:
    """Builds one paper again and again, and tells on the terminal. Drafts and pieces that wait for their hour are in it."""

    def __init__(self, config: Path, site: Path, tell: Callable[[str], None]) -> None:
        """`tell` hears how far a build is, in words."""
        self.config, self.site, self.tell = config, site, tell
        self._waiting: list[Waiting] = []  # of these it was said that they are not published yet

    def build(self, hurried: bool) -> Outcome:
        """Builds once; in a hurry only what is seen."""
        try:
            settings = paper_settings.read(self.config, output=self.site, url="")
        except SettingsError as error:
            return _stopped(error)
        sources = Sources.of(settings)
        progress = Progress(self.tell)
        request = BuildRequest(
            settings, unpublished=True, hurried=hurried, without_faulty=True, progress=progress, tell=complain
        )
        try:
            built = building.run(request)
        except ContentError as error:
            progress.end()
            show_findings(error.findings)
            complain(_("有错误，网页上也列出来了。改好存盘就会更新。"))
            folder = settings.file.folder
            return Outcome(
                tuple(_in_file(finding, folder) for finding in sorted(error.findings, key=_errors_first)),
                sources=sources,
            )
        except (SettingsError, BuildError) as error:
            progress.end()
            return _stopped(error, sources)
        progress.end()
        for fault in built.faults:
            complain(fault)
        faulty = [finding for finding in built.warnings if finding.is_grave]
        if hurried:
            show_findings(built.warnings)
            if faulty:
                complain(_("有错误的没有放进来，网页上也列出来了。改好存盘就会更新。"))
            say(_("已更新：{articles} 篇稿件，新写 {written} 个文件。", articles=built.articles, written=built.written))
            if built.waiting and built.waiting != self._waiting:
                say(_("有 {count} 篇没到时候，预览里看得到，出报时还不发布。", count=len(built.waiting)))
            self._waiting = built.waiting
        changed = bool(built.written or built.removed or built.mended)
        left_out = tuple(_in_file(finding, settings.file.folder) for finding in faulty)
        return Outcome((), left_out, _marks(built, settings), changed, bool(built.postponed), sources)


def _stopped(error: SettingsError | BuildError, sources: Sources | None = None) -> Outcome:
    """What came of a build that something other than the content stands in the way of."""
    if isinstance(error, BuildError):
        complain(str(error))
        return Outcome((Fault(str(error)),), sources=sources)
    for fault in error.faults:
        complain(fault)
    found = [_in_file(finding, Path()) for finding in error.findings]
    return Outcome((*found, *map(Fault, error.faults[len(found) :])), sources=sources)


def _in_file(finding: Finding, folder: Path) -> Fault:
    """A finding, with the line that it is in; `folder` is that in which its path begins."""
    place = _("{path} 第 {line} 行", path=finding.path, line=finding.line)
    return Fault(finding.message, place, finding.code, _line(folder / finding.path, finding.line), finding.is_error)


def _errors_first(finding: Finding) -> tuple[bool, Finding]:
    return not finding.is_error, finding


def _line(file: Path, number: int) -> str:
    """A line of a file as an editor sees it; empty when it cannot be shown, is elsewhere, or says nothing (the fence `---`)."""
    try:
        lines = decode(read_file(file.parent, file.name), file.name).split("\n")
    except UnreadableText:
        return ""
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return line[:LONGEST] if line.strip("-") else ""


def _marks(built: BuildResult, settings: Settings) -> dict[str, str]:
    """The mark of every piece that is not published yet, by its address in each script."""
    marks: dict[str, str] = {}
    unpublished = [(url, _("草稿")) for url in built.drafts]
    unpublished += [(url, _("未{step}", step=settings.steps[-1])) for url in built.in_review]
    unpublished += [
        (piece.url, _("{day}见报", day=_short(due_of(piece, settings.timezone)))) for piece in built.waiting
    ]
    for url, mark in unpublished:
        marks |= {prefix + url: mark for prefix in ("", *built.prefixes)}
    return marks


def _short(due: datetime) -> str:
    day = _("{month}月{day}日", month=due.month, day=due.day)
    return day if due.time() == time.min else f"{day} {due:%H:%M} "
