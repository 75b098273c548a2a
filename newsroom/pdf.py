"""A page of the site as a PDF, through WeasyPrint: an extra, `pip install '.[pdf]'`.

The PDF is tagged, and says that it is PDF/UA-1 (ISO 14289-1): a program that reads aloud knows headings, pictures and their
texts, lists and tables, in the order of the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from types import ModuleType
from urllib.parse import unquote, urljoin, urlsplit

from PIL import ImageFile

from linli.errors import SettingsError
from linli.messages import _
from newsroom.printable import prepare

FOLIO = Path(__file__).with_name("folio.css")
NOWHERE = "http://site.invalid"  # where a site is thought to be that has no address (RFC 2606)
LIBRARIES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"  # Debian's names
VARIANT = "pdf/ua-1"
DPI = 240  # of pictures: what newspapers print; a camera gives ten times the dots
STEPS = 7  # of WeasyPrint's work, as it counts them
LOGS = ("weasyprint", "weasyprint.progress", "fontTools")
MISSING_GLYPH = ".notdef glyph"  # how WeasyPrint's warning begins

Files = Callable[[str], bytes | None]  # from a path below the root of the site to the bytes of the file


@dataclass(slots=True)
class Made:
    """A PDF, and what is not in it: addresses of files that are not there, characters that no font has."""

    data: bytes = b""
    sheets: int = 0
    files: list[str] = field(default_factory=list)
    characters: list[str] = field(default_factory=list)


def weasyprint() -> ModuleType:
    """WeasyPrint.

    Raises:
        SettingsError: it is not installed, or a library that it uses is not.
    """
    try:
        import weasyprint
    except ImportError:
        raise SettingsError([_("做 PDF 要用 WeasyPrint。请先运行：pip install '.[pdf]'。")]) from None
    except OSError:
        message = _("WeasyPrint 要用的 Pango 没有装。请先运行：sudo apt-get install {packages}。", packages=LIBRARIES)
        raise SettingsError([message]) from None
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint sets it for the whole process; here a broken picture is told
    module: ModuleType = weasyprint
    return module


def pdf_of(html: str, url: str, site: str, files: Files, step: Callable[[int], None]) -> Made:
    """The PDF of a page. Nothing is asked of the network.

    Args:
        html: the page.
        url: of the page, below the root of the site.
        site: the absolute address of the site, for links; when it has none, those to its pages are text.
        files: gives the files of the site.
        step: told as the work goes on, from 1 to `STEPS`.
    """
    engine = weasyprint()
    made = Made()
    root = f"{site or NOWHERE}/"
    inside = {"base_url": root + url, "url_fetcher": _fetcher(root, files, made)}
    # WeasyPrint numbers the layers of each style sheet by themselves, so those of the page are made into one, which is
    # given beside it; when it asks for one of them, it gets nothing.
    styles = [(files(path) or b"").decode() for path in _style_sheets(html, root, url)]
    styles.append(FOLIO.read_text(encoding="utf-8"))
    with _heard(made, step):
        sheet = engine.CSS(string="\n".join(styles), **inside)
        page = engine.HTML(string=html, **inside)
        prepare(page.etree_element, linked=bool(site))
        document = page.render(stylesheets=[sheet], dpi=DPI)
        made.data = document.write_pdf(dpi=DPI, pdf_variant=VARIANT)
        made.sheets = len(document.pages)
        if made.characters:  # a PDF in which characters are missing is none of that kind, and does not say so
            made.data = document.write_pdf(dpi=DPI, pdf_tags=True)
    return made


def _style_sheets(html: str, root: str, url: str) -> list[str]:
    """The paths of the style sheets of a page that are meant for print, in order."""
    sheets = _Sheets()
    sheets.feed(html)
    paths = [_below(root, urljoin(root + url, href)) for href in sheets.hrefs]
    return [path for path in paths if path]


class _Sheets(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "link" and known.get("rel") == "stylesheet" and known.get("media", "all") in ("all", "print"):
            self.hrefs.append(known.get("href") or "")


def _below(root: str, address: str) -> str | None:
    """The path of an address below the root of the site; None for what is elsewhere."""
    if not address.startswith(root):
        return None
    path = unquote(urlsplit(address).path)[len(urlsplit(root).path) :]
    return None if ".." in PurePosixPath(path).parts else path


def _fetcher(root: str, files: Files, made: Made) -> object:
    """Whom WeasyPrint asks for pictures: the files of the site, and nobody else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
            path = _below(root, url)
            if path is not None and path.endswith(".css"):
                return URLFetcherResponse(url, b"", {"Content-Type": "text/css"})
            data = files(path) if path else None
            if data is None:
                shown = path or url
                made.files += [shown] if shown not in made.files else []
                raise ValueError(url)
            return URLFetcherResponse(url, data)

    return Fetcher()


class _Ear(logging.Handler):
    """Hears what WeasyPrint says: how far it is, and which characters no font has."""

    def __init__(self, made: Made, step: Callable[[int], None]) -> None:
        super().__init__(logging.INFO)
        self.made, self.step = made, step

    def emit(self, record: logging.LogRecord) -> None:
        if match := re.match(r"Step (\d)", record.getMessage()):
            self.step(int(match[1]))
        elif str(record.msg).startswith(MISSING_GLYPH) and isinstance(record.args, tuple) and record.args:
            character = str(record.args[0])
            if character not in self.made.characters:
                self.made.characters.append(character)


@contextmanager
def _heard(made: Made, step: Callable[[int], None]) -> Iterator[None]:
    """Listens to the logs, and lets nobody else hear them."""
    ear = _Ear(made, step)
    before = [(log, log.level, log.propagate) for log in map(logging.getLogger, LOGS)]
    for log, _level, _propagate in before:
        log.setLevel(logging.INFO if "progress" in log.name else logging.WARNING)
        log.propagate = False
        log.addHandler(ear)
    try:
        yield
    finally:
        for log, level, propagate in before:
            log.removeHandler(ear)
            log.setLevel(level)
            log.propagate = propagate
