"""A disk without hard links, as sticks are: the two trees are copies, and all else is as usual."""

from __future__ import annotations

import os

import pytest

from linli.build.mark import MARK, mark_of
from linli.build.tree import Tree
from newsroom.cli import main

FIELDS = (
    "st_mtime_ns",
    "st_atime_ns",
    "st_ctime_ns",
    "st_mtime",
    "st_atime",
    "st_ctime",
    "st_blksize",
    "st_blocks",
    "st_rdev",
)
pytestmark = pytest.mark.usefixtures("unlinked")


@pytest.fixture
def printed(paper):
    for piece in range(3):
        paper.article(f"2024/05/0{piece + 1}/p{piece}.md", f"第{piece}口井", 日期=f"2024-05-0{piece + 1}")
    assert paper.build() == 0
    return paper


def content(paper):
    return {path: data for path, data in paper.files().items() if path != MARK}


def test_the_trees_are_told_apart_by_their_marks(printed):
    live, spare = printed.output, printed.root / ".output.press/spare"
    printed.article("2024/05/04/p4.md", "第4口井", 日期="2024-05-04")
    assert printed.build() == 0
    assert mark_of(live) != mark_of(spare) != 0
    assert Tree(live).inode == mark_of(live)
    assert (live / "index.html").stat().st_ino != (spare / "index.html").stat().st_ino
    assert (live / "index.html").stat().st_mtime_ns == (spare / "index.html").stat().st_mtime_ns


def test_a_build_with_nothing_to_do_touches_nothing(printed, capsys):
    before = printed.stats()
    capsys.readouterr()
    assert printed.build() == 0
    assert "内容没有变化，网站没有动。" in capsys.readouterr().out
    assert printed.stats() == before


def test_an_edit_costs_what_it_changed_and_nothing_is_damaged(printed, capsys):
    for number in range(4):  # each tree is served twice
        before = printed.stats()
        printed.article("2024/05/01/p0.md", f"改了{number}次的井", 日期="2024-05-01")
        capsys.readouterr()
        assert printed.build() == 0
        out, err = capsys.readouterr()
        assert "一样" not in out + err
        assert f"改了{number}次的井" in printed.page("").text_content()
        changed = {path for path, stat in printed.stats().items() if stat[0] != before.get(path, (0,))[0]}
        assert not [path for path in changed if path.startswith("theme/") or path == "404.html"]


def test_what_is_damaged_is_mended_and_a_mark_is_no_stranger(printed, capsys):
    whole = content(printed)
    (printed.output / "index.html").write_text("坏了", encoding="utf-8")
    capsys.readouterr()
    assert printed.build() == 0
    assert "网站里有 1 个文件和出报时不一样，已经补好：index.html" in capsys.readouterr().out
    assert printed.build("--verify") == 0
    assert "逐字节核对了" in capsys.readouterr().out
    assert content(printed) == whole
    assert mark_of(printed.output)


def test_it_is_the_same_site_as_on_any_disk(printed, tmp_path_factory, monkeypatch):
    monkeypatch.undo()
    here = content(printed)
    assert printed.build("--output", str(tmp_path_factory.mktemp("usual") / "site")) == 0
    other = tmp_path_factory.getbasetemp() / "usual0" / "site"
    assert {p.relative_to(other).as_posix(): p.read_bytes() for p in other.rglob("*") if p.is_file()} == here


@pytest.fixture
def numberless(monkeypatch):
    """A disk that gives files no inodes either."""
    real = os.stat

    def stat(path, *arguments, **others):
        status = real(path, *arguments, **others)
        values = [getattr(status, name) for name in FIELDS]
        return os.stat_result((status.st_mode, 0, *status[2:10]), dict(zip(FIELDS, values, strict=True)))

    monkeypatch.setattr(os, "stat", stat)


def test_folders_without_inodes_are_no_links_that_lead_back(paper, numberless, capsys):
    paper.article("2024/05/01/a.md", "井", 日期="2024-05-01")
    for number in range(2):
        assert paper.build() == 0
        assert capsys.readouterr().err == ""
        paper.article("2024/05/02/b.md", f"第{number}口井", 日期="2024-05-02")
    assert paper.build() == 0
    assert "第1口井" in paper.page("").text_content()


def test_a_site_that_was_copied_here_is_made_anew(printed, numberless, capsys):
    (printed.output / MARK).unlink()
    assert Tree(printed.output).inode == 1
    capsys.readouterr()
    assert printed.build() == 0
    assert capsys.readouterr().err == ""
    assert mark_of(printed.output)


def test_a_mark_is_not_sent(printed, tmp_path, monkeypatch):
    monkeypatch.chdir(printed.root)
    assert main(["deploy", "--to", "www"]) == 0
    assert (printed.root / "www/index.html").is_file()
    assert not (printed.root / "www" / MARK).exists()
