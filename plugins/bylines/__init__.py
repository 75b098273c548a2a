"""bylines: signatures and datelines become people, roles and sources; contributors have pages.

Settings: none.
Handlers: `manuscript_read` of the desk takes signature and dateline out of the body, `caption_read` the credit out of a
caption; `get_generators` gives `ContributorsGenerator`.
"""

from linli.model.people import Contributor
from plugins.bylines.dateline import Dateline, parse_dateline
from plugins.bylines.signature import Signature, parse_signature

__all__ = ["Contributor", "Dateline", "Signature", "parse_dateline", "parse_signature", "register"]


def generators(pelican: object) -> type:
    from plugins.bylines.contributors import ContributorsGenerator

    return ContributorsGenerator


def register() -> None:
    from pelican import signals

    from linli.hooks import caption_read, manuscript_read
    from plugins.bylines.captions import read_caption
    from plugins.bylines.manuscript import read_bylines

    manuscript_read.connect(read_bylines)
    caption_read.connect(read_caption)
    signals.get_generators.connect(generators)
