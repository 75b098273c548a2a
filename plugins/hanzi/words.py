"""The words of a paper that are converted whole: the names it knows, and its glossary."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from linli.findings import Finding
from linli.hooks import Inquiry, Review
from linli.messages import _
from linli.model.scripts import HANS, VARIANTS
from linli.reading.encoding import UnreadableText, decode
from plugins.hanzi import glossary
from plugins.hanzi.lexicon import closed
from plugins.hanzi.names import Names, is_person
from plugins.hanzi.settings import twins_of


def answer(inquiry: Inquiry) -> None:
    """Answers `words_wanted`: with names, which running text could get wrong, and the glossary."""
    twins = twins_of(inquiry.settings)
    lines, findings = glossary.of_paper(inquiry.content)
    inquiry.findings += findings
    people = [name for name in inquiry.names if name in inquiry.listed or is_person(name)]
    for twin in twins:
        variant = VARIANTS[twin.variant]
        words = Names(variant).words(people) | glossary.directed(lines, variant.source == HANS)
        inquiry.words[twin.scope] = closed(words)


def review(review: Review) -> None:
    """Answers `content_reviewed`: with names of which nobody but the bearer knows the form, and those that are words."""
    twins = twins_of(review.settings)
    if not twins or VARIANTS[twins[0].variant].source != HANS:
        return
    lines, _findings = glossary.of_paper(review.content)
    names = Names(VARIANTS[twins[0].variant])
    for name, path in review.library.names().items():
        if name in lines or not is_person(name):
            continue
        word = names.is_word(name) and not any(name in word for word in lines)
        messages = {"W601": _doubts(names, name), "W602": _is_word(names, name) if word else ""}
        if any(messages.values()):
            line = _line(review.content / path, name)
            review.findings += [Finding(path, line, code, text) for code, text in messages.items() if text]


def _doubts(names: Names, name: str) -> str:
    doubts = [
        _(
            "“{part}”按“{standard}”，也可能是{others}",
            part=part,
            standard=names.standard(form.text),
            others=_either(form.others),
        )
        for part, form in names.doubts(name)
    ]
    if not doubts:
        return ""
    return _(
        "“{name}”的繁体写成“{converted}”：{doubts}。请问清本人，在 {file} 里写一行：{name}，Tab 键，正确的繁体。",
        name=name,
        converted=names.convert(name),
        doubts=_("；").join(doubts),
        file=glossary.FILE,
    )


def _is_word(names: Names, name: str) -> str:
    return _(
        "“{name}”是人名，也是常用的词：全报都按人名写成“{converted}”，常用的词应当写成“{word}”。"
        "请把有“{name}”的常用说法写进 {file}，一种一行。",
        name=name,
        converted=names.convert(name),
        word=names.running(name),
        file=glossary.FILE,
    )


def _either(forms: Iterable[str]) -> str:
    return _("或").join(_("“{word}”", word=form) for form in forms)


def _line(file: Path, name: str) -> int:
    """The line of a file in which a name stands first, spaces within it aside."""
    try:
        text = decode(file.read_bytes(), file.name)
    except (OSError, UnreadableText):
        return 1
    for number, line in enumerate(text.split("\n"), 1):
        if name in line.replace(" ", "").replace("\u3000", ""):
            return number
    return 1
