"""Every regular expression of the code, how it is used, and what it likes least: texts made of its own parts."""

from __future__ import annotations

import ast
import importlib
import os
import pkgutil
import re
import re._constants as sre  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any

PACKAGES = ("linli", "newsroom", "plugins")
METHODS = frozenset(["match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"])
COMMON = ' \n\u3000a0字，-"<'  # what every pattern is tried with, beside what stands in it
THOROUGH = bool(os.environ.get("LINLI_THOROUGH"))  # `make hostile` tries more texts
PILOT = 1_000 if THOROUGH else 250  # characters with which the worst text is looked for
REPEATED = 3  # what may stand so many times, is repeated
HEADS, PUMPS = (12, 60) if THOROUGH else (4, 24)
LONGEST, CHARACTERS = 40, 24
REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
CATEGORIES = {
    sre.CATEGORY_DIGIT: ["0"], sre.CATEGORY_SPACE: [" ", "\n", "\u3000"], sre.CATEGORY_WORD: ["a", "字", "0"],
    sre.CATEGORY_NOT_DIGIT: ["a", "字"], sre.CATEGORY_NOT_SPACE: ["a", "字"], sre.CATEGORY_NOT_WORD: [" ", "-"],
}  # fmt: skip


@dataclass(slots=True)
class Pattern:
    """A regular expression, where it stands, and the methods that it is used with."""

    place: str
    compiled: re.Pattern[Any]
    methods: set[str] = field(default_factory=set)

    def run(self, text: str) -> None:
        """Uses it on a text in each way in which it is used."""
        data: Any = text if isinstance(self.compiled.pattern, str) else text.encode("utf-8", "replace")
        for method in sorted(self.methods):
            if method in ("sub", "subn"):
                self.compiled.sub(data[:0], data)
            elif method == "finditer":
                for _found in self.compiled.finditer(data):
                    pass
            else:
                getattr(self.compiled, method)(data)


def modules() -> Iterator[ModuleType]:
    """All modules of the code."""
    for package in PACKAGES:
        top = importlib.import_module(package)
        yield top
        for info in pkgutil.walk_packages(top.__path__, f"{package}."):
            yield importlib.import_module(info.name)


def patterns() -> tuple[list[Pattern], list[str]]:
    """Every pattern; and where one is made of what only a run knows."""
    found: dict[tuple[Any, int], Pattern] = {}
    unknown: list[str] = []
    uses: list[tuple[ModuleType, str, str]] = []
    for module in modules():
        for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Attribute) or node.attr not in METHODS:
                continue
            name = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", "")
            uses.append((module, name, node.attr))
        for call in _calls(module):
            place = f"{module.__name__}:{call.lineno}"
            compiled = _made(call, module)
            if compiled is None:
                unknown.append(place)
                continue
            pattern = found.setdefault((compiled.pattern, compiled.flags), Pattern(place, compiled))
            pattern.methods |= {call.func.attr} & METHODS  # type: ignore[attr-defined]
    for module, name, method in uses:
        used = vars(module).get(name)
        if isinstance(used, re.Pattern) and (used.pattern, used.flags) in found:
            found[used.pattern, used.flags].methods.add(method)
    for pattern in found.values():
        pattern.methods = pattern.methods or {"search"}
    return list(found.values()), unknown


def _calls(module: ModuleType) -> Iterator[ast.Call]:
    """Where a module makes or uses a pattern by a function of `re`."""
    for node in ast.walk(ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))):
        called = node.func if isinstance(node, ast.Call) else None
        if not isinstance(called, ast.Attribute) or called.attr not in METHODS | {"compile"}:
            continue
        if isinstance(called.value, ast.Name) and called.value.id == "re":
            yield node


def _made(call: ast.Call, module: ModuleType) -> re.Pattern[Any] | None:
    """The pattern that a call of `re` has, if names of the module are enough to tell."""
    flags = next((word.value for word in call.keywords if word.arg == "flags"), None)
    if flags is None and isinstance(call.func, ast.Attribute) and call.func.attr == "compile" and len(call.args) > 1:
        flags = call.args[1]
    elif (
        flags is None
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in METHODS - {"sub", "subn", "split"}
        and len(call.args) > 2
    ):
        flags = call.args[2]
    values = []
    for part in (call.args[0], flags):
        try:
            values.append(eval(compile(ast.Expression(part), "", "eval"), vars(module)) if part else 0)
        except NameError:
            return None
    return values[0] if isinstance(values[0], re.Pattern) else re.compile(*values)


