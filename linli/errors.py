"""What can stop a command: faults of the content, of the settings, and of the build."""

from __future__ import annotations

import errno
from collections.abc import Iterable
from typing import TYPE_CHECKING

from linli.findings import Finding
from linli.messages import _

if TYPE_CHECKING:  # commands start without it
    from logging import LogRecord


HELD_ON_WINDOWS = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


class ContentError(Exception):
    """The content has errors. `findings` has all of them, of all files, sorted.

    `pieces` are the files that could be left out, where it is something that they refer to.
    """

    exitcode = 1

    def __init__(self, findings: Iterable[Finding], pieces: Iterable[str] = ()) -> None:
        self.findings = sorted(findings)
        self.pieces = frozenset(pieces)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class SettingsError(Exception):
    """The settings, or the options of a command, have errors: `faults` has a text for each of them.

    Those of the settings file are in `findings` too, with file and line.
    """

    exitcode = 2

    def __init__(self, faults: Iterable[Finding | str]) -> None:
        told = list(faults)
        self.findings = sorted(fault for fault in told if isinstance(fault, Finding))
        self.faults = [*map(str, self.findings), *(fault for fault in told if isinstance(fault, str))]
        super().__init__("\n".join(self.faults))


class BuildError(Exception):
    """The site cannot be built: a fault of the theme or of the machine, told in one line."""

    exitcode = 1


class DamagedWorkspace(BuildError):
    """What was kept of earlier builds is damaged. It is thrown away; a build that begins then makes everything anew."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text or _("上一次出报留下的记录坏了，已经丢掉。请再出一次报，会全部重做。"))


def records_lost() -> str:
    """What is said of a damaged workspace in the build that makes it anew."""
    return _("上一次出报留下的记录坏了，已经丢掉，这次全部重做。")


class Busy(BuildError):
    """Another build is at work on the same site, or it is being sent."""

    def __init__(self) -> None:
        super().__init__(_("这份报纸正在出报，或正在发到网上。请等它做完再试。"))


def reason_of(error: Exception) -> str:
    """Why the system did not do what it was asked to, in the editor's language: the system itself says it in its own."""
    if not isinstance(error, OSError):
        return str(error)
    if getattr(error, "winerror", None) in HELD_ON_WINDOWS:
        return _("别的程序正开着它")
    reasons = {
        errno.ENOSPC: _("磁盘满了"),
        errno.EDQUOT: _("磁盘的限额用完了"),
        errno.EACCES: _("没有权限"),
        errno.EPERM: _("没有权限"),
        errno.EROFS: _("这个盘只能读，不能写"),
        errno.ENOENT: _("没有这个文件或文件夹"),
        errno.ENOTDIR: _("路径里有一段不是文件夹"),
        errno.EISDIR: _("那里是一个文件夹"),
        errno.EEXIST: _("那里已经有了"),
        errno.ENOTEMPTY: _("文件夹不是空的"),
        errno.ENAMETOOLONG: _("名字太长了"),
        errno.ELOOP: _("链接绕回了自己"),
        errno.EBUSY: _("别的程序正在用"),
        errno.ETXTBSY: _("别的程序正在用"),
        errno.EFBIG: _("文件太大了"),
        errno.EMFILE: _("打开的文件太多了"),
        errno.ENFILE: _("打开的文件太多了"),
        errno.EIO: _("磁盘读写出了错"),
        errno.ENXIO: _("没有这个盘"),
        errno.ENODEV: _("没有这个盘"),
        errno.EINVAL: _("这个名字或这个盘不能这样用"),
        errno.EXDEV: _("在另一个盘上"),
        errno.ENOMEM: _("内存不够了"),
        errno.ENOEXEC: _("不是能运行的程序"),
        errno.EPIPE: _("那一头断了"),
        errno.ECONNREFUSED: _("那一头不接"),
        errno.ECONNRESET: _("那一头断了"),
        errno.ETIMEDOUT: _("等了太久，没有回应"),
        errno.EHOSTUNREACH: _("网络不通"),
        errno.ENETUNREACH: _("网络不通"),
        errno.EADDRINUSE: _("端口被占用"),
    }
    told = reasons.get(error.errno or 0)
    return told or _("系统说：{reason}", reason=str(error.strerror or error))


def in_our_words(record: LogRecord) -> bool:
    """A filter for the log of a program that runs us: our errors say what is wrong and what to do, and need no traceback."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, (BuildError, ContentError, SettingsError)):
        record.msg, record.args, record.exc_info = str(error), (), None
    return True
