"""Two things of the content that claim one address: pieces, old addresses, pictures. A site can have only one of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

from linli.findings import Finding
from linli.messages import _, listed
from linli.model import addresses
from linli.model.moments import NEVER
from linli.reading.aliases import BadAddress, old_address
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.frontmatter import split
from linli.reading.values import parse_list
from linli.store.former import FormerAddress, former_addresses
from linli.store.store import Store


class Claimant(IntEnum):
    """Who claims a file of the site. Of two, the one that comes first here keeps it."""

    PIECE = 1
    PICTURE = 2
    ALIAS = 3


class Claim(NamedTuple):
    """A claim to a file of the site, by a file of the content folder."""

    claimant: Claimant
    path: str  # below the content folder
    file: str  # below the root of the site

    @property
    def address(self) -> str:
        return addresses.address_of(self.file)


def collisions(store: Store, content: Path, shown_as: str) -> list[Finding]:
    """What is claimed twice, by all that was read. A finding names both; `shown_as` is the content folder in it."""
    drafts = store.drafts()
    found = [_same_address(paths, drafts, shown_as) for paths in store.shared_addresses()]
    words = _Words(content, shown_as)
    pictures: set[tuple[str, str]] = set()  # told already: a picture claims many files
    for first, second in pairs(claims(store)):
        if first.claimant is second.claimant is Claimant.PIECE:
            continue  # of these E401 tells
        if first.claimant is second.claimant is Claimant.PICTURE:
            if (first.path, second.path) in pictures:
                continue
            pictures.add((first.path, second.path))
        finding = words.finding(first, second)
        found.append(replace(finding, draft=not drafts.isdisjoint((first.path, second.path))))
    return found + [_of_person(one) for one in former_addresses(store) if not one.free]


def claims(store: Store) -> list[Claim]:
    """All that could meet: files of pictures among themselves; old addresses, and those files of pieces that they meet."""
    found = [Claim(Claimant.PICTURE, path, file) for path, files in store.published_files() for file in files]
    aliases = [
        Claim(Claimant.ALIAS, alias.piece.path, addresses.file_of(alias.address)) for alias in store.aliases(NEVER)
    ]
    if not aliases:
        return found
    old = [_folded(alias.file) for alias in aliases]
    met = {*old, *addresses.folders_of(old)}
    for address, path in store.addresses().items():
        files = (addresses.file_of(address), addresses.qr_codes(address))
        found += [Claim(Claimant.PIECE, path, file) for file in files if file in met]
    return found + aliases


def pairs(claims: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Claims of which a file system can hold only one: to one file, or to a file and something in a folder of its name.

    Then those that are so where capitals and small letters are the same (Windows, macOS). The first of a pair is the
    one that keeps the file, or the one that is the file.
    """
    folded = [_folded(claim.file) for claim in claims]
    distinct = set(folded)
    if len(distinct) == len(claims) and distinct.isdisjoint(addresses.folders_of(folded)):
        return
    yield from _meeting((claim.file, claim) for claim in claims)
    for first, second in _meeting(zip(folded, claims, strict=True)):
        if not _meet(first.file, second.file):
            yield first, second


def _folded(file: str) -> str:
    """The name of a file as systems have it that know no case."""
    return file.lower() if file.isascii() else unicodedata.normalize("NFC", file).casefold()


def _meeting(claims: Iterable[tuple[str, Claim]]) -> Iterator[tuple[Claim, Claim]]:
    """Claims that meet, by the names of files that are given with them."""
    # With the lowest of all characters between folders, what is in a folder comes right after a file of its name.
    ordered = sorted((name.replace("/", "\0"), claim) for name, claim in claims)
    holder: tuple[str, Claim] | None = None
    for name, claim in ordered:
        if holder is not None and (name == holder[0] or name.startswith(holder[0] + "\0")):
            yield holder[1], claim
        else:
            holder = name, claim


