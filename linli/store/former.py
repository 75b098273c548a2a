"""Addresses at which contributors were before, from which readers are led on."""

from __future__ import annotations

from typing import NamedTuple

from linli.model import addresses
from linli.model.people import contributor_id, former_id
from linli.store.library import Library
from linli.store.records import PERSON


class FormerAddress(NamedTuple):
    """Where a contributor's page was."""

    address: str
    url: str  # where it is
    name: str
    path: str  # of a file that has the name
    free: bool  # nobody else's page is there


def former_addresses(library: Library) -> list[FormerAddress]:
    """Those of all contributors with a page, sorted; each once."""
    found: dict[str, FormerAddress] = {}
    names = {name: path for name, path in library.names().items() if former_id(name)}
    ids = frozenset(library.ids(PERSON)) if names else frozenset()
    for name, path in names.items():
        former, own = former_id(name), contributor_id(name)
        if own in ids:
            address, url = addresses.contributor(former), addresses.contributor(own)
            found.setdefault(address, FormerAddress(address, url, name, path, former not in ids))
    return sorted(found.values())
