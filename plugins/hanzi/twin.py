"""The twin of a page: the finished page in the other script, at the same address below a prefix."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit
from uuid import UUID, uuid5

from plugins.desk.paper import Paper, Script, news_language
from plugins.desk.store import Library, digest
from plugins.desk.words import Words
from plugins.hanzi.converter import Converter
from plugins.hanzi.markup import ATTRIBUTE, LARGE, Tag, Walker
from plugins.hanzi.variants import VARIANTS

SHARED = ("theme/", "photos/", "prints/")  # what the twins have in common: it is not copied
JSON = (".json", ".webmanifest")
XML = (".xml", ".atom")
PAGES = (".html", *XML, *JSON)  # files that have twins
ADDRESSES = frozenset(["action", "cite", "data", "formaction", "href", "poster", "src", "srcset"])
PLAIN = frozenset(
    ["p", "div", "span", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "time", "em", "strong", "b", "i"]
)  # tags without addresses
MOVED = (
    "theme/",
    "photos/",
    "prints/",
    "lang",
    '="/',
    "='/",
    "=/",
    "://",
    "<meta",
    "srcset",
)  # what a twin may have otherwise
LEADING = re.compile(r"(?:\.\./)*")
# What XML has as the text of an element or in an instruction: addresses and identities, languages of news sitemaps.
PLACES = re.compile(r"(<(?:id|uri|loc)>)([^<]+)|(<\?xml-stylesheet\s[^>]*?href=\")([^\"]+)|(<news:language>)([^<]+)")
IDENTITY = "urn:uuid:"


@dataclass(frozen=True, slots=True)
class Twin:
    """Makes the twins of pages: for one variant, below one prefix."""

    variant: str
    script: Script

    @property
    def scope(self) -> str:
        """Under which the store has its words."""
        return f"hanzi:{self.script.prefix}{self.variant}"

    def mark(self, library: Library, furniture: str) -> bytes:
        words = library.words(self.scope)
        return digest(sorted((word, words[word]) for word in Words(words).known(furniture)))

    def paths(self, path: str) -> list[str]:
        return [self.script.prefix + path] if path.endswith(PAGES) else []

    def open(self, library: Library, paper: Paper) -> Callable[[str, bytes], list[bytes]]:
        converter = Converter.of_words(VARIANTS[self.variant], library.words(self.scope))
        return Finish(self, converter, paper)


class Finish:
    """Turns pages into their twins, in one process."""

    def __init__(self, twin: Twin, converter: Converter, paper: Paper) -> None:
        self.script, self.paper = twin.script, paper
        self.walker = Walker(converter)
        self.site = paper.url
        self.base = urlsplit(paper.url).path + "/"
        self._written: dict[tuple[int, str], str] = {}

    def __call__(self, path: str, data: bytes) -> list[bytes]:
        depth = path.count("/")
        text = data.decode()
        each_tag = partial(self._tag, depth)
        if path.endswith(JSON):
            convert = partial(self.walker.convert, each_tag=each_tag, scope=depth)
            return [self.walker.json(text, partial(self._value, depth), convert).encode()]
        if path.endswith(XML):
            text = PLACES.sub(partial(self._place, depth), text)
        return [self.walker.convert(text, each_tag, scope=depth).encode()]

    def _value(self, depth: int, address: str) -> str:
        """An address that is a value of JSON."""
        return self._address(address, depth, own=False) if address[0] == "." else self._absolute(address)

    def _place(self, depth: int, match: re.Match[str]) -> str:
        """An address, an identity or a language that is no attribute."""
        identity, sheet, language = match[2], match[4], match[6]
        if identity:
            if identity.startswith(IDENTITY):
                own = uuid5(UUID(identity.removeprefix(IDENTITY)), self.script.prefix).urn
            else:
                own = self._absolute(identity)
            return match[1] + own
        if sheet:
            return match[3] + self._address(sheet, depth, own=False)
        return match[5] + news_language(self.script.lang) if language.startswith("zh") else match[0]

    def _tag(self, depth: int, tag: Tag, token: str) -> str:
        """A tag with the addresses and the language of the twin; remembered, for most stand on many pages."""
        if tag.closing or tag.name in PLAIN:
            return token
        key = depth, token
        written = self._written.get(key)
        if len(token) >= LARGE:
            return self._rewritten(tag, token, depth)
        if written is None and not any(part in token for part in MOVED):
            written = self._written[key] = token
        elif written is None:
            if len(self._written) > 50_000:
                self._written.clear()
            written = self._written[key] = self._rewritten(tag, token, depth)
        return written

    def _rewritten(self, tag: Tag, token: str, depth: int) -> str:
        if tag.name == "script" and token.endswith("</script>"):
            end = token.index(">") + 1
            head, content = token[:end], token[end:]
            if "ld+json" in head:
                content = re.sub(r'(?<=")https?://[^"\\]*(?=")', lambda m: self._absolute(m[0]), content)
            return self._rewritten(tag, head, depth) + content
        own = "hreflang" in token
        meta = tag.name == "meta"
        names = {m[1].lower(): m[3].strip("\"'") for m in ATTRIBUTE.finditer(token)} if meta else {}

        def write(match: re.Match[str]) -> str:
            name, value = match[1].lower(), match[3].strip("\"'")
            if name in ADDRESSES:
                new = (
                    ", ".join(self._source(part, depth, own) for part in re.split(r",\s+", value))
                    if (name == "srcset")
                    else self._address(value, depth, own)
                )
            elif name in ("lang", "xml:lang") and tag.name in ("html", "feed"):
                new = self.script.lang
            elif name == "content" and meta:
                new = self._meta(names, value)
            else:
                return match[0]
            return match[0] if new == value else match[0].replace(value, new) if value else match[0]

        return ATTRIBUTE.sub(write, token)

    def _meta(self, names: dict[str, str], value: str) -> str:
        kind = names.get("property", "")
        if kind == "og:locale":
            return self.script.locale
        if kind == "og:locale:alternate":
            return self.paper.locale if value == self.script.locale else value
        return self._absolute(value)

    def _source(self, part: str, depth: int, own: bool) -> str:
        """One of the pictures of a `srcset`: an address and a width."""
        address, space, width = part.partition(" ")
        return self._address(address, depth, own) + space + width

    def _address(self, address: str, depth: int, own: bool) -> str:
        """An address as the twin has it: pages of the site are those of the twin, everything else is shared.

        With `own` it leads to a certain script, whatever page it stands on.
        """
        if not address or address[0] == "#" or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address):
            return address if own else self._absolute(address)
        if address[0] == "/":
            inside = address.startswith(self.base) and not own
            return self._moved(self.base, address.removeprefix(self.base)) if inside else address
        path = posixpath.normpath(re.split("[?#]", address)[0] or ".")
        ups = len(LEADING.match(path)[0]) // 3 + (path == ".." or path.endswith("/.."))
        rest = LEADING.sub("", path)
        if own or (ups == depth and (rest + "/").startswith(SHARED)):
            return "../" * self.script.prefix.count("/") + address.removeprefix("./")
        return address

    def _absolute(self, address: str) -> str:
        """An absolute address as the twin has it."""
        if not self.site or not (address + "/").startswith(self.site + "/"):
            return address
        return self._moved(self.site + "/", address[len(self.site) + 1 :])

    def _moved(self, root: str, rest: str) -> str:
        return root + rest if rest.startswith((*SHARED, self.script.prefix)) else root + self.script.prefix + rest
