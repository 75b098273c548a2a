"""Addresses of links in a body."""

from __future__ import annotations

import re
from urllib.parse import quote

from linli.reading.html import tree_of

SCHEMES = {"http", "https", "mailto", "tel"}
HREF = re.compile(r"href\s*=(?![\"']?(?:https?://|#|/))", re.I)  # one of another kind than most
SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.I)
UNSEEN = re.compile(r"[\0-\x20]")
# What may not stand in an address as it is (URL Standard, "URL units"); servers answer 400 to a `%` that begins nothing.
UNENCODED = re.compile(r'[ "<>\\^`{|}]|%(?![0-9A-Fa-f]{2})')


def encoded(address: str) -> str:
    """An address as it may stand in HTML; what is encoded already stays as it is."""
    return UNENCODED.sub(lambda found: quote(found[0]), address)


def refused(html: str) -> list[str]:
    """Addresses of links that the sanitiser takes out, for their scheme is none that it lets through."""
    if not HREF.search(html):
        return []
    addresses = (link.get("href", "").strip() for link in tree_of(html).iter("a"))
    return [address for address in dict.fromkeys(addresses) if _is_refused(address)]


def _is_refused(address: str) -> bool:
    scheme = SCHEME.match(UNSEEN.sub("", address))  # browsers read it so
    return scheme is not None and scheme[1].lower() not in SCHEMES
