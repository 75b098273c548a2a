"""What a twin has otherwise than its page beside words: addresses, and the language."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from linli.model import addresses
from linli.model.paper import Paper, Script, news_language
from linli.model.scripts import Variant
from plugins.hanzi.elements import names
from plugins.hanzi.tags import ATTRIBUTE, Tag, attributes, name_in, unquoted
from plugins.hanzi.variants import is_language

JSON = (".json", ".webmanifest")
XML = (".xml", ".atom")
PAGES = (".html", *XML, *JSON)  # files that have twins
ENDING = re.compile(r"\.[a-z0-9]+$")
ADDRESSES = frozenset(["action", "cite", "data", "formaction", "href", "poster", "src", "srcset", "imagesrcset"])
WITHOUT = names(  # tags that have no addresses
    "p div span li ul ol dl dt dd h1 h2 h3 h4 h5 h6 time em strong b i small table tr td th article header footer main"
)
KNOWN = 4096  # addresses in JSON that are remembered
TELLING = ("lang", "=/", '="/', "='/", "srcset", "og:locale", "http-equiv")
FILE = re.compile(rf"\.(?<=[^./\"'=\s]\.)(?!(?:{'|'.join(ending[1:] for ending in PAGES)})\b)[a-z0-9]+[\"'?#\s>]")
ELSEWHERE = re.compile(r'="https?://[^"]*"')  # the address of another site, once that of the paper is ruled out
OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
REFRESH = re.compile(r"(\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?)(.*)", re.I | re.S)
# What XML has as the text of an element or in an instruction: addresses and identities, languages of news sitemaps.
PLACES = re.compile(
    r"(<(?:id|uri|loc)>)([^<]++)|(<\?xml-stylesheet\s[^<>]{0,1000}?href=\")([^\"<>]++)|(<news:language>)([^<]+)"
)
IDENTITY = "urn:uuid:"
LEADING = re.compile(r"(?:\.\./)*")


class LinkRewriter:
    """Writes the tags of pages of one depth as the twin has them."""

    def __init__(self, script: Script, paper: Paper, variant: Variant, depth: int) -> None:
        """`depth` is how many folders a page is below the root of the site."""
        self.script, self.paper, self.variant, self.depth = script, paper, variant, depth
        self.site = paper.url
        self.base = urlsplit(paper.url).path + "/"
        self.up = "../" * script.prefix.count("/")
        self.fixed = (
            *addresses.SHARED,
            *(other.prefix for other in paper.scripts if other.prefix),
        )  # where nothing has a twin
        # What tags have that a twin may have otherwise: addresses that do not lead from page to page, languages.
        self._telling = (*TELLING, *self.fixed, *([self.site] if self.site else []))
        # What it makes of an address in JSON. Most stand on many pages.
        self.address: Callable[[str], str] = lru_cache(KNOWN)(partial(self._address, own=False))

    def leaves(self, markup: str) -> bool:
        """Whether no tag in some markup has anything that a twin may have otherwise."""
        if any(map(markup.__contains__, self._telling)):
            return False
        return not FILE.search(markup) or not FILE.search(ELSEWHERE.sub("", markup))

    def tag(self, tag: Tag, token: str, converts: bool) -> str:
        """A tag with the addresses and the language of the twin."""
        if tag.name in WITHOUT and "lang" not in token:
            return token
        return token if self.leaves(token) else self._rewritten(tag, token, converts)

    def places(self, text: str) -> str:
        """XML with what its elements and instructions have otherwise; its tags are seen to one by one."""
        return PLACES.sub(self._place, text)

    def _place(self, match: re.Match[str]) -> str:
        """An address, an identity or a language that is no attribute."""
        identity, sheet, language = match[2], match[4], match[6]
        if identity:
            if identity.startswith(IDENTITY):
                own = uuid5(UUID(identity.removeprefix(IDENTITY)), self.script.prefix).urn
            else:
                own = self._absolute(identity)
            return match[1] + own
        if sheet:
            return match[3] + self._address(sheet, own=False)
        return match[5] + news_language(self.script.lang) if language.startswith("zh") else match[0]

    def _rewritten(self, tag: Tag, token: str, converts: bool) -> str:
        own = "hreflang" in token  # it leads to a certain script, whatever page it stands on
        meta = attributes(token) if tag.name == "meta" else {}
        parts, end = [], 0
        for match in ATTRIBUTE.finditer(token, name_in(token).end()):
            name, value = match[1].lower(), unquoted(match[3])
            if name in ("lang", "xml:lang"):
                new = self.script.lang if converts and is_language(value, self.variant) else value
            else:
                new = self._value(name, value, meta, own)
            if new != value:
                start = match.start(3) + (match[3] != value)
                parts += [token[end:start], new]
                end = start + len(value)
        return "".join([*parts, token[end:]])

    def _value(self, name: str, value: str, meta: Mapping[str, str], own: bool) -> str:
        """The value of an attribute."""
        if name in ("srcset", "imagesrcset"):
            return ", ".join(self._source(part, own) for part in re.split(r",\s+", value))
        if name in ADDRESSES:
            return self._address(value, own)
        return self._meta(meta, value) if name == "content" and meta else value

    def _meta(self, meta: Mapping[str, str], value: str) -> str:
        kind = meta.get("property", "").lower()
        if kind == "og:locale":
            return self.script.locale
        if kind == "og:locale:alternate":
            return self.paper.locale if value == self.script.locale else value
        if meta.get("http-equiv", "").lower() == "refresh":
            found = REFRESH.fullmatch(value)
            return found[1] + self._address(found[2], own=False) if found else value
        return self._absolute(value)

    def _source(self, part: str, own: bool) -> str:
        """One of the pictures of a `srcset`: an address and a width."""
        address, space, width = part.partition(" ")
        return self._address(address, own) + space + width

    def _address(self, address: str, own: bool) -> str:
        """An address as the twin has it: pages of the site are those of the twin, everything else is shared."""
        if not address or address[0] == "#" or OUTSIDE.match(address):
            return address if own else self._absolute(address)
        if address[0] == "/":
            inside = address.startswith(self.base) and not own
            return self._moved(self.base, address.removeprefix(self.base)) if inside else address
        return self.up + address.removeprefix("./") if own or self._is_shared(address) else address

    def _is_shared(self, address: str) -> bool:
        """Whether an address relative to a page leads, by way of the root of the site, to what has no twin."""
        path = re.split("[?#]", address, maxsplit=1)[0] or "."
        rest = path.lstrip("./")
        if not (rest + "/").startswith(self.fixed) and "/." not in rest and not ENDING.search(rest):
            return False
        path = posixpath.normpath(path)
        below = LEADING.sub("", path)
        ups = (len(path) - len(below)) // 3 + (path == ".." or path.endswith("/.."))
        return ups == self.depth and self._is_fixed(below)

    def _is_fixed(self, path: str) -> bool:
        """Whether a path from the root of the site leads to what the twins have in common, or is that of a twin."""
        ending = ENDING.search(path)
        return (path + "/").startswith(self.fixed) or (ending is not None and ending[0] not in PAGES)

    def _absolute(self, address: str) -> str:
        """An absolute address as the twin has it."""
        if not self.site or not (address + "/").startswith(self.site + "/"):
            return address
        return self._moved(self.site + "/", address[len(self.site) + 1 :])

    def _moved(self, root: str, rest: str) -> str:
        return root + rest if self._is_fixed(re.split("[?#]", rest)[0]) else root + self.script.prefix + rest
