"""Structured data of pages: JSON-LD by schema.org.

`NewsArticle` as https://developers.google.com/search/docs/appearance/structured-data/article wants it, with the
fields for what was printed (https://schema.org/NewsArticle). Addresses are absolute; without SITEURL nothing has one
but `@id`, which may be relative.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from linli.build.extensions import Describe, PageMetadata
from linli.build.page import Page
from linli.model import addresses
from linli.model.article import Article, Kind
from linli.model.calendar import Moment, Month
from linli.model.moments import modified, published
from linli.model.paper import Paper
from linli.model.people import Contributor, Role, in_role
from linli.model.picture import Picture
from plugins.syndication.addresses import uri
from plugins.syndication.entries import writers
from plugins.syndication.nodes import Node, StructuredPage, StructuredSite, filled

CONTEXT = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Structured:
    """Describes pages by their templates."""

    def open(self, paper: Paper, assets: Mapping[str, str]) -> Describe:
        return _Describer(paper, assets)


class _Describer:
    """Describes the pages of a paper."""

    def __init__(self, paper: Paper, assets: Mapping[str, str]) -> None:
        self.site = StructuredSite(paper, assets)
        self.logo = _shared(replace(self.site.logo, alt=paper.name)) if self.site.logo else None

    def __call__(self, page: Page, data: Mapping[str, Any]) -> PageMetadata:
        if page.anywhere or not (page.indexed or page.template == "withdrawn.html"):
            return PageMetadata()
        nodes = KINDS.get(page.template, _page)(StructuredPage(page, data, self.site))
        structured = tuple({"@context": CONTEXT, **filled(node)} for node in nodes)
        if page.template != "article.html":
            return PageMetadata(structured, picture=self.logo)
        article: Article = data["article"]
        timezone = self.site.paper.timezone
        return PageMetadata(
            structured,
            published=published(article, timezone).isoformat(),
            modified=modified(article, timezone).isoformat(),
            picture=_shared(article.cover) or self.logo,
            pictured=article.cover is not None,
        )


def _shared(picture: Picture | None) -> Picture | None:
    """A picture with its address as it is written."""
    return replace(picture, src=uri(picture.src)) if picture else None


def _article(words: StructuredPage) -> list[Node]:
    article: Article = words.data["article"]
    timezone = words.paper.timezone
    printed = article.page is not None
    node = {
        "@type": "OpinionNewsArticle" if article.kind == Kind.COMMENTARY else "NewsArticle",
        "mainEntityOfPage": {"@type": "WebPage", "@id": words.absolute(article.url)} if words.paper.url else {},
        "headline": article.title,
        "alternativeHeadline": article.subtitle,
        "description": article.summary,
        "datePublished": published(article, timezone).isoformat(),
        "dateModified": modified(article, timezone).isoformat(),
        "dateline": article.dateline,
        "printEdition": article.issued.text if printed else "",
        "printPage": str(article.page) if printed else "",
        "printSection": article.section.name if printed and article.section else "",
        "articleSection": article.section.name if article.section else "",
        "contentLocation": {"@type": "Place", "name": article.place} if article.place else {},
        "inLanguage": words.paper.lang,
        "isAccessibleForFree": True,
        **_people(words, article),
        "isPartOf": words.issue(article.issued) if words.paper.issues else {},
        "image": [
            words.picture(picture, in_role(article.contributors, Role.PHOTOGRAPHER)) for picture in _pictures(article)
        ],
        "sourceOrganization": {"@type": "Organization", "name": article.source} if article.source else {},
        "publisher": words.publisher(),
    }
    node["correction"] = _corrections(article, timezone)
    section = [(article.section.name, article.section.url)] if article.section else []
    return [node, words.trail(*section, (article.title, article.url))]


def _withdrawn(words: StructuredPage) -> list[Node]:
    """A piece that is not there any more: whoever has it elsewhere is to know."""
    article: Article = words.data["article"]
    timezone = words.paper.timezone
    node = {
        "@type": "NewsArticle",
        "creativeWorkStatus": "Withdrawn",
        "mainEntityOfPage": {"@type": "WebPage", "@id": words.absolute(article.url)} if words.paper.url else {},
        "headline": article.title,
        "datePublished": published(article, timezone).isoformat(),
        "dateModified": modified(article, timezone).isoformat(),
        "inLanguage": words.paper.lang,
        "author": [words.publisher()],
        "publisher": words.publisher(),
        "correction": _corrections(article, timezone),
    }
    return [node]


def _corrections(article: Article, timezone: str) -> list[Node]:
    return [
        {
            "@type": "CorrectionComment",
            "text": correction.text,
            "datePublished": Moment(correction.day).at(timezone).isoformat(),
        }
        for correction in article.corrections
    ]


def _pictures(article: Article) -> list[Picture]:
    """The pictures of a piece, its cover first."""
    if not article.cover:
        return article.pictures
    shown = {picture.src: picture for picture in article.pictures}  # these have captions
    cover = shown.pop(article.cover.src, article.cover)
    return [cover, *shown.values()]


def _people(words: StructuredPage, article: Article) -> Node:
    """Who wrote, as the byline names them; who edited; and everybody with all that they did."""
    wrote = writers(article)
    office = article.byline or article.source
    authors = [{**words.person(person), "jobTitle": "、".join(words.roles(person))} for person in wrote]
    if not authors:
        authors = [{"@type": "Organization", "name": office} if office else words.publisher()]
    everybody = [
        {"@type": "Role", "roleName": words.roles(person), "contributor": words.person(person)}
        for person in article.contributors
    ]
    editors = [words.person(person) for person in article.editors]
    return {"author": authors, "editor": editors, "contributor": everybody}


def _front(words: StructuredPage) -> list[Node]:
    site = {**words.site(), "description": words.paper.motto, "inLanguage": words.paper.lang}
    if words.paper.url and words.paper.searchable:
        template = words.absolute(f"{addresses.SEARCH}?q={{search_term_string}}")
        site["potentialAction"] = {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": template},
            "query-input": "required name=search_term_string",
        }
    return [{**site, "publisher": words.publisher()}, words.publisher()]


def _collection(words: StructuredPage) -> list[Node]:
    scope = words.data.get("section") or words.data.get("region") or words.data.get("topic")
    return [_web_page(words, "CollectionPage"), words.trail((scope.name, scope.url) if scope else _own(words))]


def _overview(words: StructuredPage) -> list[Node]:
    return [_web_page(words, "CollectionPage"), words.trail(_own(words))]


def _month(words: StructuredPage) -> list[Node]:
    scope, month = words.data["scope"], words.data["month"]
    above = (scope.name, scope.url) if scope else (words.paper.furniture("往期"), addresses.ARCHIVE)
    return [_web_page(words, "CollectionPage"), words.trail(above, (month.text, month.url))]


def _issue(words: StructuredPage) -> list[Node]:
    day = words.page.day
    assert day is not None  # a page of an issue is of its day
    issue = {**words.issue(day), "publisher": words.publisher(), "inLanguage": words.paper.lang}
    month = Month.of(day.date)
    steps = [(month.text, month.url), (day.text, day.url)]
    if words.page.url != day.url:
        steps.append((words.data["folio"].label, words.page.url))
    return [{**_web_page(words, "CollectionPage"), "about": issue}, words.trail(*steps)]


def _contributor(words: StructuredPage) -> list[Node]:
    contributor: Contributor = words.data["contributor"]
    person = {**words.person(contributor), "jobTitle": "、".join(words.roles(contributor))}
    person["worksFor"] = words.publisher()
    return [{**_web_page(words, "ProfilePage"), "mainEntity": person}, words.trail(_own(words))]


def _page(words: StructuredPage) -> list[Node]:
    return [_web_page(words, "WebPage"), words.trail(_own(words))]


def _web_page(words: StructuredPage, kind: str) -> Node:
    page = words.page
    return {
        "@type": kind,
        "name": page.title,
        **words.at(page.url),
        "description": page.description,
        "inLanguage": words.paper.lang,
        "isPartOf": words.site(),
    }


def _own(words: StructuredPage) -> tuple[str, str]:
    return words.page.title, words.page.url


def _nothing(words: StructuredPage) -> list[Node]:
    """Feeds and the like are no pages."""
    return []


KINDS: dict[str, Callable[[StructuredPage], list[Node]]] = {
    "article.html": _article,
    "withdrawn.html": _withdrawn,
    "front.html": _front,
    "section.html": _collection,
    "region.html": _collection,
    "topic.html": _collection,
    "archive.html": _collection,
    "month.html": _month,
    "contributor.html": _contributor,
    "contributors.html": _overview,
    "issues.html": _overview,
    "places.html": _overview,
    "year.html": _overview,
    "issue.html": _issue,
    "issue-page.html": _issue,
    "feed.atom": _nothing,
    "manifest.webmanifest": _nothing,
}
