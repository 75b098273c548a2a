"""desk: Markdown and its fields become checked articles, for editors who type in a hurry.

Every mistake an editor can make is a finding with file, line, code and what to do; all findings of
all files are gathered before a build gives up.

Settings (in `pelicanconf.py`): SITENAME, SITEURL, MOTTO, SECTIONS, REGIONS, IMPRINT, SERIAL, ICP, POLICE,
LICENCE, TIMEZONE, SCRIPT (see `paper.Paper`), BANNERS (see `banners.Banners`), UNPUBLISHED (show drafts and pieces dated ahead), TODAY (a day to
build for, instead of this one).
Handlers: `get_generators` gives `DeskGenerator`, which must be the first.
"""


def generators(pelican):
    from plugins.desk.generator import DeskGenerator

    return DeskGenerator


def register():
    # Imported here: commands that know articles alone start without Pelican, in a tenth of the time.
    from pelican import signals

    signals.get_generators.connect(generators)
