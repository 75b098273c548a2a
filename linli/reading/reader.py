"""The reader: from the bytes of one file to a checked article, and what was wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from linli.findings import Finding
from linli.messages import _
from linli.model.article import Article
from linli.model.paper import Paper
from linli.model.photo import Photo
from linli.model.review import Review, ReviewRules
from linli.reading import attachments, reviews
from linli.reading.body import BodyReader
from linli.reading.encoding import UnreadableText, decode
from linli.reading.fields import FieldReader
from linli.reading.frontmatter import Source, split
from linli.reading.limits import too_deep
from linli.reading.markup import Markup
from linli.reading.photos import Photos
from linli.reading.topics import NONE, KnownTopics

NO_REVIEW = ReviewRules()


@dataclass(slots=True)
class Reading:
    """What came of reading one file. `pictures` are the files it asked for, each with what is published of it.

    `review` is that of a piece which needs one.
    """

    article: Article | None
    findings: list[Finding]
    pictures: dict[str, Photo | None] = field(default_factory=dict)
    review: Review | None = None
    names_topics: bool = False  # it is read again when there are others


class Reader:
    """Reads articles of one paper. One Markdown instance serves all of them."""

    def __init__(
        self, paper: Paper, photos: Photos, rules: ReviewRules = NO_REVIEW, topics: KnownTopics = NONE
    ) -> None:
        self.paper = paper
        self.photos = photos
        self.rules = rules
        self.topics = topics
        self.zone = ZoneInfo(paper.timezone)
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
        source, findings = split(text, path, self.rules.steps)
        reading = Reading(None, findings)
        if source is None or any(finding.code == "E117" for finding in findings):  # nobody knows which is meant
            return reading
        article = FieldReader(self.paper, path, source, findings, self.topics).article()
        reading.names_topics = "topic" in source.fields
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
        if self.rules.cover(article):
            self._review(source, article, reading)
        if article.draft and not (article.in_review and reading.review and reading.review.is_begun):
            reading.findings = [replace(finding, draft=True) for finding in findings]
        if not any(finding.is_grave for finding in findings):
            reading.article = article
        return reading

    def _review(self, source: Source, article: Article, reading: Reading) -> None:
        """Holds a piece back until every step of its review is signed off for what it says now."""
        pictures = reviews.pictures_of(source, article.path, self.photos.content)
        reading.pictures = dict.fromkeys(pictures) | reading.pictures
        digest = reviews.digest_of(source, article.path, self.photos.content)
        reading.review, faults = reviews.review_of(self.rules.steps, source, digest, self.zone)
        for line, message in faults:
            reading.findings.append(Finding(article.path, line, "W240", message))
        if article.draft:
            return
        if not reading.review.is_complete:
            article.draft, article.in_review = True, self.rules.steps[-1]
        authors = {contributor.name for contributor in article.byline_people}
        for step in reading.review.steps:
            if step.person in authors:
                message = _(
                    "{step}签的是{person}，也是这篇的作者。最好换一个人审。", step=step.name, person=step.person
                )
                reading.findings.append(Finding(article.path, step.line, "W245", message))


def _blank(article: Article) -> None:
    """Takes out of a withdrawn piece what no page is to show any more."""
    article.kicker = article.subtitle = article.byline = article.source = article.editor = article.summary = ""
    article.updated = None
    article.names.clear()
