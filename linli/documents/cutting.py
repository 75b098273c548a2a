"""Elements cut out of an XML file. All else stays byte for byte: prefixes, order, white space, what no parser of ours knows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from linli.documents.traces import Trace, Unreadable

Look = Callable[
    [str, Mapping[str, str]], bool
]  # from the local name of an element and its attributes to whether it goes
DEEPEST = 5_000  # elements inside each other


def without(xml: bytes, goes: Look) -> bytes:
    """XML without the elements that are to go, with all that is in them.

    Raises:
        Unreadable: it is no XML, or has a document type, which no document of an office has.
    """
    cutter = _Cutter(goes)
    try:
        cutter.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise Unreadable(Trace.DAMAGED) from error
    kept, at = [], 0
    for start, end in cutter.cuts:
        kept.append(xml[at:start])
        at = len(xml) if end is None else end
    return b"".join([*kept, xml[at:]])


class _Cutter:
    """Knows where elements begin and end. The end of a cut is where what comes behind it begins."""

    def __init__(self, goes: Look) -> None:
        self.goes = goes
        self.cuts: list[tuple[int, int | None]] = []
        self.depth = 0
        self.cutting = 0  # the depth of the element that is being cut out
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.DefaultHandler = self._other
        self.parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._close()
        self.depth += 1
        if self.depth > DEEPEST:
            raise Unreadable(Trace.DAMAGED)
        if not self.cutting and self.goes(name.rpartition(":")[2], attributes):
            self.cutting = self.depth
            self.cuts.append((self.parser.CurrentByteIndex, -1))

    def _end(self, _name: str) -> None:
        self._close()
        if self.cutting == self.depth:
            self.cutting = 0
            self.cuts[-1] = self.cuts[-1][0], None
        self.depth -= 1

    def _other(self, _data: str) -> None:
        self._close()

    def _close(self) -> None:
        """The cut that has ended reaches to here."""
        if self.cuts and self.cuts[-1][1] is None:
            self.cuts[-1] = self.cuts[-1][0], self.parser.CurrentByteIndex

    def _doctype(self, *_details: object) -> None:
        raise Unreadable(Trace.DAMAGED)
