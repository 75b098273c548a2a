"""Builds for a preview: quickly what is seen, then the rest; and tells what is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from newsroom import building
from newsroom.building import Built
from newsroom.previewing.edition import Fault, Newsstand
from newsroom.terminal import Progress, complain, say, show_findings
from plugins.desk.findings import ContentError, Finding, SettingsError
from plugins.desk.messages import _
from plugins.desk.source import Unreadable, decode
from plugins.desk.workshop import BuildError

LONGEST = 200  # characters shown of a line with a mistake


class Builder:
    """Builds one paper again and again. Drafts and pieces dated ahead are in it."""

    def __init__(self, config: Path, newsstand: Newsstand) -> None:
        self.config, self.newsstand = config, newsstand

    def build(self) -> None:
        """Brings the preview up to date: pages first, the index of the search after them."""
        built = self._built(hurried=True)
        if built is not None and built.postponed:
            self._built(hurried=False)

    def _built(self, *, hurried: bool) -> Built | None:
        progress = Progress()
        try:
            built = building.run(
                self.config,
                output=self.newsstand.site,
                unpublished=True,
                hurried=hurried,
                site_url="",
                progress=progress,
            )
        except ContentError as error:
            progress.end()
            show_findings(error.findings)
            complain(_("有错误，网页上也列出来了。改好存盘就会更新。"))
            self._show(tuple(self._in_file(finding) for finding in sorted(error.findings, key=_errors_first)))
        except SettingsError as error:
            self._fail(progress, error.faults)
        except BuildError as error:
            self._fail(progress, [str(error)])
        else:
            progress.end()
            if hurried or not built.postponed:
                self._tell(built, quiet=not hurried)
            changed = bool(built.written or built.removed)
            self.newsstand.put((), _marks(built), changed=changed and hurried)
            return built
        return None

    def _fail(self, progress: Progress, faults: list[str]) -> None:
        progress.end()
        for fault in faults:
            complain(fault)
        self._show(tuple(Fault(fault) for fault in faults))

    def _show(self, faults: tuple[Fault, ...]) -> None:
        self.newsstand.put(faults, self.newsstand.edition.marks, changed=False)

    def _in_file(self, finding: Finding) -> Fault:
        place = _("{path} 第 {line} 行", path=finding.path, line=finding.line)
        source = _line(self.config.absolute().parent / finding.path, finding.line)
        return Fault(finding.message, place, finding.code, source, finding.is_error)

    def _tell(self, built: Built, *, quiet: bool) -> None:
        for fault in built.faults:
            complain(fault)
        if not quiet:
            show_findings(built.warnings)
            say(_("已更新：{articles} 篇稿件，新写 {written} 个文件。", articles=built.articles, written=built.written))


def _errors_first(finding: Finding) -> tuple[bool, Finding]:
    return not finding.is_error, finding


def _line(file: Path, number: int) -> str:
    """A line of a file as an editor sees it; empty when it cannot be shown, or says nothing (the fence `---`)."""
    try:
        lines = decode(file.read_bytes(), file.name).split("\n")
    except (OSError, Unreadable):
        return ""
    line = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return line[:LONGEST] if line.strip("-") else ""


def _marks(built: Built) -> dict[str, str]:
    """The mark of every piece that is not published yet, by its address in each script."""
    marks = {}
    for url, day, draft in built.unpublished:
        mark = _("草稿") if draft else _("{day}见报", day=_short(day))
        marks |= {prefix + url: mark for prefix in ("", *built.prefixes)}
    return marks


def _short(day: date) -> str:
    return _("{month}月{day}日", month=day.month, day=day.day)
