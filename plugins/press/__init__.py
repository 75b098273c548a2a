"""press: the writer. A site is whole or not there at all, and only what changed is made anew.

Settings: HURRIED (leaves jobs of programs beside, such as the index of the search, to the next build).
Handlers: `get_writer` gives `PressWriter`.
"""

from pelican import signals

from plugins.press.writer import PressWriter


def writer(pelican):
    return PressWriter


def register():
    signals.get_writer.connect(writer)
