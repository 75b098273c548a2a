"""`linli build`: the whole site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from linli.build.request import BuildRequest
from linli.messages import _
from newsroom import building
from newsroom import settings as paper_settings
from newsroom.settings import config_option, content_option, output_option
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say, show_findings, shown
from newsroom.usage import command, option


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(_("“{value}”不是日期。请写成 2023-07-12。", value=value)) from None


@command(
    short_help=_("做出整个网站"),
    help=_("做出整个网站。\n\n内容有错误时不出报，原来的网站不动；把列出的错误改好，再运行一次。"),
)
@content_option
@output_option
@config_option
@option("--today", metavar=_("日期"), callback=_day, help=_("当作这一天出报，例如 2023-07-12"))
@option("--clean", is_flag=True, help=_("忘掉以前做过的，全部重做"))
@option("--verify", is_flag=True, help=_("逐字节核对网站里的每个文件，不对的补好"))
@option("--without-faulty", is_flag=True, help=_("有错误的稿件先不发布，别的照常出报；最后以 1 结束"))
@option("--scheduler", metavar=_("地址"), default="", help=_("用 dask 集群出报，例如 tcp://127.0.0.1:8786"))
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
) -> None:
    """Builds, and sums up."""
    settings = paper_settings.read(config, content=content, output=output, today=today)
    progress = Progress()

    def tell(line: str) -> None:
        progress.end()
        say(line)

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
    for fault in built.faults:
        say(fault)
    text = _(
        "出报完成：{articles} 篇稿件，{pages} 个页面，用时 {seconds:.1f} 秒。",
        articles=built.articles,
        pages=built.pages,
        seconds=progress.seconds,
    )
    say(text)
    if built.written or built.removed:
        say(_("新写 {written} 个文件，删去 {removed} 个。", written=built.written, removed=built.removed))
    elif not built.mended:
        say(_("内容没有变化，网站没有动。"))
    if built.waiting:
        say(_("还有 {count} 篇日期在今天之后，到那一天再出报时发布。", count=built.waiting))
    say(_("请看：{path}", path=shown(built.output / "index.html")))
    if built.left_out:
        complain(_("有 {count} 篇有错误，没有发布。改好以后再出报：", count=len(built.left_out)))
        for path in built.left_out:
            complain(f"  {path}")
        context.exit(CONTENT_ERROR)
