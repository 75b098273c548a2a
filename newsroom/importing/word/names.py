"""Namespaces of Office Open XML (ECMA-376), as ElementTree writes them before names."""

from __future__ import annotations

from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - its usual prefix

# The strict format (ISO/IEC 29500) has other addresses for the same names.
STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": R[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/main": A[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": WP[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/chart": C[1:-1],
    "http://purl.oclc.org/ooxml/drawingml/diagram": DGM[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/math": M[1:-1],
}


def children(element: Element | None, name: str) -> list[Element]:
    """The children of that name, of an element or of none."""
    return element.findall(name) if element is not None else []


def value(element: Element | None, name: str) -> str | None:
    """The `w:val` of a child; None without one, empty where the child has no value."""
    child = element.find(name) if element is not None else None
    return None if child is None else child.get(f"{W}val", "")


def is_on(element: Element | None, name: str) -> bool | None:
    """Whether a switch such as `w:b` is on; None where it is not set (17.17.4)."""
    set_to = value(element, name)
    return None if set_to is None else set_to not in ("0", "false", "off", "none")
