"""What the paper's repository knows of a manuscript, where it is one (git). It is looked at alone: commits are the editor's."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

PATIENCE = 10.0  # seconds
MOST = 100  # commits of a manuscript
SHA = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
# Nothing is run that a repository may name, nothing is asked, and no lock is taken.
QUIET = ("--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that has another version of a manuscript."""

    sha: str
    moment: datetime
    author: str
    subject: str


@dataclass(frozen=True, slots=True)
class History:
    """The history of the manuscripts in a content folder; empty where there is no repository, or no git."""

    content: Path

    def of(self, path: str) -> list[Commit]:
        """The commits that changed a manuscript, the newest first."""
        told = self._git("log", f"-n{MOST}", "--no-ext-diff", "--format=%H%x00%cI%x00%an%x00%s", "--", path)
        rows = (line.split("\0", 3) for line in told.decode("utf-8", "replace").splitlines())
        found = []
        for row in rows:
            if len(row) == 4 and SHA.fullmatch(row[0]):
                found.append(Commit(row[0], datetime.fromisoformat(row[1]), row[2], row[3]))
        return found

    def data(self, commit: Commit, path: str) -> bytes | None:
        """A manuscript as a commit has it; None when it took it away."""
        return self._git("cat-file", "blob", f"{commit.sha}:./{path}") or None

    def _git(self, *arguments: str) -> bytes:
        command = ["git", "-C", str(self.content), *QUIET, *arguments]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        try:
            ended = subprocess.run(
                command, capture_output=True, timeout=PATIENCE, env=environment, stdin=subprocess.DEVNULL
            )
        except (OSError, ValueError, subprocess.TimeoutExpired):
            return b""
        return ended.stdout if ended.returncode == 0 else b""
