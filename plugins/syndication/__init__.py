"""syndication: what other programs read of the paper: feeds, sitemaps, structured data, old addresses.

Settings: LOGO, a picture below `content/photos` that stands for the paper where others show its articles.
Handlers: `get_generators` gives `SyndicationGenerator`.
"""

from typing import Any


def generators(pelican: object) -> type[Any]:
    from plugins.syndication.generator import SyndicationGenerator

    return SyndicationGenerator


def register() -> None:
    from pelican import signals

    signals.get_generators.connect(generators)
