"""Word files: taken apart into the same blocks as a page of text, and read by the same rules.

`package` opens the file without trusting it, `prepare` brings it into a form that mammoth reads, `document` has
mammoth's reading of it, `roles` says what each line is by how it is set, and `layout` makes blocks of that.
"""

from __future__ import annotations

from collections.abc import Mapping

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText
from newsroom.importing.page import ImportedPage, assembled
from newsroom.importing.word.document import read_document
from newsroom.importing.word.layout import Layout
from newsroom.importing.word.look import Body
from newsroom.importing.word.package import Package, is_word, open_package
from newsroom.importing.word.pictures import Album
from newsroom.importing.word.pieces import pieces
from newsroom.importing.word.prepare import prepare
from newsroom.importing.word.roles import roles

__all__ = ["import_word", "is_word"]


def import_word(data: bytes, name: str, *, regions: Mapping[str, str]) -> ImportedPage:
    """Takes a Word file apart.

    Args:
        data: its bytes.
        name: how the editor knows it; findings name it, with the number of a paragraph (empty ones aside) for a line.
        regions: the paper's, id to name.

    Raises:
        UnreadableText: it is none that can be read; the finding says why, and what to do.
    """
    package = open_package(data, name)
    try:
        return _imported(package, regions)
    except UnreadableText:
        raise
    except Exception as error:  # a damaged file can go wrong in any way; the editor is to hear of it in one line
        message = _(
            "Word 文件里有读不懂的地方（{error}）。请在 Word 或 WPS 里打开，另存为新的 .docx 再导入。",
            error=type(error).__name__,
        )
        raise UnreadableText(Finding(name, 1, "E805", message)) from error


def _imported(package: Package, regions: Mapping[str, str]) -> ImportedPage:
    prepared = prepare(package)
    body = Body.of(prepared.facts.values())
    document = read_document(prepared, bold=not body.bold)
    album = Album(package)
    layout = Layout(package.name, document, prepared, album)
    found = pieces(document.content, body)
    layout.lay(found, roles(found, regions))
    source = [(block.line, "\n".join(block.lines)) for block in layout.blocks]
    page = assembled(layout.blocks, regions, layout.top)
    page.source = source
    page.folio.date = page.folio.date or layout.day
    page.pictures = album.pictures
    page.findings = sorted(prepared.findings + layout.findings + album.findings)
    if document.symbols:
        page.findings.append(Finding(package.name, 1, "W809", _("有特殊符号没有导入。请对照 Word 文件核对。")))
    return page
