"""`linli deploy`: the built site to where it is served."""

from __future__ import annotations

from pathlib import Path

import click

from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.deploying import DeployError, open_target, send
from newsroom.deploying.report import changes
from newsroom.settings import config_option
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say
from newsroom.usage import command, option


@command(
    short_help=_("把网站发到服务器"),
    help=_(
        "把做好的网站发到服务器：先发样式和图片，再发网页，最后删旧的。\n\n只发完整的网站；中断了就再运行一次。去处里不是邻里发的文件不会被动。"
    ),
)
@option(
    "--to", "address", required=True, metavar=_("去处"), help=_("文件夹，s3://桶名/前缀，或 ssh://用户@服务器/文件夹")
)
@option("--output", type=click.Path(path_type=Path), help=_("做好的网站在哪里（默认按设置文件）"))
@option("--endpoint", metavar=_("网址"), help=_("S3 兼容存储的服务器地址"))
@option(
    "--precompress", is_flag=True, help=_("给文字文件配上压缩好的 .gz 和 .br，服务器直接送出；对象存储里只放压缩好的")
)
@option("--take-over", is_flag=True, help=_("去处里有别的文件，看过了，就发到那里"))
@option("--without-address", is_flag=True, help=_("出报时没有写 SITEURL，也发"))
@option("--dry-run", is_flag=True, help=_("只看会发什么，不发"))
@config_option
@click.pass_context
def deploy(
    context: click.Context,
    address: str,
    output: Path | None,
    endpoint: str | None,
    precompress: bool,
    take_over: bool,
    without_address: bool,
    dry_run: bool,
    config: Path,
) -> None:
    """Sends, and sums up."""
    settings = paper_settings.read(config)
    site = output or settings.output
    progress = Progress()

    def tell(line: str) -> None:
        progress.end()
        complain(line)

    try:
        target = open_target(address, settings=settings, output=site, endpoint=endpoint, precompress=precompress)
        sent = send(
            site,
            target,
            progress,
            take_over=take_over,
            without_address=without_address,
            dry_run=dry_run,
            tell=tell,
        )
    except DeployError as error:
        progress.end()
        complain(str(error))
        context.exit(CONTENT_ERROR)
    finally:
        progress.end()
    counts = {"address": address, "written": sent.written, "removed": len(sent.gone), "same": sent.same}
    if dry_run:
        for line in changes(sent, settings.paper):
            say(line)
        say(_("会发到 {address}：新 {written} 个文件，删 {removed} 个，{same} 个没有变。没有发。", **counts))
    else:
        say(_("已发到 {address}：新 {written} 个文件，删 {removed} 个，{same} 个没有变。", **counts))
