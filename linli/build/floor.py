"""What came to browsers after those that the theme is for (docs/theme.md names them), written in words that they all know.

A rule of the theme is written once, as short as CSS has it today. Three things are made of it when it is published: shorthands
that set the two sides of a direction, or all four; `@columns`, for browsers without container queries; and sizes that grow
with the window, for browsers without `clamp()`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

COMMENT = r"/\*[\s\S]*?\*/"
AS_IT_IS, LARGE = ':root:not([data-mode*="large"])', ':root[data-mode*="large"]'

SHORTHAND = re.compile(
    rf"{COMMENT}|(?<![\w-])(inset|(?:margin|padding|border)-(?:block|inline))\s*:\s*([^;{{}}]+?)(?=\s*[;}}])"
)
COLUMNS = re.compile(rf"{COMMENT}|@columns\s+([^{{]+?)\s*\{{")
RULE = re.compile(r"([^{}]+?)\s*\{([^{}]*)\}")

ROOT_SIZE = re.compile(r"--text-root:\s*([\d.]+)%")
GROWING = re.compile(
    r"(--[\w-]+):\s*clamp\(((?:[^(),;]|\([^()]*\))+),\s*(?:([\d.]+)rem \+ )?([\d.]+)vw,\s*([\d.]+)rem\)"
)
REM = re.compile(r"([\d.]+)rem")
STEP = 4  # rem: sizes change together, at few widths


def plain(text: str) -> str:
    """A style sheet without shorthands that came after the longhands: `margin-block: 0 1em` sets two."""

    def longhands(match: re.Match[str]) -> str:
        name, value = match[1], match[2]
        if not name:
            return match[0]
        if name == "inset":
            return _four(_parts(value))
        first, second = (value, value) if name.startswith("border") else (_parts(value) * 2)[:2]
        return f"{name}-start: {first}; {name}-end: {second}"

    return SHORTHAND.sub(longhands, text)


def _four(values: list[str]) -> str:
    """The four sides, as CSS reads one to four values."""
    top, right, bottom, left = (values + [values[0], values[0], values[min(1, len(values) - 1)]][len(values) - 1 :])[:4]
    return f"top: {top}; right: {right}; bottom: {bottom}; left: {left}"


def _parts(value: str) -> list[str]:
    """A value cut at its spaces, but for those within brackets."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", value)


def columns(text: str, scale: float) -> str:
    """A style sheet with two media queries for each `@columns (min-width: 40rem) { … }`: for type as it is, and for large
    type, which needs `scale` times the width."""
    out = []
    end = 0
    for match in COLUMNS.finditer(text):
        if not match[1]:
            continue
        close = _closing(text, match.end())
        body = re.sub(COMMENT, "", text[match.end() : close])
        wider = REM.sub(lambda size: f"{float(size[1]) * scale:g}rem", match[1])
        out += [text[end : match.start()]]
        out += [f"@media {match[1]} {{\n{_below(AS_IT_IS, body)}}}\n\n@media {wider} {{\n{_below(LARGE, body)}}}"]
        end = close + 1
    return "".join([*out, text[end:]])


def _closing(text: str, start: int) -> int:
    """Where the bracket is that ends what begins before `start`; the end of a text that has none."""
    depth = 1
    for match in re.compile(rf"{COMMENT}|[{{}}]").finditer(text, start):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if not depth:
            return match.start()
    return len(text)


def _below(root: str, body: str) -> str:
    """Rules that hold below a root."""
    rules = []
    for match in RULE.finditer(body):
        selectors = ", ".join(f"{root} {one.strip()}" for one in re.split(r",(?![^(]*\))", match[1]))
        rules.append(f"  {selectors} {{ {' '.join(match[2].split())} }}\n")
    return "".join(rules)


def growing(text: str, scale: float) -> str:
    """What follows a style sheet for browsers without `clamp()`: custom properties that have one, in steps of the window's
    width. Large type, which is `scale` times the size, reaches each step later."""
    found = [Growing(name, least, base, slope, most) for name, least, base, slope, most in GROWING.findall(text)]
    if not found:
        return ""
    root = ROOT_SIZE.search(text)
    size = float(root[1]) / 100 if root else 1.0
    steps: dict[tuple[int, str], list[str]] = defaultdict(list)
    for one in found:
        steps[_step(size * one.starts(1)), AS_IT_IS].append(one.between)
        steps[_step(size * one.starts(scale)), LARGE].append(one.between)
        steps[_step(size * one.ends()), AS_IT_IS].append(f"{one.name}: {one.most}rem;")
    queries = [
        f"  @media (min-width: {width}rem) {{ {root} {{ {' '.join(declared)} }} }}\n"
        for (width, root), declared in sorted(steps.items(), key=lambda step: step[0][0])
    ]
    smallest = " ".join(f"{one.name}: {_sum(one.least)};" for one in found)
    return f"@supports not (width: clamp(1px, 2px, 3px)) {{\n  :root {{ {smallest} }}\n{''.join(queries)}}}\n"


@dataclass(frozen=True, slots=True)
class Growing:
    """A size that grows with the window: `clamp(1rem, 0.5rem + 2vw, 1.75rem)`, in the texts of its numbers."""

    name: str
    least: str
    base: str  # empty without one
    slope: str
    most: str

    @property
    def between(self) -> str:
        """It, between the least and the most."""
        return f"{self.name}: {_sum(f'{self.base}rem + {self.slope}vw' if self.base else f'{self.slope}vw')};"

    def starts(self, scale: float) -> float:
        """The width in rem from which it is more than the least."""
        number = REM.search(self.least)
        least = float(number[1]) if number else 0.0
        return (
            ((1 if "--scale" in self.least else scale) * least - scale * float(self.base or 0))
            * 100
            / float(self.slope)
        )

    def ends(self) -> float:
        """The width in rem from which it is the most."""
        return (float(self.most) - float(self.base or 0)) * 100 / float(self.slope)


def _sum(value: str) -> str:
    return f"calc({value})" if re.search(r" [-+*/] ", value) else value


def _step(width: float) -> int:
    return max(0, round(width / STEP) * STEP)
