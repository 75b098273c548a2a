"""`linli build`: the whole site."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

import click

from linli.build.request import BuildRequest
from linli.messages import _
from linli.settings.table import Settings
from linli.text.dates import parse_date
from newsroom import building, waiting
from newsroom import settings as paper_settings
from newsroom.building import BuildResult
from newsroom.settings import config_option, content_option, output_option
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say, show_findings, shown
from newsroom.usage import command, option


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        parse_date(value, UTC)
    except ValueError:
        raise click.BadParameter(_("“{value}”不是日期。请写成 2023-07-12。", value=value)) from None
    return value


@command(
    short_help=_("做出整个网站"),
    help=_("做出整个网站。\n\n内容有错误时不出报，原来的网站不动；把列出的错误改好，再运行一次。"),
)
@content_option
@output_option
@config_option
@option("--today", metavar=_("日期"), callback=_day, help=_("按这一天的日期出报，例如 2023-07-12，或 2023-07-12 20:30"))
@option("--clean", is_flag=True, help=_("不用上次的结果，全部重做"))
@option("--verify", is_flag=True, help=_("逐字节核对网站里的每个文件，不对的补好"))
@option("--without-faulty", is_flag=True, help=_("有错误的稿件先不发布，别的照常出报；最后以 1 结束"))
@option("--scheduler", metavar=_("地址"), default="", help=_("用 dask 集群出报，例如 tcp://127.0.0.1:8786"))
@option("--json", "as_json", is_flag=True, help=_("出了什么、还有哪几篇没到时候，印成 JSON，给程序用"))
@click.pass_context
def build(
    context: click.Context,
    content: Path | None,
    output: Path | None,
    config: Path,
    today: str | None,
    clean: bool,
    verify: bool,
    without_faulty: bool,
    scheduler: str,
    as_json: bool,
) -> None:
    """Builds, and sums up."""
    settings = paper_settings.read(config, content=content, output=output, today=today)
    progress = Progress()
    report = complain if as_json else say  # standard output is for what was asked for

    def tell(line: str) -> None:
        progress.end()
        report(line)

    try:
        built = building.run(
            BuildRequest(
                settings,
                clean=clean,
                verify=verify,
                without_faulty=without_faulty,
                scheduler=scheduler,
                progress=progress,
                tell=tell,
            )
        )
    finally:
        progress.end()
    show_findings(built.warnings)
    _report(built, settings, progress, report)
    if as_json:
        say(json.dumps(_row(built, settings), ensure_ascii=False, indent=2))
    if built.left_out:
        complain(_("有 {count} 篇有错误，没有发布。改好以后再出报：", count=len(built.left_out)))
        for path in built.left_out:
            complain(f"  {path}")
        context.exit(CONTENT_ERROR)


def _report(built: BuildResult, settings: Settings, progress: Progress, report: Callable[[str], None]) -> None:
    """Sums up for an editor."""
    for fault in built.faults:
        report(fault)
    text = _(
        "网站做好了：{articles} 篇稿件，{pages} 个页面，用时 {seconds:.1f} 秒。还没有发到网上，发布请运行 linli publish。",
        articles=built.articles,
        pages=built.pages,
        seconds=progress.seconds,
    )
    report(text)
    if built.written or built.removed:
        report(_("新写 {written} 个文件，删去 {removed} 个。", written=built.written, removed=built.removed))
    elif not built.mended:
        report(_("内容没有变化，网站没有动。"))
    if line := waiting.told(built.waiting, settings):
        report(line)
    if built.in_review:
        report(_("有 {count} 篇还没有签完，没有发布。看是哪几篇：linli review", count=len(built.in_review)))
    report(_("请看：{path}", path=shown(built.output / "index.html")))


def _row(built: BuildResult, settings: Settings) -> dict[str, object]:
    """What was made, for a program."""
    rows = waiting.rows(built.waiting, settings)
    return {
        "output": str(built.output),
        "articles": built.articles,
        "pages": built.pages,
        "written": built.written,
        "removed": built.removed,
        "mended": built.mended,
        "left_out": built.left_out,
        "in_review": built.in_review,
        "next_due": rows[0]["due"] if rows else None,
        "waiting": rows,
    }
