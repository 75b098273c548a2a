"""The reader: from the bytes of one file to a checked article, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from linli.findings import Finding
from linli.model.article import Article
from linli.model.paper import Paper
from linli.model.photo import Photo
from linli.reading import attachments
from linli.reading.body import BodyReader
from linli.reading.encoding import UnreadableText, decode
from linli.reading.fields import FieldReader
from linli.reading.frontmatter import split
from linli.reading.limits import too_deep
from linli.reading.markup import Markup
from linli.reading.photos import Photos


@dataclass(slots=True)
class Reading:
    """What came of reading one file. `pictures` are the files it asked for, each with what is published of it."""

    article: Article | None
    findings: list[Finding]
    pictures: dict[str, Photo | None] = field(default_factory=dict)


class Reader:
    """Reads articles of one paper. One Markdown instance serves all of them."""

    def __init__(self, paper: Paper, photos: Photos) -> None:
        self.paper = paper
        self.photos = photos
        self.markup = Markup(paper.furniture)

    def read(self, path: str, data: bytes) -> Reading:
        """Reads one file.

        Args:
            path: below the content folder, with slashes.
            data: its bytes.
        """
        try:
            text = decode(data, path)
        except UnreadableText as fault:
            return Reading(None, [fault.finding])
        source, findings = split(text, path)
        reading = Reading(None, findings)
        if source is None:
            return reading
        article = FieldReader(self.paper, path, source, findings).article()
        if article.withdrawn:
            _blank(article)
            reading.pictures = dict.fromkeys(attachments.named(source.body))  # which go with it
        else:
            body = BodyReader(self.markup, self.photos, source, article, findings)
            try:
                body.read()
            except RecursionError:  # what the limits did not see
                findings.append(Finding(path, source.body_line, "E114", too_deep()))
                self.markup = Markup()  # which was left in the middle
            reading.pictures = body.pictures
        if article.draft:
            reading.findings = [replace(finding, draft=True) for finding in findings]
        if not any(finding.is_grave for finding in findings):
            reading.article = article
        return reading


def _blank(article: Article) -> None:
    """Takes out of a withdrawn piece what no page is to show any more."""
    article.kicker = article.subtitle = article.byline = article.source = article.editor = article.summary = ""
    article.updated = None
    article.names.clear()
