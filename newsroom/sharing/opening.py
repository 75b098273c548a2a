"""The pieces that go out: of a day those that readers can see now, or one piece by its file; and in which script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from linli.errors import ContentError
from linli.messages import _, listed
from linli.model.article import Article
from linli.model.moments import due, seconds
from linli.model.paper import Paper
from linli.model.scripts import HANS, HANT, VARIANTS
from linli.reading.desk import Progress
from linli.settings.table import Settings
from newsroom import archive, issuing
from newsroom.issuing import Newsroom
from plugins.hanzi.converter import Converter
from plugins.hanzi.settings import twins_of
from plugins.hanzi.twin import Twin
from plugins.issues.issue import Issue

WORDS = {"简": HANS, "简体": HANS, "簡體": HANS, "hans": HANS, "繁": HANT, "繁体": HANT, "繁體": HANT, "hant": HANT}
PLUGIN = "plugins.issues"  # which makes a page for the paper of each day


class NothingThere(Exception):
    """There is no such piece, or no paper of that day; its text says which there are."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes out: articles, and for a day how they stand in it. `told` is what stays behind."""

    settings: Settings
    newsroom: Newsroom
    articles: list[Article]
    issue: Issue | None
    told: list[str]
    manner: Manner

    @property
    def paper(self) -> Paper:
        return self.newsroom.paper

    def address(self, url: str) -> str:
        """The absolute address of a page of the site, in the script that was asked for; empty without SITEURL."""
        return f"{self.paper.url}/{self.manner.prefix}{url}" if self.paper.url else ""

    @property
    def front(self) -> str:
        """The address of the whole: of the piece, or of the day; of the site, where days have no pages."""
        if self.issue is None:
            return self.address(self.articles[0].url)
        return self.address(self.issue.day.url if PLUGIN in self.settings.plugins else "")


@dataclass(frozen=True, slots=True)
class Manner:
    """The script in which something goes out: how texts and HTML are written in it."""

    lang: str
    prefix: str  # of addresses
    text: Callable[[str], str]
    html: Callable[[str], str]


def script_named(settings: Settings, word: str | None) -> Twin | None:
    """The twin that is meant by a word; None for the paper's own script.

    Raises:
        click.UsageError: the paper has no such script.
    """
    own, twins = settings.paper.lang, twins_of(settings)
    wanted = WORDS.get(word or "", "")
    if not word or (
        wanted and own.startswith(wanted) and word not in {twin.script.prefix.strip("/") for twin in twins}
    ):
        return None
    for twin in twins:
        if word == twin.script.prefix.strip("/") or (wanted and VARIANTS[twin.variant].target == wanted):
            return twin
    names = listed([_own_name(own), *(twin.script.prefix.strip("/") for twin in twins)])
    raise click.UsageError(_("没有“{word}”这种文字。可用的有：{names}。", word=word, names=names))


def _own_name(lang: str) -> str:
    return "hant" if lang.startswith(HANT) else "hans"


@contextmanager
def of_day(settings: Settings, day: date, twin: Twin | None, progress: Progress) -> Iterator[Selection]:
    """The paper of a day as readers have it now.

    Raises:
        NothingThere: there is nothing of that day that readers can see.
        ContentError: a piece of that day has an error.
        SettingsError, BuildError: as `archive.opened`.
    """
    with issuing.opened(settings, day, progress, ahead=False) as newsroom:
        issue = newsroom.issue(day)
        behind = _left_behind(settings, newsroom, day, issue)
        if issue is None:
            raise NothingThere("".join([newsroom.nothing(day), *behind]))
        articles = [newsroom.store.article(stored) for stored in issue.stored]
        yield Selection(settings, newsroom, articles, issue, behind, _manner(newsroom, twin))


@contextmanager
def of_piece(settings: Settings, path: str, twin: Twin | None, progress: Progress) -> Iterator[Selection]:
    """One piece, by its path below the content folder; that it is not online yet is told.

    Raises:
        NothingThere: there is no such piece, or it was withdrawn.
        ContentError: it has an error.
        SettingsError, BuildError: as `archive.opened`.
    """
    with archive.opened(settings, progress) as paper:
        shown = settings.shown_as + path
        own = [finding for finding in paper.findings if finding.path == shown and finding.is_error]
        if own:
            raise ContentError(own)
        article = paper.store.read(path)
        if article is None or not article.kind.dated:
            raise NothingThere(_("没有 {path} 这篇稿件。", path=shown))
        if article.withdrawn:
            raise NothingThere(_("{path} 已经撤稿，不能再发。", path=shown))
        told = []
        if article.in_review:
            told.append(_("这一篇未{step}，网站上没有。发出去以前请签完。", step=article.in_review))
        elif article.draft:
            told.append(_("这一篇还是草稿，网站上没有。发出去以前请定稿。"))
        elif due(article, settings.timezone) > seconds(settings.now):
            told.append(_("这一篇还没有到发布的时间，网站上没有。"))
        newsroom = Newsroom(settings, paper.store, [])
        yield Selection(settings, newsroom, [article], None, told, _manner(newsroom, twin))


def path_of(settings: Settings, word: str) -> str | None:
    """The path below the content folder of a file that is named from here or from there; None if there is none."""
    content = settings.content.resolve()
    for place in (Path(word), settings.content / word):
        file = place.resolve()
        if file.is_file() and file.is_relative_to(content):
            return file.relative_to(content).as_posix()
    return None


def _left_behind(settings: Settings, newsroom: Newsroom, day: date, issue: Issue | None) -> list[str]:
    """How many pieces of a day readers cannot see."""
    there = {stored.path for stored in issue.stored} if issue else set()
    others = [path for path, _teaser in newsroom.store.of_day(day) if path not in there]
    behind = [article for article in map(newsroom.store.read, others) if article and not article.withdrawn]
    drafts = sum(article.draft and not article.in_review for article in behind)
    unsigned = sum(bool(article.in_review) for article in behind)
    waiting = sum(not article.draft and due(article, settings.timezone) > seconds(settings.now) for article in behind)
    told = [_("有 {count} 篇草稿，没有放进来。", count=drafts)] if drafts else []
    if unsigned:
        told.append(_("有 {count} 篇未{step}，没有放进来。", count=unsigned, step=settings.steps[-1]))
    return told + ([_("有 {count} 篇还没有到发布的时间，没有放进来。", count=waiting)] if waiting else [])


def _manner(newsroom: Newsroom, twin: Twin | None) -> Manner:
    if twin is None:
        return Manner(newsroom.paper.lang, "", str, str)
    words = newsroom.store.words(twin.scope)
    converter = Converter.of_words(VARIANTS[twin.variant], words, twin.quotes)
    return Manner(twin.script.lang, twin.script.prefix, converter.text, converter.html)
