"""Links inside the site: whether there is a page where they lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from linli.findings import Finding
from linli.messages import _
from linli.model import addresses
from linli.model.article import Teaser
from linli.model.attachment import KINDS, suffix_of
from linli.model.calendar import Month
from linli.model.paper import Paper
from newsroom.checking.galley import Anchor

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# Folders of which every address is known.
LISTS = (
    addresses.SECTIONS,
    addresses.REGIONS,
    addresses.TOPICS,
    addresses.CONTRIBUTORS,
    addresses.ARCHIVE,
    addresses.PHOTOS,
    addresses.ATTACHMENTS,
)
MACHINE = re.compile(r"\.(?:atom|xml|json|txt|webmanifest)$")  # feeds and the like, made by whatever plugins there are


@dataclass(slots=True)
class KnownAddresses:
    """The addresses that the site has, without a slash before or after; and the files that articles are in."""

    paper: Paper
    known: set[str]
    files: dict[str, str]  # path below the content folder to address
    prefixes: tuple[str, ...] = ()  # of twins

    @classmethod
    def of(
        cls, paper: Paper, filed: Iterable[tuple[str, Teaser]], others: Iterable[str], prefixes: Iterable[str]
    ) -> KnownAddresses:
        """The addresses of a paper: its lists, dated pieces, and `others` (standing pages, pictures, old addresses)."""
        lists = [addresses.FRONT, addresses.ARCHIVE, addresses.SEARCH]
        lists += [section.url for section in paper.sections] + [region.url for region in paper.regions]
        known = {address.strip("/") for address in (*lists, *others)}
        files = {}
        for path, teaser in filed:
            files[path] = teaser.url.strip("/")
            places = [place.url for place in (teaser.section, teaser.region, *teaser.topics) if place]
            month = Month.of(teaser.day.date).path
            months = [addresses.month(place, month) for place in (addresses.ARCHIVE, *places)]
            people = [person.url for person in teaser.contributors]
            known.update(address.strip("/") for address in (teaser.url, *months, *people))
        return cls(paper, known, files, tuple(prefixes))

    def has(self, address: str) -> bool:
        """Whether there is a page; pages of a kind that this does not know are believed."""
        address = address.strip("/").removesuffix(addresses.INDEX).rstrip("/")
        for prefix in self.prefixes:
            if address == prefix.strip("/") or address.startswith(prefix):
                address = address.removeprefix(prefix.strip("/")).lstrip("/")
        if address in self.known or MACHINE.search(address):
            return True
        first = address.split("/")[0]
        return first in addresses.FOLDERS and not f"{address}/".startswith(LISTS)


def dead(path: str, url: str, anchors: Iterable[Anchor], known: KnownAddresses) -> Iterator[Finding]:
    """Links of a file that lead nowhere.

    Args:
        path: of the file, below the content folder.
        url: of its page.
        anchors: its links.
    """
    for anchor in anchors:
        target = anchor.target.strip()
        address = _inside(target, known.paper.url)
        if address is None:
            continue  # of what cannot be used the desk has told
        if address == "#":
            continue
        where = unquote(urlsplit(address).path)
        if where.startswith(addresses.ATTACHMENTS):
            where = f"/{where}"  # the desk takes it for that too
        if where.lower().endswith(".md"):
            yield Finding(path, anchor.number, "W322", _to_file(path, target, where, known))
        elif not where:
            text = _("链接“{target}”指向本页的一处，那里没有这个标记。请删去，或写一个网址。", target=target or "()")
            yield Finding(path, anchor.number, "W321", text)
        elif not known.has(where if where.startswith("/") else posixpath.normpath(posixpath.join(url or "/", where))):
            yield Finding(path, anchor.number, "W321", _nowhere(target, where, known))


def _inside(target: str, site: str) -> str | None:
    """A link as it is inside the site; None for one that leads elsewhere."""
    if site and (target == site or target.startswith(f"{site}/")):
        return target.removeprefix(site) or "/"
    return None if SCHEME.match(target) or target.startswith("//") else target


def _to_file(path: str, target: str, where: str, known: KnownAddresses) -> str:
    for base in (posixpath.dirname(path), "", "articles"):
        url = known.files.get(posixpath.normpath(posixpath.join(base, where.lstrip("/"))))
        if url is not None:
            return _("链接“{target}”指向稿件的文件，读者打不开。请写成那一篇的网址：/{url}/。", target=target, url=url)
    return _(
        "链接“{target}”指向一个 .md 文件，读者打不开。请写成那一篇的网址，例如 /2024/03/12/lao-jing/。", target=target
    )


def _nowhere(target: str, where: str, known: KnownAddresses) -> str:
    rooted = posixpath.normpath("/" + where).lstrip("/")
    if not where.startswith("/") and known.has(rooted):
        return _("链接“{target}”打不开。本站的网址以 / 开头，请写成 /{rooted}。", target=target, rooted=rooted)
    name = posixpath.basename(rooted)
    if rooted.startswith((addresses.PHOTOS, addresses.ATTACHMENTS)) or suffix_of(rooted) in KINDS:
        return _(
            "链接“{target}”打不开，没有这个文件。附件请放进内容文件夹的 files，写成 /files/{name}。",
            target=target,
            name=name,
        )
    return _("链接“{target}”打不开，本站没有这一页。请查对网址。", target=target)
