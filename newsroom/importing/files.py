"""The files that an editor wants imported, in folders too, and the page in each of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path

from linli.findings import Finding
from linli.messages import _
from linli.reading.encoding import UnreadableText, decode
from newsroom.importing.page import ImportedPage, import_page
from newsroom.importing.posts import import_post, import_wxr, is_wxr, read_matter
from newsroom.importing.word import import_word, is_word

TEXT = (".md", ".markdown", ".txt", ".xml", "")
WORD = (".docx", ".docm", ".doc", ".dot", ".dotx", ".wps", ".wpt", ".rtf", ".odt")
# What in a folder is taken for a manuscript; other files there (pictures, mostly) are passed over.
MANUSCRIPTS = (".md", ".markdown", ".txt", *WORD, ".pdf")


@dataclass(slots=True)
class Gathered:
    """Files to import, each once, in the order given; in a folder by name. `passed` are others in the folders."""

    files: list[Path] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    passed: int = 0


def gather(paths: Iterable[Path]) -> Gathered:
    """Finds the files that are named, and those in the folders that are."""
    gathered = Gathered()
    known: set[Path] = set()
    for path in paths:
        found = _in_folder(path, gathered) if path.is_dir() else [path]
        for file in found:
            if file.resolve() not in known:
                known.add(file.resolve())
                gathered.files.append(file)
    return gathered


def _in_folder(folder: Path, gathered: Gathered) -> list[Path]:
    def told(error: OSError) -> None:
        gathered.findings.append(Finding(str(error.filename), 1, "E106", _("打不开这个文件夹。请检查它的权限。")))

    found = []
    for place, folders, names in os.walk(folder, onerror=told):
        folders[:] = sorted(name for name in folders if name[0] not in ".~")
        for name in sorted(names):
            if name[0] in ".~":
                continue
            if Path(name).suffix.lower() in MANUSCRIPTS:
                found.append(Path(place) / name)
            else:
                gathered.passed += 1
    if not found:
        gathered.findings.append(
            Finding(str(folder), 1, "E807", _("这个文件夹里没有能导入的文件（.docx、.md、.txt）。"))
        )
    return found


def read_page(file: Path, sections: Mapping[str, str], regions: Mapping[str, str], zone: tzinfo) -> ImportedPage:
    """The page in a file of text or of Word's, by what is in it rather than by its name. Hours are brought to a `zone`.

    Raises:
        UnreadableText: with the finding: nothing can be read, or there is nothing in it.
    """
    suffix = file.suffix.lower()
    if suffix not in (*TEXT, *WORD):
        message = _("不是 Markdown、纯文本或 Word 文件。请另存为 .docx、.md 或 .txt 再导入。")
        raise UnreadableText(Finding(str(file), 1, "E802", message))
    try:
        data = file.read_bytes()
    except OSError:
        raise UnreadableText(Finding(str(file), 1, "E106", _("打不开。请检查文件名和路径。"))) from None
    if suffix in WORD or is_word(data):
        page = import_word(data, str(file), regions=regions)
    elif is_wxr(data):
        page = import_wxr(data, file, sections, regions, zone)
    elif suffix == ".xml":
        raise UnreadableText(Finding(str(file), 1, "E802", _("不是 WordPress 的导出文件。")))
    else:
        page = _of_text(decode(data, str(file)), file, sections, regions, zone)
    if not page.items:
        raise UnreadableText(Finding(str(file), 1, "E807", _("里面没有找到稿件。请检查是不是选错了文件。")))
    return page


def _of_text(
    text: str, file: Path, sections: Mapping[str, str], regions: Mapping[str, str], zone: tzinfo
) -> ImportedPage:
    matter = read_matter(text)
    if matter is not None:
        page = import_post(matter, file, sections, regions, zone)
    else:
        page = import_page(text, sections=sections, regions=regions)
    page.source = list(enumerate(text.splitlines(), 1))
    return page
