"""What can happen to a site and its workspace: builds that are killed, files that are damaged. How many times says
`LINLI_SOAK` (1 in the suite).
"""

import os
import random
import shutil
from pathlib import Path

from tests.cutting import ENDLESS, Ended, run_cut
from tests.paper import Paper

SOAK = int(os.environ.get("LINLI_SOAK", "1"))
WATCHED = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "ctypes.dlopen", "sqlite3.connect", "open")


def cut_build(paper: Paper, steps: int, *arguments: str) -> int:
    """A build that is killed after so many steps; gives its exit code."""
    return _run(paper, steps, *arguments).returncode


def steps_of(paper: Paper, *arguments: str) -> int:
    """How many steps a build has that is not killed."""
    ended = _run(paper, ENDLESS, *arguments)
    assert ended.returncode == 0, ended.stderr
    return ended.steps


def _run(paper: Paper, steps: int, *arguments: str) -> Ended:
    """A build that is killed, with its workers, at the moment when it has done so many things to files below its folder."""

    def concerns(event: str, args: tuple[object, ...]) -> bool:
        return event in WATCHED and (event != "open" or ".press" in str(args[0]) or "output" in str(args[0]))

    return run_cut(paper.root, ["build", "--today", "2024-06-30", *arguments], steps, concerns, group=True)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def kept_files(paper: Paper) -> list[Path]:
    """All that a build has kept for the next, but for the spare."""
    press = paper.root / ".output.press"
    return sorted(p for p in press.rglob("*") if p.is_file() and "spare" not in p.parts and p.name != "lock")


def published_files(paper: Paper) -> list[Path]:
    """The files of the site and of the spare."""
    trees = (paper.output, paper.root / ".output.press/spare")
    return sorted(p for tree in trees for p in tree.rglob("*") if p.is_file())


def damage(file: Path, chance: random.Random) -> str:
    """Does something to a file; gives what."""
    what = chance.choice(["delete", "truncate", "empty", "zero", "head", "middle", "bytes", "text", "folder"])
    data = bytearray(file.read_bytes())
    size = len(data)
    if what == "delete":
        file.unlink()
    elif what == "truncate":
        os.truncate(file, chance.randrange(size + 1))
    elif what == "empty":
        os.truncate(file, 0)
    elif what == "text":
        file.write_bytes(b"no file of ours, " * 99)
    elif what == "folder":
        file.unlink()
        file.mkdir()
        (file / "thing").write_text("thing")
    elif size:
        start = {"head": 0, "middle": size // 2}.get(what, chance.randrange(size))
        length = min(chance.choice([1, 16, 4096]), size - start)
        noise = bytes(length) if what == "zero" else chance.randbytes(length)
        with file.open("r+b") as opened:  # in place, as a bad disk does it
            opened.seek(start)
            opened.write(noise)
    return what


def remove(paper: Paper) -> None:
    """The site and its workspace are gone."""
    shutil.rmtree(paper.output, ignore_errors=True)
    shutil.rmtree(paper.root / ".output.press", ignore_errors=True)
