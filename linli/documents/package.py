"""Documents that are ZIP files of parts: those of Word, Excel, PowerPoint (ISO/IEC 29500-2) and OpenDocument (ISO/IEC 26300-3)."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from linli.documents.traces import Trace, Unreadable

ZIP_HEAD = b"PK\x03\x04"
MOST_PARTS, MOST_BYTES = 20_000, 300_000_000  # of a document, unpacked
NO_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can have


@dataclass(slots=True)
class Package:
    """The parts of a document, in order, and how each is packed."""

    parts: dict[str, bytes] = field(default_factory=dict)
    packing: dict[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes) -> Package:
        """Takes a document apart.

        Raises:
            Unreadable: it is damaged, locked, or larger than documents are.
        """
        package = cls()
        try:
            with ZipFile(BytesIO(data)) as file:
                entries = [entry for entry in file.infolist() if not entry.is_dir()]
                if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_BYTES:
                    raise Unreadable(Trace.LARGE)
                for entry in entries:
                    if entry.flag_bits & 1:
                        raise Unreadable(Trace.LOCKED)
                    if entry.filename in package.parts:  # programs do not agree on which counts
                        raise Unreadable(Trace.DAMAGED)
                    package.parts[entry.filename] = file.read(entry)
                    package.packing[entry.filename] = ZIP_STORED if entry.compress_type == ZIP_STORED else ZIP_DEFLATED
        except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
            raise Unreadable(Trace.DAMAGED) from error
        return package

    def written(self) -> bytes:
        """The document, with no days and no program's notes in it. The same parts give the same bytes."""
        made = BytesIO()
        with ZipFile(made, "w") as file:
            for name, data in self.parts.items():
                entry = ZipInfo(name, NO_DAY)
                entry.create_system = 0
                entry.compress_type = self.packing[name]
                file.writestr(entry, data)
        return made.getvalue()

    def text(self, *starts: str) -> bytes:
        """All XML parts whose names begin so, one behind the other."""
        return b"\n".join(
            data for name, data in self.parts.items() if name.startswith(starts) and name.endswith(".xml")
        )
