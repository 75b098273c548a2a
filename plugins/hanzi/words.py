"""The words of a paper that are converted whole: the names it knows, and its glossary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from linli.findings import Finding
from linli.hooks import Inquiry, Review
from linli.messages import _
from linli.model.scripts import HANS, VARIANTS
from linli.reading.encoding import UnreadableText, decode
from plugins.hanzi import glossary
from plugins.hanzi.lexicon import closed
from plugins.hanzi.names import Names, is_person
from plugins.hanzi.phrasebook import Phrasebook, phrasebook
from plugins.hanzi.settings import twins_of

WHITE = re.compile(r"\s")
SHOWN = 5  # places that a message names
BESIDE = 5  # characters on each side of a name that a message shows


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
    variant = VARIANTS[twins[0].variant]
    names, words = Names(variant), []
    bearers = review.library.bearers()
    for name, path in review.library.names().items():
        if name in lines or not is_person(name):
            continue
        if doubts := _doubts(names, name):
            review.findings.append(Finding(path, _line(review.content / path, name), "W601", doubts))
        if names.is_word(name):
            words.append(name)
    texts = dict(review.library.texts()) if words else {}
    for name in words:
        pieces = {
            path: _places(texts.get(path, ""), name, phrasebook(variant), lines) for path in sorted(bearers[name])
        }
        review.findings += _taken_for_words(review.content, names, name, pieces)


def _places(text: str, name: str, book: Phrasebook | None, lines: Iterable[str]) -> list[str]:
    """Where a name that is a word stands in a text and is taken for the word: each place with what is beside it."""
    for line in lines:
        text = text.replace(line, "\n") if name in line else text
    starts = (match.start() for match in re.finditer(re.escape(name), text))
    places = [place for place in starts if book and not book.is_name(text, place, place + len(name))]
    before = [WHITE.split(text[max(0, place - BESIDE) : place])[-1] for place in places]
    after = [WHITE.split(text[place : place + len(name) + BESIDE])[0] for place in places]
    return list(dict.fromkeys(map(str.__add__, before, after)))


def _taken_for_words(content: Path, names: Names, name: str, pieces: Mapping[str, list[str]]) -> list[Finding]:
    """One finding for a name, at the first piece that has it and where it is taken for a word; none if there is no such."""
    doubtful = [(path, place) for path, places in pieces.items() for place in places]
    if not doubtful:
        return []
    path, place = doubtful[0]
    text = _(
        "“{name}”是人名，也是常用的词。有 {count} 处看不出是人，按词写成“{word}”：{places}。"
        "那里要是人，就把这样的说法写进 {file}：简体，Tab 键，繁体。",
        name=name,
        count=len(doubtful),
        word=names.running(name),
        places=_listed(place for _path, place in doubtful),
        file=glossary.FILE,
    )
    return [Finding(path, _line(content / path, place), "W602", text)]


def _listed(places: Iterable[str]) -> str:
    """Some places, each once, as a message shows them."""
    known = list(dict.fromkeys(places))
    shown = _("、").join(_("“{word}”", word=place) for place in known[:SHOWN])
    return shown if len(known) <= SHOWN else _("{places}等", places=shown)


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


def _either(forms: Iterable[str]) -> str:
    return _("或").join(_("“{word}”", word=form) for form in forms)


def _line(file: Path, words: str) -> int:
    """The line of a file in which some words stand first, spaces within it aside."""
    try:
        text = decode(file.read_bytes(), file.name)
    except (OSError, UnreadableText):
        return 1
    for number, line in enumerate(text.split("\n"), 1):
        if words in line.replace(" ", "").replace("\u3000", ""):
            return number
    return 1
