"""The facts of a new paper, as they are typed: checked one by one by the kinds of the table of settings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from linli.messages import _
from linli.model import addresses
from linli.model.fields import KEY_OF
from linli.model.paper import LANGUAGES
from linli.model.scripts import furniture_conversion
from linli.reading.frontmatter import cleaned
from linli.settings.table import OPTIONS
from linli.settings.values import STEP, Single
from linli.system.common import DEVICES
from linli.text.furniture import Furniture, furniture_in
from linli.text.pinyin import slug_of
from linli.text.simplified import simplified

# Sections that nearly every paper has, by ids that say more than pinyin.
KNOWN = {"要闻": "news", "民生": "livelihood", "乡村": "countryside", "文化": "culture", "言论": "opinion"}
USUAL = ("要闻", "民生", "文化", "言论")  # the sections of a paper that names none
SCRIPTS = {"hans": ("hans", "简", "简体", "1"), "hant": ("hant", "繁", "繁体", "2")}
BETWEEN = re.compile(r"[、，,；;|\n\r]+")  # names in one line
WITH_ID = re.compile(r"([A-Za-z0-9-]+)\s*[=＝]\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a new paper. Sections and regions by id."""

    name: str
    motto: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    serial: str = ""
    icp: str = ""
    police: str = ""
    licence: str = ""
    script: str = "hans"
    url: str = ""
    steps: tuple[str, ...] = ()  # of the review

    @property
    def furniture(self) -> Furniture:
        """What brings a text of ours into the script of the paper."""
        return furniture_of(self.script)


def furniture_of(script: str) -> Furniture:
    """What brings a text of ours into a script; a paper in Traditional Chinese has Taiwan's until it says otherwise."""
    return furniture_in(furniture_conversion(LANGUAGES[script], []))


def value_of(name: str, text: str) -> str:
    """A typed text as the value of an option of the table, by the name of its field.

    Raises:
        ValueError: it is none; the text says what is wanted.
    """
    option, line = OPTIONS[name], text.strip()
    kind = cast(Single[str], option.kind)
    try:
        return kind.parse(line if name == "url" else cleaned(line))
    except ValueError:
        raise ValueError(
            _(
                "{title}应当是{expected}，例如 {example}。",
                title=option.title,
                expected=kind.expected,
                example=option.example,
            )
        ) from None


def steps_of(text: str) -> tuple[str, ...]:
    """The steps of a review, of names one after another.

    Raises:
        ValueError: a step cannot have such a name.
    """
    steps = tuple(dict.fromkeys(_parts(text)))
    for step in steps:
        if not STEP.fullmatch(step) or simplified(step.lower()) in KEY_OF:
            raise ValueError(_("“{name}”不能做审稿一步的名称：最多十个字，没有标点和空格，不和字段同名。", name=step))
    return steps


def script_named(text: str) -> str:
    """`hans` or `hant`, by any of its names.

    Raises:
        ValueError: it is no name of a script.
    """
    word = simplified(unicodedata.normalize("NFKC", text).strip().lower())
    for script, names in SCRIPTS.items():
        if word in names:
            return script
    raise ValueError(_("文字写“简”或“繁”。"))


def places_of(text: str, kind: str) -> dict[str, str]:
    """Sections or regions by id, of names one after another. An id can be written before a name: `news=要闻`.

    Args:
        kind: begins the ids of those that have no letters: `section-3`.

    Raises:
        ValueError: two have one name or one id, or an id cannot be one.
    """
    found: dict[str, str] = {}
    parts = _parts(text)
    written = [WITH_ID.fullmatch(part) for part in parts]
    taken = {match[1] for match in written if match}
    for number, (part, match) in enumerate(zip(parts, written, strict=True), 1):
        id, text = match.groups() if match else ("", part)
        name = cleaned(text)
        if not name:
            raise ValueError(_("“{text}”没有名称。", text=part))
        if name in found.values():
            raise ValueError(_("“{name}”写了两次。", name=name))
        if id in found:
            raise ValueError(_("“{id}”是两个名称的短名。请改一个。", id=id))
        if id and (id in DEVICES or not addresses.NAME.fullmatch(id)):
            raise ValueError(_("短名“{id}”不能用：只能用小写字母、数字和连字号。", id=id))
        found[id or _free(KNOWN.get(simplified(name)) or slug_of(name) or f"{kind}-{number}", {*found, *taken})] = name
    return found


def usual_sections(script: str) -> dict[str, str]:
    """The sections of a paper that names none."""
    convert = furniture_of(script)
    return {KNOWN[name]: convert(name) for name in USUAL}


def name_from(folder: Path) -> str:
    """What a paper is called that nobody names: as its folder, if that is in Chinese."""
    name = cleaned(folder.name)
    return name if re.search("[\u3400-\u9fff]", name) else _("我的报纸")


def _parts(text: str) -> list[str]:
    """The names in a text, parted by signs or lines; by spaces if it has none of them and all are in Chinese."""
    parts = [part.strip() for part in BETWEEN.split(text.strip())]
    if len(parts) == 1 and not re.search("[A-Za-z=＝]", text):
        parts = text.split()
    return [part for part in parts if part]


def _free(id: str, taken: set[str]) -> str:
    """An id that is not taken: 市政 and 时政 are both shi-zheng."""
    count, free = 1, id
    while free in taken:
        count += 1
        free = f"{id}-{count}"
    return free
