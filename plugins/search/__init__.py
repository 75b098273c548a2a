"""search: the index of the paper, in shards by time, and the page that searches it.

Settings: `SEARCH_ENGINE`, `PAGEFIND_UI`.
Handlers: `get_generators` gives `SearchGenerator`.
"""


def generators(pelican: object) -> type:
    from plugins.search.generator import SearchGenerator

    return SearchGenerator


def register() -> None:
    from pelican import signals

    signals.get_generators.connect(generators)
