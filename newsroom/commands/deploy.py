"""`linli deploy`: the built site to where it is served."""

from __future__ import annotations

from pathlib import Path

import click

from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.deploying import DeployError, open_target, send
from newsroom.settings import config_option
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say
from newsroom.usage import command, option


@command(
    short_help=_("把网站发到服务器"),
    help=_(
        "把做好的网站发到服务器：先发样式和图片，再发网页，最后删旧的。\n\n中断了就再运行一次。去处里不是邻里发的文件不会被动。"
    ),
)
@option("--to", "address", required=True, metavar=_("去处"), help=_("文件夹，或 s3://桶名/前缀"))
@option("--output", type=click.Path(path_type=Path), help=_("做好的网站在哪里（默认按设置文件）"))
@option("--endpoint", metavar=_("网址"), help=_("S3 兼容存储的服务器地址"))
@option(
    "--precompress", is_flag=True, help=_("给文字文件配上压缩好的 .gz 和 .br，服务器直接送出；对象存储里只放压缩好的")
)
@config_option
@click.pass_context
def deploy(
    context: click.Context, address: str, output: Path | None, endpoint: str | None, precompress: bool, config: Path
) -> None:
    """Sends, and sums up."""
    site = output or paper_settings.read(config).output
    progress = Progress()
    try:
        sent = send(site, open_target(address, endpoint=endpoint, precompress=precompress), progress)
    except DeployError as error:
        complain(str(error))
        context.exit(CONTENT_ERROR)
    finally:
        progress.end()
    text = _(
        "已发到 {address}：新 {written} 个文件，删 {removed} 个，{same} 个没有变。",
        address=address,
        written=sent.written,
        removed=sent.removed,
        same=sent.same,
    )
    say(text)
