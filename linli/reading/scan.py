"""What lies in the content folder: articles, pictures and printed pages, each with its `stat`."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from linli import system
from linli.files import leads_out
from linli.findings import Finding
from linli.messages import UNSPEAKABLE, _, spoken
from linli.model import addresses
from linli.model.attachment import ATTACHMENTS, KINDS, suffix_of
from linli.model.photo import PHOTOS
from linli.store.records import Scan, Stat

FOLDERS = ("articles", "banners", "pages", "topics")
PRINTS = "issues"  # pictures of printed pages
ARTICLE = ".md"
TABLE = ".tsv"


def scan(content: Path) -> Scan:
    """Looks at every file once. What cannot be an article is a finding."""
    found = Scan()
    walk = _Walk(content, found)
    for folder in FOLDERS:
        walk.folder(content / folder, folder, None)
    walk.folder(content / PHOTOS, PHOTOS, found.pictures)
    walk.folder(content / PRINTS, PRINTS, found.prints)
    files: dict[str, Stat] = {}
    walk.folder(content / ATTACHMENTS, ATTACHMENTS, files)
    for path, status in sorted(files.items()):
        if suffix_of(path) not in KINDS:
            found.findings.append(Finding(path, 1, "E308", _refused(path)))
        elif len(path.rpartition("/")[2].encode()) > addresses.LONGEST_NAME:
            found.findings.append(Finding(path, 1, "E309", _too_long(path)))
        else:
            found.pictures[path] = status
    for entry in sorted(_entries(content), key=lambda entry: entry.name):
        if entry.name.endswith(TABLE) and not entry.is_dir():
            walk.file(entry, entry.name, found.tables)
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


class _Walk:
    """Goes through the content folder, and no further: what a link outside has is not of the paper."""

    def __init__(self, content: Path, found: Scan) -> None:
        self.content, self.found = content, found

    def folder(
        self,
        folder: Path | str,
        prefix: str,
        files: dict[str, Stat] | None,
        above: tuple[tuple[int, int], ...] = (),
    ) -> None:
        """Looks at a folder, for articles or for `files` of any name; `above` are device and inode of those that it lies in."""
        try:
            if not above and Path(folder).is_symlink() and leads_out(folder, self.content):
                self.found.findings.append(outside(prefix))
                return
            entries = list(os.scandir(folder))
            status = os.stat(folder)
        except FileNotFoundError:
            return
        except OSError as error:
            self.found.findings.append(_closed(prefix, error))
            return
        own = status.st_dev, status.st_ino
        if own[1] and own in above:
            message = _("这个文件夹是一个链接，绕回了它上面的文件夹。请把它移走。")
            self.found.findings.append(Finding(prefix, 1, "E113", message))
            return
        for entry in entries:
            self._entry(entry, f"{prefix}/{entry.name}", prefix, files, (*above, own))

    def _entry(
        self,
        entry: os.DirEntry[str],
        path: str,
        prefix: str,
        files: dict[str, Stat] | None,
        above: tuple[tuple[int, int], ...],
    ) -> None:
        name = entry.name
        if name[0] in ".~":
            return
        if UNSPEAKABLE.search(name):
            message = _("名字里有换行或别的看不见的字，不能用作文件名。请改名。")
            self.found.findings.append(Finding(f"{prefix}/{spoken(name)}", 1, "E111", message))
            return
        try:
            if not entry.is_dir():
                self.file(entry, path, files)
            elif entry.is_symlink() and leads_out(entry.path, self.content):
                self.found.findings.append(outside(path))
            elif name.lower().endswith(ARTICLE) and files is None:
                message = _("这是文件夹，名字却像一篇稿件。请把它改名，去掉末尾的 .md。")
                self.found.findings.append(Finding(path, 1, "E105", message))
            else:
                self.folder(entry.path, path, files, above)
        except OSError as error:
            self.found.findings.append(_closed(path, error))

    def file(self, entry: os.DirEntry[str], path: str, files: dict[str, Stat] | None) -> None:
        """Notes a file: an article, or one of `files`."""
        try:
            if entry.is_symlink() and leads_out(entry.path, self.content):
                self.found.findings.append(outside(path))
                return
            status = entry.stat()
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "no file")  # a pipe or a device: it might never end
        except OSError as error:
            self.found.findings.append(_closed(path, error))
            return
        if files is not None:
            files[path] = system.this.kept(status)
        elif path.endswith(ARTICLE) or path.lower().endswith(ARTICLE):
            self.found.sources[path] = system.this.kept(status)
        else:
            message = _("这里只放 .md 稿件，这个文件不会发布。请另存为 .md，或移到 photos 等文件夹。")
            self.found.findings.append(Finding(path, 1, "W502", message))


def outside(path: str) -> Finding:
    """What is told of a link that leads out of the content folder."""
    message = _("这是一个链接，指到了内容文件夹外面。报纸只用内容文件夹里的东西：请删去链接，把要用的文件拷进来。")
    return Finding(path, 1, "E116", message)


def _too_long(path: str) -> str:
    return _(
        "文件名太长，网站上放不下：最多 {most} 个字节（一个汉字是 3 个）。请改短。",
        most=addresses.LONGEST_NAME,
    )


def _closed(path: str, error: OSError) -> Finding:
    if isinstance(error, FileNotFoundError):
        message = _("打不开：它指向的文件不在了。请检查这个文件，或把它移走。")
    elif isinstance(error, PermissionError):
        message = _("打不开：没有读的权限。请检查这个文件，或把它移走。")
    else:
        message = _("打不开：系统不让读。请检查这个文件，或把它移走。")
    return Finding(path, 1, "E106", message)
