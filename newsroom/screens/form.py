"""The fields of a piece as a form: what is chosen, what is typed, and what few pieces have."""

from __future__ import annotations

from dataclasses import dataclass

from linli.messages import _
from linli.model.article import Kind, Status
from linli.model.fields import KEYS
from linli.model.paper import Paper
from linli.reading.fields import BANNERS
from linli.reading.values import KINDS, STATUSES


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: how it is shown, and the words for it in a file, the first of which is written."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the form, chosen when it has choices."""

    key: str
    label: str
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    offers: bool = False  # people who wrote before


@dataclass(frozen=True, slots=True)
class Form:
    """The inputs: above the text, beside it, and those that are folded away; and what is said of such pieces."""

    first: tuple[Input, ...]
    usual: tuple[Input, ...]
    others: tuple[Input, ...]
    hint: str = ""


FIRST = ("kicker", "title", "subtitle")  # above the text
USUAL = ("kind", "section", "region", "date", "page", "byline", "status")
LEFT_OUT = ("correction",)  # has a place of its own
OF_BANNERS = ("title",), ("date", "until", "status"), ("slug",)


def form_of(paper: Paper, path: str) -> Form:
    """The form of the piece at a path."""
    others = tuple(key for key in KEYS if key not in (*FIRST, *USUAL, *LEFT_OUT))
    is_banner = path.startswith(BANNERS)
    keys = OF_BANNERS if is_banner else (FIRST, USUAL, others)
    first, usual, rest = (tuple(_input(key, paper) for key in part) for part in keys)
    hint = _("只有标题的，是一行标语；正文写几行的，是价值观栏。写了“日期”的从那天起登，写了“截止”的到那天为止。")
    return Form(first, usual, rest, hint if is_banner else "")


def kinds_to_begin() -> tuple[Choice, ...]:
    """What can be begun: pieces, and banners."""
    return (*kinds(), Choice(_("公益：标语、价值观栏"), _usual(KINDS[Kind.BANNER])))


def kinds() -> tuple[Choice, ...]:
    """The kinds that a piece can be given."""
    story, commentary, photo = (KINDS[kind] for kind in (Kind.STORY, Kind.COMMENTARY, Kind.PHOTO))
    return (
        Choice(_("消息"), (story[2],)),
        Choice(_("通讯"), (story[1], story[0])),
        Choice(_("评论"), _usual(commentary)),
        Choice(_("图片新闻"), _usual(photo)),
    )


def _usual(names: tuple[str, ...]) -> tuple[str, ...]:
    """The names of something, the usual one first."""
    return names[1], *names


def _input(key: str, paper: Paper) -> Input:
    choices: tuple[Choice, ...] = ()
    if key == "kind":
        choices = kinds()
    elif key == "status":
        labels = {Status.PUBLISHED: _("发布"), Status.DRAFT: _("草稿"), Status.WITHDRAWN: _("撤稿")}
        choices = tuple(Choice(label, _usual(STATUSES[status])) for status, label in labels.items())
    elif key == "section":
        choices = tuple(Choice(one.name, (one.name, one.id)) for one in paper.sections)
    elif key == "region":
        choices = tuple(Choice(one.name, (one.name, one.id)) for one in paper.regions)
    return Input(key, _label(key), choices, _hint(key), offers=key in ("byline", "editor"))


def _label(key: str) -> str:
    return {
        "title": _("标题"),
        "subtitle": _("副题"),
        "kicker": _("引题"),
        "kind": _("体裁"),
        "section": _("栏目"),
        "region": _("地区"),
        "date": _("日期"),
        "page": _("版次"),
        "byline": _("署名"),
        "source": _("来源"),
        "editor": _("责任编辑"),
        "summary": _("摘要"),
        "cover": _("题图"),
        "slug": _("短名"),
        "status": _("状态"),
        "aliases": _("旧址"),
        "updated": _("更新"),
        "topic": _("专题"),
        "names": _("人名"),
        "until": _("截止"),
        "weight": _("排序"),
    }[key]


def _hint(key: str) -> str:
    return {
        "date": _("例如 2024-05-16，或 2024-05-16 20:30"),
        "page": _("第几版，写数字"),
        "byline": _("例如 记者 林小满 通讯员 何苗"),
        "until": _("例如 2024-12-31"),
        "weight": _("数字越大，在头版越靠前"),
        "summary": _("不写就取正文开头"),
        "slug": _("网址里的一段，不写就用拼音"),
        "cover": _("例如 photos/2024/05/well.jpg，不写就用第一张"),
    }.get(key, "")
