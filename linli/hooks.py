"""The hooks of the desk, beside Pelican's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from blinker import signal

from linli.findings import Finding
from linli.model.article import Article
from linli.model.people import Contributor
from linli.settings.table import Settings
from linli.store.store import Store

# Sent with a Manuscript before its Markdown is rendered: a plugin may take blocks out of the
# body and fill in fields of the article (bylines does).
manuscript_read = signal("linli_manuscript_read")

# Sent with a PhotoInspection of each file below `content/photos` that an article shows: a plugin decides what is published of it
# (pictures does), or else the file itself is.
photo_inspected = signal("linli_photo_seen")

# Sent with a Caption for each picture that has one: a plugin takes the signature out of it (bylines does).
caption_read = signal("linli_caption_read")

# Sent with an Inquiry when all files are read: a plugin answers with the words that it treats as it wants
# wherever they stand (hanzi does).
words_wanted = signal("linli_words_wanted")

# Sent with a Review in every build and check, when articles lie on their shelves: a plugin looks at files of its own
# (issues does), or at what it will make of articles. What it finds stops the build as the desk's own findings do.
content_shelved = signal("linli_content_shelved")

# Sent with a Review when `linli check` looks at content that has no errors: a plugin adds what an editor should know.
content_reviewed = signal("linli_content_reviewed")


@dataclass(slots=True)
class Caption:
    """What stands with a picture of an article. `credit` and `creators` are as in `Picture`."""

    article: Article
    text: str
    credit: str = ""
    creators: tuple[Contributor, ...] = ()


@dataclass(slots=True)
class Inquiry:
    """Which words matter to pages beyond the article that they stand in.

    `words` are by scope, of which a plugin has one for each thing that it makes; with each goes a value, and when it
    changes, every page is made anew that has the word.
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
