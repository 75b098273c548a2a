"""What a build is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from linli.build.looks import Looks
from linli.errors import SettingsError
from linli.settings.plugin_list import no_reader
from linli.settings.table import Settings
from linli.store.records import Scan

if TYPE_CHECKING:  # a build with nothing to do ends before it needs them
    from linli.build.build import Build
    from linli.build.press import BuildSummary

KEY = "LINLI_REQUEST"  # under which Pelican's settings have it


class BuildListener(Protocol):
    """Whoever asked for a build, and wants to hear of it."""

    def began(self, build: Build) -> None:
        """The build has its workspace, its store and its workers; they are to be closed however it ends."""

    def printed(self, build: Build, summary: BuildSummary) -> None:
        """The site is there."""


class Unheard:
    """Nobody wants to hear of the build."""

    def began(self, build: Build) -> None:
        """Is not heard."""

    def printed(self, build: Build, summary: BuildSummary) -> None:
        """Is not heard."""


def silent(task: str, done: int, total: int) -> None:
    """Draws no progress."""


def unheard(line: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """The paper to build, and how."""

    settings: Settings
    unpublished: bool = False  # drafts and pieces that wait for their hour are shown
    hurried: bool = False  # long work that pages can do without for a moment is left to the next build
    clean: bool = False  # what was made before is forgotten
    without_faulty: bool = False  # pieces with errors are left out, and do not stop the others
    damaged: frozenset[str] = frozenset()  # pieces that are left out, for something was found out while they were built
    verify: bool = False  # every byte of the site is compared with what was published
    scheduler: str = ""  # the address of a cluster's
    progress: Callable[[str, int, int], None] = silent
    tell: Callable[[str], None] = unheard  # hears lines for the editor, as they come
    seen: Scan | None = None  # the content folder, if somebody has looked at it already
    looks: Looks = field(default_factory=Looks)  # at the site, if somebody has begun to look at it
    listener: BuildListener = field(default_factory=Unheard)


def request_of(settings: Mapping[str, Any]) -> BuildRequest:
    """The request that Pelican's settings have.

    Raises:
        SettingsError: there is none, for the desk is not among the plugins.
    """
    request = settings.get(KEY)
    if not isinstance(request, BuildRequest):
        raise SettingsError([no_reader()])
    return request
