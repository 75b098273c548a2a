"""Whatever is edited, and taken back again: site and findings are those of a clean build, byte for byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from linli.build.fingerprint import content_hash
from linli.build.request import BuildRequest
from linli.errors import BuildError, Busy, ContentError, SettingsError
from newsroom import building
from newsroom import settings as paper_settings
from tests.build.edits import EDITS, Edit
from tests.build.whole_paper import BODY, Wanted, wanted
from tests.paper import SVG, without_workers

BUILD = "import sys; from newsroom.cli import main; sys.exit(main(['build']))"
SPACED = Edit("well", BODY, "![空格](photos/a%20b.svg)")
Told = tuple[object, ...]
pytestmark = [pytest.mark.long, pytest.mark.workers]


class Outcome(NamedTuple):
    """What came of a build: the site, as hashes by path, and what was told."""

    done: bool
    told: Told
    site: dict[str, bytes]


class EditedPaper:
    """A paper in a folder, brought to any state."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, bytes | None] = {}

    def become(self, files: dict[str, bytes | None]) -> None:
        """Changes what is different. A file that is there under another name is renamed, with its times."""
        pool: dict[bytes | None, list[Path]] = {}
        aside = self.root / "aside"
        aside.mkdir()
        for path, data in self.files.items():
            if path not in files or files[path] != data:
                place = aside / str(sum(map(len, pool.values())))
                (self.root / path).rename(place)
                pool.setdefault(data, []).append(place)
        for path, data in files.items():
            file = self.root / path
            if path in self.files and self.files[path] == data:
                continue
            file.parent.mkdir(parents=True, exist_ok=True)
            if pool.get(data):
                pool[data].pop().rename(file)
            elif data is None:
                file.symlink_to("nowhere")
            else:
                file.write_bytes(data)
        shutil.rmtree(aside)
        self.files = files

    def build(self, asked: Wanted, output: str = "output", hurried: bool = False) -> Outcome:
        """Builds once."""
        done, told = False, ()
        lines: list[str] = []
        try:
            chosen = paper_settings.read(self.root / "pelicanconf.py", output=self.root / output, today=asked.today)
            request = BuildRequest(chosen, unpublished=asked.unpublished, hurried=hurried, tell=lines.append)
            made = building.run(request)
            done = True
            counts = (made.articles, made.pages, made.waiting, made.mended)
            told = (made.warnings, made.faults, *counts, made.drafts, made.prefixes)
        except Busy:
            raise
        except (ContentError, SettingsError, BuildError) as error:
            told = (type(error).__name__, str(error).replace(str(self.root), "."))
        return Outcome(done, (*told, lines), self.site(output))

    def build_before(self, asked: Wanted) -> None:
        """What is asked to come before the build that counts: one in a hurry, one beside another's."""
        if asked.hurried:
            self.build(asked, hurried=True)
        if asked.twice:
            other = subprocess.Popen(
                [sys.executable, "-c", BUILD], cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            with suppress(Busy):
                self.build(asked)
            assert other.wait() in (0, 1, 2)

    def site(self, output: str) -> dict[str, bytes]:
        """The hash of every file of a site."""
        root = self.root / output
        return {p.relative_to(root).as_posix(): content_hash(p.read_bytes()) for p in root.rglob("*") if p.is_file()}


HOURS = ("2024-06-30 11:59:59", "2024-06-30 12:00", "2024-06-30 00:30")
CLEAN: dict[bytes, Outcome] = {}  # of states that were built clean


def clean_build(paper: EditedPaper, asked: Wanted) -> Outcome:
    """What a build from nothing makes of the same, in this process."""
    state = content_hash(repr((sorted(asked.files.items()), asked.today, asked.unpublished)).encode())
    if state not in CLEAN:
        shutil.rmtree(paper.root / "clean", ignore_errors=True)
        for made in (paper.root / ".clean.press").glob(
            "[!t]*"
        ):  # compiled templates are the same whenever they are made
            shutil.rmtree(made) if made.is_dir() else made.unlink()
        with without_workers():
            CLEAN[state] = paper.build(asked, "clean")
    return CLEAN[state]


def check(rounds: list[list[Edit]]) -> None:
    """Builds after each round of edits. One that holds already is taken back, and so are all in the end.

    What leads to errors is taken back in the next round.
    """
    folder = Path(tempfile.mkdtemp(prefix="linli-test-"))
    try:
        paper = EditedPaper(folder)
        held: dict[tuple[str, str], object] = {}
        for edits in [[], *rounds, None]:
            changes = dict(held) if edits is not None else {}
            for of, name, value in edits or ():
                if (of, name) in changes and changes[of, name] == value:
                    del changes[of, name]
                else:
                    changes[of, name] = value
            asked = wanted(changes)
            paper.become(asked.files)
            paper.build_before(asked)
            before, found, clean = paper.site("output"), paper.build(asked), clean_build(paper, asked)
            assert found.done or changes  # the paper as it is has no errors
            assert found.told == clean.told, changes
            expected = clean.site if clean.done else before
            different = {p for p in expected.keys() | found.site.keys() if expected.get(p) != found.site.get(p)}
            assert not different, changes
            held = changes if clean.done else held
    finally:
        shutil.rmtree(folder)


@settings(
    max_examples=int(os.environ.get("LINLI_EXAMPLES", "6")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize="LINLI_EXAMPLES" not in os.environ,
    database=None,
)
@given(st.lists(st.lists(st.sampled_from(EDITS), min_size=1, max_size=4), min_size=1, max_size=4))
@example([[SPACED, Edit("file", "photos/a b.svg", SVG.encode())], [Edit("file", "photos/a%20b.svg", b"<svg/>")]])
@example([[Edit("bus", "署名", "黎茗惟")], [Edit("feast", "署名", "利茗威")]])  # who by chance have one address
@example([[Edit("feast", "署名", "单耘宇")], [Edit("bus", "署名", "但耘玉")], [Edit("feast", "署名", "利茗威")]])
@example([[Edit("feast", "日期", "2024-06-30 12:00")], *([Edit("build", "today", time)] for time in HOURS)])
def test_after_any_edits_the_site_is_that_of_a_clean_build(rounds):
    check(rounds)
