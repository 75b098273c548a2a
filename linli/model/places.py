"""Sections (栏目) and regions (地区) of a paper."""

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
