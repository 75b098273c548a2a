"""The settings of this plugin: which engine the paper has."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

from linli.errors import SettingsError
from linli.messages import _
from linli.settings.table import PAGEFIND, Settings
from plugins.search.engines import EngineChoice
from plugins.search.service import executable

PACKAGE = "pagefind-bin"


def engine_of(settings: Settings) -> EngineChoice:
    """The engine that `SEARCH_ENGINE` asks for.

    Raises:
        SettingsError: it is not installed, or something is asked for that it does not have.
    """
    if settings.engine != PAGEFIND:
        if settings.components:
            text = _(
                'PAGEFIND_UI 是 Pagefind 的界面，要和 SEARCH_ENGINE = "pagefind" 一起写。请加上这一行，或删去 PAGEFIND_UI。'
            )
            raise SettingsError([settings.finding("PAGEFIND_UI", "E005", text)])
        return EngineChoice(settings.engine)
    try:
        executable()
        return EngineChoice(PAGEFIND, version(PACKAGE))
    except (FileNotFoundError, PackageNotFoundError):
        text = _(
            'SEARCH_ENGINE 写的是 "pagefind"，可是没有装 pagefind-bin。请先运行：pip install pagefind-bin；或写 SEARCH_ENGINE = "linli"。'
        )
        raise SettingsError([settings.finding("SEARCH_ENGINE", "E005", text)]) from None
