"""A build by the command `pelican`, which brings no request: one is made of Pelican's settings."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from linli.build.request import KEY, BuildRequest
from linli.errors import SettingsError, in_our_words
from linli.messages import _
from linli.settings.file import SettingsFile
from linli.settings.table import OPTIONS, Settings
from plugins.desk.settings import judged

NAMES = frozenset(option.name for option in OPTIONS.values()) - {"PLUGINS"}  # of PLUGINS Pelican keeps what it loaded


def ask(settings: dict[str, Any], defaults: Mapping[str, Any]) -> None:
    """Puts a request into Pelican's settings if there is none.

    Args:
        defaults: the settings that Pelican has when nobody writes any.

    Raises:
        SettingsError: the settings have errors.
    """
    if KEY in settings:
        return
    logging.getLogger("pelican").addFilter(in_our_words)
    told = {name: value for name, value in settings.items() if name not in defaults or value != defaults[name]}
    file = SettingsFile.running(told)
    found = judged(file, {name: value for name, value in told.items() if name in NAMES})
    _check_loaded(found, settings["PLUGINS"])
    settings[KEY] = BuildRequest(found, tell=logging.getLogger("pelican").warning)


def _check_loaded(settings: Settings, loaded: list[str]) -> None:
    """Pelican leaves out a plugin that it cannot load, and goes on."""
    faults = [
        settings.finding("PLUGINS", "E008", _("功能模块 {name} 装不上。请检查它，或重新安装。", name=name), at=name)
        for name in settings.plugins
        if name not in loaded
    ]
    if faults:
        raise SettingsError(faults)
