"""syndication: what other programs read of the paper: feeds, sitemaps, structured data, old addresses.

Settings: LOGO, a picture below `content/photos` that stands for the paper where others show its articles.
Handlers: `get_generators` gives `SyndicationGenerator`; `content_shelved` of the desk looks at the logo.
"""


def generators(pelican: object) -> type:
    from plugins.syndication.generator import SyndicationGenerator

    return SyndicationGenerator


def register() -> None:
    from pelican import signals

    from linli.hooks import content_shelved
    from plugins.syndication import logo

    content_shelved.connect(logo.review)
    signals.get_generators.connect(generators)
