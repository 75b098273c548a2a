"""press: the writer. A site is whole or not there at all, and only what changed is made anew.

Settings: none. A build that is asked to hurry (`BuildRequest.hurried`) leaves jobs that are deferrable, such as the index of the search, to the next.
Handlers: `initialized` misses the desk, when Pelican is run by itself; `get_writer` gives `PressWriter`.
"""

from __future__ import annotations

import logging
from typing import Any

from pelican import signals

from linli.errors import SettingsError, in_our_words
from linli.settings.plugin_list import READER, no_reader
from plugins.press.writer import PressWriter


def writer(pelican: Any) -> type[PressWriter]:
    return PressWriter


def initialized(pelican: Any) -> None:
    """Sees to it that there is a desk, which would judge the settings.

    Raises:
        SettingsError: there is none.
    """
    if READER not in pelican.settings["PLUGINS"]:
        logging.getLogger("pelican").addFilter(in_our_words)
        raise SettingsError([no_reader()])


def register() -> None:
    signals.initialized.connect(initialized)
    signals.get_writer.connect(writer)
