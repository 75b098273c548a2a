"""QR codes, drawn as one picture for many addresses."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from xml.etree import ElementTree

SVG = "http://www.w3.org/2000/svg"
MARGIN = 4  # modules, the standard's (ISO/IEC 18004)


def qr_codes(addresses: Iterable[tuple[str, str]]) -> bytes:
    """The QR codes of addresses, each with an id, as an SVG: `codes.svg#id` shows one alone, as a square of any size.

    They stand one below the other. A picture that shows them needs no style, which the policy of a site may forbid.
    """
    sheet = ElementTree.Element("svg", {"xmlns": SVG, "width": "100", "height": "100", "shape-rendering": "crispEdges"})
    top = 0
    for id, address in addresses:
        size, drawing = _drawn(address)
        box = f"0 {top} {size} {size}"
        sheet.attrib.setdefault("viewBox", box)
        ElementTree.SubElement(sheet, "view", {"id": id, "viewBox": box})
        ElementTree.SubElement(sheet, "path", {"fill": "#fff", "d": f"M0 {top}h{size}v{size}h-{size}z"})
        place = f"translate({MARGIN} {top + MARGIN}.5)"
        ElementTree.SubElement(sheet, "path", {"stroke": "#000", "transform": place, "d": drawing})
        top += size
    data: bytes = ElementTree.tostring(sheet, encoding="utf-8")
    return data


def _drawn(address: str) -> tuple[int, str]:
    """How many modules a code has on each side with its margin, and its dark ones as lines.

    The mask is given, for trying all eight takes four times as long, and readers manage with any.
    """
    import segno

    symbol = segno.make(address, error="m", boost_error=False, mode="byte", mask=0, micro=False)
    lines: list[str] = []
    for y, row in enumerate(symbol.matrix):
        x = 0
        for dark, modules in groupby(row):
            count = len(list(modules))
            if dark:
                lines.append(f"M{x} {y}h{count}")
            x += count
    return len(symbol.matrix) + 2 * MARGIN, "".join(lines)
