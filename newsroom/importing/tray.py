"""Files that came in over the browser, until they are imported or thrown away: in a folder of their own, within limits."""

from __future__ import annotations

import secrets
import shutil
import threading
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from linli.errors import reason_of
from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText
from linli.settings.table import Settings
from linli.system.common import DEVICES
from newsroom.importing.files import gather, read_page
from newsroom.importing.page import ImportedPage

FOLDER = Path(".preview/incoming")  # beside the settings, where nothing is kept
LARGEST_FILE = 64_000_000  # bytes
LARGEST = 256_000_000  # bytes of all files of one import
MOST_FILES = 1_000
MOST_TRAYS = 4  # at once: in so many windows one can import
LONGEST_NAME = 200  # bytes of a part of a name
DEEPEST = 12  # folders in folders


class Refused(Exception):
    """A file that is not taken; its text says why."""


@dataclass(slots=True)
class Tray:
    """The files of one import."""

    id: str
    folder: Path
    size: int = 0
    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    _read: dict[Path, ImportedPage | Finding] = field(default_factory=dict)

    def place(self, name: str, size: int) -> Path:
        """Where a file of some bytes is to be put; `name` may have folders.

        Raises:
            Refused: its name cannot be, or it is too large.
        """
        path = PurePosixPath(name)
        parts = path.parts
        if not parts or path.is_absolute() or len(parts) > DEEPEST or not all(map(_is_plain, parts)):
            raise Refused(_("“{name}”这个文件名不行，没有收下。请改个名字。", name=name[:80]))
        self.check(name, size)
        if self.count >= MOST_FILES:
            raise Refused(_("一次最多 {count} 个文件。请分几次导入。", count=MOST_FILES))
        place = self.folder / path
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Refused(_("“{name}”存不了（{reason}）。", name=name[:80], reason=reason_of(error))) from None
        return place

    def check(self, name: str, size: int) -> None:
        """Refuses a file that is larger than one may be, or with which all together are.

        Raises:
            Refused: it is.
        """
        if size > LARGEST_FILE:
            most = LARGEST_FILE // 1_000_000
            raise Refused(_("“{name}”太大，没有收下：一个文件最多 {most} MB。", name=name[:80], most=most))
        if self.size + size > LARGEST:
            most = LARGEST // 1_000_000
            raise Refused(_("“{name}”没有收下：一次最多 {most} MB。请分几次导入。", name=name[:80], most=most))

    def came(self, place: Path, size: int) -> None:
        """Notes a file that is there, whole."""
        self.count += 1
        self.size += size
        self._read.pop(place, None)

    def pages(self, settings: Settings) -> tuple[list[tuple[Path, ImportedPage]], list[Finding], int]:
        """The page of every manuscript, what cannot be read, and how many files are none. Each is read once."""
        from zoneinfo import ZoneInfo

        paper = settings.paper
        sections = {section.id: section.name for section in paper.sections}
        regions = {region.id: region.name for region in paper.regions}
        gathered = gather(sorted(self.folder.iterdir())) if self.count else gather([])
        findings = list(gathered.findings)
        pages = []
        for file in gathered.files:
            if file not in self._read:
                try:
                    self._read[file] = read_page(file, sections, regions, ZoneInfo(paper.timezone))
                except UnreadableText as fault:
                    self._read[file] = fault.finding
            known = self._read[file]
            if isinstance(known, Finding):
                findings.append(known)
            else:
                pages.append((file, known))
        return pages, findings, gathered.passed

    def name_of(self, path: str | Path) -> str:
        """A file as the editor knows it."""
        text = str(path)
        own = f"{self.folder}/"
        return text.replace("\\", "/").removeprefix(own.replace("\\", "/"))


class Trays:
    """The trays of one desk. What an earlier one left is thrown away."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, Tray] = {}
        self.clear()

    def new(self) -> Tray:
        """An empty tray; the oldest goes when there are too many."""
        while len(self._known) >= MOST_TRAYS:
            self.drop(next(iter(self._known)))
        id = secrets.token_urlsafe(12)
        tray = Tray(id, self.folder / secrets.token_hex(8))
        tray.folder.mkdir(parents=True)
        self._known[id] = tray
        return tray

    def get(self, id: str) -> Tray | None:
        """A tray that is still there."""
        return self._known.get(id)

    def drop(self, id: str) -> None:
        """Throws a tray away."""
        if tray := self._known.pop(id, None):
            with tray.lock:
                shutil.rmtree(tray.folder, ignore_errors=True)

    def clear(self) -> None:
        """Throws all away."""
        for id in list(self._known):
            self.drop(id)
        shutil.rmtree(self.folder, ignore_errors=True)


def _is_plain(part: str) -> bool:
    """Whether a part of a name leads nowhere else, on any system."""
    if part in ("", ".", "..") or part[0] == "." or len(part.encode(errors="replace")) > LONGEST_NAME:
        return False
    stem = part.partition(".")[0].strip().lower()
    return stem not in DEVICES and not any(c in '\\/:*?"<>|' or ord(c) < 32 or "\ud800" <= c <= "\udfff" for c in part)
