"""What can stop a command: faults of the content, of the settings, and of the build."""

from __future__ import annotations

from collections.abc import Iterable

from linli.findings import Finding
from linli.messages import _


class ContentError(Exception):
    """The content has errors. `findings` has all of them, of all files, sorted."""

    exitcode = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class SettingsError(Exception):
    """The settings have errors: `faults` has a text for each of them."""

    exitcode = 1

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))


class BuildError(Exception):
    """The site cannot be built: a fault of the theme or of the machine, told in one line."""

    exitcode = 1


class Busy(BuildError):
    """Another build is at work on the same site."""

    def __init__(self) -> None:
        super().__init__(_("另一次出报正在进行。请等它做完再试。"))
