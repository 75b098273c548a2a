"""`linli init`: a paper of one's own, in a folder of its own."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import click

from linli.errors import reason_of
from linli.messages import _, listed
from linli.settings.values import TIMEZONE
from newsroom.starting.facts import Facts, name_from, places_of, script_named, steps_of, usual_sections, value_of
from newsroom.starting.folder import GUIDE, NotEmpty, check_empty, make
from newsroom.terminal import CONTENT_ERROR, complain, say, shown
from newsroom.usage import command, option

T = TypeVar("T")
NO_STEPS: tuple[str, ...] = ()
NUMBERS = {
    "serial": _("准印证号或刊号"),
    "icp": _("ICP 备案号"),
    "police": _("公安备案号"),
    "licence": _("互联网新闻信息服务许可证"),
}


@command(
    short_help=_("办一份自己的报纸"),
    help=_(
        "办一份自己的报纸：建一个新文件夹，里面有设置、内容的文件夹和各种稿件的示例。\n\n"
        "在终端里运行，会一样一样地问；也可以用选项写明。没有的按回车跳过，以后在 pelicanconf.py 里改。已经有东西的文件夹不会动。"
    ),
)
@click.argument("folder", metavar=_("文件夹"), type=click.Path(path_type=Path))
@option("--name", metavar=_("报名"), help=_("报纸的名字"))
@option("--motto", metavar=_("文字"), help=_("报头旁边的一句话"))
@option(
    "--section",
    "sections",
    metavar=_("栏目"),
    multiple=True,
    help=_("栏目，可以写几个；短名自己做，也可以写成 news=要闻"),
)
@option("--region", "regions", metavar=_("地区"), multiple=True, help=_("地区，可以写几个，同栏目"))
@option("--serial", metavar=_("号码"), help=NUMBERS["serial"])
@option("--icp", metavar=_("号码"), help=NUMBERS["icp"])
@option("--police", metavar=_("号码"), help=NUMBERS["police"])
@option("--licence", metavar=_("号码"), help=NUMBERS["licence"])
@option("--script", metavar=_("文字"), help=_("稿件用简体还是繁体写：简（默认）或繁"))
@option("--review", "steps", metavar=_("一步"), multiple=True, help=_("先审后发要签的一步，例如初审；可以写几个"))
@option("--url", metavar=_("网址"), help=_("发布以后的网址，例如 https://paper.example/news"))
@option("--yes", is_flag=True, help=_("不问，没有写明的用默认的"))
@click.pass_context
def init(context: click.Context, /, folder: Path, yes: bool, **typed: str | tuple[str, ...] | None) -> None:
    """Asks for what was not said, and makes the folder whole, or not at all."""
    asking = not yes and sys.stdin.isatty()
    if not asking and not yes and typed["name"] is None:
        raise click.UsageError(_("要写明报名，例如 --name 青禾报；或写 --yes，都用默认的。"))
    try:
        check_empty(folder)
        facts = _facts(folder, typed, asking)
        make(folder, facts, datetime.now(ZoneInfo(TIMEZONE)).date())
    except NotEmpty as fault:
        raise click.UsageError(str(fault)) from None
    except OSError as error:
        complain(
            _("写不了 {folder}（{reason}）。请检查文件夹的权限和磁盘。", folder=shown(folder), reason=reason_of(error))
        )
        context.exit(CONTENT_ERROR)
    _tell(folder, facts)


def _facts(folder: Path, typed: dict[str, str | tuple[str, ...] | None], asking: bool) -> Facts:
    """The facts of the paper: from the options, else asked for, else the usual ones."""
    ask = _Asking(typed, asking)

    def text(key: str, title: str, usual: str = "") -> str:
        return ask(key, title, usual, partial(value_of, key))

    def places(key: str, title: str, kind: str, usual: dict[str, str]) -> dict[str, str]:
        return ask(key, title, usual, partial(places_of, kind=kind), shown_as=listed(usual.values()))

    name = text("name", _("报名"), name_from(folder.absolute()))
    motto = text("motto", _("报头旁边的一句话"))
    script = ask("script", _("稿件用简体还是繁体写"), "hans", script_named, shown_as=_("简"))
    sections = places("sections", _("栏目，用顿号隔开"), "section", usual_sections(script))
    regions = places("regions", _("地区，用顿号隔开"), "region", {})
    numbers = {key: text(key, title) for key, title in NUMBERS.items()}
    steps = ask("steps", _("先审后发要签的几步，例如 初审、复审、终审"), NO_STEPS, steps_of)
    url = text("url", _("发布以后的网址"))
    return Facts(name, motto, sections, regions, **numbers, script=script, url=url, steps=steps)


class _Asking:
    """Takes each fact from where it is: an option, the editor at the terminal, or what is usual."""

    def __init__(self, typed: dict[str, str | tuple[str, ...] | None], asking: bool) -> None:
        self.typed, self.asking = typed, asking

    def __call__(self, key: str, title: str, usual: T, parse: Callable[[str], T], shown_as: str = "") -> T:
        """A fact.

        Raises:
            click.BadParameter: the option is wrong.
            click.Abort: the editor ended the input.
        """
        typed = self.typed[key]
        text = "\n".join(typed) if isinstance(typed, tuple) else typed or ""
        if text.strip():
            try:
                return parse(text) or usual  # signs alone name nothing
            except ValueError as fault:
                raise click.UsageError(str(fault)) from None
        if typed or not self.asking:
            return usual
        return self._asked(title, usual, parse, shown_as or str(usual or ""))

    def _asked(self, title: str, usual: T, parse: Callable[[str], T], shown_as: str) -> T:
        remark = _("（回车就是 {usual}）", usual=shown_as) if shown_as else _("（没有就按回车）")
        while True:
            click.echo(_("{title}{remark}：", title=title, remark=remark), nl=False, err=True)
            line = sys.stdin.readline()
            if not line:
                raise click.Abort
            if not line.strip():
                return usual
            try:
                return parse(line) or usual
            except ValueError as fault:
                complain(str(fault))


def _tell(folder: Path, facts: Facts) -> None:
    """What there is now, and what to do next."""
    say(_("《{name}》建好了：{folder}", name=facts.name, folder=shown(folder.resolve())))
    say(_("栏目：{names}", names=listed(f"{name}（{id}）" for id, name in facts.sections.items())))
    if facts.regions:
        say(_("地区：{names}", names=listed(f"{name}（{id}）" for id, name in facts.regions.items())))
    say(_("括号里是网址用的短名，现在可以在 pelicanconf.py 里改，发布以后就不要改了。"))
    say(
        _(
            "打开它：双击里面的 start.cmd（Windows）；别的电脑在终端里运行 sh {path}。",
            path=shlex.quote(shown(folder.resolve() / "start.sh")),
        )
    )
    say(_("怎么用，见里面的“{guide}”。", guide=GUIDE))
