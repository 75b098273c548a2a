"""The fields of a piece as a form: what is chosen, what is typed, and what few pieces have."""

from __future__ import annotations

from dataclasses import dataclass

from linli.messages import _
from linli.model.fields import KEYS
from linli.model.paper import Paper
from linli.reading.values import KINDS, STATUSES

FIRST = ("kicker", "title", "subtitle")  # above the text
USUAL = ("kind", "section", "region", "date", "page", "byline", "status")
LEFT_OUT = ("correction",)  # may stand several times: in the file


@dataclass(frozen=True, slots=True)
class Input:
    """A field of the form. With choices it is chosen, each with the words that may stand in the file for it."""

    key: str
    label: str
    choices: tuple[tuple[str, ...], ...] = ()
    hint: str = ""
    offers: bool = False  # people who wrote before


@dataclass(frozen=True, slots=True)
class Form:
    """The inputs: above the text, beside it, and those that are folded away."""

    first: tuple[Input, ...]
    usual: tuple[Input, ...]
    others: tuple[Input, ...]


def form_of(paper: Paper) -> Form:
    """The form of a paper's pieces."""
    others = [key for key in KEYS if key not in (*FIRST, *USUAL, *LEFT_OUT)]
    first, usual, rest = (tuple(_input(key, paper) for key in keys) for keys in (FIRST, USUAL, others))
    return Form(first, usual, rest)


def _input(key: str, paper: Paper) -> Input:
    label = KEYS[key][0]
    if key == "kind":
        return Input(key, label, tuple((names[1], *names) for names in KINDS.values()))
    if key == "status":
        return Input(key, label, tuple((names[1], *names) for names in STATUSES.values()))
    if key == "section":
        return Input(key, label, tuple((one.name, one.id) for one in paper.sections))
    if key == "region":
        return Input(key, label, tuple((one.name, one.id) for one in paper.regions))
    hints = {
        "date": _("例如 2024-05-16，或 2024-05-16 20:30"),
        "page": _("第几版，写数字"),
        "byline": _("例如 记者 林小满 通讯员 何苗"),
        "weight": _("数字越大，在头版越靠前"),
        "summary": _("不写就取正文开头"),
        "slug": _("网址里的一段，不写就用拼音"),
        "cover": _("例如 photos/2024/05/well.jpg，不写就用第一张"),
    }
    return Input(key, label, hint=hints.get(key, ""), offers=key in ("byline", "editor"))
