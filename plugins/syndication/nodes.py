"""The nodes of structured data that pages of all kinds have: the paper, its people, pictures and issues, the way to a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from linli.build.page import Page
from linli.model.calendar import Day
from linli.model.paper import Paper
from linli.model.people import Contributor
from linli.model.picture import Picture
from plugins.syndication.addresses import uri

Node = dict[str, Any]
ICON, ICON_SIZE = "img/icon-512.png", 512


class StructuredSite:
    """What is said of the paper, the same on all pages."""

    def __init__(self, paper: Paper, assets: Mapping[str, str]) -> None:
        self.paper = paper
        self.logo = paper.logo or (Picture(assets[ICON], "", ICON_SIZE, ICON_SIZE) if ICON in assets else None)
        self._publishers: dict[str, Node] = {}  # by the way to the root: an address has it when there is no SITEURL

    def publisher(self, page: StructuredPage) -> Node:
        """The paper as those who make it."""
        root = page.page.root
        if root not in self._publishers:
            logo = page.picture(replace(self.logo, alt="")) if self.logo else {}
            node = {"@type": "NewsMediaOrganization", "name": self.paper.name, **page.at(""), "logo": logo}
            self._publishers[root] = filled(node)
        return self._publishers[root]


@dataclass(frozen=True, slots=True)
class StructuredPage:
    """What is said of one page."""

    page: Page
    data: Mapping[str, Any]
    of: StructuredSite

    @property
    def paper(self) -> Paper:
        return self.of.paper

    def at(self, url: str) -> Node:
        """Where a page of the site is."""
        if self.paper.url:
            return {"url": f"{self.paper.url}/{url}"}
        return {"@id": self.page.root + url}

    def absolute(self, url: str) -> str:
        """An address; empty when it is not known where the site is."""
        return f"{self.paper.url}/{url}" if self.paper.url else ""

    def publisher(self) -> Node:
        """The paper as those who make it."""
        return self.of.publisher(self)

    def site(self) -> Node:
        """The paper as a site."""
        return {"@type": "WebSite", "name": self.paper.name, **self.at("")}

    def issue(self, day: Day) -> Node:
        """The paper of a day."""
        return {"@type": "PublicationIssue", "name": day.text, "datePublished": day.iso, **self.at(day.url)}

    def person(self, contributor: Contributor) -> Node:
        """Somebody who has a page."""
        return {"@type": "Person", "name": contributor.name, **self.at(contributor.url)}

    def roles(self, contributor: Contributor) -> list[str]:
        """What somebody is called for what they did."""
        return [self.paper.furniture(name) for name in contributor.role_names]

    def picture(self, picture: Picture, photographers: list[Contributor] | None = None) -> Node:
        """A picture; nothing when it is not known where the site is. Without a credit it is the piece's photographers'."""
        if not self.paper.url:
            return {}
        creators = list(picture.creators) or photographers or []
        names = "　".join(person.name for person in creators)
        return {
            "@type": "ImageObject",
            "url": self.absolute(uri(picture.src)),
            "width": picture.width,
            "height": picture.height,
            "caption": picture.caption or picture.alt,
            "creditText": picture.credit or (self.paper.furniture("{names} 摄", names=names) if names else ""),
            "creator": [self.person(person) for person in creators],
        }

    def trail(self, *steps: tuple[str, str]) -> Node:
        """The way to the page: names and addresses after the front page. The last is the page itself."""
        places = [(self.paper.name, ""), *steps]
        items = []
        for number, (name, url) in enumerate(places, 1):
            item = self.absolute(url) or self.at(url)
            items.append({"@type": "ListItem", "position": number, "name": name, "item": item})
        return {"@type": "BreadcrumbList", "itemListElement": items}


def filled(value: Any) -> Any:
    """Nodes without the fields that have nothing to say."""
    if isinstance(value, dict):
        kept = {}
        for key, inner in value.items():
            if inner and (inner := filled(inner) if isinstance(inner, (dict, list)) else inner):
                kept[key] = inner
        return kept
    if isinstance(value, list):
        return [inner for inner in map(filled, value) if inner != {}]
    return value
