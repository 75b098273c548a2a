"""`linli new`: a new article with its fields filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from linli.errors import reason_of
from linli.messages import _, listed
from linli.model.article import Kind
from linli.model.paper import Paper
from linli.reading.frontmatter import cleaned
from linli.reading.scan import scan
from linli.reading.topics import known_topics
from linli.reading.values import parse_kind
from linli.settings.table import Settings
from newsroom import settings as paper_settings
from newsroom.archive import known_names
from newsroom.blank import Blank
from newsroom.options import ask_section, parse_day, section_named
from newsroom.settings import config_option, content_option
from newsroom.signing import reminder
from newsroom.terminal import CONTENT_ERROR, complain, say, shown
from newsroom.usage import command, option


@command(
    short_help=_("新写一篇稿件"),
    help=_(
        "新写一篇稿件：在该放的文件夹里建好文件，填好标题、栏目、日期，印出文件的路径。\n\n"
        "体裁写 通讯、消息、评论、图片新闻 或 公益。标题里有空格，也可以不加引号。已经有的文件不会被改动。\n\n"
        "打开文件，在提示的地方写正文，删掉提示那一行，就可以出报。一时写不好，加上 --draft，写好后删掉“状态: 草稿”。"
    ),
    context_settings={"ignore_unknown_options": True},  # a headline may begin with a dash
)
@click.argument("kind", metavar=_("体裁"))
@click.argument("words", metavar=_("标题"), nargs=-1, required=True)
@option("--section", metavar=_("栏目"), help=_("栏目，名称或短名；不给就问"))
@option("--region", metavar=_("地区"), default="", help=_("地区，例如 柳溪镇井坊村"))
@option("--topic", metavar=_("专题"), default="", help=_("专题，名称或短名"))
@option("--date", "day", metavar=_("日期"), callback=parse_day, help=_("见报日期（默认今天）"))
@option("--draft", is_flag=True, help=_("先当草稿，不发布"))
@content_option
@config_option
@click.pass_context
def new(
    context: click.Context,
    kind: str,
    words: tuple[str, ...],
    section: str | None,
    region: str,
    topic: str,
    day: date | None,
    draft: bool,
    content: Path | None,
    config: Path,
) -> None:
    """Writes the file, and prints its path alone on standard output."""
    settings = paper_settings.read(config, content=content)
    paper = settings.paper
    piece = _kind(kind)
    title = _title(words)
    if piece is Kind.BANNER:
        chosen = None
    else:
        chosen = section_named(paper, section) if section is not None else ask_section(paper)
    blank = Blank(
        piece,
        Blank.kind_name(kind, piece),
        title,
        day or settings.today,
        chosen,
        _region(paper, cleaned(region)),
        draft,
        paper.furniture,
        known_names(settings),
        "" if piece is Kind.BANNER else _topic(settings, cleaned(topic)),
    )
    try:
        file = blank.write(settings.content)
    except OSError as error:
        complain(
            _(
                "写不了 {folder}（{reason}）。请检查文件夹的权限和磁盘。",
                folder=shown(blank.folder(settings.content)),
                reason=reason_of(error),
            )
        )
        context.exit(CONTENT_ERROR)
    if file.stem != blank.slug:
        complain(_("已经有一篇同题的，这一篇另存为 {name}。", name=file.name))
    if piece is not Kind.BANNER and (told := reminder(settings, blank.day)):
        complain(told)
    say(shown(file))


def _kind(word: str) -> Kind:
    try:
        return parse_kind(word)
    except ValueError as fault:
        raise click.UsageError(str(fault)) from None


def _title(words: tuple[str, ...]) -> str:
    """The headline; words that were not quoted are one, an option that nobody knows is none."""
    for word in words:
        if re.match(r"--[a-z]", word):
            raise click.UsageError(
                _("没有 {option} 这个选项。运行 linli new --help 看有哪些。", option=word.partition("=")[0])
            )
    title = cleaned(" ".join(words))
    if not title:
        raise click.UsageError(_("标题是空的。请写上标题，例如：linli new 通讯 村里通了公交车"))
    return title


def _topic(settings: Settings, word: str) -> str:
    """The topic to write: its name, when it is known; one that has no file yet is told."""
    if not word:
        return ""
    found = known_topics(settings.content, scan(settings.content).sources, drafts=True)
    topic = found.named(word)
    if topic is None:
        names = listed(one.name for one in found.all) if found.all else _("还没有")
        complain(_("没有“{word}”这个专题，稿件不会出现在专题页上。已有的专题：{names}。", word=word, names=names))
    return topic.name if topic else word


def _region(paper: Paper, place: str) -> str:
    """The place to write: the name of a region that was given by its id; one outside all regions is told."""
    region = paper.region(place) if place else None
    if region is not None:
        return region.name if place == region.id else place
    if place and paper.regions:
        names = listed(region.name for region in paper.regions)
        complain(_("“{place}”不在本报的地区里，不会出现在地区页上。已有的地区：{names}。", place=place, names=names))
    return place
