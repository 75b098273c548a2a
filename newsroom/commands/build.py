"""`linli build`: the whole site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from newsroom import building
from newsroom.settings import CONFIG
from newsroom.terminal import Progress, say, show_findings, shown


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise click.BadParameter(f"“{value}”不是日期。请写成 2023-07-12。") from None


@click.command(short_help="做出整个网站")
@click.option("--content", type=click.Path(path_type=Path), help="内容文件夹（默认按设置文件）")
@click.option("--output", type=click.Path(path_type=Path), help="网站放在哪里（默认按设置文件）")
@click.option("--config", type=click.Path(path_type=Path), default=Path(CONFIG), show_default=True, help="设置文件")
@click.option("--today", metavar="日期", callback=_day, help="当作这一天出报，例如 2023-07-12")
@click.option("--clean", is_flag=True, help="忘掉以前做过的，全部重做")
@click.option("--scheduler", metavar="地址", default="", help="用 dask 集群出报，例如 tcp://127.0.0.1:8786")
def build(
    content: Path | None, output: Path | None, config: Path, today: str | None, clean: bool, scheduler: str
) -> None:
    """做出整个网站。

    内容有错误时不出报，原来的网站不动；把列出的错误改好，再运行一次。
    """
    progress = Progress()
    try:
        built = building.run(
            config,
            content=content,
            output=output,
            today=today,
            clean=clean,
            scheduler=scheduler,
            progress=progress,
        )
    finally:
        progress.end()
    show_findings(built.warnings)
    for fault in built.faults:
        say(fault)
    say(f"出报完成：{built.articles} 篇稿件，{built.pages} 个页面，用时 {progress.seconds:.1f} 秒。")
    if built.written or built.removed:
        say(f"新写 {built.written} 个文件，删去 {built.removed} 个。")
    else:
        say("内容没有变化，网站没有动。")
    if built.waiting:
        say(f"还有 {built.waiting} 篇日期在今天之后，到那一天再出报时发布。")
    say(f"请看：{shown(built.output / 'index.html')}")
