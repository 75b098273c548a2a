"""A build in this process, through Pelican, with every fault told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linli.build.looks import Looks
from linli.build.request import KEY, BuildRequest
from linli.build.workspace import Workspace
from linli.errors import ContentError, DamagedWorkspace, SettingsError, records_lost
from linli.findings import Finding
from linli.messages import _
from linli.model.moments import seconds
from linli.settings.table import Settings
from linli.store.database import is_damage
from linli.store.records import Waiting
from newsroom.stamp import BuildStamp

if TYPE_CHECKING:  # a build with nothing to do ends before it needs them
    from linli.build.build import Build
    from linli.build.press import BuildSummary


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made."""

    output: Path
    pages: int
    written: int
    removed: int
    articles: int
    waiting: list[Waiting]  # pieces that are not online yet, the next first
    warnings: list[Finding]
    faults: list[str]  # what the site has to do without
    drafts: list[str]  # addresses of drafts
    in_review: list[str]  # addresses of pieces that are not signed off
    prefixes: list[str]  # of the addresses of twins
    postponed: int  # jobs that wait for the next build
    mended: int  # files that were not as they had been published
    left_out: list[str]  # pieces with errors that the site has to do without
    steady: tuple[int | None, int | None]  # from when on, and until when, the hour alone changes nothing of all this

    def kept(self) -> dict[str, Any]:
        """What a stamp keeps of it, in plain values: the next build made of the same has made nothing."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        warnings = [astuple(finding) for finding in self.warnings]
        nothing = {"written": 0, "removed": 0, "mended": 0}
        return plain | nothing | {"output": str(self.output), "warnings": warnings}

    @classmethod
    def recalled(cls, kept: dict[str, Any]) -> BuildResult:
        """One that was kept so."""
        told = {
            "output": Path(kept["output"]),
            "warnings": [Finding(*finding) for finding in kept["warnings"]],
            "waiting": [Waiting(*piece) for piece in kept["waiting"]],
            "steady": tuple(kept["steady"]),
        }
        return cls(**kept | told)


def run(request: BuildRequest) -> BuildResult:
    """Builds the whole site.

    Raises:
        ContentError, SettingsError, BuildError: as the plugins tell; the site is as it was.
    """
    # What was made before says nothing of a site that is made anew.
    with closing(Looks() if request.clean else Looks.begin(Workspace(request.settings.output))) as looks:
        request = replace(request, tell=_Once(request.tell), looks=looks)
        stamp = BuildStamp.of(request)
        made = None if request.clean or request.verify else _recalled(stamp, request)
        if made is None:
            made = _mended(replace(request, seen=stamp.seen))
            if not made.faults and not made.left_out:
                stamp.keep(made.kept(), made.steady)
    return replace(made, warnings=[*request.settings.warnings, *made.warnings])


def _recalled(stamp: BuildStamp, request: BuildRequest) -> BuildResult | None:
    """What the last build made, if this one would make the same and the site is as it was published."""
    try:
        kept = stamp.recall(request.looks)
    except DamagedWorkspace:
        request.tell(records_lost())
        return None
    return BuildResult.recalled(kept) if kept else None


def _mended(request: BuildRequest) -> BuildResult:
    """What a build makes; when it meets something damaged among what was kept, it begins anew without that."""
    try:
        return _without_faulty(request)
    except Exception as error:
        if not is_damage(error):
            raise
    request.tell(records_lost())
    return _without_faulty(replace(request, clean=True))


def _without_faulty(request: BuildRequest) -> BuildResult:
    """What a build makes; pieces that turn out to be faulty while it is made are left out, if that is wanted."""
    told: list[Finding] = []
    while True:
        try:
            made = _built(request)
        except ContentError as error:
            if not request.without_faulty or error.pieces <= request.damaged:
                raise
            told += [finding for finding in error.findings if finding.is_error]
            request = replace(request, damaged=request.damaged | error.pieces)
        else:
            shown_as = request.settings.shown_as
            left_out = {finding.path for finding in made.warnings if finding.is_error}
            left_out |= {shown_as + path for path in request.damaged}
            return replace(made, warnings=sorted({*made.warnings, *told}), left_out=sorted(left_out))


class _Once:
    """Tells the same line once."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self.tell, self.told = tell, set[str]()

    def __call__(self, line: str) -> None:
        if line not in self.told:
            self.told.add(line)
            self.tell(line)


