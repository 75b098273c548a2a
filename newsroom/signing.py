"""Signs pieces off (三审), in their files: a line of the fields with who, when, and the digest of what was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from linli.messages import _, listed
from linli.model.article import Article
from linli.model.review import Review, State, Step
from linli.reading import reviews
from linli.reading.encoding import decode, end_of
from linli.reading.fields import FieldReader
from linli.reading.frontmatter import Source, cleaned, split
from linli.reading.pending import parts_in_words
from linli.settings.table import Settings

NAME = re.compile(r"[^\W\d_][^\d#＃:：]{0,39}")


class NotSigned(ValueError):
    """It cannot be signed; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Signs the pieces of one paper off."""

    settings: Settings

    def review(self, path: str, data: bytes) -> Review | None:
        """The review of a file as it is; None when its piece needs none, or cannot be read.

        Raises:
            UnreadableText: it is no text.
        """
        read = self._read(path, data)
        return read[1] if read else None

    def files(self, path: str, data: bytes) -> list[str]:
        """The files besides its own that a sign-off of a piece is for, there or not, by their paths below the content folder.

        Raises:
            UnreadableText: it is no text.
        """
        source, _findings = split(decode(data, path), path, self.settings.steps)
        return reviews.named_by(source, path) if source else []

    def signed(self, path: str, data: bytes, person: str, step: str = "", moment: datetime | None = None) -> bytes:
        """The bytes of a file in which somebody has signed a step of its piece, the next one unless it is named.

        Raises:
            NotSigned: it is not this step's turn, or not this person's.
            UnreadableText: it is no text.
        """
        read = self._read(path, data)
        if read is None:
            raise NotSigned(self._not_needed(path, data))
        source, review = read
        person = " ".join(cleaned(person).split())
        wanted = self._step(review, step, person)
        self._refuse(review, wanted, person)
        moment = moment or datetime.now(ZoneInfo(self.settings.timezone))  # TODAY of the settings is for trying out
        sign_off = reviews.SignOff(person, f"{moment:%Y-%m-%d %H:%M}", review.digest)
        return _with_field(data, path, source, self.settings.steps, wanted.name, reviews.written(sign_off))

    def completed(self, path: str, data: bytes) -> bytes:
        """The bytes of a file in which sign-offs that were written by hand have the digest of what is there now."""
        read = self._read(path, data)
        for step in read[1].steps if read else ():
            if step.state is State.OPEN and read:
                line = reviews.written(reviews.SignOff(step.person, step.moment, read[1].digest))
                data = _with_field(data, path, read[0], self.settings.steps, step.name, line)
        return data

    def would_lapse(self, path: str, before: bytes, after: bytes) -> bool:
        """Whether a sign-off that is good for a file would be no more when the file is another."""
        one, other = self._read(path, before), self._read(path, after)
        if one is None or other is None or one[1].digest == other[1].digest:
            return False
        return any(step.digest and not step.changed for step in one[1].steps)

    def _read(self, path: str, data: bytes) -> tuple[Source, Review] | None:
        rules, content = self.settings.review, self.settings.content
        source, _findings = split(decode(data, path), path, rules.steps)
        if source is None or not rules.cover(self._article(path, source)):
            return None
        digest = reviews.digest_of(source, path, content)
        review, _faults = reviews.review_of(rules.steps, source, digest, ZoneInfo(self.settings.timezone))
        return source, review

    def _article(self, path: str, source: Source) -> Article:
        return FieldReader(self.settings.paper, path, source, []).article()

    def _not_needed(self, path: str, data: bytes) -> str:
        if not self.settings.steps:
            return _('设置里没有写 REVIEWS，稿件不用签。要三审，就在设置里加一行 REVIEWS = ["初审", "复审", "终审"]。')
        if split(decode(data, path), path)[0] is None:
            return _("这个文件没有字段区，签不了。请先用 linli check 看看。")
        return _("这一篇不用签：公益内容、固定页面、撤下的稿件，和 REVIEWS_SINCE 以前的，都不用。")

    def _step(self, review: Review, name: str, person: str) -> Step:
        if name:
            known = next((step for step in review.steps if step.name == name.strip()), None)
            if known is None:
                names = listed(self.settings.steps)
                raise NotSigned(_("没有“{name}”这一步。设置里写的是：{names}。", name=name, names=names))
            return known
        following = review.following
        if following is None:
            raise NotSigned(_("每一步都签了，没有要签的。"))
        if following.person not in ("", person):
            words = {"step": following.name, "before": following.person, "person": person}
            raise NotSigned(
                _("{step}是{before}签的，现在要重签。换{person}来签这一步，请写明 --step {step}。", **words)
            )
        return following

    def _refuse(self, review: Review, wanted: Step, person: str) -> None:
        if not NAME.fullmatch(person):
            raise NotSigned(_("“{name}”不像人名。请写签的人的名字。", name=person))
        for step in review.steps:
            if step.name == wanted.name:
                break
            if step.state is not State.STANDING:
                before = {"step": wanted.name, "before": step.name}
                if step.state is State.CHANGED:
                    raise NotSigned(_("还不能签{step}：{before}签了以后改过，要先重签。", **before))
                raise NotSigned(_("还不能签{step}：{before}还没有签好。", **before))
            if step.person == person:
                raise NotSigned(_("{person}已经签了{before}。每一步要由不同的人签。", person=person, before=step.name))


def reminder(settings: Settings, day: date) -> str:
    """What is said to an editor who has made a piece of a day; nothing when pieces of that day need no sign-offs."""
    rules = settings.review
    if not rules.steps or (rules.since is not None and day < rules.since):
        return ""
    return _("签完{steps}才会发布。写好以后用 linli review 来签，或在采编台里签。", steps=listed(rules.steps))


def told(step: Step) -> str:
    """What a step has come to, in words for a list."""
    who = f"{step.person} {step.moment}"
    return {
        State.MISSING: _("还没有签"),
        State.UNREADABLE: _("读不懂"),
        State.OPEN: _("{who}，没有记下签的是哪一版", who=who),
        State.CHANGED: _("{who}，后来{parts}改过，要重签", who=who, parts=parts_in_words(step)),
        State.REPEATED: _("{who}，前面已签过一步，要换人", who=who),
        State.EARLY: _("{who}，签在前一步以前，要重签", who=who),
        State.STANDING: who,
    }[step.state]


def _with_field(data: bytes, path: str, source: Source, steps: tuple[str, ...], name: str, value: str) -> bytes:
    """The bytes of a file with another value of one step's field; the other lines stay as they are."""
    text = decode(data, path)
    lines = text.split("\n")
    known = source.fields.get(name)
    if known is not None:
        written = re.split("[:：]", lines[known.line - 1], maxsplit=1)[0]
        lines[known.line - 1] = f"{written.strip()}: {value}"
    else:
        lines.insert(max(_places(source, steps, name), default=source.body_line - 2), f"{name}: {value}")
    return end_of(data).join(lines).encode()


def _places(source: Source, steps: tuple[str, ...], name: str) -> Iterator[int]:
    """The numbers of the lines behind the steps before one."""
    for step in steps[: steps.index(name)]:
        if step in source.fields:
            yield source.fields[step].line
