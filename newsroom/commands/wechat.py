"""`linli wechat`: a piece or the paper of a day for an official account of WeChat."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from linli.messages import _
from linli.settings.table import Settings
from linli.text.dates import parse_date
from newsroom import settings as paper_settings
from newsroom.settings import PATH, config_option, content_option
from newsroom.sharing import limits, opening
from newsroom.sharing.page import file_of
from newsroom.sharing.post import Post, post_of
from newsroom.sharing.writing import ready, script_option, write
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say, shown
from newsroom.usage import command, option

HELP = _(
    "把一篇稿件或一天的报纸做成公众号文章：标题、作者、摘要、正文，和要上传的图片。\n\n"
    "加上 --html 就存成一个网页：在浏览器里打开，按“复制”，到公众号编辑器里粘贴。"
    "公众号不收的（链接、音频、太长的标题）会一行一行告诉您。草稿和没有到时间的不在一天的报纸里。"
)


@command(short_help=_("做成公众号文章"), help=HELP)
@click.argument("what", metavar=_("稿件或日期"))
@option("--html", "file", metavar=_("文件"), type=PATH, help=_("存成网页，从那里复制"))
@script_option
@content_option
@config_option
@click.pass_context
def wechat(
    context: click.Context, what: str, file: Path | None, script: str | None, content: Path | None, config: Path
) -> None:
    """Makes a post; the site stays as it is."""
    if file is not None:
        ready(file)
    settings = paper_settings.read(config, content=content)
    progress = Progress()
    try:
        post = _post(settings, what, script, progress)
    except opening.NothingThere as fault:
        progress.end()
        complain(str(fault))
        context.exit(CONTENT_ERROR)
    finally:
        progress.end()
    for line in post.told:
        complain(line)
    if file is None:
        _tell(post)
    else:
        write(file, file_of(post).encode())
        say(_("存到了 {file}。请在浏览器里打开，按“复制”，再到公众号编辑器里粘贴。", file=shown(file.absolute())))


def _post(settings: Settings, what: str, script: str | None, progress: Progress) -> Post:
    """The post of what is named: a day, else a file."""
    twin = opening.script_named(settings, script)
    path = opening.path_of(settings, what)
    if path is not None:
        with opening.of_piece(settings, path, twin, progress) as selection:
            return post_of(selection)
    with opening.of_day(settings, _day(what), twin, progress) as selection:
        return post_of(selection)


def _day(what: str) -> date:
    try:
        return parse_date(what)[0]
    except ValueError:
        message = _("没有“{what}”这个文件，也不是日期。请写稿件的路径，或日期，例如 2024-05-09。", what=what)
        raise click.UsageError(message) from None


def _tell(post: Post) -> None:
    """The fields and the pictures."""
    say(_("标题（{count}/{most}）：{text}", count=len(post.title), most=limits.TITLE, text=post.title))
    if post.author:
        say(_("作者（{count}/{most}）：{text}", count=len(post.author), most=limits.AUTHOR, text=post.author))
    if post.digest:
        say(_("摘要（{count}/{most}）：{text}", count=len(post.digest), most=limits.DIGEST, text=post.digest))
    if post.source:
        say(_("原文链接：{address}", address=post.source))
    for upload in post.uploads:
        say(f"{upload.label}  {upload.path}  {upload.size / 1_000_000:.2f} MB")
    say(_("要正文，加上 --html 文件名。"))