class _Listener:
    """Keeps what Pelican, which gives nothing back, has made."""

    def __init__(self) -> None:
        self.build: Build | None = None
        self.result: BuildResult | None = None

    def began(self, build: Build) -> None:
        self.build = build

    def printed(self, build: Build, summary: BuildSummary) -> None:
        self.result = _result(build, summary)

    def close(self) -> None:
        """Ends the build, whatever plugin has failed in it: another may begin."""
        if self.build is not None:
            self.build.close()


def _built(request: BuildRequest) -> BuildResult:
    """What Pelican makes with the plugins of a paper."""
    from linli.build.workers import collect_seldom
    from newsroom import loading

    collect_seldom()
    listener = _Listener()
    modules = loading.load(request.settings)
    with _quiet():
        from pelican import Pelican

        try:
            site = Pelican(_for_pelican(replace(request, listener=listener), modules))
            _check_connected(request.settings, site.settings["PLUGINS"])
            site.run()
        finally:
            listener.close()
    if listener.result is None:
        raise SettingsError([_("PLUGINS 里有一个功能模块换掉了 plugins.press，没有出报。请把它拿掉。")])
    return listener.result


def _for_pelican(request: BuildRequest, plugins: list[Any]) -> dict[str, Any]:
    """Pelican's settings: what the editor has written, and the request.

    Raises:
        SettingsError: Pelican cannot take one of its own settings.
    """
    from pelican.settings import read_settings

    settings = request.settings
    ours = {
        "PATH": str(settings.content),
        "OUTPUT_PATH": str(settings.output),
        "THEME": str(settings.theme),
        "TIMEZONE": settings.timezone,
        "PLUGIN_PATHS": list(map(str, settings.plugin_paths)),
        "PLUGINS": plugins,
        KEY: request,
    }
    try:
        found: dict[str, Any] = read_settings(override={**settings.written, **ours})
    except Exception as error:  # it looks at none of its values before it uses them
        message = _("Pelican 自己的设置有一项不对（{kind}）。请删去不认得的设置。", kind=type(error).__name__)
        raise SettingsError([Finding(str(settings.file.path), 1, "E005", message)]) from error
    return found


def _check_connected(settings: Settings, connected: list[str]) -> None:
    """Pelican leaves out a plugin whose `register` fails, and goes on."""
    from newsroom import loading

    faults = [
        settings.finding("PLUGINS", "E008", loading.cannot_be_used(name), at=name)
        for name in settings.plugins
        if name not in connected
    ]
    if faults:
        raise SettingsError(faults)


@contextmanager
def _quiet() -> Iterator[None]:
    """Pelican sums up for engineers; newsroom does so for editors.

    A console that is quiet still looks for markup, emoji and what to highlight: a tenth of a second for that one line.
    """
    import logging

    import pelican
    from rich.console import Console

    loud, log = pelican.console, logging.getLogger("pelican")
    level = log.level
    pelican.console = Console(quiet=True, markup=False, emoji=False, highlight=False)
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        pelican.console = loud
        log.setLevel(level)


def _result(build: Build, summary: BuildSummary) -> BuildResult:
    from linli.store.records import PAPER

    now = seconds(build.now)
    return BuildResult(
        output=build.workspace.output,
        pages=summary.pages,
        written=summary.written,
        removed=summary.removed,
        articles=sum(shelf.size for shelf in build.store.shelves(PAPER)),
        waiting=build.store.waiting(now),
        warnings=build.warnings,
        faults=summary.faults + build.faults,
        drafts=build.store.drafted(),
        in_review=[url for _path, url, _due in build.store.in_review(now)],
        prefixes=[script.prefix for script in build.paper.scripts if script.prefix],
        postponed=summary.postponed,
        mended=summary.mended,
        left_out=[],
        steady=build.store.steady(now),
    )
