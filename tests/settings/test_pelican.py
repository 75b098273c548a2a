"""The command `pelican` itself: the same pages, the same judgement, and no traceback for a mistake."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paper import ROOT, Paper
from tests.settings.conftest import FIRST, LINES

WHOLE = LINES.replace(
    '    "plugins.sections",\n',
    "".join(
        f'    "plugins.{name}",\n'
        for name in ("bylines", "pictures", "sections", "issues", "hanzi", "search", "syndication")
    ),
)


@pytest.fixture
def paper(root: Path) -> Paper:
    paper = Paper(root)
    paper.article("2024/03/11/a.md", "老井", "井水清了。\n\n![井](photos/a.svg)", 日期="2024-03-11", 版次=1)
    paper.picture("a.svg")
    return paper


def pelican(paper: Paper, *arguments: str, handler: str = "plain") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pelican", *arguments, "--log-handler", handler]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=paper.root, env=env, capture_output=True, text=True, timeout=120)


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "added", ["", 'SITEURL = "https://paper.example/news"\nPAGE_NAMES = {1: "要闻"}\nTWINS = {"tw": "s2twp"}\nTODAY = "2024-03-12"\n']
)  # fmt: skip
def test_it_gives_the_same_pages(paper, added):
    (paper.root / "pelicanconf.py").write_text(WHOLE + added, encoding="utf-8")
    assert paper.build("--today", "2024-03-12") == 0 if added else paper.build() == 0
    if not added:
        (paper.root / "pelicanconf.py").write_text(WHOLE + 'TODAY = "2024-06-30"\n', encoding="utf-8")
    ended = pelican(paper, "content", "-s", "pelicanconf.py", "-o", "other")
    assert ended.returncode == 0, ended.stderr
    assert files(paper.root / "other") == paper.files()


def test_it_takes_what_is_said_on_its_command_line(paper):
    (paper.root / "content").rename(paper.root / "texte")
    ended = pelican(paper, "texte", "-s", "pelicanconf.py", "-o", "site", "-e", 'SITENAME="石桥报"')
    assert ended.returncode == 0, ended.stderr
    assert "<title>石桥报</title>".encode() in (paper.root / "site/index.html").read_bytes()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (
            LINES.replace("SITENAME", "_NAME") + "SERAIL = '一'\n",
            [
                'pelicanconf.py:1: E004 没有写 SITENAME（报名）。请加上一行：SITENAME = "青禾报"。',
                f"pelicanconf.py:{FIRST}: E007 没有 SERAIL 这个设置，是不是 SERIAL？自己用的名字，请以下划线开头：_SERAIL。",
            ],
        ),
        (
            LINES.replace('"shiqiao"', '"liuxi"'),
            ["pelicanconf.py:10: E006 REGIONS 里 'liuxi' 写了两次（另一处在第 9 行），只有后一处算数。请改成不同的，或删去一处。"],
        ),
        (
            LINES.replace('    "plugins.press",\n', ""),
            ["pelicanconf.py:12: E008 PLUGINS 里没有 plugins.press，没有它就不能出报。请写上，排在最后。"],
        ),
        (
            LINES.replace('    "plugins.desk",\n    "plugins.sections",\n', '    "plugins.sections",\n    "plugins.desk",\n'),
            ["pelicanconf.py:14: E008 PLUGINS 里 plugins.desk 要排在第一个。请把它移到最前面。"],
        ),
        (
            LINES.replace("plugins.sections", "plugins.section"),
            ["pelicanconf.py:14: E008 没有 'plugins.section' 这个功能模块，是不是 'plugins.sections'？"],
        ),
        (f"{LINES}LOGO = 'x'\n", [f"pelicanconf.py:{FIRST}: E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 \"photos/logo.png\"，现在是 'x'。请改正后再试。"]),
        (f"{LINES}PLUGINS += ['broken']\n", [f"pelicanconf.py:{FIRST}: E008 功能模块 broken 装不上。请检查它，或重新安装。"]),
    ],
)  # fmt: skip
def test_faults_of_settings_are_told(paper, text, faults):
    (paper.root / "broken.py").write_text("import none_such\n", encoding="utf-8")
    (paper.root / "pelicanconf.py").write_text(text, encoding="utf-8")
    ended = pelican(paper, "content", "-s", "pelicanconf.py")
    assert ended.returncode == 2
    said = ended.stdout + ended.stderr
    assert "Traceback" not in said
    assert [line for line in said.splitlines() if line.startswith("pelicanconf.py")] == faults
    assert not paper.output.exists()


@pytest.mark.parametrize("handler", ["plain", "rich"])
def test_a_fault_of_the_content_is_told_without_a_traceback(paper, handler):
    paper.article("2024/03/11/b.md", "夜校", 日期="2024-02-30")
    ended = pelican(paper, "content", "-s", "pelicanconf.py", handler=handler)
    said = ended.stdout + ended.stderr
    assert ended.returncode == 1
    assert "content/articles/2024/03/11/b.md:4: E205" in said
    assert "Traceback" not in said


def test_without_the_desk_the_press_says_so(paper):
    (paper.root / "pelicanconf.py").write_text(
        LINES.replace('    "plugins.desk",\n    "plugins.sections",\n', ""), encoding="utf-8"
    )
    ended = pelican(paper, "content", "-s", "pelicanconf.py")
    assert ended.returncode == 2
    said = ended.stdout + ended.stderr
    assert "PLUGINS 里没有 plugins.desk，没有它就不能读稿。请写上，排在第一个。" in said
    assert "Traceback" not in said
