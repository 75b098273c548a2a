"""What lies in the content folder: articles, pictures and printed pages, each with its `stat`."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from linli import system
from linli.findings import Finding
from linli.messages import _
from linli.model.attachment import ATTACHMENTS, KINDS, suffix_of
from linli.model.photo import PHOTOS
from linli.store.records import Scan, Stat
from linli.text.words import UNSPEAKABLE

FOLDERS = ("articles", "banners", "pages", "topics")
PRINTS = "issues"  # pictures of printed pages
ARTICLE = ".md"
TABLE = ".tsv"


def scan(content: Path) -> Scan:
    """Looks at every file once. What cannot be an article is a finding."""
    found = Scan()
    for folder in FOLDERS:
        _walk(content / folder, folder, found)
    _walk(content / PHOTOS, PHOTOS, found, found.pictures)
    _walk(content / PRINTS, PRINTS, found, found.prints)
    files: dict[str, Stat] = {}
    _walk(content / ATTACHMENTS, ATTACHMENTS, found, files)
    for path, status in sorted(files.items()):
        if suffix_of(path) in KINDS:
            found.pictures[path] = status
        else:
            found.findings.append(Finding(path, 1, "E308", _refused(path)))
    for entry in sorted(_entries(content), key=lambda entry: entry.name):
        if entry.name.endswith(TABLE) and entry.is_file():
            found.tables[entry.name] = system.this.kept(entry.stat())
        elif entry.name not in (*FOLDERS, PHOTOS, PRINTS, ATTACHMENTS) and _has_articles(entry):
            message = _(
                "稿件要放在 articles（文章）、banners（公益）、pages（固定页面）或 topics（专题）里，放在这里不会发布。请移过去。"
            )
            found.findings.append(Finding(spoken(entry.name), 1, "W124", message))
    return found


def _refused(path: str) -> str:
    suffix = suffix_of(path)
    if suffix == ".svg":
        return _("SVG 图不能当附件：里面可以有脚本。请放进 photos，写成图片。")
    return _(
        "“{suffix}”文件不能当附件发布。可以用的有 PDF、Word、Excel、PPT、WPS、压缩包、图片、音频、视频等。",
        suffix=suffix or path.rpartition("/")[2],
    )


def spoken(name: str) -> str:
    """A name as it can be shown: what cannot be read in it is written out."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return UNSPEAKABLE.sub(lambda match: repr(match[0])[1:-1], text)


def _entries(folder: Path | str) -> list[os.DirEntry[str]]:
    try:
        return [entry for entry in os.scandir(folder) if entry.name[0] not in ".~"]
    except OSError:
        return []


def _has_articles(entry: os.DirEntry[str]) -> bool:
    """Whether this is an article, or a folder of some."""
    if entry.is_dir():
        return any(inside.name.lower().endswith(ARTICLE) for inside in _entries(entry.path))
    return entry.name.lower().endswith(ARTICLE)


def scan_folder(folder: Path) -> dict[str, Stat]:
    """The `stat` of every file below a folder, by path."""
    found: dict[str, Stat] = {}
    for entry in sorted(folder.rglob("*")):
        if entry.is_file():
            found[entry.relative_to(folder).as_posix()] = system.this.kept(entry.stat())
    return found


def _walk(
    folder: Path | str,
    prefix: str,
    found: Scan,
    files: dict[str, Stat] | None = None,
    above: tuple[tuple[int, int], ...] = (),
) -> None:
    """Looks at a folder, for articles or for `files` of any name; `above` are device and inode of those that it lies in."""
    try:
        entries = list(os.scandir(folder))
        status = os.stat(folder)
    except FileNotFoundError:
        return
    except OSError as error:
        found.findings.append(_closed(prefix, error))
        return
    own = status.st_dev, status.st_ino
    if own[1] and own in above:
        message = _("这个文件夹是一个链接，绕回了它上面的文件夹。请把它移走。")
        found.findings.append(Finding(prefix, 1, "E113", message))
        return
    for entry in entries:
        name = entry.name
        if name[0] in ".~":
            continue
        path = f"{prefix}/{name}"
        if UNSPEAKABLE.search(name):
            message = _("名字里有换行或别的看不见的字，不能用作文件名。请改名。")
            found.findings.append(Finding(f"{prefix}/{spoken(name)}", 1, "E111", message))
            continue
        try:
            if entry.is_dir():
                if name.lower().endswith(ARTICLE) and files is None:
                    message = _("这是文件夹，名字却像一篇稿件。请把它改名，去掉末尾的 .md。")
                    found.findings.append(Finding(path, 1, "E105", message))
                else:
                    _walk(entry.path, path, found, files, (*above, own))
                continue
            status = entry.stat()
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "no file")  # a pipe or a device: it might never end
        except OSError as error:
            found.findings.append(_closed(path, error))
            continue
        if files is not None:
            files[path] = system.this.kept(status)
        elif name.endswith(ARTICLE) or name.lower().endswith(ARTICLE):
            found.sources[path] = system.this.kept(status)
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
