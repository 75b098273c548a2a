"""`start.sh` and `start.cmd`: what an editor opens with a double click. The batch file is read here, and not run: there is no Windows."""

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paper import ROOT

pytestmark = pytest.mark.unmeasured
SCRIPT = ROOT / "scripts" / "start.py"
BATCH = ROOT / "start.cmd"
WORDS = {"@echo", "chcp", "setlocal", "set", "python", "py", "if", "echo", "pause", "exit"}  # of a batch file
PINS = (
    "# site\na-b-c==1 \\\n    --hash=sha256:" + 64 * "0" + "\n\n# test\nb==1 \\\n    --hash=sha256:" + 64 * "1" + "\n"
)
PROJECT = '[project]\nname = "none"\nversion = "1"\ndependencies = ["no-such-package-of-linli"]\n'


@pytest.fixture
def start(tmp_path, monkeypatch):
    """The script as a module, for code in a folder whose name has spaces, with an environment that is not there yet."""
    spec = importlib.util.spec_from_file_location("linli_start", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    code = tmp_path / "新 机器" / "邻 里"
    code.mkdir(parents=True)
    for name in module.MADE_FROM:
        (code / name).parent.mkdir(parents=True, exist_ok=True)
        (code / name).write_text({"pyproject.toml": PROJECT, "constraints.txt": PINS}.get(name, ""), encoding="utf-8")
    monkeypatch.setattr(module, "CODE", code)
    monkeypatch.setattr(module, "VENV", code / ".venv")
    monkeypatch.setattr(module, "PYTHON", code / ".venv" / "bin" / "python")
    monkeypatch.setattr(module, "NOTED", code / ".started")
    monkeypatch.setenv("PIP_NO_INDEX", "1")  # there is no network
    return module


@pytest.fixture
def installed(start, monkeypatch):
    """The same, with an environment that has all."""
    monkeypatch.setattr(start, "PYTHON", Path(sys.executable))
    start.VENV.mkdir()
    start.NOTED.write_text(start.fingerprint(), encoding="utf-8")
    return start


@pytest.fixture
def folder(paper, monkeypatch):
    monkeypatch.chdir(paper.root)
    return paper.root


def test_the_second_start_opens_the_paper_at_once(installed, folder, monkeypatch, capfd):
    monkeypatch.setattr(installed, "COMMAND", "check")
    monkeypatch.setattr(installed, "python", lambda *words: [sys.executable, *(w for w in words if w != "--open")])
    assert installed.main([str(folder)]) == 0
    assert capfd.readouterr().out == (
        "正在打开，浏览器里马上就好。这个窗口不要关；用完了，在这里按 Ctrl 和 C 两个键。\n检查完：没有问题。\n"
    )


def test_it_runs_any_command_where_we_stand(installed, folder, capfd):
    assert installed.main(["check", "--format", "json"]) == 0
    assert capfd.readouterr().out == "[]\n"
    assert installed.main(["new", "消息"]) == 2
    assert capfd.readouterr().err == "缺少标题。请写在命令后面。\n"


def test_without_network_it_goes_on_with_what_there_is(installed, folder, capfd):
    (installed.CODE / "pyproject.toml").write_text(PROJECT + "# newer\n", encoding="utf-8")
    assert installed.main(["check"]) == 0
    assert "没有装成（没有联网？），先用上次装好的。下次打开再试。\n检查完：没有问题。\n" in capfd.readouterr().out
    assert installed.noted() != installed.fingerprint()  # it tries again


def test_the_first_start_without_network_says_so(start, folder, capfd):
    assert start.main(["check"]) == 1
    out, err = capfd.readouterr()
    assert out == "正在准备，第一次要几分钟，要联网……\n（一）建立运行环境 .venv\n（二）下载、安装所需的功能模块\n"
    assert err.endswith("没有装成。请看上面说的是什么；多半是没有联网，联网以后再打开一次。\n")
    assert start.works("-c", "")  # the environment is there, and is not made again


def test_pins_with_hashes_are_installed_without_the_packages_of_tests(start):
    start.VENV.mkdir()
    site, project = start.installations()
    assert site == ("--require-hashes", "--requirement", str(start.VENV / "site.txt"))
    assert (start.VENV / "site.txt").read_text(encoding="utf-8") == PINS.partition("\n# test")[0]
    assert project == ("--no-deps", "--no-build-isolation", "--editable", ".")


def test_what_is_no_paper_is_told(start, tmp_path, capfd):
    assert start.main([str(tmp_path)]) == 1
    assert capfd.readouterr().err == f"{tmp_path} 里没有 pelicanconf.py，不是一份报纸的文件夹。\n"


def test_an_old_python_is_told_where_to_get_a_new_one(start, monkeypatch, capfd):
    monkeypatch.setattr(start.sys, "version_info", (3, 9, 2))
    assert start.main([]) == 1
    assert capfd.readouterr().err == (
        "这台电脑的 Python 是 3.9，要 3.11 或更新的。请到 https://www.python.org/downloads/ 下载安装，再打开一次。\n"
    )


def test_an_old_python_can_read_the_script():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_the_shell_finds_a_python_and_gives_it_the_folder(tmp_path):
    ended = subprocess.run(["sh", str(ROOT / "start.sh"), str(tmp_path / "没 有")], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (
        1,
        f"{tmp_path / '没 有'} 里没有 pelicanconf.py，不是一份报纸的文件夹。\n",
    )


def test_the_shell_without_python_says_where_to_get_it(tmp_path):
    for name in ("dirname", "sh"):
        (tmp_path / name).symlink_to(
            next(Path(folder, name) for folder in os.defpath.split(":") if Path(folder, name).exists())
        )
    ended = subprocess.run(["sh", str(ROOT / "start.sh")], env={"PATH": str(tmp_path)}, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("没有找到 Python 3.11 或更新的。请先安装：https://www.python.org/downloads/")
    assert os.access(ROOT / "start.sh", os.X_OK)


def test_the_batch_file_is_one_that_windows_reads():
    data = BATCH.read_bytes()
    assert data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")
    assert not data.startswith(b"\xef\xbb\xbf")  # it would be a part of the first command
    lines = data.decode().split("\r\n")[:-1]
    assert lines[:2] == ["@echo off", "chcp 65001 >nul"]
    assert all(line.isascii() or line.startswith("echo ") for line in lines)
    assert {line.split()[0] for line in lines} <= WORDS
    # Neither blocks nor labels, which go wrong with UTF-8 or a bracket in a path, and nothing of a shell.
    quoteless = re.sub(r'"[^"]*"', "", "\n".join(lines))
    assert not re.search(r"[()`$;']|^:|goto|/dev/|\bfi\b|\bthen\b|\bexport\b", quoteless, re.MULTILINE)
    assert all(line.count('"') % 2 == 0 for line in lines)
    assert all(len(line) < 8191 for line in lines)


def test_git_gives_the_batch_file_its_line_ends():
    ended = subprocess.run(
        ["git", "check-attr", "eol", "--", "start.cmd", "start.sh"], cwd=ROOT, capture_output=True, text=True
    )
    if ended.returncode:
        pytest.skip("no git")
    assert ended.stdout == "start.cmd: eol: crlf\nstart.sh: eol: lf\n"
