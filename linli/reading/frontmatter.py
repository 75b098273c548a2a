"""The fields at the top of an article: `名称: 内容` between two lines of `---`."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from linli.findings import Finding
from linli.messages import _, language, listed
from linli.model.fields import KEY_OF, KEYS
from linli.text.simplified import simplified

REPEATED = {"correction"}  # may be written again: one for each time
QUOTES = {'"': "“”", "'": "‘’"}
FENCE = re.compile(r"[-\u2014\uff0d\u2015\u2500]{3,}\s*")
FIELD = re.compile(r"\s*+([^:：]{1,20}?)\s*+[:：]\s*+(.*\S|)\s*+")


@dataclass(frozen=True, slots=True)
class Field:
    """A field as it was written, and the line it stands on."""

    value: str
    line: int


@dataclass(frozen=True, slots=True)
class Source:
    """An article's file, parted: its fields by their English keys, and the body with its first line.

    `again` has what followed the first of a field that may be repeated.
    """

    fields: dict[str, Field]
    again: dict[str, list[Field]]
    body: str
    body_line: int
    fence_line: int  # where a missing field would stand


def split(text: str, path: str, steps: Collection[str] = ()) -> tuple[Source | None, list[Finding]]:
    """Parts a file into fields and body. None when no fields can be read; findings say what is wrong.

    Args:
        steps: of the review, whose names are those of fields too.
    """
    source, findings = _parted(text, path, {simplified(step): step for step in steps})
    unmerged = list(_unmerged(text, path))
    return source, unmerged or findings  # what else is wrong with the fields comes of there being two of them


def _unmerged(text: str, path: str) -> Iterator[Finding]:
    """Where git has left two versions, one below the other, for somebody to choose from.

    Its marks are lines of their own (git-merge, "How conflicts are presented").
    """
    if "\n>>>>>>>" not in text:
        return
    begun, parted = 0, False  # the line where they begin, and whether the second has begun
    for number, line in enumerate(text.split("\n"), start=1):
        mark = line.partition(" ")[0]
        if mark == "<<<<<<<":
            begun, parted = number, False
        elif line == "=======":
            parted = begun > 0
        elif mark == ">>>>>>>" and parted:
            message = _(
                "从这里起有两份，Git 没有合上：“<<<<<<<”下面是一份，“=======”下面是另一份，到“>>>>>>>”为止。请用记事本打开这个文件，留下对的，删去这几行记号。"
            )
            yield Finding(path, begun, "E117", message)
            begun, parted = 0, False


def _parted(text: str, path: str, own: Mapping[str, str]) -> tuple[Source | None, list[Finding]]:
    lines = text.split("\n")
    first = next(number for number, line in enumerate(lines) if line.strip())
    if not FENCE.fullmatch(lines[first]):
        message = _("文件要以一行 --- 开头，下面写标题、栏目、日期等字段，再用一行 --- 结束。请补上字段区。")
        return None, [Finding(path, first + 1, "E102", message)]
    end = next((n for n in range(first + 1, len(lines)) if FENCE.fullmatch(lines[n])), None)
    if end is None or _runs_into_body(lines[first + 1 : end], own):
        message = _("字段区从这一行的 --- 开始，但没有第二行 --- 来结束。请在最后一个字段下面加一行 ---。")
        return None, [Finding(path, first + 1, "E103", message)]
    fields, again, findings = _fields(lines, first + 1, end, path, own)
    body = "\n".join(lines[end + 1 :])
    return Source(fields, again, body, end + 2, first + 1), findings


def cleaned(text: str) -> str:
    """A text that fits in one line of fields: control characters and white space are a space, full-width ones stay."""
    text = "".join(
        " " if unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") else character for character in text
    )
    return re.sub(r"[^\S\u3000]+", " ", text).strip()


def field_line(name: str, value: str) -> str:
    """A field as a line that `split` reads back: white space of any kind is a space, none at the ends.

    A value in straight quotes gets others around it, which reading takes away again.
    """
    text = cleaned(value)
    if _unquoted(text) != text:
        other = "'" if text[0] == '"' else '"'
        text = f"{other}{text}{other}" if other not in text else f"{QUOTES[text[0]][0]}{text[1:-1]}{QUOTES[text[0]][1]}"
    return f"{name}: {text}".rstrip()


def _runs_into_body(lines: list[str], own: Mapping[str, str]) -> bool:
    """Whether these are fields and then, after a blank line, text: the line `---` that ends them is the body's own."""
    blank = False
    for line in lines:
        if not line.strip():
            blank = True
            continue
        if blank and _key(line, own) is None:
            return True
        blank = False
    return False


def _key(line: str, own: Mapping[str, str]) -> str | None:
    """The English key of a field's line; None for a line that is none, or a key that nobody knows."""
    match = FIELD.fullmatch(line)
    return (_key_of(match[1]) or own.get(_plain(match[1]))) if match else None


@lru_cache(maxsize=256)
def _key_of(name: str) -> str | None:
    """The English key that a name stands for, whatever its width, case, spaces and script."""
    return KEY_OF.get(_plain(name))


def _plain(name: str) -> str:
    """A name of a field in simplified Chinese, without spaces, in small letters."""
    return simplified(re.sub(r"\s", "", unicodedata.normalize("NFKC", name)).lower())


def _fields(
    lines: list[str], start: int, end: int, path: str, own: Mapping[str, str]
) -> tuple[dict[str, Field], dict[str, list[Field]], list[Finding]]:
    fields: dict[str, Field] = {}
    again: dict[str, list[Field]] = {}
    findings: list[Finding] = []
    for number in range(start, end):
        line = lines[number]
        if not line.strip():
            continue
        match = FIELD.fullmatch(line)
        if match is None:
            message = _(
                "“{line}”不是字段。字段写成“名称: 内容”，一个字段一行，例如“标题: 村里通了公交车”。",
                line=_shorten(line),
            )
            findings.append(Finding(path, number + 1, "E107", message))
            continue
        name, value = match.groups()
        key = _key_of(name) or own.get(_plain(name))
        if key is None:
            findings.append(Finding(path, number + 1, "E110", _unknown(name)))
        elif key in fields and key in REPEATED:
            again.setdefault(key, []).append(Field(_unquoted(value), number + 1))
        elif key in fields:
            message = _("“{name}”写了两次，第 {line} 行已经有了。请留下一个。", name=name, line=fields[key].line)
            findings.append(Finding(path, number + 1, "E109", message))
        else:
            fields[key] = Field(_unquoted(value), number + 1)
    return fields, again, findings


def _unknown(name: str) -> str:
    near = difflib.get_close_matches(simplified(name.strip().lower()), KEY_OF, n=1, cutoff=0.5)
    if near:
        return _("没有“{name}”这个字段。是不是“{near}”？", name=_shorten(name), near=near[0])
    names = listed(key if language() == "en" else names[0] for key, names in KEYS.items())
    return _("没有“{name}”这个字段。可用的字段有：{names}。", name=_shorten(name), names=names)


def _unquoted(value: str) -> str:
    """The value without the straight quotes that YAML writers put around it."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" and value[0] not in value[1:-1]:
        return value[1:-1].strip()
    return value


def _shorten(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 20 else text[:20] + "…"
