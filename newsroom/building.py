"""A build in this process, through Pelican, with every fault told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from linli.errors import SettingsError
from linli.findings import Finding
from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.stamp import BuildStamp


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made."""

    output: Path
    pages: int
    written: int
    removed: int
    articles: int
    waiting: int  # pieces dated after today
    warnings: list[Finding]
    faults: list[str]  # what the site has to do without
    unpublished: list[tuple[str, date, bool]]  # drafts and pieces dated ahead: address, date, whether it is a draft
    prefixes: list[str]  # of the addresses of twins
    postponed: int  # jobs that wait for the next build


def run(
    config: Path,
    *,
    content: Path | None = None,
    output: Path | None = None,
    today: str | None = None,
    site_url: str | None = None,
    unpublished: bool = False,
    hurried: bool = False,
    clean: bool = False,
    scheduler: str = "",
    progress: Callable[[str, int, int], None] | None = None,
) -> BuildResult:
    """Builds the whole site; `clean` forgets what was made before.

    With `unpublished`, drafts and pieces dated ahead are in it. `hurried` leaves work of programs beside (the index of
    the search) to the next build.

    Raises:
        ContentError, SettingsError, BuildError: as the plugins tell; the site is as it was.
    """
    options: dict[str, Any] = {"UNPUBLISHED": unpublished, "HURRIED": hurried}
    if content:
        options["PATH"] = str(content.absolute())
        options["CONTENT_SHOWN_AS"] = f"{str(content).rstrip('/')}/"
    if output:
        options["OUTPUT_PATH"] = str(output.absolute())
    if today:
        options["TODAY"] = today
    if site_url is not None:
        options["SITEURL"] = site_url
    stamp = BuildStamp.of(config, options)
    if stamp and not clean and (known := stamp.recall()):
        return replace(known, written=0, removed=0)
    results: list[BuildResult] = []
    overrides = options | {
        "CLEAN": clean,
        "SCHEDULER": scheduler,
        "PRINTED": lambda build, summary: results.append(_built(build, summary)),
    }
    if stamp:
        overrides["SEEN"] = stamp.seen
    if progress:
        overrides["PROGRESS"] = progress
    _run_pelican(paper_settings.read(config, overrides))
    if not results:
        raise SettingsError([_("pelicanconf.py: PLUGINS 里要有 plugins.desk 和 plugins.press，没有它们就不能出报。")])
    if stamp and not results[0].faults:
        stamp.keep(results[0])
    return results[0]


def _run_pelican(settings: dict[str, Any]) -> None:
    from pelican import Pelican
    from pelican.log import console

    wanted = list(settings.get("PLUGINS") or [])
    loud, log = console.quiet, logging.getLogger("pelican")
    level = log.level
    forget_plugins()
    console.quiet = True  # Pelican sums up for engineers; newsroom does so for editors
    log.setLevel(logging.CRITICAL)
    try:
        site = Pelican(settings)
        missing = [name for name in wanted if isinstance(name, str) and name not in settings["PLUGINS"]]
        if missing:
            raise SettingsError(
                [_("pelicanconf.py: PLUGINS 里的 {name} 装不上。请检查名字，或重新安装。", name=missing[0])]
            )
        site.run()
    finally:
        console.quiet = loud
        log.setLevel(level)


def forget_plugins() -> None:
    """Lets go of what plugins connected in an earlier run of this process: one that was taken out is to do nothing."""
    from blinker import ANY, Signal
    from pelican import signals

    from linli import hooks

    for module in (signals, hooks):
        for signal in vars(module).values():
            if isinstance(signal, Signal):
                for receiver in list(signal.receivers_for(ANY)):
                    signal.disconnect(receiver)


def _built(build: Any, summary: Any) -> BuildResult:
    from linli.store.records import PAPER

    return BuildResult(
        output=build.workspace.output,
        pages=summary.pages,
        written=summary.written,
        removed=summary.removed,
        articles=sum(shelf.count for shelf in build.store.shelves(PAPER)),
        waiting=build.store.count_after(build.today),
        warnings=build.warnings,
        faults=summary.faults + build.faults,
        unpublished=build.store.unpublished(build.today),
        prefixes=[script.prefix for script in build.paper.scripts if script.prefix],
        postponed=summary.postponed,
    )
