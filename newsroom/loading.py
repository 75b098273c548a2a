"""The plugins of a paper, in this process."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from linli.errors import SettingsError
from linli.messages import _
from linli.settings.table import Settings


def load(settings: Settings) -> list[ModuleType]:
    """Imports the plugins of a paper. None of them is connected to anything, nor are those of an earlier run.

    Raises:
        SettingsError: some cannot be imported, or are no plugins.
    """
    _forget()
    sys.path.extend(place for place in map(str, settings.plugin_paths) if place not in sys.path)
    modules, faults = [], []
    for name in settings.plugins:
        try:
            module = importlib.import_module(name)
        except Exception as error:  # it is code of anybody's
            faults.append((name, cannot_be_used(name, error)))
            continue
        if not hasattr(module, "register"):
            faults.append((name, _("{name} 不是功能模块：它没有 register。请从 PLUGINS 里删去。", name=name)))
        modules.append(module)
    if faults:
        raise SettingsError(settings.finding("PLUGINS", "E008", text, at=name) for name, text in faults)
    return modules


def cannot_be_used(name: str, error: BaseException | None = None) -> str:
    """What is said of a plugin that fails when it is imported, or connected to the hooks."""
    if isinstance(error, ModuleNotFoundError) and error.name:
        return _("功能模块 {name} 装不上：没有 {module} 这个模块。请检查它，或重新安装。", name=name, module=error.name)
    if error is not None:
        return _("功能模块 {name} 装不上（{kind}）。请检查它，或重新安装。", name=name, kind=type(error).__name__)
    return _("功能模块 {name} 装不上。请检查它，或重新安装。", name=name)


def connect(settings: Settings) -> None:
    """Imports the plugins of a paper, and connects them to the hooks.

    Raises:
        SettingsError: some cannot be used.
    """
    for module in load(settings):
        try:
            module.register()
        except Exception as error:  # it is code of anybody's
            text = cannot_be_used(module.__name__, error)
            raise SettingsError([settings.finding("PLUGINS", "E008", text, at=module.__name__)]) from error


def _forget() -> None:
    """Lets go of what plugins connected in an earlier run of this process: one that was taken out is to do nothing."""
    from blinker import ANY, Signal
    from pelican import signals

    from linli import hooks

    for module in (signals, hooks):
        for signal in vars(module).values():
            if isinstance(signal, Signal):
                for receiver in list(signal.receivers_for(ANY)):
                    signal.disconnect(receiver)
