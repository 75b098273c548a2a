"""What only shows when pieces are held side by side: a headline used twice, a person in two spellings."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from linli.findings import Finding
from linli.messages import _
from linli.model.article import Teaser
from linli.text.simplified import simplified
from linli.text.surnames import is_surname
from newsroom.checking.galley import Galley, Sort
from plugins.bylines.names import HAN

# A standing head may be used again on another day: one of so few characters (公示, 天气预报), or on so many days.
STANDING, OFTEN = 4, 4
APART = re.compile(
    rf"(?:^|[^{HAN}])(?:记者|通讯员|作者|编辑|责编|摄影|文|图|校对|审核)?([{HAN}])[ \u3000\u00a0]+([{HAN}])(?![{HAN}])"
)
CREDIT = re.compile("[（(【][^（()）【】]{2,60}[）)】]")
SIGNED = re.compile("记者|通讯员|摄|文|图|编辑|作者|供稿|责编|校对|审核|实习生|评论员")


@dataclass(frozen=True, slots=True)
class Apart:
    """A name of two characters with a space in it, in a signature."""

    line: int
    name: str
    written: str


def headlines(filed: Iterable[tuple[str, Teaser]], line_of: Callable[[str], int], shown_as: str) -> Iterator[Finding]:
    """Pieces whose headline another piece before them has. `filed` is in the order of days."""
    groups: dict[str, list[tuple[str, Teaser]]] = {}
    for path, teaser in filed:
        groups.setdefault(re.sub(rf"[^{HAN}A-Za-z0-9]", "", teaser.title), []).append((path, teaser))
    for words, pieces in groups.items():
        days = [teaser.day.date for _path, teaser in pieces]
        standing = len(words) <= STANDING or len(set(days)) >= OFTEN
        for number, (path, teaser) in enumerate(pieces):
            first = days.index(days[number]) if standing or days[number] in days[:number] else 0
            other, before = pieces[first]
            if first < number and before.url != teaser.url:  # else it is E401
                text = _("标题与 {other} 相同。请查对是不是重复发稿；不是，就换一个标题。", other=shown_as + other)
                yield Finding(path, line_of(path), "W202", text)


def apart(galley: Galley) -> Iterator[Apart]:
    """Names with a space in them where people are credited: 记者 张 婷."""
    for line in galley.lines:
        if line.sort is Sort.SIGNATURE:
            stretches = [line.words]
        else:
            credits_ = [found[0] for found in CREDIT.finditer(line.words) if SIGNED.search(simplified(found[0]))]
            stretches = [line.words[: line.dateline], *credits_]
        yield from _in(stretches, line.number)
    for key in ("byline", "editor"):
        if key in galley.fields:
            yield from _in([galley.fields[key].value], galley.fields[key].line)


def _in(stretches: Iterable[str], number: int) -> Iterator[Apart]:
    for stretch in stretches:
        for match in APART.finditer(simplified(stretch)):
            if is_surname(match[1]):
                written = stretch[match.start(1) : match.end()]
                yield Apart(number, written[0] + written[-1], written)


def spellings(found: Mapping[str, list[Apart]], names: Mapping[str, set[str]]) -> Iterator[Finding]:
    """Names that are set apart in some files and not in others; told where they are apart.

    Args:
        found: by file, names with a space.
        names: by name, the files that have it.
    """
    files: dict[str, set[str]] = {}
    for path, aparts in found.items():
        for name in aparts:
            files.setdefault(name.name, set()).add(path)
    mixed = {name for name, apart_in in files.items() if names.get(name, set()) - apart_in}
    for path, aparts in sorted(found.items()):
        first = {name.name: name for name in reversed(aparts)}
        for name in first.values():
            if name.name in mixed:
                text = _(
                    "“{written}”在别的稿件里写成“{name}”。请统一写成“{name}”。", written=name.written, name=name.name
                )
                yield Finding(path, name.line, "W206", text)


def scripts(
    names: Mapping[str, set[str]], simplified: Callable[[str], str], line_of: Callable[[str, str], int]
) -> Iterator[Finding]:
    """Names that differ only in script: 张婷 and 張婷; told where the rarer one is."""
    groups: dict[str, list[str]] = {}
    listed_ = sorted(names) or [""]
    for name, plain in zip(listed_, simplified("\n".join(listed_)).split("\n"), strict=True):
        groups.setdefault(plain, []).append(name)
    for plain, group in sorted(groups.items()):
        if len(group) == 1:
            continue
        usual = max(group, key=lambda name: (len(names[name]), name == plain))
        for name in group:
            for path in sorted(names[name]) if name != usual else ():
                text = _("“{name}”在别的稿件里写成“{usual}”。如果是同一个人，请统一。", name=name, usual=usual)
                yield Finding(path, line_of(path, name), "W206", text)
