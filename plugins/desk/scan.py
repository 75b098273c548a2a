"""What lies in the content folder: articles and pictures, each with its `stat`."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from plugins.desk.findings import Finding
from plugins.desk.messages import _
from plugins.desk.pictures import PHOTOS
from plugins.desk.store import Stat

FOLDERS = ("articles", "banners", "pages")
ARTICLE = ".md"
TABLE = ".tsv"


@dataclass(slots=True)
class Scan:
    """Paths below the content folder, with slashes, as the file system gives them: in no order."""

    sources: dict[str, Stat] = field(default_factory=dict)
    pictures: dict[str, Stat] = field(default_factory=dict)
    tables: dict[str, Stat] = field(default_factory=dict)  # such as the glossary
    findings: list[Finding] = field(default_factory=list)


def scan(content: Path) -> Scan:
    """Looks at every file once. What cannot be an article is a finding."""
    found = Scan()
    for folder in FOLDERS:
        _walk(content / folder, folder, found)
    _walk(content / PHOTOS, PHOTOS, found)
    for table in content.glob("*" + TABLE):
        status = table.stat()
        found.tables[table.name] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def scan_folder(folder: Path) -> dict[str, Stat]:
    """The `stat` of every file below a folder, by path."""
    found: dict[str, Stat] = {}
    for entry in sorted(folder.rglob("*")):
        if entry.is_file():
            status = entry.stat()
            found[entry.relative_to(folder).as_posix()] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _walk(folder: Path | str, prefix: str, found: Scan) -> None:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:
        return
    except OSError as error:
        found.findings.append(_closed(prefix, error))
        return
    pictures = prefix.startswith(PHOTOS)
    for entry in entries:
        name = entry.name
        if name[0] in ".~":
            continue
        path = f"{prefix}/{name}"
        try:
            if entry.is_dir():
                if name.lower().endswith(ARTICLE) and not pictures:
                    message = _("这是文件夹，名字却像一篇稿件。请把它改名，去掉末尾的 .md。")
                    found.findings.append(Finding(path, 1, "E105", message))
                else:
                    _walk(entry.path, path, found)
                continue
            status = entry.stat()
        except OSError as error:
            found.findings.append(_closed(path, error))
            continue
        if pictures:
            found.pictures[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        elif name.endswith(ARTICLE) or name.lower().endswith(ARTICLE):
            found.sources[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
        else:
            message = _("这里只放 .md 稿件，这个文件不会发布。请另存为 .md，或移到 photos 等文件夹。")
            found.findings.append(Finding(path, 1, "W502", message))


def _closed(path: str, error: OSError) -> Finding:
    if isinstance(error, FileNotFoundError):
        message = _("打不开：它指向的文件不在了。请检查这个文件，或把它移走。")
    elif isinstance(error, PermissionError):
        message = _("打不开：没有读的权限。请检查这个文件，或把它移走。")
    else:
        message = _("打不开：系统不让读。请检查这个文件，或把它移走。")
    return Finding(path, 1, "E106", message)
