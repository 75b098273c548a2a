"""The judgement of a paper's settings, with what Pelican has to do with them: the same for every command."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from linli.settings.file import SettingsFile
from linli.settings.judge import Engine, judge
from linli.settings.table import OPTIONS, Settings
from plugins.desk import pelican_settings

OURS = frozenset(f"plugins.{file.parent.name}" for file in Path(__file__).parents[1].glob("*/__init__.py"))


def judged(file: SettingsFile, overrides: Mapping[str, object] | None = None, shown_as: str = "") -> Settings:
    """What a settings file says, with what a command says otherwise.

    Raises:
        SettingsError: with all that is wrong.
    """
    ours = {option.name for option in OPTIONS.values()}
    fixed = {name: value for name, value in vars(pelican_settings).items() if name.isupper() and name not in ours}
    line = f"from {pelican_settings.__name__} import *"
    return judge(file, Engine(fixed, line, _names_of_pelican, OURS), overrides, shown_as)


def _names_of_pelican() -> Collection[str]:
    from pelican.settings import DEFAULT_CONFIG  # asked for when a name is not known: it is slow to import

    return frozenset(DEFAULT_CONFIG)
