"""`linli issue`: the paper of a day, on the terminal or as a PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from linli.errors import BuildError, reason_of
from linli.files import write_atomically
from linli.messages import _
from linli.model import addresses
from linli.model.attachment import kind_and_size
from newsroom import issuing
from newsroom import settings as paper_settings
from newsroom.issuing import Newsroom
from newsroom.options import parse_day
from newsroom.settings import PATH, config_option, content_option
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say, show_findings, shown
from newsroom.usage import command, option
from plugins.issues.issue import OTHERS, Issue

if TYPE_CHECKING:
    from newsroom.pdf import Made

HELP = _(
    "看一天的报纸：各版的标题。加上 --pdf 就排成报纸的样子，存成 PDF。\n\nPDF 要用 WeasyPrint：pip install '.[pdf]'。网站不会动。"
)


@command(short_help=_("看一天的报纸，或做成 PDF"), help=HELP)
@click.argument("day", metavar=_("日期"), callback=parse_day)
@option("--pdf", "file", metavar=_("文件"), type=PATH, help=_("做成 PDF，存到这里"))
@content_option
@config_option
@click.pass_context
def issue(context: click.Context, day: date, file: Path | None, content: Path | None, config: Path) -> None:
    """Tells or prints the paper of a day; the site stays as it is."""
    if file is not None:
        _ready(file)
    settings = paper_settings.read(config, content=content)
    progress = Progress()
    try:
        with issuing.opened(settings, day, progress) as newsroom:
            found = newsroom.issue(day)
            if found is None:
                progress.end()
                complain(newsroom.nothing(day))
                context.exit(CONTENT_ERROR)
            made = _pdf(newsroom, found, progress) if file else None
    finally:
        progress.end()
    show_findings(newsroom.warnings)
    if file is None or made is None:
        _tell(newsroom.paper.name, found)
    elif made.files:  # a PDF is whole, or there is none
        context.exit(CONTENT_ERROR)
    else:
        _write(file, made.data)
        say(
            _(
                "{day} 的报纸（{count} 篇，{sheets} 张纸，{size}）存到了 {file}，用时 {seconds:.1f} 秒。",
                day=found.day.iso,
                count=found.count,
                sheets=made.sheets,
                size=kind_and_size("", len(made.data)),
                file=shown(file.absolute()),
                seconds=progress.seconds,
            )
        )


def _ready(file: Path) -> None:
    """Sees that there will be something to make the file with, and a place for it."""
    from newsroom.pdf import weasyprint

    if file.is_dir():
        raise click.UsageError(_("{file} 是文件夹。请在后面写上文件名，例如 {file}/1.pdf。", file=file))
    if not file.absolute().parent.is_dir():
        raise click.UsageError(_("没有 {folder} 这个文件夹。请先建好，或换一个地方。", folder=file.parent))
    weasyprint()


def _tell(name: str, issue: Issue) -> None:
    """The headlines of an issue, page by page."""
    folios = len(issue.folios)
    day = issue.day
    count = (
        _("{pages} 版，{count} 篇", pages=folios, count=issue.count) if folios else _("{count} 篇", count=issue.count)
    )
    say(f"{name} {day.text} {day.weekday} {day.lunar}".rstrip() + f"  {count}")
    for contents in issue.contents:
        if contents.folio:
            say(contents.folio.label)
        elif folios:
            say(OTHERS)
        for teaser in contents.teasers:
            say(f"  {teaser.title}")


def _pdf(newsroom: Newsroom, found: Issue, progress: Progress) -> Made:
    """The issue as a PDF; what could not be put into it is told."""
    from newsroom.pdf import STEPS, pdf_of

    html, files = newsroom.printed(found)
    url = addresses.issue_print(found.day.date)
    made = pdf_of(html, url, newsroom.paper.url, files, lambda n: progress(_("排版"), n, STEPS))
    progress.end()
    for file in made.files:
        complain(_("找不到图片 {file}，PDF 没有做。请先运行 linli build，再试一次。", file=file))
    if made.characters:
        few = "".join(made.characters[:10])
        complain(
            _(
                "有 {count} 个字没有字体，PDF 里是方框：{few}。请安装中文字体，例如 sudo apt-get install fonts-noto-cjk。",
                count=len(made.characters),
                few=few,
            )
        )
    return made


def _write(file: Path, data: bytes) -> None:
    try:
        write_atomically(file, data)
    except OSError as error:
        raise BuildError(
            _("写不了 {file}（{reason}）。请检查文件夹的权限和磁盘。", file=file, reason=reason_of(error))
        ) from error
