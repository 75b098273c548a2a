"""The paper of a day, as the command `linli issue` tells and prints it, without building the site."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from linli.build.assets import Assets
from linli.build.banners import Banners
from linli.build.render import Renderer
from linli.errors import ContentError
from linli.findings import Finding
from linli.images.stripping import stripped
from linli.messages import _
from linli.model import addresses
from linli.model.calendar import Day, Month
from linli.model.paper import Paper
from linli.reading.desk import Progress
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.frontmatter import split
from linli.reading.values import date_from_path
from linli.settings.table import Settings
from linli.store.records import PAPER
from linli.store.store import Store
from linli.text.dates import parse_date
from newsroom import archive
from plugins.issues.generator import jobs_of
from plugins.issues.issue import Issue, issues_of
from plugins.issues.jobs import IssueMonth

ARTICLES, OTHERS = "articles", ("banners/", "pages/", "photos/")
Files = Callable[[str], bytes | None]  # from a path below the root of the site to the bytes of the file


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The paper and all its articles."""

    settings: Settings
    store: Store
    warnings: list[Finding]

    @property
    def paper(self) -> Paper:
        """The paper, whose days have pages."""
        return replace(self.settings.paper, issues=True)

    def issue(self, day: date) -> Issue | None:
        """The issue of a day; None when there is none."""
        names = dict(self.settings.page_names)
        for shelf in self.store.shelves(PAPER):
            if shelf.month == Month.of(day).path:
                found = (issue for issue in issues_of(self.store.pieces(shelf), names) if issue.day.date == day)
                return next(found, None)
        return None

    def nearest(self, day: date) -> tuple[Day | None, Day | None]:
        """The days of the issues before and after a day."""
        earlier, later = None, None
        for shelf in self.store.shelves(PAPER):  # the newest month first
            for teaser in self.store.teasers(shelf):
                if teaser.day.date > day:
                    later = teaser.day
                elif teaser.day.date < day:
                    return teaser.day, later
        return earlier, later

    def nothing(self, day: date) -> str:
        """Says that there is no issue of a day, and which are the nearest."""
        earlier, later = self.nearest(day)
        text = _("{day} 没有报纸。", day=day.isoformat())
        if earlier:
            text += _("前一期是 {day}。", day=earlier.iso)
        if later:
            text += _("后一期是 {day}。", day=later.iso)
        return text

    def printed(self, issue: Issue) -> tuple[str, Files]:
        """The page of the site that has the whole of an issue, and where the files are that it shows."""
        month = Month.of(issue.day.date).path
        jobs = jobs_of(self.store, self.settings.content, self.settings.page_names, Banners())
        job = next(job for job in jobs if isinstance(job, IssueMonth) and job.shelf.month == month)
        url = addresses.issue_print(issue.day.date)
        page = next(page for page in job.pages(self.store, self.paper) if page.url == url)
        theme = self.settings.theme
        assets = Assets.load(theme)
        html = Renderer(theme, assets.paths(), self.paper, self.store).render(page).decode()
        data = {asset.path: asset.data for asset in assets.known.values()}
        folders = [self.settings.content, self.settings.output]  # what a plugin makes of a picture is in the site

        def file(path: str) -> bytes | None:
            places = [folder / path for folder in folders] if path.startswith(addresses.PHOTOS) else []
            found = next((place for place in places if place.is_file()), None)
            return data.get(path) if found is None else stripped(found.read_bytes())

        return html, file


@contextmanager
def opened(settings: Settings, day: date, progress: Progress, *, ahead: bool = True) -> Iterator[Newsroom]:
    """Reads the content for the issue of a day: what changed since the last build, into a store of its own.

    With `ahead` all pieces of today are in it: those too that are not online before some hour.

    Raises:
        ContentError: with the findings on pieces of that day, if one has an error.
        SettingsError, BuildError: as `archive.opened`.
    """
    if ahead:
        settings = replace(settings, now=datetime.combine(settings.today, time.max, settings.now.tzinfo))
    with archive.opened(settings, progress) as paper:
        own = [finding for finding in paper.findings if _is_of(settings, finding, day)]
        if any(finding.is_error for finding in own):
            raise ContentError(own)
        yield Newsroom(settings, paper.store, [finding for finding in paper.findings if not finding.is_error])


def _is_of(settings: Settings, finding: Finding, day: date) -> bool:
    """Whether a finding is on a piece of a day, or on something that pieces of all days have."""
    path = finding.path.removeprefix(settings.shown_as)
    if not path.startswith(f"{ARTICLES}/"):
        return not path.startswith(OTHERS)
    try:
        source, _findings = split(decode(read_file(settings.content, path), path), path)
        field = source.fields.get("date") if source else None
        return (parse_date(field.value, ZoneInfo(settings.timezone))[0] if field else date_from_path(path)) == day
    except (UnreadableText, ValueError):
        return date_from_path(path) == day
