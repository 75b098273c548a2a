"""The judgement of a paper's settings, with what Pelican has to do with them: the same for every command."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from linli.settings.file import SettingsFile
from linli.settings.judge import Engine, judge
from linli.settings.table import OPTIONS, Settings
from plugins.desk import pelican_settings

OURS = frozenset(f"plugins.{file.parent.name}" for file in Path(__file__).parents[1].glob("*/__init__.py"))


def judged(
    file: SettingsFile,
    names: Callable[[], Collection[str]],
    overrides: Mapping[str, object] | None = None,
    shown_as: str = "",
) -> Settings:
    """What a settings file says, with what a command says otherwise.

    Args:
        names: gives the names of all settings that Pelican knows.
        overrides, shown_as: as in `judge`.

    Raises:
        SettingsError: with all that is wrong.
    """
    ours = {option.name for option in OPTIONS.values()}
    fixed = {name: value for name, value in vars(pelican_settings).items() if name.isupper() and name not in ours}
    line = f"from {pelican_settings.__name__} import *"
    return judge(file, Engine(fixed, line, names, OURS), overrides, shown_as)
