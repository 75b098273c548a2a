"""Atom (RFC 4287), by feedgenerator: several authors an entry, its text as XHTML, and what people read in a browser."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from io import StringIO
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from feedgenerator.django.utils.feedgenerator import Atom1Feed, rfc3339_date
from feedgenerator.django.utils.xmlutils import SimplerXMLGenerator

from linli.model.calendar import Day
from plugins.syndication.entries import FeedEntry, Person

XHTML = "http://www.w3.org/1999/xhtml"


class AtomFeed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """A feed. Beside feedgenerator's own fields it has `note` (an XHTML tree for people) and `updated`.

    What people see is XHTML in places where RFC 4287 (6.4) allows foreign markup, and a style sheet hides the rest:
    programs that read feeds pass over it.
    """

    def written(self) -> tuple[str, str]:
        """The opening tag of the feed, and all that follows: between them a theme may have what browsers are to load first."""
        written = StringIO()
        handler = SimplerXMLGenerator(written, "utf-8", short_empty_elements=True)
        handler.startElement("feed", self.root_attributes())
        handler.ignorableWhitespace("\n")  # the tag is closed
        opening = written.getvalue()
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")
        return opening, written.getvalue().removeprefix(opening)

    def latest_post_date(self) -> datetime:
        updated: datetime = self.feed["updated"]
        return updated

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("generator", "Linli")
        _write(handler, self.feed["note"], {"xmlns": XHTML})

    def write_items(self, handler: SimplerXMLGenerator) -> None:
        for item in self.items:
            handler.ignorableWhitespace("\n")
            handler.startElement("entry", {})
            self.add_item_elements(handler, item)
            handler.endElement("entry")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        entry: FeedEntry = item["entry"]
        handler.addQuickElement("title", entry.title)
        handler.addQuickElement("link", "", {"rel": "alternate", "type": "text/html", "href": entry.url})
        handler.addQuickElement("id", entry.id)
        handler.addQuickElement("published", rfc3339_date(entry.published))
        handler.addQuickElement("updated", rfc3339_date(entry.updated))
        _people(handler, "author", entry.authors)
        _people(handler, "contributor", entry.contributors)
        for term, label in entry.tags:
            handler.addQuickElement("category", "", {"term": term, "label": label})
        _write(handler, shown(entry), {"xmlns": XHTML})
        if entry.summary:
            handler.addQuickElement("summary", entry.summary)
        if item["whole"]:
            handler.startElement("content", {"type": "xhtml"})
            _write(handler, entry.content, {"xmlns": XHTML})
            handler.endElement("content")


def shown(entry: FeedEntry) -> Element:
    """What people see of an entry, above its summary: the headline, a link, and the day and who signed."""
    element = Element("div")
    link = SubElement(SubElement(element, "h2"), "a", {"href": entry.url})
    link.text = entry.title
    names = "　".join(person.name for person in entry.authors)
    SubElement(element, "p").text = f"{Day(entry.published.date()).text}　{names}".rstrip()
    return element


def _people(handler: SimplerXMLGenerator, name: str, people: Iterable[Person]) -> None:
    for person in people:
        handler.startElement(name, {})
        handler.addQuickElement("name", person.name)
        if person.url:
            handler.addQuickElement("uri", person.url)
        handler.endElement(name)


def _write(handler: SimplerXMLGenerator, element: Element, attributes: dict[str, str]) -> None:
    handler.startElement(element.tag, {**element.attrib, **attributes})
    handler.characters(element.text or "")
    for child in element:
        _write(handler, child, {})
        handler.characters(child.tail or "")
    handler.endElement(element.tag)
