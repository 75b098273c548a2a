"""The table of addresses: where everything on the site stands, and the names that nothing else may take.

An address is relative to the root of the site and has no slash before it. The address of a page ends in a slash
(`section/news/`), and its file is the `index.html` of that folder. The address of a file is its path (`feed.atom`). The
twin of a page stands at the same address below its prefix (`hant/`). Templates know this table as `addresses`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date
from posixpath import basename, dirname, splitext

INDEX = "index.html"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")  # how a slug and the id of a section, region or topic are written

# Folders at the root of the site. They are taken even when no plugin fills them: a paper may put one back.
FRONT = ""
SECTIONS, REGIONS, CONTRIBUTORS, ISSUES = "section/", "region/", "by/", "issue/"
ARCHIVE, SEARCH, CORRECTIONS, TOPICS = "archive/", "search/", "corrections/", "topic/"
PAGEFIND = "pagefind/"
OFFLINE = "offline/"  # what readers keep on their devices
THEME, PHOTOS, PRINTS, ATTACHMENTS = "theme/", "photos/", "prints/", "files/"
SHARED = (THEME, PHOTOS, PRINTS, ATTACHMENTS)  # what the twins have in common: it is not copied
FOLDERS = frozenset(
    folder.removesuffix("/")
    for folder in (
        SECTIONS,
        REGIONS,
        CONTRIBUTORS,
        ISSUES,
        ARCHIVE,
        SEARCH,
        PAGEFIND,
        CORRECTIONS,
        TOPICS,
        OFFLINE,
        *SHARED,
    )
)

# Files at the root of the site.
NOT_FOUND = "404.html"
ATOM, JSON_FEED = "feed.atom", "feed.json"
ROBOTS, MANIFEST, ICON = "robots.txt", "manifest.webmanifest", "favicon.ico"
WORKER = "sw.js"  # at the root, for it serves all that lies below it
HEADERS, REDIRECTS = "_headers", "_redirects"  # for hosts that read them
REDIRECTS_NGINX, REDIRECTS_CADDY, REDIRECTS_APACHE = "_redirects.nginx", "_redirects.caddy", "_redirects.apache"
SITEMAP, NEWS_SITEMAP = "sitemap.xml", "sitemap-news.xml"
SITEMAP_PARTS = "sitemap-"  # how the names of its parts begin
FILES = frozenset(
    (
        *(INDEX, NOT_FOUND, ATOM, JSON_FEED, ROBOTS, MANIFEST, ICON, WORKER, SITEMAP, NEWS_SITEMAP),
        *(HEADERS, REDIRECTS, REDIRECTS_NGINX, REDIRECTS_CADDY, REDIRECTS_APACHE),
    )
)

# Bytes in the name of a file or folder. A file system takes 255, and `linli deploy` writes `.NAME.gz.new` beside NAME.
LONGEST_NAME = 240
LONGEST_PICTURE = 210  # of a picture: the names of its renditions are longer

# What has a hash of its bytes in its name; `deploy/` has it for servers.
FINGERPRINTED = re.compile(r"theme/.+\.[0-9a-f]{10}\.[a-z0-9]+|photos/.+\.[0-9]+w\.[0-9a-f]{10}\.webp")

QR_CODES = (
    "qr.svg"  # in the folder of a day, in each script, so that the same reference leads from a twin to the twin's own
)
PRINT = "print/"  # below an issue: the whole of it, to print
SHARDS = f"{SEARCH}shards.json"

SCRIPTS = ("hans", "hant")  # prefixes that twins have unless the paper says otherwise


def _folders(day: date) -> str:
    """`2023/07/12`"""
    return day.isoformat().replace("-", "/")  # builds need many, and strftime takes four times as long


def file_of(address: str) -> str:
    """The file at an address, below the root of the site."""
    return f"{address}{INDEX}" if not address or address.endswith("/") else address


def folders_of(files: Iterable[str]) -> set[str]:
    """All folders that files lie in, below the root."""
    found: set[str] = set()
    for file in files:
        folder = dirname(file)
        while folder and folder not in found:
            found.add(folder)
            folder = dirname(folder)
    return found


def address_of(file: str) -> str:
    """The address of a file."""
    return file.removesuffix(INDEX) if f"/{file}".endswith(f"/{INDEX}") else file


def article(day: date, slug: str) -> str:
    """`2023/07/12/slug/`"""
    return f"{_folders(day)}/{slug}/"


def qr_codes(article: str) -> str:
    """The QR codes of all articles of the day that an article is of: `2023/07/12/qr.svg`."""
    return f"{dirname(article.rstrip('/'))}/{QR_CODES}"


def qr_code(article: str) -> str:
    """The QR code of an article, as its own page refers to it: `../qr.svg#slug`."""
    return f"../{QR_CODES}#{slug(article)}"


def slug(article: str) -> str:
    """The slug that an article's address ends in."""
    return basename(article.rstrip("/"))


def standing_page(slug: str) -> str:
    """`about/`"""
    return f"{slug}/"


