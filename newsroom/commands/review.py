"""`linli review`: what waits for a signature, and signing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from linli.errors import ContentError
from linli.files import write_atomically
from linli.messages import _, listed
from linli.model.moments import seconds
from linli.reading.encoding import UnreadableText
from linli.settings.table import Settings
from newsroom import archive
from newsroom import settings as paper_settings
from newsroom.manuscripts.signed import changes_since
from newsroom.manuscripts.versions import FOLDER, Versions
from newsroom.settings import config_option, content_option
from newsroom.signing import NotSigned, Signing, told
from newsroom.tables import Column, show_table
from newsroom.terminal import Progress, complain, say
from newsroom.usage import command, option


@command(
    short_help=_("三审：看哪些没签，签一步"),
    help=_(
        "签审：设置里的 REVIEWS 写着要签哪几步，每一步由不同的人签，签完才发布。\n\n"
        "不写文件，就列出还没有签完的。写文件，就看这一篇签到哪一步、签了以后改了什么；加上 --by 张三，就签下一步（或 --step 写的那一步）。\n\n"
        "签在稿件的字段里：初审: 张三 2024-05-09 10:20 #……。末尾的记号是签的那一版，标题、正文、图片再有改动，就要重签。"
    ),
)
@click.argument("paths", metavar=_("[文件]..."), nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@option("--by", "person", metavar=_("名字"), default="", help=_("谁签"))
@option("--step", metavar=_("哪一步"), default="", help=_("签哪一步，例如 复审（默认是下一步）"))
@content_option
@config_option
def review(paths: tuple[Path, ...], person: str, step: str, content: Path | None, config: Path) -> None:
    """Lists, shows or signs."""
    settings = paper_settings.read(config, content=content)
    if step and not person:
        raise click.UsageError(_("--step 要和 --by 一起用：写上谁签。"))
    if not settings.steps:
        raise click.UsageError(
            _('设置里没有写 REVIEWS，稿件不用签。要三审，就在设置里加一行 REVIEWS = ["初审", "复审", "终审"]。')
        )
    if not paths:
        if person:
            raise click.UsageError(
                _("请写上签哪一篇，例如 linli review {path} --by {person}", path=_example(settings), person=person)
            )
        _list(settings)
        return
    for path in paths:
        name = _name(path, settings)
        if person:
            _sign(settings, path, name, person, step)
        else:
            _show(settings, path, name)


def _example(settings: Settings) -> str:
    return f"{settings.shown_as}articles/2024/05/09/lamp.md"


def _name(path: Path, settings: Settings) -> str:
    """The path of a piece below the content folder."""
    if not path.is_file():
        raise click.UsageError(_("找不到 {path}。请检查文件名和路径。", path=path))
    try:
        return path.resolve().relative_to(settings.content.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(
            _("{path} 不在内容文件夹 {folder} 里。请先移进去。", path=path, folder=settings.shown_as)
        ) from None


def _sign(settings: Settings, path: Path, name: str, person: str, step: str) -> None:
    signing, data = Signing(settings), path.read_bytes()
    try:
        signed = signing.signed(name, data, person, step)
        found = signing.review(name, signed)
    except UnreadableText as fault:
        raise ContentError([fault.finding.below(settings.shown_as)]) from None
    except NotSigned as fault:
        raise click.UsageError(f"{path}: {fault}") from None
    Versions(settings.file.folder / FOLDER).keep(name, data)
    write_atomically(path, signed, durable=True)
    if found is None:
        return
    say(_("{path}：已签。", path=path))
    for one in found.steps:
        say(f"  {one.name}  {told(one)}")
    if found.is_complete:
        say(_("都签完了，下次出报就发布。"))


def _show(settings: Settings, path: Path, name: str) -> None:
    try:
        data = path.read_bytes()
        found = Signing(settings).review(name, data)
    except UnreadableText as fault:
        raise ContentError([fault.finding.below(settings.shown_as)]) from None
    if found is None:
        say(_("{path}：这一篇不用签。", path=path))
        return
    say(f"{path}:")
    for one in found.steps:
        say(f"  {one.name}  {told(one)}")
    versions = Versions(settings.file.folder / FOLDER)
    for line in changes_since(found, name, data, versions, settings) or ():
        say(f"    {line}")
    if found.is_complete:
        say(_("都签完了。"))


def _list(settings: Settings) -> None:
    progress = Progress()
    try:
        with archive.opened(settings, progress) as paper:
            held = [path for path, _url, _due in paper.store.in_review(seconds(settings.now))]
            reviews = paper.store.reviews()
    finally:
        progress.end()
    if not held:
        say(_("没有等着签的。"))
        return
    rows: list[Sequence[str]] = [
        [settings.shown_as + path, *(told(step) for step in reviews[path].steps)] for path in held
    ]
    show_table([Column(_("稿件"), wrap=False), *map(Column, settings.steps)], rows)
    say(_("还没有签完的：{count} 篇。", count=len(held)))
    complain(_("签一步：linli review 文件 --by 名字。步骤：{steps}。", steps=listed(settings.steps)))
