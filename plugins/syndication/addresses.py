"""Addresses and identities as programs elsewhere need them.

With SITEURL they are absolute. Without it the site has no address yet: references are relative to the file that
they stand in, and identities are UUIDs made from the paper's name and the address within the site.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from linli.model.paper import Paper


def uri(address: str) -> str:
    """An address without letters of other languages, for programs that know no others (RFC 3986)."""
    return quote(address, safe="/%:?#[]@!$&'()*+,;=~")


@dataclass(frozen=True, slots=True)
class FeedAddresses:
    """Addresses as one file of the site has them. `file` is its path below the root."""

    paper: Paper
    file: str

    @property
    def absolute(self) -> bool:
        """Whether it is known where the site is."""
        return bool(self.paper.url)

    def of(self, url: str) -> str:
        """Of a page or a file of the site."""
        root = f"{self.paper.url}/" if self.paper.url else "../" * self.file.count("/") or "./"
        return root + url

    def within(self, url: str, reference: str) -> str:
        """Of what a page at `url` refers to, as the page has it."""
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc or reference.startswith("/"):
            return reference
        if not parts.path:
            return self.of(url) + reference
        path = posixpath.normpath(posixpath.join(url, parts.path))
        slash = "/" if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..") else ""
        rest = reference[len(parts.path) :]
        return self.of(f"{path}{slash}" if path != "." else "") + rest

    def identity(self, url: str) -> str:
        """The identity of a page or a file of the site wherever it is read, an IRI."""
        return self.of(url) if self.absolute else uuid5(NAMESPACE_URL, f"linli:{self.paper.name}/{url}").urn
