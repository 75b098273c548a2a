"""The fields at the head of a file, in any of the forms that there are: YAML, TOML, JSON, and lines of their own."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import yaml

from linli.model.fields import KEY_OF
from linli.reading.frontmatter import FENCE, FIELD
from linli.text.simplified import simplified

LARGEST = 65_536  # characters of fields
MOST_VALUES = 200  # of one field
DEEPEST = 4
TOML_FENCE = re.compile(r"\+{3,}\s*")
# What other programs call our fields, and what manuscripts do. Names without a field of ours have one in capitals.
OTHERS = {
    "题目": "title", "题名": "title", "headline": "title",
    "时间": "date", "见报日期": "date", "发布日期": "date", "发布时间": "date", "publishdate": "date", "pubdate": "date", "created": "date",
    "author": "byline", "authors": "byline",
    "category": "section", "categories": "section", "分类": "section",
    "tag": "TAGS", "tags": "TAGS", "keywords": "TAGS", "标签": "TAGS", "关键词": "TAGS",
    "description": "summary", "excerpt": "summary", "内容提要": "summary",
    "alias": "aliases", "permalink": "aliases", "url": "aliases", "redirectfrom": "aliases", "saveas": "aliases",
    "draft": "DRAFT", "published": "PUBLISHED",
    "image": "cover", "thumbnail": "cover", "featuredimage": "cover", "topimg": "cover", "indeximg": "cover", "banner": "cover",
    "lastmod": "updated", "modified": "updated", "updated": "updated", "lastmodifiedat": "updated",
}  # fmt: skip
PRIVATE = {
    "电话", "手机", "手机号", "联系电话", "联系方式", "联系人", "邮箱", "email", "e-mail", "qq", "微信", "身份证", "身份证号", "银行卡号", "卡号", "账号", "开户行",
    "地址", "通讯地址", "邮编", "字数", "单位", "作者单位", "审稿", "审稿人", "审核", "签发",
}  # fmt: skip
# Fields that say how a program is to set the page.
TECHNICAL = {
    "layout", "id", "comments", "comment", "toc", "mathjax", "math", "katex", "type", "lang", "copyright", "sticky", "top", "pin", "abbrlink", "weight", "lightgallery",
    "hiddenfromsearch", "hiddenfromhomepage", "license", "template", "mermaid", "aside", "sidebar", "cssclass", "author_profile", "header", "linktitle", "menu", "showtoc",
}  # fmt: skip


@dataclass(slots=True)
class Matter:
    """Fields by our English names (`TAGS`, `DRAFT`, `PUBLISHED` aside), each with its values, and the body.

    `own`: the file is one of Linli's. `private` are lines that belong to nobody but the newsroom, `others` the names
    of fields that there is no place for. `loose`: the fields stand in lines without a fence.
    """

    fields: dict[str, list[str]]
    body: str
    body_line: int  # from 1
    own: bool = False
    loose: bool = False
    private: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read_matter(text: str) -> Matter | None:
    """The fields of a file and its body; None if it has no fields. `text` has `\\n` line ends."""
    lines = text.split("\n")
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return None
    if TOML_FENCE.fullmatch(lines[first]):
        return _fenced(lines, first, TOML_FENCE, _toml)
    if FENCE.fullmatch(lines[first]):
        return _fenced(lines, first, FENCE, _yaml)
    if lines[first].lstrip().startswith("{"):
        return _json(text)
    return _loose(lines, first)


def _fenced(lines: list[str], first: int, fence: re.Pattern[str], read: Any) -> Matter | None:
    end = next((n for n in range(first + 1, len(lines)) if fence.fullmatch(lines[n])), None)
    if end is None:
        return None
    written = lines[first + 1 : end]
    if sum(map(len, written)) > LARGEST:
        return None
    own = fence is FENCE and _is_own(written)
    pairs = _pairs_of_lines(written) if own else read("\n".join(written))
    if pairs is None:
        pairs = _pairs_of_lines(written)
    if not any(_name(key) in KEY_OF or _name(key) in OTHERS for key, _values in pairs):
        return None
    matter = _matter(pairs, "\n".join(lines[end + 1 :]), end + 2)
    matter.own = own
    return matter


def _is_own(lines: list[str]) -> bool:
    """Whether fields are written as Linli has them: with their Chinese names."""
    keys = [found[1] for line in lines if (found := FIELD.fullmatch(line))]
    return any(not key.isascii() and _name(key) in KEY_OF for key in keys)


def _yaml(text: str) -> list[tuple[str, list[str]]] | None:
    try:
        read = yaml.load(text, Loader=_Strings)  # it makes strings alone
    except (yaml.YAMLError, RecursionError, ValueError):
        return None
    return _pairs(read)


class _Strings(yaml.BaseLoader):  # type: ignore[misc]  # it has no types
    """YAML as strings, lists and mappings; one that refers to itself could become any size."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)


