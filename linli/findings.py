"""Findings: what is wrong in a file, where, and what to do, in words for the editor.

Their codes are in `findings.toml` beside this file, each with a title, an explanation and an example: E stops a build, W does not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. `path` is below the content folder until it is shown, `line` counts from 1.

    `draft`: it is about a draft, for which nothing waits.
    """

    path: str
    line: int
    code: str
    message: str
    draft: bool = False

    def below(self, folder: str) -> Finding:
        """The same with its path under a folder, `content/`."""
        return replace(self, path=folder + self.path)

    @property
    def is_error(self) -> bool:
        """Whether it stops a build."""
        return self.is_grave and not self.draft

    @property
    def is_grave(self) -> bool:
        """Whether nothing can be made of what it is about."""
        return self.code.startswith("E")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


@lru_cache(maxsize=1)
def casebook() -> dict[str, dict[str, Any]]:
    """Every code that is given, with what `findings.toml` has of it: `title`, `about`, an example."""
    import tomllib  # for those alone who tell about findings, not for every command

    return tomllib.loads(Path(__file__).with_name("findings.toml").read_text(encoding="utf-8"))
