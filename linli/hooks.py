"""The hooks of the desk, beside Pelican's own: what plugins are sent while content is read and checked.

docs/plugins.md tells of each with its payload. A handler is a function of a module: hooks hold it weakly.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from blinker import signal

from linli.findings import Finding
from linli.model.article import Article
from linli.model.people import Contributor
from linli.settings.table import Settings
from linli.store.store import Store

manuscript_read = signal(
    "linli_manuscript_read",
    doc="""Sent with a `Manuscript` for each article, before its Markdown is rendered: a plugin may take blocks out of the
    body and fill in fields of the article.""",
)
photo_inspected = signal(
    "linli_photo_inspected",
    doc="""Sent with a `PhotoInspection` for each file below `content/photos` that an article shows: a plugin decides what is
    published of it, and says what is wrong with it. If none does, the file itself is published.""",
)
caption_read = signal(
    "linli_caption_read",
    doc="""Sent with a `Caption` for each picture of an article that has one: a plugin may take the credit out of it.""",
)
words_wanted = signal(
    "linli_words_wanted",
    doc="""Sent with an `Inquiry` once in every build and check, when all files are read: a plugin answers with the words
    that it treats as it wants wherever they stand.""",
)
content_shelved = signal(
    "linli_content_shelved",
    doc="""Sent with a `Review` once in every build and check, when articles lie on their shelves: a plugin looks at files
    of its own, or at what it will make of articles. An error that it finds stops the build.""",
)
content_reviewed = signal(
    "linli_content_reviewed",
    doc="""Sent with a `Review` by `linli check` alone: a plugin adds what an editor should know, and no build stops for.""",
)


@dataclass(slots=True)
class Manuscript:
    """An article whose fields are checked and whose body is still Markdown, parted at blank lines."""

    article: Article
    blocks: list[str]


@dataclass(slots=True)
class Caption:
    """What stands with a picture of an article. `credit` and `creators` are as in `Picture`."""

    article: Article
    text: str
    credit: str = ""
    creators: tuple[Contributor, ...] = ()


@dataclass(slots=True)
class Inquiry:
    """Which words plugins treat as they want wherever they stand.

    `words` are by scope, that of the page transform which treats them; with each goes a value, and when it changes, the
    transform makes its files of every page anew that has the word.
    """

    settings: Settings
    content: Path
    names: list[str]  # of contributors, and of the field `names` of articles
    listed: set[str]  # the latter: surely names
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class Review:
    """A look at the whole content. `findings` name files below the content folder."""

    settings: Settings
    content: Path
    library: Store
    findings: list[Finding] = field(default_factory=list)
