"""Pieces that are not signed off: what each waits for, and those that would vanish from the site by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from linli.findings import Finding
from linli.messages import _, listed
from linli.model import addresses
from linli.model.moments import seconds
from linli.model.review import Part, Review, State, Step
from linli.settings.table import Settings
from linli.store.store import Store

TAKEN_BACK = "E217"  # the code of what readers would miss
UNREVIEWED = "E009"  # the code of an archive that nobody signed
MANY = 100  # pieces that nobody signed: more are told in one line
NAMED = 3  # of them


def pending(store: Store, settings: Settings, *, previewed: bool) -> list[Finding]:
    """Findings on all pieces in review. What a reader has seen already does not go without a word: that is an error.

    Args:
        previewed: nothing is published, and pieces in review are shown.
    """
    held = store.in_review(seconds(settings.now))
    reviews = store.reviews() if held else {}
    found: list[Finding] = []
    unsigned: list[tuple[str, bool]] = []  # with whether they are on the site
    for path, url, due in held:
        review = reviews[path]
        online = not previewed and (settings.output / addresses.file_of(url)).is_file()
        if not any(step.person for step in review.steps):
            unsigned.append((path, online))
        grave = _online() if online else _lapsed() if due and review.has_lapsed else ""
        for line, code, message in _of_piece(review):
            if grave or code:
                found.append(Finding(path, line, TAKEN_BACK if grave else code, message + grave, draft=previewed))
    if len(unsigned) <= MANY:
        return [finding.below(settings.shown_as) for finding in found]
    paths = {path for path, _online in unsigned}
    others = [finding.below(settings.shown_as) for finding in found if finding.path not in paths]
    return [*others, _many(unsigned, settings)]


def _of_piece(review: Review) -> Iterator[tuple[int, str, str]]:
    """What a piece waits for: line, code, message. What the reader has told already has no code."""
    following = review.following
    if following is not None and following.state is State.MISSING:
        missing = listed(step.name for step in review.steps if step.state is State.MISSING)
        yield following.line, "W241", _("还没有签：{steps}。签完才发布。", steps=missing)
    if following is not None and following.state is State.UNREADABLE:
        yield following.line, "", _("{step}的签审读不懂，不算数。", step=following.name)
    for step in review.steps:
        if step.state in TOLD:
            code, words = TOLD[step.state]
            yield step.line, code, words(step)


def _online() -> str:
    return _("这篇已在网站上，不会悄悄消失：不补签，就不出报。要先撤下，加一行“状态: 草稿”。")


def _lapsed() -> str:
    return _("这篇本来已经签完：不补签，就不出报。先不发布，加一行“状态: 草稿”。")


def _open(step: Step) -> str:
    return _(
        "{step}写了{person}，还没有记下签的是哪一版，不算数。请运行 linli check --fix 或 linli review，补上后面的记号。",
        step=step.name,
        person=step.person,
    )


def _changed(step: Step) -> str:
    return _(
        "{step}（{person}，{moment}）签了以后，{parts}改过，签的不算数了。请{person}重看，再签一次。",
        step=step.name,
        person=step.person,
        moment=step.moment,
        parts=parts_in_words(step),
    )


def _repeated(step: Step) -> str:
    return _("{step}的{person}前面已经签过一步。每一步要由不同的人签。", step=step.name, person=step.person)


def _early(step: Step) -> str:
    return _(
        "{step}（{person}，{moment}）签在前一步以前，不算数。请{person}再签一次。",
        step=step.name,
        person=step.person,
        moment=step.moment,
    )


TOLD: Mapping[State, tuple[str, Callable[[Step], str]]] = {
    State.OPEN: ("W242", _open),
    State.CHANGED: ("W243", _changed),
    State.REPEATED: ("W244", _repeated),
    State.EARLY: ("W246", _early),
}


def parts_in_words(step: Step) -> str:
    """What changed since a step was signed."""
    names = {Part.HEAD: _("标题等字段"), Part.BODY: _("正文"), Part.PICTURES: _("图片或附件")}
    return listed(names[part] for part in step.changed)


def _many(unsigned: list[tuple[str, bool]], settings: Settings) -> Finding:
    """One finding on many pieces that nobody signed: as when a paper with an archive begins to ask for reviews."""
    online = sum(is_online for _path, is_online in unsigned)
    words = {
        "count": len(unsigned),
        "online": online,
        "paths": listed(settings.shown_as + path for path, _online in unsigned[:NAMED]),
        "today": settings.today.isoformat(),
    }
    if online:
        message = _(
            '有 {count} 篇没有人签过，其中 {online} 篇已在网站上（{paths} 等），不签就不出报。以前发的不用补签，就在设置里加一行 REVIEWS_SINCE = "{today}"。',
            **words,
        )
        return settings.finding("REVIEWS", UNREVIEWED, message)
    message = _(
        '有 {count} 篇没有人签过，没有发布（{paths} 等）。以前发的不用补签，就在设置里加一行 REVIEWS_SINCE = "{today}"。',
        **words,
    )
    return settings.finding("REVIEWS", "W002", message)
