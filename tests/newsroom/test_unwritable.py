"""Folders that cannot be written: each command says so in one line."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.importing.test_word_package import STORY
from tests.paper import Paper

REASON = "(?:这个盘只能读，不能写|没有权限)"
WITHOUT = ["unshare", "--mount", "--", "sh", "-c"]  # folders of this process alone
LOCK = 'mount --bind "$1" "$1" && mount -o remount,ro,bind "$1" && cd "$2" && shift 2 && exec "$@"'


def can_mount() -> bool:
    if sys.platform != "linux" or os.geteuid() or shutil.which("unshare") is None:
        return False
    return subprocess.run([*WITHOUT, "mount --bind /tmp /tmp"], capture_output=True).returncode == 0


pytestmark = pytest.mark.skipif(not can_mount(), reason="only root can mount a folder read-only")


@pytest.fixture
def linli(tmp_path):
    """Runs a command where a folder of the paper is read-only."""
    paper = Paper.make(tmp_path / "paper")
    paper.article("2024/a.md", "老井", "他说:井水清了.", 日期="2024-05-01")
    (tmp_path / "word.docx").write_bytes(STORY)

    def run(folder, *arguments):
        command = [sys.executable, "-m", "newsroom", *arguments]
        where = [str(paper.root / folder), str(paper.root)]
        return subprocess.run([*WITHOUT, LOCK, "sh", *where, *command], capture_output=True, text=True, timeout=120)

    return run


@pytest.mark.parametrize(
    ("folder", "arguments", "line"),
    [
        (".", "build", "写不了 .*/paper/output（{}），没有出报；原来的网站没有动。请检查这个文件夹的权限和磁盘。"),
        (".", "preview --port 0", "\\.preview 读不了或写不了（{}）。请检查文件夹的权限和磁盘，再运行一次。"),
        (
            "content",
            "check --fix",
            "content/articles/2024/a.md 读不了或写不了（{}）。请检查文件夹的权限和磁盘，再运行一次。",
        ),
        (
            "content",
            "import ../word.docx --date 2024-05-02 --section 要闻",
            "../word.docx:1: E809 写不了 content/articles/2024/05（{}），这个文件一篇也没有导入。请检查文件夹的权限和磁盘。",
        ),
        ("content", "new 消息 新井 --section 要闻", "写不了 .*（{}）。请检查.*"),
    ],
)
def test_a_folder_that_cannot_be_written_is_one_line(linli, folder, arguments, line):
    done = linli(folder, *arguments.split())
    (told,) = done.stderr.splitlines()
    assert done.returncode == 1
    assert re.fullmatch(line.format(REASON), told), told
