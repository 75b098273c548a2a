"""Sections (栏目), regions (地区) and topics (专题) of a paper: what gathers its pieces."""

from __future__ import annotations

from dataclasses import dataclass

from linli.model import addresses


@dataclass(frozen=True, slots=True)
class Section:
    """A section (栏目) of the paper."""

    id: str
    name: str

    @property
    def url(self) -> str:
        return addresses.section(self.id)


@dataclass(frozen=True, slots=True)
class Region:
    """A region (地区) that has a page of its own."""

    id: str
    name: str

    @property
    def url(self) -> str:
        return addresses.region(self.id)


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic (专题): its pieces may be of many months, in any section."""

    id: str
    name: str

    @property
    def url(self) -> str:
        return addresses.topic(self.id)


Place = Section | Region | Topic  # whatever has a page that lists its pieces, and pages for their months