def worst(pattern: Pattern, size: int, most: int, pilot: int = PILOT) -> list[str]:
    """The texts of `size` characters, at most so many, that take a pattern longest: those that do at the size of `pilot`."""
    timed = []
    for head, pump, tail in attacks(pattern.compiled):
        text = _text(head, pump, tail, pilot)
        times = []
        for _again in range(
            2
        ):  # the machine has other work; and the time of the process is coarse while a limit is set to it
            start = time.perf_counter_ns()
            pattern.run(text)
            times.append(time.perf_counter_ns() - start)
        timed.append((min(times), head, pump, tail))
    timed.sort(reverse=True)
    return [_text(head, pump, tail, size) for _time, head, pump, tail in timed[:most]]


def _text(head: str, pump: str, tail: str, size: int) -> str:
    return head + pump * (size // len(pump)) + tail


def attacks(compiled: re.Pattern[Any]) -> list[tuple[str, str, str]]:
    """Texts to try: what comes first, what is repeated, what comes last.

    Repeated are characters that a pattern names, what it repeats itself, all of it, and all but its end.
    """
    source = compiled.pattern if isinstance(compiled.pattern, str) else compiled.pattern.decode("latin-1")
    tree = parser.parse(source, compiled.flags & (re.VERBOSE | re.IGNORECASE | re.DOTALL | re.MULTILINE))
    heads, pumps = [""], []
    for head, pump in _repeats(tree, ""):
        heads.append(head)
        pumps += [pump, head, head + pump]
    whole = _sample(tree)
    pumps += [whole, whole[:-1], whole[1:], *COMMON, *sorted(set(_characters(tree)))[:CHARACTERS]]
    heads = list(dict.fromkeys(head[-LONGEST:] for head in heads))[:HEADS]
    pumps = list(dict.fromkeys(pump[-LONGEST:] for pump in pumps if pump))[:PUMPS]
    return list(product(heads, pumps, ("", "\0")))


def _repeats(nodes: Any, head: str) -> Iterator[tuple[str, str]]:
    """Everything that a pattern repeats, with what stands before it."""
    for node, value in nodes:
        for inner in _within(node, value):
            yield from _repeats(inner, head)
        if node in REPEATS and value[1] >= REPEATED:
            branches = value[2][0][1][1] if len(value[2]) == 1 and value[2][0][0] is sre.BRANCH else [value[2]]
            for branch in branches:
                yield head, _sample(branch)
        head += _sample([(node, value)])


def _within(node: Any, value: Any) -> list[Any]:
    """The patterns within a part of one."""
    if node in REPEATS:
        return [value[2]]
    if node is sre.BRANCH:
        return list(value[1])
    if node is sre.SUBPATTERN:
        return [value[3]]
    if node is sre.ATOMIC_GROUP:
        return [value]
    if node in (sre.ASSERT, sre.ASSERT_NOT):
        return [value[1]]
    if node is sre.GROUPREF_EXISTS:
        return [part for part in value[1:] if part]
    return []


def _sample(nodes: Any) -> str:
    """A text that a pattern matches, or nearly."""
    text = ""
    for node, value in nodes:
        if node in REPEATS:
            text += _sample(value[2]) * min(max(value[0], 1), 5)
        elif node in (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY):
            text += next(_characters([(node, value)]), "")
        elif node is sre.AT and value is sre.AT_BOUNDARY:
            text += " "
        elif node not in (sre.ASSERT, sre.ASSERT_NOT) and (inner := _within(node, value)):
            text += _sample(inner[0])
    return text


def _characters(nodes: Any) -> Iterator[str]:
    """Characters that a pattern names."""
    for node, value in nodes:
        if node is sre.LITERAL:
            yield chr(value)
        elif node is sre.NOT_LITERAL:
            yield "x" if value != ord("x") else "y"
        elif node is sre.ANY:
            yield "a"
        elif node is sre.IN:
            yield from _of_set(value)
        for inner in _within(node, value):
            yield from _characters(inner)


def _of_set(members: Any) -> Iterator[str]:
    """Some members of a set; of one that is told by what is not in it, those of others that are not."""
    named = []
    for kind, value in members:
        if kind is sre.LITERAL:
            named.append(chr(value))
        elif kind is sre.RANGE:
            named += [chr(value[0]), chr(value[1])]
        elif kind is sre.CATEGORY:
            named += CATEGORIES[value]
    if members[0][0] is sre.NEGATE:
        yield from (one for one in 'ax字0 \n\t-"' if one not in named)
    yield from named
