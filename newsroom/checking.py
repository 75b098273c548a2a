"""Checks content without building: what the desk finds, in all files or in some."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from newsroom.building import forget_plugins
from plugins.desk.desk import Assignment, Desk
from plugins.desk.findings import ContentError, Finding
from plugins.desk.hooks import Review, content_reviewed
from plugins.desk.paper import Paper, today_of
from plugins.desk.store import Store
from plugins.desk.workforce import Workforce


def check(settings: dict[str, Any], shown_as: str, paths: Sequence[Path] = ()) -> list[Finding]:
    """All findings of the content folder, or those in the files and folders of `paths`."""
    from pelican.plugins._utils import load_plugins

    forget_plugins()
    plugins = load_plugins(settings)
    for plugin in plugins:
        plugin.register()
    paper = Paper.from_settings(settings)
    content = Path(settings["PATH"])
    workforce = Workforce()
    with TemporaryDirectory(prefix="linli-") as folder:
        store = Store(Path(folder) / "store.sqlite", b"")
        desk = Desk(
            Assignment(content, paper, tuple(plugin.__name__ for plugin in plugins)),
            store,
            settings,
            today_of(settings),
            shown_as=shown_as,
        )
        try:
            findings = desk.update(workforce, lambda *_: None)
            review = Review(settings, content, store)
            content_reviewed.send(review)
            findings = sorted(findings + [finding.below(shown_as) for finding in review.findings])
        except ContentError as error:
            findings = error.findings
        finally:
            workforce.close()
            store.connection.close()
    if not paths:
        return findings
    wanted = [path.absolute() for path in paths]
    return [finding for finding in findings if _within(content, shown_as, finding, wanted)]


def _within(content: Path, shown_as: str, finding: Finding, wanted: list[Path]) -> bool:
    file = content / finding.path.removeprefix(shown_as)
    return any(file == path or path in file.parents for path in wanted)
