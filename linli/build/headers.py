"""The file of headers: what hosts are to say with the pages of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from linli.build.job import Job
from linli.build.page import File
from linli.build.policy import FOREVER, site_headers
from linli.model import addresses
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library


@dataclass(frozen=True, slots=True)
class Headers(Job):
    """The headers of the site, for hosts that read them from a file (Cloudflare Pages, Netlify)."""

    @property
    def name(self) -> str:
        return "headers"

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        base = urlsplit(paper.url).path
        rules = {f"{base}/*": site_headers(paper), f"{base}/{addresses.THEME}*": {"Cache-Control": FOREVER}}
        lines = [
            line for place, headers in rules.items() for line in (place, *(f"  {k}: {v}" for k, v in headers.items()))
        ]
        data = "".join(f"{line}\n" for line in lines).encode()
        yield File(addresses.HEADERS, digest(data), lambda: data, shared=True)