def _toml(text: str) -> list[tuple[str, list[str]]] | None:
    try:
        return _pairs(tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None


def _json(text: str) -> Matter | None:
    start = text.index("{")
    try:
        read, end = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return None
    pairs = _pairs(read)
    if pairs is None or not any(_name(key) == "title" for key, _values in pairs):
        return None
    return _matter(pairs, text[end:], text.count("\n", 0, end) + 1)


def _loose(lines: list[str], first: int) -> Matter | None:
    """Lines `标题：…`, `Title: …` at the top, up to the first that is none; a fence may end them."""
    end = first
    while end < len(lines) and (found := FIELD.fullmatch(lines[end])) and found[2] and _is_known(found[1]):
        end += 1
    pairs = _pairs_of_lines(lines[first:end])
    if not any(_key(key) == "title" for key, _values in pairs):
        return None
    if len(pairs) < 2 and (end == len(lines) or lines[end].strip()):
        return None
    fenced = end < len(lines) and FENCE.fullmatch(lines[end]) is not None
    matter = _matter(pairs, "\n".join(lines[end + fenced :]), end + fenced + 1)
    matter.loose = not fenced
    return matter


def _pairs_of_lines(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Fields of lines; lines `- …` belong to the field before."""
    pairs: list[tuple[str, list[str]]] = []
    for line in lines:
        item = re.fullmatch(r"\s*+-\s++(.*\S)\s*+", line)
        if item and pairs:
            pairs[-1][1].append(_unquoted(item[1]))
        elif found := FIELD.fullmatch(line):
            value = found[2]
            listed = value[1:-1].split(",") if value[:1] == "[" and value[-1:] == "]" else [value]
            pairs.append((found[1], [_unquoted(one) for one in listed if one.strip()]))
    return pairs


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _pairs(read: Any) -> list[tuple[str, list[str]]] | None:
    if not isinstance(read, dict):
        return None
    return [(str(key), list(islice(_strings(value, 0), MOST_VALUES))) for key, value in read.items()]


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, list | tuple) and depth < DEEPEST:
        for one in value:
            yield from _strings(one, depth + 1)
    elif not isinstance(value, dict | list | tuple) and (text := " ".join(str(value).split())):
        yield text


def _name(key: str) -> str:
    """The name of a field as the tables above have it."""
    return simplified(re.sub(r"[\s_-]", "", unicodedata.normalize("NFKC", key)).lower())


def _key(key: str) -> str | None:
    name = _name(key)
    return OTHERS.get(name) or KEY_OF.get(name)


def _is_known(key: str) -> bool:
    return _key(key) is not None or _name(key) in PRIVATE or _name(key) in TECHNICAL


def _matter(pairs: list[tuple[str, list[str]]], body: str, line: int) -> Matter:
    matter = Matter({}, body, line)
    for key, values in pairs:
        name = _key(key)
        if _name(key) in PRIVATE:
            matter.private.append(f"{key}：{'、'.join(values)}")
        elif name is None:
            if _name(key) not in TECHNICAL and values:
                matter.others.append(key)
        elif values:
            matter.fields.setdefault(name, []).extend(values)
    return matter
