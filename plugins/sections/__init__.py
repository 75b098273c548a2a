"""sections: the front page, section and region pages, and the archive by month, corrections.

Settings: SECTIONS and REGIONS, as the desk reads them.
Handlers: `get_generators` gives `SectionsGenerator`.
"""

from pelican import signals

from plugins.sections.generator import SectionsGenerator


def generators(pelican: object) -> type:
    return SectionsGenerator


def register() -> None:
    signals.get_generators.connect(generators)
