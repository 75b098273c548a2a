"""bylines: signatures and datelines become people, roles and sources; contributors have pages.

Settings: none.
Handlers: `manuscript_read` of the desk takes signature and dateline out of the body; `get_generators` gives
`ContributorsGenerator`.
"""

from pelican import signals

from plugins.bylines.contributors import ContributorsGenerator
from plugins.desk.hooks import manuscript_read


def generators(pelican):
    return ContributorsGenerator


def register():
    signals.get_generators.connect(generators)
