"""What can stop a command: faults of the content, of the settings, and of the build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from linli.findings import Finding
from linli.messages import _

if TYPE_CHECKING:  # commands start without it
    from logging import LogRecord


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


def in_our_words(record: LogRecord) -> bool:
    """A filter for the log of a program that runs us: our errors say what is wrong and what to do, and need no traceback."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, (BuildError, ContentError, SettingsError)):
        record.msg, record.args, record.exc_info = str(error), (), None
    return True
