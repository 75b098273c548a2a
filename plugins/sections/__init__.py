"""sections: the front page, section and region pages, and the archive by month, corrections.

Settings: SECTIONS and REGIONS, as the desk reads them.
Handlers: `get_generators` gives `SectionsGenerator`.
"""


def generators(pelican: object) -> type:
    from plugins.sections.generator import SectionsGenerator

    return SectionsGenerator


def register() -> None:
    from pelican import signals

    signals.get_generators.connect(generators)
