"""issues: the paper by date and page (期 and 版), with pictures of its printed pages, and a day's paper to print.

Settings: PAGE_NAMES, from the number of a page to its name.
Handlers: `get_generators` gives `IssuesGenerator`; `content_shelved` of the desk looks at the files of printed pages.
"""

from typing import Any


def generators(pelican: object) -> type[Any]:
    from plugins.issues.generator import IssuesGenerator

    return IssuesGenerator


def register() -> None:
    from pelican import signals

    from linli.hooks import content_shelved
    from plugins.issues.review import review

    content_shelved.connect(review)
    signals.get_generators.connect(generators)
