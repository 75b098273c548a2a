"""Links inside the site: whether there is a page where they lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from linli.findings import Finding
from linli.messages import _
from linli.model.article import Teaser
from linli.model.paper import Paper
from linli.model.people import contributor_id
from linli.model.photo import PHOTOS
from linli.reading.reader import RESERVED
from newsroom.checking.galley import Anchor

SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
ELSEWHERE = ("mailto:", "tel:")
LISTS = ("section/", "region/", "by/", "archive/", f"{PHOTOS}/")  # addresses that are all known
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
        known = {"", "archive", "search"}
        known.update(section.url.strip("/") for section in paper.sections)
        known.update(region.url.strip("/") for region in paper.regions)
        known.update(address.strip("/") for address in others)
        files = {}
        for path, teaser in filed:
            url, month = teaser.url.strip("/"), f"{teaser.day.date:%Y/%m}"
            files[path] = url
            places = [place.url for place in (teaser.section, teaser.region) if place]
            known.update([url, *(f"{place}{month}" for place in ("archive/", *places))])
            known.update(f"by/{contributor_id(person.name)}" for person in teaser.contributors)
        return cls(paper, known, files, tuple(prefixes))

    def has(self, address: str) -> bool:
        """Whether there is a page; pages of a kind that this does not know are believed."""
        address = address.strip("/").removesuffix("index.html").rstrip("/")
        for prefix in self.prefixes:
            if address == prefix.strip("/") or address.startswith(prefix):
                address = address.removeprefix(prefix.strip("/")).lstrip("/")
        if address in self.known or MACHINE.search(address):
            return True
        first = address.split("/")[0]
        return first in RESERVED and not f"{address}/".startswith(LISTS)


def dead(path: str, url: str, anchors: Iterable[Anchor], addresses: KnownAddresses) -> Iterator[Finding]:
    """Links of a file that lead nowhere.

    Args:
        path: of the file, below the content folder.
        url: of its page.
        anchors: its links.
    """
    for anchor in anchors:
        target = anchor.target.strip()
        address = _inside(target, addresses.paper.url)
        if address is None:
            if SCHEME.match(target) and not target.lower().startswith(("http:", "https:", *ELSEWHERE)):
                text = _(
                    "链接“{target}”不能用，页面上只剩下文字。网址以 https:// 开头，本站的以 / 开头。", target=target
                )
                yield Finding(path, anchor.number, "W321", text)
            continue
        if address == "#":
            continue
        where = unquote(urlsplit(address).path)
        if where.lower().endswith(".md"):
            yield Finding(path, anchor.number, "W322", _to_file(path, target, where, addresses))
        elif not where:
            text = _("链接“{target}”指向本页的一处，那里没有这个标记。请删去，或写一个网址。", target=target or "()")
            yield Finding(path, anchor.number, "W321", text)
        elif not addresses.has(
            where if where.startswith("/") else posixpath.normpath(posixpath.join(url or "/", where))
        ):
            yield Finding(path, anchor.number, "W321", _nowhere(target, where, addresses))


def _inside(target: str, site: str) -> str | None:
    """A link as it is inside the site; None for one that leads elsewhere."""
    if site and (target == site or target.startswith(f"{site}/")):
        return target.removeprefix(site) or "/"
    return None if SCHEME.match(target) or target.startswith("//") else target


def _to_file(path: str, target: str, where: str, addresses: KnownAddresses) -> str:
    for base in (posixpath.dirname(path), "", "articles"):
        url = addresses.files.get(posixpath.normpath(posixpath.join(base, where.lstrip("/"))))
        if url is not None:
            return _("链接“{target}”指向稿件的文件，读者打不开。请写成那一篇的网址：/{url}/。", target=target, url=url)
    return _(
        "链接“{target}”指向一个 .md 文件，读者打不开。请写成那一篇的网址，例如 /2024/03/12/lao-jing/。", target=target
    )


def _nowhere(target: str, where: str, addresses: KnownAddresses) -> str:
    rooted = posixpath.normpath("/" + where).lstrip("/")
    if not where.startswith("/") and addresses.has(rooted):
        return _("链接“{target}”打不开。本站的网址以 / 开头，请写成 /{rooted}。", target=target, rooted=rooted)
    return _("链接“{target}”打不开，本站没有这一页。请查对网址。", target=target)
