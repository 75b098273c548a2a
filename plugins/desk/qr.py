"""QR codes of the addresses of articles: for printed pages, and for WeChat, which has no other way of sharing a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from io import BytesIO

from linli.build.job import Job
from linli.build.page import File
from linli.model import addresses
from linli.model.paper import Paper
from linli.store.database import digest
from linli.store.library import Library
from linli.store.records import Shelf

FORM = 1  # to be counted up when codes are drawn otherwise
SCALE, MARGIN = 4, 4  # pixels and modules; the margin is the standard's (ISO/IEC 18004)


@dataclass(frozen=True, slots=True)
class QrCodes(Job):
    """The codes of the articles of a month, one for each script. There are none before the paper has an address."""

    shelf: Shelf  # of the scope KIN: addresses change with nothing less

    @property
    def name(self) -> str:
        return f"codes:{self.shelf.month}"

    @property
    def weight(self) -> int:
        return self.shelf.size

    @property
    def themed(self) -> bool:
        return False

    def pages(self, library: Library, paper: Paper) -> Iterator[File]:
        prefixes = [script.prefix for script in paper.scripts] or [""]
        for kin in library.kin(self.shelf):
            for prefix in prefixes:
                address = f"{paper.url}/{prefix}{kin.url}"
                yield File(
                    addresses.qr_code(f"{prefix}{kin.url}"),
                    digest(FORM, address),
                    partial(qr_code, address),
                    shared=True,
                    fixed=True,
                )


def qr_code(address: str) -> bytes:
    """The QR code of an address, a PNG: phones find one in a picture that is pressed long, not in a drawing.

    The mask is given, for trying all eight takes four times as long, and readers manage with any.
    """
    import segno

    symbol = segno.make(address, error="m", boost_error=False, mode="byte", mask=0, micro=False)
    made = BytesIO()
    symbol.save(made, kind="png", scale=SCALE, border=MARGIN)
    return made.getvalue()
