"""Old addresses (旧址): the files at which their pages stand, and what can be wrong with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import unquote

from linli.findings import Finding
from linli.hooks import Review
from linli.messages import _
from linli.reading.encoding import UnreadableText, decode
from linli.reading.frontmatter import split
from linli.reading.reader import RESERVED
from linli.store.records import Alias

INDEX = "index.html"
PAGES = (".html", ".htm")
# Files at the root of the site, beside those whose names begin with `sitemap-`.
ROOT = frozenset(
    f"{INDEX} 404.html _redirects favicon.ico feed.atom feed.json manifest.webmanifest robots.txt sitemap.xml".split()
)
UNREADABLE = "\ufffd"


def file_of(address: str) -> str:
    """The file of an old address: itself if it is a page, else the page of a folder, to which every host leads on.

    `news/12.html` stays, `news/12.php` and `news/12` become `news/12.php/index.html`, `news/12/index.html`. What is
    percent-encoded is decoded, as servers do.
    """
    parts = [part for part in unquote(address).split("/") if part not in ("", ".")]
    path = "/".join(parts)
    return path if path.endswith(PAGES) and not address.endswith("/") else f"{path}/{INDEX}".lstrip("/")


def review(review: Review) -> None:
    """Answers `content_shelved`: no two things may stand at one address."""
    aliases = review.library.aliases(date.max)
    if aliases:
        review.findings += _AliasReview(review, aliases).findings()


class _AliasReview:
    """A look at all old addresses."""

    def __init__(self, review: Review, aliases: list[Alias]) -> None:
        self.review, self.aliases = review, aliases
        self.twins = {"hans", "hant", *(prefix for prefix, _variant in review.settings.twins)}
        self.shown_as = review.settings.shown_as
        self._lines: dict[str, int] = {}

    def findings(self) -> Iterator[Finding]:
        addresses = self.review.library.addresses()
        taken: dict[str, Alias] = {}
        folders: dict[str, Alias] = {}
        for alias in self.aliases:
            file = file_of(alias.address)
            if UNREADABLE in file or ".." in file.split("/"):
                message = _("旧址“/{address}”读不出：% 后面要是 UTF-8 的编码。请写成汉字。", address=alias.address)
                yield self._finding(alias, "E405", message)
                continue
            if self._is_reserved(file):
                message = _("旧址“/{address}”是本站留用的地址。请删去。", address=alias.address)
                yield self._finding(alias, "E404", message)
                continue
            page = addresses.get(file.removesuffix(INDEX)) if file.endswith(f"/{INDEX}") else None
            if page is not None:
                yield self._finding(alias, "E402", self._is_page(alias, page))
                continue
            parents = [str(parent) for parent in PurePosixPath(file).parents][:-1]
            beside = folders.get(file) or next((taken[parent] for parent in parents if parent in taken), None)
            other = taken.get(file)
            if other is None and beside is None:
                taken[file] = alias
                folders |= dict.fromkeys(parents, alias)
            elif other is None or other.piece.path != alias.piece.path:
                yield self._finding(alias, "E403", self._is_taken(alias, other or beside))

    def _is_reserved(self, file: str) -> bool:
        first, _slash, rest = file.partition("/")
        if first in self.twins or first in ROOT or first.startswith("sitemap-"):
            return True
        return first in RESERVED and rest.endswith(INDEX)  # pages of the site are those of folders

    def _is_page(self, alias: Alias, page: str) -> str:
        if page == alias.piece.path:
            return _("旧址“/{address}”就是这一篇现在的网址，用不着写。请删去。", address=alias.address)
        other = self.shown_as + page
        return _(
            "旧址“/{address}”现在是 {other} 的网址。请删去，或改那一篇的短名。", address=alias.address, other=other
        )

    def _is_taken(self, alias: Alias, other: Alias) -> str:
        place = f"{self.shown_as}{other.piece.path}:{self._line(other.piece.path)}"
        if file_of(alias.address) == file_of(other.address):
            return _(
                "旧址“/{address}”在 {place} 也写了。一个旧址只能通到一篇，请只留一处。",
                address=alias.address,
                place=place,
            )
        return _(
            "旧址“/{address}”和 {place} 的“/{other}”不能都有：一个是文件，一个是同名的文件夹。请删去一个。",
            address=alias.address,
            place=place,
            other=other.address,
        )

    def _finding(self, alias: Alias, code: str, message: str) -> Finding:
        return Finding(alias.piece.path, self._line(alias.piece.path), code, message)

    def _line(self, path: str) -> int:
        """The line of the field in a file, which is read again for it."""
        if path not in self._lines:
            self._lines[path] = self._read_line(path)
        return self._lines[path]

    def _read_line(self, path: str) -> int:
        try:
            source, _findings = split(decode((self.review.content / path).read_bytes(), path), path)
        except (OSError, UnreadableText):
            return 1
        return source.fields["aliases"].line if source and "aliases" in source.fields else 1
