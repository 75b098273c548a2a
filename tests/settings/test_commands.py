"""Every command judges the settings alike, and stops for a fault: exit code 2, and nothing but what is wrong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from newsroom.cli import COMMANDS, main
from tests.paper import ROOT, Paper
from tests.settings.conftest import FIRST, LINES

CALLS = {
    "new": ["new", "消息", "一口老井", "--section", "要闻"],
    "check": ["check"],
    "import": ["import", "page.md", "--date", "2024-03-11"],
    "preview": ["preview", "--port", "0"],
    "newsroom": ["newsroom", "--port", "0", "--no-open"],
    "review": ["review"],
    "build": ["build"],
    "stats": ["stats"],
    "issue": ["issue", "2024-03-11"],
    "deploy": ["deploy", "--to", "www"],
    "wechat": ["wechat", "2024-03-11"],
    "digest": ["digest", "2024-03-11"],
    "poster": ["poster", "2024-03-11"],
    "publish": ["publish", "--config", "pelicanconf.py"],
}
FAULTS = {
    "no name": (LINES.replace("SITENAME", "_NAME"), 'pelicanconf.py:1: E004 没有写 SITENAME（报名）。请加上一行：SITENAME = "青禾报"。'),
    "a slip": (f"{LINES}SERAIL = '一'\n", f"pelicanconf.py:{FIRST}: E007 没有 SERAIL 这个设置，是不是 SERIAL？自己用的名字，请以下划线开头：_SERAIL。"),
    "a logo": (f"{LINES}LOGO = 'photos/none.png'\n", f"pelicanconf.py:{FIRST}: E005 LOGO（报徽）的图片 photos/none.png 打不开，或不在内容文件夹里。请放好图片，或删去这一行。"),
    "banners": (f"{LINES}BANNERS = {{'slogan': ['front']}}\n", f"pelicanconf.py:{FIRST}: E005 BANNERS 里没有 'slogan'，是不是 'slogans'？可以用的有：values、slogans。"),
    "an encoding": (LINES.encode("gb18030"), "pelicanconf.py:3: E001 编码不是 UTF-8（像是 GB18030），Python 读不了。请在编辑器里另存为 UTF-8 编码。"),
    "a mark": (f"{LINES}ICP = “一”\n", f'pelicanconf.py:{FIRST}: E002 这一行有 Python 不认的标点。请把 “ 改成 "、” 改成 "。'),
    "no quotes": (f"{LINES}ICP = 一\n", f'pelicanconf.py:{FIRST}: E003 没有 一 这个名字。是文字，就写在英文的直引号里："一"。'),
    "no desk": (LINES.replace('    "plugins.desk",\n', ""), "pelicanconf.py:12: E008 PLUGINS 里没有 plugins.desk，没有它就不能读稿。请写上，排在第一个。"),
    "no press": (LINES.replace('    "plugins.press",\n', ""), "pelicanconf.py:12: E008 PLUGINS 里没有 plugins.press，没有它就不能出报。请写上，排在最后。"),
    "no plugin": (f"{LINES}PLUGINS += ['annals']\n", f"pelicanconf.py:{FIRST}: E008 没有 'annals' 这个功能模块。请检查名字，或重新安装。"),
    "no theme": (f"{LINES}THEME = 'none'\n", None),
}  # fmt: skip


@pytest.fixture
def written(root: Path) -> Path:
    """The folder with something for every command to do."""
    paper = Paper(root)
    paper.article("2024/03/11/a.md", "老井", 日期="2024-03-11")
    (root / "page.md").write_text("## 一口老井\n\n井水清了。\n", encoding="utf-8")
    return root


def test_every_command_is_called_here():
    assert CALLS.keys() == COMMANDS.keys() - {"init"}  # which has no paper yet


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", CALLS)
def test_a_fault_stops_every_command(written, command, fault, capsys):
    text, message = FAULTS[fault]
    message = message or f"pelicanconf.py:{FIRST}: E005 找不到版式文件夹 {written}/none。请建好它，或改正 THEME。"
    (written / "pelicanconf.py").write_bytes(text if isinstance(text, bytes) else text.encode())
    before = sorted(path for path in written.rglob("*") if not path.is_relative_to(written / "theme"))
    assert main(CALLS[command]) == 2
    assert capsys.readouterr() == ("", f"{message}\n")
    assert before == sorted(path for path in written.rglob("*") if not path.is_relative_to(written / "theme"))


@pytest.mark.parametrize("command", CALLS)
def test_all_faults_are_told_by_every_command_in_a_process_of_its_own(written, command):
    (written / "pelicanconf.py").write_text(
        LINES.replace('"柳溪报"', '""').replace('"shiqiao"', '"liuxi"') + "SERAIL = '一'\nPLUGINS += ['plugins.dekk']\n", encoding="utf-8"
    )  # fmt: skip
    ended = linli(*CALLS[command], cwd=written)
    assert (ended.returncode, ended.stdout) == (2, "")
    places = re.findall(r"^pelicanconf\.py:(\d+): (E\d{3}) ", ended.stderr, re.M)
    assert places == [("3", "E005"), ("10", "E006"), ("17", "E007"), ("18", "E008")]
    assert len(ended.stderr.splitlines()) == 4


def linli(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "newsroom", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, timeout=120)


ENGLISH = {
    "values": LINES.replace('"news"', '"要闻"')
    + "SERAIL = 1\nICP = 2\nPAGE_NAMES = {0: 'a', 1: ''}\nTWINS = {'section': 's2x', 'A': 't2s'}\nIMPRINT = 'a',\nTHEME = 'none'\n"
    "BANNERS = {'slogan': [], 'values': ['x']}\nLOGO = 'photos/none.png'\nYEARS = 1\nDELETE_OUTPUT_DIRECTORY = 1\nTODAY = 1\n"
    "SITEURL = 1\nSCRIPT = 1\nTIMEZONE = 1\nPLUGINS += ['x', 'plugins.saerch', 'plugins.desk', 1]\nPLUGIN_PATHS = 1\nICP = 3\n",
    "names": "SECTIONS = {'a': 'x', 'b': 'x'}\nREGIONS = 1\nPLUGINS = 'plugins.desk'\n",
    "marks": f"{LINES}ICP = “1”　\n",
    "brackets": f"{LINES}ICP = [\n",
    "quotes": f"{LINES}ICP = a\n",
    "order": LINES.replace('"plugins.desk"', '"plugins.hanzi"').replace('"plugins.press"', '"plugins.desk"'),
}


@pytest.mark.parametrize("text", ENGLISH.values(), ids=ENGLISH)
def test_faults_are_told_in_english(written, text):
    (written / "pelicanconf.py").write_text(text, encoding="utf-8")
    ended = linli("check", cwd=written, LINLI_LANG="en")
    assert (ended.returncode, ended.stdout) == (2, "")
    for line in ended.stderr.splitlines():
        quoted = re.sub("\"[^\"]*\"|'[^']*'|“[^”]*”", "", line)
        assert not re.search("[\u3000-\u9fff]", quoted), line


def test_a_warning_is_told_and_does_not_stop(written, capsys):
    (written / "pelicanconf.py").write_text(f"{LINES}YEARS = 10\n", encoding="utf-8")
    warning = f"pelicanconf.py:{FIRST}: W001 没有 YEARS 这个设置，它不起作用。全部设置见 docs/settings.md；自己用的名字，请以下划线开头：_YEARS。"
    assert main(["check"]) == 0
    assert capsys.readouterr().out.splitlines() == [warning, "检查完：0 处错误，1 处提醒。"]
    for _again in range(2):  # nothing to do the second time
        assert main(["build"]) == 0
        assert capsys.readouterr().err.splitlines() == [warning]


PLUGINS = {
    "import none_such\n": "功能模块 mine 装不上：没有 none_such 这个模块。请检查它，或重新安装。",
    "x = 1 / 0\n": "功能模块 mine 装不上（ZeroDivisionError）。请检查它，或重新安装。",
    "def register(:\n": "功能模块 mine 装不上（SyntaxError）。请检查它，或重新安装。",
    "x = 1\n": "mine 不是功能模块：它没有 register。请从 PLUGINS 里删去。",
}


@pytest.mark.parametrize("command", ["build", "check", "stats", "issue"])
@pytest.mark.parametrize("code", PLUGINS)
def test_a_plugin_that_cannot_be_imported_is_told(written, command, code, capsys):
    (written / "mine.py").write_text(code, encoding="utf-8")
    (written / "pelicanconf.py").write_text(f"{LINES}PLUGINS += ['mine']\n", encoding="utf-8")
    sys.modules.pop("mine", None)
    assert main(CALLS[command]) == 2
    assert capsys.readouterr() == ("", f"pelicanconf.py:{FIRST}: E008 {PLUGINS[code]}\n")


@pytest.mark.parametrize("command", ["build", "check", "stats", "issue"])
def test_a_plugin_that_cannot_be_connected_is_told(written, command, capsys):
    (written / "mine.py").write_text("def register():\n    raise RuntimeError('no')\n", encoding="utf-8")
    (written / "pelicanconf.py").write_text(f"{LINES}PLUGINS += ['mine']\n", encoding="utf-8")
    sys.modules.pop("mine", None)
    assert main(CALLS[command]) == 2
    out, err = capsys.readouterr()
    assert (out, err.startswith(f"pelicanconf.py:{FIRST}: E008 功能模块 mine 装不上")) == ("", True)


FAILS = """\
class Fails:
    def __init__(self, **_others):
        {init}

    def generate_context(self):
        {context}

    def generate_output(self, writer):
        {output}


def generators(pelican):
    return Fails


def register():
    from pelican import signals

    signals.get_generators.connect(generators)
"""


@pytest.mark.parametrize("stage", ["init", "context", "output"])
def test_a_plugin_that_fails_in_a_build_leaves_nothing_locked(written, stage):
    stages = dict.fromkeys(("init", "context", "output"), "pass") | {stage: "raise RuntimeError('no')"}
    (written / "mine.py").write_text(FAILS.format(**stages), encoding="utf-8")
    (written / "pelicanconf.py").write_text(f"{LINES}PLUGINS += ['mine']\n", encoding="utf-8")
    sys.modules.pop("mine", None)
    kept = []  # whoever holds on to the error holds on to the frames of the build
    for _again in range(3):
        with pytest.raises(RuntimeError, match="no") as caught:
            main(["build"])
        kept.append(caught.value)
    (written / "pelicanconf.py").write_text(LINES, encoding="utf-8")
    assert main(["build"]) == 0
