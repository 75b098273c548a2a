"""desk: Markdown and its fields become checked articles, for editors who type in a hurry.

Every mistake an editor can make is a finding with file, line, code and what to do; all findings of
all files are gathered before a build gives up.

Settings: those of `linli.settings.table`, which it judges when Pelican is run by itself.
Handlers: `initialized` judges the settings; `get_generators` gives `DeskGenerator`, which must be the first.
"""

from __future__ import annotations

from typing import Any


def generators(pelican: Any) -> type:
    from plugins.desk.generator import DeskGenerator

    return DeskGenerator


def initialized(pelican: Any) -> None:
    """Sees to it that there is a request, when Pelican was not run by `linli`.

    Raises:
        SettingsError: the settings have errors.
    """
    from pelican.settings import DEFAULT_CONFIG

    from plugins.desk import alone

    alone.ask(pelican.settings, DEFAULT_CONFIG)


def register() -> None:
    # Imported here: commands that know articles alone start without Pelican, in a tenth of the time.
    from pelican import signals

    signals.initialized.connect(initialized)
    signals.get_generators.connect(generators)
