"""The settings files of a new paper, as texts of Python."""

from __future__ import annotations

import json
import re
from string import Template

from linli.model.paper import LANGUAGES
from linli.settings.mappings import TWINS
from newsroom.starting.facts import Facts

SETTING = re.compile(
    r'^([A-Z_]++) *= *"(?:[^"\\\n]|\\.)*"', re.MULTILINE
)  # a setting whose value is a text of one line


def fill(text: str, facts: Facts) -> str:
    """A settings file, with the facts of a paper in the places that are left for them."""
    values = {
        "name": literal(facts.name),
        "motto": literal(facts.motto),
        "sections": table(facts.sections),
        "regions": table(facts.regions),
        "script": literal(facts.script),
        "twins": json.dumps(TWINS[LANGUAGES[facts.script]]),
        "imprint": f"[{literal(facts.name + facts.furniture('编辑部'))}]",
        "serial": literal(facts.serial),
        "icp": literal(facts.icp),
        "police": literal(facts.police),
        "licence": literal(facts.licence),
        "url": literal(facts.url),
        "steps": json.dumps(facts.steps, ensure_ascii=False),
    }
    return Template(text).substitute(values)


def literal(text: str) -> str:
    """A text of one line as Python has it; a text of JSON is one of Python too."""
    return json.dumps(text, ensure_ascii=False)


def put(text: str, name: str, value: str) -> str:
    """A settings file with a text for a setting: in the line that has one, with the remark behind it, else in one more."""
    written = f"{name} = {literal(value)}"
    found = SETTING.sub(lambda match: written if match[1] == name else match[0], text)
    is_there = any(match[1] == name for match in SETTING.finditer(text))
    return found if is_there else f"{text.rstrip()}\n{written}\n"


def table(names: dict[str, str]) -> str:
    """Names by id, one a line."""
    if not names:
        return "{}"
    lines = [f"    {literal(id)}: {literal(name)},\n" for id, name in names.items()]
    return "".join(["{\n", *lines, "}"])
