"""The words of a paper that are converted whole: the names it knows, and its glossary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plugins.desk.findings import Finding
from plugins.desk.hooks import Inquiry, Review
from plugins.desk.messages import _
from plugins.desk.source import Unreadable, decode
from plugins.hanzi import glossary
from plugins.hanzi.names import Names, is_delicate, is_person
from plugins.hanzi.settings import twins_of
from plugins.hanzi.variants import HANS, VARIANTS


def answer(inquiry: Inquiry) -> None:
    """Answers `words_wanted`: with names that running text could get wrong, and the glossary."""
    twins = twins_of(inquiry.settings)
    lines, findings = _glossary(inquiry.content)
    inquiry.findings += findings
    for twin in twins:
        variant = VARIANTS[twin.variant]
        convert = Names(variant).convert
        delicate = [n for n in inquiry.names if is_person(n) and is_delicate(n, variant.vocabulary)]
        words = {name: convert(name) for name in delicate}
        words |= lines if variant.source == HANS else {target: source for source, target in lines.items()}
        inquiry.words[twin.scope] = words


def review(review: Review) -> None:
    """Answers `content_reviewed`: a name may have a character of which nobody but the bearer knows the form."""
    lines, _findings = _glossary(review.content)
    variants = {VARIANTS[twin.variant].name: VARIANTS[twin.variant] for twin in twins_of(review.settings)}
    for variant in list(variants.values())[:1]:
        if variant.source != HANS:
            continue
        names = Names(variant)
        for name, path in review.library.names().items():
            if is_person(name) and name not in lines:
                doubts = [
                    _(
                        "“{part}”按“{standard}”，也可能是{others}",
                        part=part,
                        standard=names.standard(form.text),
                        others=_either(form.others),
                    )
                    for part, form in names.doubts(name)
                ]
                if doubts:
                    message = _(
                        "“{name}”的繁体写成“{converted}”：{doubts}。请问清本人，在 {file} 里写一行：{name}，Tab 键，正确的繁体。",
                        name=name,
                        converted=names.convert(name),
                        doubts=_("；").join(doubts),
                        file=glossary.FILE,
                    )
                    review.findings.append(Finding(path, _line(review.content / path, name), "W601", message))


def _either(forms: Iterable[str]) -> str:
    return _("或").join(_("“{word}”", word=form) for form in forms)


def _glossary(content: Path) -> tuple[dict[str, str], list[Finding]]:
    file = content / glossary.FILE
    return glossary.read(file.read_bytes()) if file.is_file() else ({}, [])


def _line(file: Path, name: str) -> int:
    """The line of a file in which a name stands first, spaces within it aside."""
    try:
        text = decode(file.read_bytes(), file.name)
    except (OSError, Unreadable):
        return 1
    for number, line in enumerate(text.split("\n"), 1):
        if name in line.replace(" ", "").replace("\u3000", ""):
            return number
    return 1