def section(id: str) -> str:
    """`section/news/`"""
    return f"{SECTIONS}{id}/"


def region(id: str) -> str:
    """`region/liuxi/`"""
    return f"{REGIONS}{id}/"


def topic(id: str) -> str:
    """`topic/xiu-lu/`"""
    return f"{TOPICS}{id}/"


def contributor(id: str) -> str:
    """`by/zhang-ting-1f3a/`"""
    return f"{CONTRIBUTORS}{id}/"


def month(scope: str, month: str) -> str:
    """A month (`2023/07`) of a section, a region, a topic or the archive, whose address is `scope`."""
    return f"{scope}{month}/"


def year(number: int) -> str:
    """A year of the paper: `2023/`, which is what is left of an article's address when all else is cut off."""
    return f"{number}/"


def day(day: date) -> str:
    """A day of the paper: `2023/07/12/`."""
    return f"{_folders(day)}/"


def issues_of(year: int) -> str:
    """The issues of a year: `issue/2023/`."""
    return f"{ISSUES}{year}/"


def contributors_of(letter: str) -> str:
    """The contributors whose pinyin begins with a letter: `by/z/`. No id is so short."""
    return f"{CONTRIBUTORS}{letter}/"


def issue(day: date) -> str:
    """`issue/2023-07-12/`"""
    return f"{ISSUES}{day.isoformat()}/"


def issue_page(day: date, number: int) -> str:
    """`issue/2023-07-12/3/`"""
    return f"{issue(day)}{number}/"


def issue_print(day: date) -> str:
    """`issue/2023-07-12/print/`"""
    return f"{issue(day)}{PRINT}"


def offline(day: date) -> str:
    """The list of what readers keep of an issue who want it offline: `offline/2023-07-12.json`."""
    return f"{OFFLINE}{day.isoformat()}.json"


def print_file(day: date, number: int, suffix: str) -> str:
    """The picture or the PDF of a printed page: `prints/2023-07-12/3.jpg`."""
    return f"{PRINTS}{day.isoformat()}/{number}{suffix}"


def rendition(picture: str, width: int, key: str) -> str:
    """A picture in another width: `photos/a.480w.0123456789.webp`. Its name holds ten digits of the key of its bytes."""
    return f"{splitext(picture)[0]}.{width}w.{key[:10]}.webp"


def is_fingerprinted(file: str) -> bool:
    """Whether the name of a file holds a hash of its bytes, so that another file never has it.

    Assets of the theme and renditions have such names. An editor's photo may be called `1.1700000000.jpg`, and is none.
    """
    return FINGERPRINTED.fullmatch(file) is not None


def corrections_of(year: int) -> str:
    """`corrections/2023/`"""
    return f"{CORRECTIONS}{year}/"


def atom(scope: str = FRONT) -> str:
    """The feed of the paper, or of a section or topic whose address is `scope`."""
    return f"{scope}{ATOM}"


def sitemap_part(name: str) -> str:
    """`sitemap-2023-07.xml`"""
    return f"{SITEMAP_PARTS}{name}.xml"


def shard(name: str, file: str) -> str:
    """A file of a shard of the index: `search/2023/table.json`."""
    return f"{SEARCH}{name}/{file}"


def pagefind(file: str) -> str:
    """What Pagefind needs in the browser, for all shards: `search/pagefind/pagefind-worker.js`."""
    return f"{SEARCH}{PAGEFIND}{file}"


def pagefind_component(file: str) -> str:
    """A file of Pagefind's own interface: `pagefind/pagefind-component-ui.js`."""
    return f"{PAGEFIND}{file}"


def cards(month: str, number: int) -> str:
    """What results show of some articles of a month (`2023/07`), counted from the oldest: `search/cards/2023/07/0.json`."""
    return f"{SEARCH}cards/{month}/{number}.json"


def names(number: int) -> str:
    """Some names of contributors, for the search page: `search/names/0.json`."""
    return f"{SEARCH}names/{number}.json"


def asset(name: str) -> str:
    """A file of the theme: `theme/css/base.0123456789.css`."""
    return f"{THEME}{name}"


def prefixes(twins: Iterable[str]) -> tuple[str, ...]:
    """What addresses of twins can begin with, without a slash: the prefixes that a paper has, and the usual ones."""
    return tuple(sorted({*SCRIPTS, *twins}))


def is_reserved(address: str, prefixes: Collection[str]) -> bool:
    """Whether the site may need an address of its own, or the file or folder that stands there.

    In the folders of pages, pages are `index.html` and all names of files have a dot. So an old page (`archive/12.html`)
    may stand in them, but no folder of a name with a dot. What the twins share can be files of any name.
    """
    first, _slash, rest = address.partition("/")
    if not address or first in FILES or first in prefixes or address.startswith(SHARED):
        return True
    if first.startswith(SITEMAP_PARTS) and "." in first:
        return True
    *folders, name = file_of(rest).split("/")
    return first in FOLDERS and (name == INDEX or any("." in folder for folder in folders))
