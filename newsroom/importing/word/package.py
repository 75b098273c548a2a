"""A Word file as what it is, a zip of XML parts, opened without trusting it.

Nothing is fetched, no name in it is used as a name of a file, nothing in it is run. Parts with a document type are
refused: ECMA-376 part 2 forbids them, and entities that grow are made of them.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError
from xml.parsers import expat

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText
from newsroom.importing.word.names import STRICT, W
from newsroom.importing.xml import TooMuch, parse_xml

LARGEST_TEXT = 32 << 20  # bytes of one XML part; the text of a whole book has under 10 MB
LARGEST_PICTURE = 64 << 20  # bytes
LARGEST = 512 << 20  # bytes of all parts together
MOST_PARTS = 5_000
MOST_PARAGRAPHS = 10_000  # and as many manual line breaks; a book has under 5,000
MOST_ELEMENTS = 1_000_000
MOST_CHARACTERS = 500_000  # as many as an article may have
MOST = {f"{W}p": MOST_PARAGRAPHS, f"{W}br": MOST_PARAGRAPHS, f"{W}cr": MOST_PARAGRAPHS, "": MOST_ELEMENTS}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB]: .doc, .wps, and every Word file with a password
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError, KeyError)


def is_word(data: bytes) -> bool:
    """Whether a file begins as Word files of any age do."""
    return data.startswith((OLE, ZIP))


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part by its name, or an address outside."""

    kind: str  # the last word of its type: image, hyperlink, footnotes
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An open Word file. `name` is how the editor knows it."""

    name: str
    zip: zipfile.ZipFile
    document: str = ""  # the name of the main part
    _relations: dict[str, dict[str, Relation]] = field(default_factory=dict)

    def fault(self, code: str, message: str) -> UnreadableText:
        return UnreadableText(Finding(self.name, 1, code, message))

    def has(self, part: str) -> bool:
        return part in self.zip.NameToInfo

    def read(self, part: str, largest: int) -> bytes:
        """The bytes of a part."""
        info = self.zip.getinfo(part)
        if info.file_size > largest:
            raise self.fault("E806", _too_large(largest))
        try:
            with self.zip.open(info) as file:
                return file.read(largest + 1)
        except DAMAGE as error:
            raise self.fault("E805", _damaged(error)) from error

    def xml(self, part: str) -> Element:
        """The root of an XML part; names of the strict format are those of the usual one."""
        try:
            return _parse(self.read(part, LARGEST_TEXT))
        except TooMuch:
            message = _(
                "里面超过 {most:,} 段，或 {longest:,} 个字，不像是稿件，没有读。请在 Word 里检查，或拆成几个文件。",
                most=MOST_PARAGRAPHS,
                longest=MOST_CHARACTERS,
            )
            raise self.fault("E806", message) from None
        except (ParseError, expat.ExpatError, ValueError, LookupError) as error:
            raise self.fault("E805", _damaged(error)) from error

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to, by id."""
        if part not in self._relations:
            folder, name = posixpath.split(part)
            file = posixpath.join(folder, "_rels", f"{name}.rels")
            self._relations[part] = dict(self._read_relations(file, folder)) if self.has(file) else {}
        return self._relations[part]

    def _read_relations(self, file: str, folder: str) -> Iterator[tuple[str, Relation]]:
        for element in self.xml(file):
            target = element.get("Target") or ""
            external = element.get("TargetMode") == "External"
            if not external:
                path = unquote(target)
                target = posixpath.normpath(path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path))
            yield element.get("Id", ""), Relation((element.get("Type") or "").rpartition("/")[2], target, external)

    def part_of(self, kind: str) -> str:
        """The part that the main one calls its `styles`, `numbering`, `footnotes`; empty without one."""
        for relation in self.relations(self.document).values():
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return relation.target
        return ""


def open_package(data: bytes, name: str) -> Package:
    """Opens a Word file.

    Raises:
        UnreadableText: it is none, or an old one, or has a password, or is damaged, or too large; the finding says which.
    """
    if not data.startswith(ZIP):
        raise UnreadableText(Finding(name, 1, *_not_word(data, name)))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGE as error:
        raise UnreadableText(Finding(name, 1, "E805", _damaged(error))) from error
    package = Package(name, archive)
    infos = archive.infolist()
    if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > LARGEST:
        raise package.fault("E806", _too_large(LARGEST))
    roots = package.relations("").values()
    named = [relation.target for relation in roots if relation.kind == "officeDocument"]
    package.document = next((part for part in [*named, "word/document.xml"] if package.has(part)), "")
    if not package.document or package.xml(package.document).tag != f"{W}document":
        raise package.fault("E802", _("不是 Word 文件，虽然名字像。请在 Word 或 WPS 里打开它，另存为 .docx 再导入。"))
    return package


def _parse(data: bytes) -> Element:
    """Parses XML that may not have a document type."""
    strict = b"purl.oclc.org" in data
    return parse_xml(data, lambda space: STRICT.get(space, space) if strict else space, MOST, MOST_CHARACTERS)


def _not_word(data: bytes, name: str) -> tuple[str, str]:
    """The code and message for what is no zip."""
    if data.startswith(OLE):
        if ENCRYPTED in data:
            return "E804", _(
                "有打开密码，读不了。请在 Word 里打开，去掉密码（文件 → 信息 → 保护文档），另存为 .docx 再导入。"
            )
        if name.lower().endswith((".wps", ".wpt")):
            return "E803", _("是 WPS 自己的格式。请在 WPS 里打开，另存为 .docx 再导入。")
        return "E803", _("是旧格式的 Word 文件（.doc）。请在 Word 或 WPS 里打开，另存为 .docx 再导入。")
    if not data:
        return "E101", _("文件是空的。请检查是不是没有存好，或没有下载完。")
    if data.lstrip()[:5] == b"{\\rtf":
        return "E803", _("是 RTF 格式。请在 Word 或 WPS 里打开，另存为 .docx 再导入。")
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        return "E803", _("是网页格式，不是 Word 文件。请在 Word 或 WPS 里打开，另存为 .docx 再导入。")
    return "E805", _("不是 Word 文件，或没有下载完。请在 Word 或 WPS 里打开看看，另存为 .docx 再导入。")


def _damaged(error: Exception) -> str:
    if isinstance(error, RuntimeError) and "password" in str(error):
        return _("压缩包里有密码，读不了。请在 Word 里打开，另存为 .docx 再导入。")
    return _("Word 文件坏了，读不出来。请在 Word 或 WPS 里打开，另存为新的 .docx 再导入。")


def _too_large(limit: int) -> str:
    return _(
        "里面有一处大得不正常（解开超过 {limit} MB），没有读。请在 Word 里检查，把图片压小，或拆成几个文件。",
        limit=limit >> 20,
    )
