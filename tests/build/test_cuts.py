"""A build is killed at any step, or the disk is full at any level: the site is the old one or the new one, and the next is right."""

import random
import shutil
import subprocess

import pytest

from tests.build.harm import SOAK, cut_build, damage, files_of, published_files, steps_of
from tests.build.test_look import ALL
from tests.build.test_press import clean_build
from tests.cutting import KILLED
from tests.paper import Paper

CONFIG = ALL.replace('"plugins.search", ', "") + 'TWINS = {"hant": "s2tw"}\n'
NEW = 40  # articles that come: enough for workers
pytestmark = pytest.mark.workers


def write(paper: Paper, round_: int) -> None:
    """Some articles come, others go, one changes."""
    for file in (paper.root / "content/articles").glob("new-*.md"):
        file.unlink()
    for number in range(NEW):
        paper.article(
            f"new-{number}.md",
            f"新稿{number}",
            f"第{round_}回。\n\n（姜涛）",
            日期=f"2024-05-{number % 28 + 1:02d}",
            短名=f"n{round_}-{number}",
        )


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Paper:
    paper = Paper.make(tmp_path_factory.mktemp("cuts"), CONFIG)
    for number in range(6):
        paper.article(f"{number}.md", f"第{number}篇", "正文。\n\n（范云）", 日期="2024-03-01", 短名=f"old{number}")
    return paper


@pytest.fixture(scope="module")
def steps(paper) -> int:
    """How many steps a build has after such a change."""
    write(paper, 1)
    assert paper.build() == 0
    write(paper, 2)
    return steps_of(paper)


@pytest.mark.parametrize("seed", range(3 * SOAK))
def test_a_build_is_killed_at_any_step(paper, steps, seed, capsys):
    chance = random.Random(seed)
    write(paper, seed)
    assert paper.build() == 0
    before = paper.files()
    write(paper, seed + 1000)
    after = clean_build(paper)
    killed = cut_build(paper, chance.randrange(1, steps + 1))
    assert killed in (0, KILLED)
    assert paper.files() == (after if killed == 0 else before) or paper.files() == after
    while chance.random() < 0.5:  # and again
        assert cut_build(paper, chance.randrange(1, steps + 1)) in (0, KILLED)
        assert paper.files() in (before, after)
    capsys.readouterr()
    assert paper.build() == 0
    assert capsys.readouterr().err == ""
    assert paper.files() == after
    write(paper, seed + 2000)
    assert paper.build() == 0
    assert paper.files() == files_of(paper.root / ".output.press/spare") == clean_build(paper)


@pytest.mark.parametrize("seed", range(2 * SOAK))
def test_a_build_is_killed_as_it_mends(paper, steps, seed, capsys):
    chance = random.Random(seed)
    write(paper, 0)
    after = clean_build(paper)
    assert paper.build() == 0
    for file in chance.sample(published_files(paper), 40):
        if file.is_file():
            damage(file, chance)
    shutil.rmtree(paper.output / "theme")
    harmed = paper.files()
    assert cut_build(paper, chance.randrange(1, steps + 1)) in (0, KILLED)
    assert paper.files() in (harmed, after)
    capsys.readouterr()
    assert paper.build() == 0
    assert capsys.readouterr().err == ""
    assert paper.files() == after


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of a size that is to be said."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = []

    def mount(kilobytes: int):
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "none", str(folder)]
        if subprocess.run(command, capture_output=True).returncode:
            pytest.skip("this machine cannot mount a small disk")
        mounted.append(folder)
        return folder

    yield mount
    for each in mounted:
        subprocess.run(["umount", "-l", str(each)], check=True)


LEVELS = [
    900 + 2700 * number // (3 * SOAK) for number in range(3 * SOAK)
]  # kilobytes, from too few for a database to enough for all


@pytest.mark.parametrize("level", LEVELS)
def test_a_disk_is_full_at_any_level(tmp_path, small_disk, capsys, level):
    paper = Paper.make(tmp_path / "paper", CONFIG)
    paper.article("1.md", "甲", 日期="2024-03-01")
    first = clean_build(paper)
    write(paper, 1)
    second = clean_build(paper)
    for file in (paper.root / "content/articles").glob("new-*.md"):
        file.unlink()
    disk = small_disk(level)
    site = disk / "site"

    def build(expected: dict[str, bytes]) -> bool:
        capsys.readouterr()
        before = files_of(site)
        code = paper.build("--output", str(site))
        told = capsys.readouterr()
        if code == 0:
            assert (files_of(site), told.err) == (expected, "")
            return True
        assert code == 1
        assert told.err.count("\n") == 1
        assert told.err.startswith("磁盘满了，没有出报；")
        assert files_of(site) == before
        return False

    if build(first):
        write(paper, 1)
        build(second)
        for file in (paper.root / "content/articles").glob("new-*.md"):
            file.unlink()
        if not build(first):  # there is no room for it beside what is there
            for entry in disk.iterdir():
                shutil.rmtree(entry)
            assert build(first)