def _meet(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


def _same_address(paths: list[str], drafts: set[str], shown_as: str) -> Finding:
    """The finding of pieces at one address; it is about a draft among them."""
    paths = sorted(paths, key=lambda path: (path not in drafts, path))
    others = listed(shown_as + path for path in paths[1:])
    message = _("网址与 {others} 相同。请给其中一篇加上或改一个“短名: ……”。", others=others)
    return Finding(paths[0], 1, "E401", message, draft=len(drafts.intersection(paths)) >= len(paths) - 1)


def _of_person(former: FormerAddress) -> Finding:
    """The finding of a contributor whose former address is another's by now."""
    message = _(
        "作者“{name}”的网页以前在 /{address}，那里现在是另一位作者的网页，旧网址不再通到 /{url}。",
        name=former.name,
        address=former.address,
        url=former.url,
    )
    return Finding(former.path, 1, "W402", message)


class _Words:
    """Tells of pairs, with old addresses as they were written and the lines that they stand on."""

    def __init__(self, content: Path, shown_as: str) -> None:
        self.content, self.shown_as = content, shown_as
        self._fields: dict[str, tuple[int, dict[str, str]]] = {}

    def finding(self, first: Claim, second: Claim) -> Finding:
        """The finding of a pair. An old address is what gives way, else the second."""
        if first.claimant is Claimant.ALIAS and second.claimant is not Claimant.ALIAS:
            first, second = second, first
        same, nested = first.file == second.file, _meet(first.file, second.file)
        if second.claimant is Claimant.PICTURE:
            return Finding(second.path, 1, *self._of_pictures(first, second, same, nested))
        line, written = self._field(second)
        return Finding(second.path, line, *self._of_alias(written, first, second, same, nested))

    def _of_pictures(self, first: Claim, second: Claim, same: bool, nested: bool) -> tuple[str, str]:
        other = self.shown_as + first.path
        if same:
            return "E406", _(
                "这张图片和 {other} 在网站上是同一个文件 /{file}，只能有一个。请给一张改名，稿件里的图片名一起改。",
                other=other,
                file=first.file,
            )
        if nested:
            return "E406", _(
                "{other} 在网站上是文件 /{file}，这张图片却在同名的文件夹里，不能都有。请改名，稿件里的图片名一起改。",
                other=other,
                file=first.file,
            )
        return "W401", _(
            "这张图片和 {other} 的名字只差字母的大小写：有的主机和电脑分不清，会少掉一张。最好给一张改名，稿件里的图片名一起改。",
            other=other,
        )

    def _of_alias(self, written: str, first: Claim, second: Claim, same: bool, nested: bool) -> tuple[str, str]:
        place = self.shown_as + first.path
        other = f"/{first.address}"
        if same and first.claimant is Claimant.PIECE and first.path == second.path:
            return "E402", _("旧址“{alias}”就是这一篇现在的网址，用不着写。请删去。", alias=written)
        if same and first.claimant is Claimant.PIECE:
            return "E402", _(
                "旧址“{alias}”现在是 {other} 的网址。请删去，或改那一篇的短名。", alias=written, other=place
            )
        if first.claimant is Claimant.ALIAS:
            line, other = self._field(first)
            place = f"{place}:{line}"
        if same:
            return "E403", _(
                "旧址“{alias}”在 {place} 也写了。一个旧址只能通到一篇，请只留一处。", alias=written, place=place
            )
        if nested:
            return "E403", _(
                "旧址“{alias}”和 {place} 的“{other}”不能都有：一个是文件，一个是同名的文件夹。请删去一个。",
                alias=written,
                place=place,
                other=other,
            )
        return "W401", _(
            "旧址“{alias}”和 {place} 的“{other}”只差字母的大小写：有的主机和电脑分不清，会少掉一个。最好删去。",
            alias=written,
            place=place,
            other=other,
        )

    def _field(self, claim: Claim) -> tuple[int, str]:
        """The line of the field in the file of an old address, which is read again for it, and the address as written."""
        if claim.path not in self._fields:
            self._fields[claim.path] = self._read(claim.path)
        line, written = self._fields[claim.path]
        return line, written.get(claim.address, f"/{claim.address}")

    def _read(self, path: str) -> tuple[int, dict[str, str]]:
        try:
            source, _findings = split(decode(read_file(self.content, path), path), path)
        except UnreadableText:
            return 1, {}
        field = source.fields.get("aliases") if source else None
        if field is None:
            return 1, {}
        written: dict[str, str] = {}
        for one in parse_list(field.value):
            try:
                written.setdefault(old_address(one), one)
            except BadAddress:
                continue
        return field.line, written
