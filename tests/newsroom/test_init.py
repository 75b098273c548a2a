"""`linli init`: a paper of one's own, as an editor and a script make it."""

import io
import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linli.messages import UNSPEAKABLE
from linli.settings.file import SettingsFile
from newsroom.cli import main
from newsroom.starting import folder as starting
from newsroom.starting.conf import literal
from newsroom.starting.facts import Facts, places_of, usual_sections
from newsroom.starting.launchers import launchers
from plugins.desk.settings import judged
from tests.paper import ROOT

KINDS = {"example-news.md", "example-story.md", "example-comment.md", "example-photo.md"}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Runs `linli`, with what is typed if a terminal is there; gives exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments, typed=None):
        terminal = io.StringIO(typed or "")
        terminal.isatty = lambda: typed is not None
        monkeypatch.setattr(sys, "stdin", terminal)
        code = main(list(arguments))
        return (code, *capsys.readouterr())

    return command


def settings_of(folder: Path, name: str = "pelicanconf.py"):
    return judged(SettingsFile.read(folder / name))


def seen(text: str) -> str:
    """What of a text stays in a line of settings."""
    return re.sub(r"\s", "", UNSPEAKABLE.sub("", text))


@pytest.mark.parametrize("script", ["简", "繁"])
def test_a_new_paper_is_right_and_is_built_and_checked_without_a_word(run, tmp_path, monkeypatch, script):
    assert run("init", "柳溪报", "--yes", "--script", script)[::2] == (0, "")
    folder = tmp_path / "柳溪报"
    assert {file.name for file in (folder / "content/articles").rglob("*.md")} == KINDS
    assert sorted(p.name for p in folder.iterdir()) == [
        ".gitignore", "content", "pelicanconf.py", "publishconf.py", "start.cmd", "start.sh", "使用说明.txt"
    ]  # fmt: skip
    monkeypatch.chdir(folder)
    assert run("build")[2] == ""
    assert run("check") == (0, "检查完：没有问题。\n", "")
    front = (folder / "output/index.html").read_text(encoding="utf-8")
    assert "柳溪报" in front
    assert {"简": "示例", "繁": "老渡口的早晨"}[script] in re.sub("<[^>]+>", "", front)
    for url in ("section/news/", "search/", "archive/", "about/", "404.html"):
        assert (folder / "output" / url).exists()
    for file in [*folder.glob("content/**/example-*.md"), folder / "content/photos/example.jpg"]:
        file.unlink()
    code, out, err = run("build")
    assert (code, err) == (0, "")
    assert "0 篇稿件" in out
    assert run("check") == (0, "检查完：没有问题。\n", "")


def test_all_that_was_said_is_in_the_settings(run, tmp_path):
    code, out, err = run(
        "init", "paper", "--name", "溪山报", "--motto", "山高水长", "--section", "news=要闻", "--section", "市政、时政",
        "--region", "柳溪镇", "--serial", "准印 1 号", "--icp", "溪ICP备1号", "--police", "溪公网安备 2 号", "--licence", "许可 3",
        "--review", "初审、终审", "--url", "https://xishan.example/news/",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert out == (
        "《溪山报》建好了：paper\n"
        "栏目：要闻（news）、市政（shi-zheng）、时政（shi-zheng-2）\n"
        "地区：柳溪镇（liu-xi-zhen）\n"
        "括号里是网址用的短名，现在可以在 pelicanconf.py 里改，发布以后就不要改了。\n"
        "打开它：双击里面的 start.cmd（Windows）；别的电脑在终端里运行 sh paper/start.sh。\n"
        "怎么用，见里面的“使用说明.txt”。\n"
    )
    settings = settings_of(tmp_path / "paper", "publishconf.py")
    assert (settings.name, settings.motto, settings.url) == ("溪山报", "山高水长", "https://xishan.example/news")
    assert [(one.id, one.name) for one in settings.sections][1:] == [("shi-zheng", "市政"), ("shi-zheng-2", "时政")]
    assert [one.name for one in settings.regions] == ["柳溪镇"]
    assert (settings.serial, settings.icp, settings.police, settings.licence) == (
        "准印 1 号", "溪ICP备1号", "溪公网安备 2 号", "许可 3"
    )  # fmt: skip
    assert settings.steps == ("初审", "终审")
    assert settings_of(tmp_path / "paper").url == ""


def test_at_a_terminal_it_asks_for_each_and_asks_again(run, tmp_path):
    typed = "\n".join(
        ["溪山报", "", "日", "繁", "要聞 體育", "", "", "", "", "", "", "xishan.example", "https://xishan.example", ""]
    )
    code, _out, err = run("init", "报", typed=typed)
    assert code == 0
    assert err == (
        "报名（回车就是 报）：报头旁边的一句话（没有就按回车）：稿件用简体还是繁体写（回车就是 简）：文字写“简”或“繁”。\n"
        "稿件用简体还是繁体写（回车就是 简）：栏目，用顿号隔开（回车就是 要聞、民生、文化、言論）：地区，用顿号隔开（没有就按回车）："
        "准印证号或刊号（没有就按回车）：ICP 备案号（没有就按回车）：公安备案号（没有就按回车）："
        "互联网新闻信息服务许可证（没有就按回车）：先审后发要签的几步，例如 初审、复审、终审（没有就按回车）：发布以后的网址（没有就按回车）："
        '网址应当是完整的网址，或留空，例如 "https://paper.example/news"。\n发布以后的网址（没有就按回车）：'
    )
    settings = settings_of(tmp_path / "报")
    assert (settings.name, settings.script) == ("溪山报", "hant")
    assert [(one.id, one.name) for one in settings.sections] == [("news", "要聞"), ("ti-yu", "體育")]


def test_who_ends_the_input_has_nothing(run, tmp_path):
    assert run("init", "报", typed="溪山报\n")[0] == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "要写明报名，例如 --name 青禾报；或写 --yes，都用默认的。"),
        (("--name", " "), None),
        (("--yes", "--section", "甲", "--section", "甲 "), "“甲”写了两次。"),
        (("--yes", "--section", "a=甲、a=乙"), "“a”是两个名称的短名。请改一个。"),
        (("--yes", "--region", "Liu=柳溪"), "短名“Liu”不能用：只能用小写字母、数字和连字号。"),
        (("--yes", "--section", "a="), "“a=”没有名称。"),
        (("--yes", "--script", "日"), "文字写“简”或“繁”。"),
        (("--yes", "--review", "标题"), "“标题”不能做审稿一步的名称：最多十个字，没有标点和空格，不和字段同名。"),
        (("--yes", "--url", "liuxi.example"), '网址应当是完整的网址，或留空，例如 "https://paper.example/news"。'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(run, tmp_path, arguments, message):
    code, _out, err = run("init", "报", *arguments)
    assert (code, err) == ((2, f"{message}\n") if message else (0, ""))
    assert [path.name for path in tmp_path.iterdir()] == ([] if message else ["报"])


def test_it_writes_over_nothing(run, tmp_path):
    full = tmp_path / "full"
    full.mkdir()
    for name in ("甲.txt", "乙", "丙", "丁"):
        (full / name).write_text("要紧的", encoding="utf-8")
    (tmp_path / "file").write_text("要紧的", encoding="utf-8")
    (tmp_path / "link").symlink_to(full)
    (tmp_path / "lost").symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.rglob("*"))
    for name in ("full", "link"):
        expected = f"{name} 不是空的，里面有 丁、丙、乙……。什么也没有动。请换一个新的文件夹。\n"
        assert run("init", name, "--yes") == (2, "", expected)
    for name in ("file", "lost"):
        assert run("init", name, "--yes") == (2, "", f"{name} 已经有了，不是文件夹。请换一个名字。\n")
    inside = ROOT / "没有的"
    assert run("init", str(inside), "--yes") == (
        2, "", f"{inside} 在邻里自己的文件夹里：更新邻里的时候会碰到一起。请换到外面，例如 {ROOT.with_name('没有的')}。\n"
    )  # fmt: skip
    assert sorted(tmp_path.rglob("*")) == before
    assert not inside.exists()


def test_an_empty_folder_is_filled_also_the_one_that_we_stand_in(run, tmp_path, monkeypatch):
    (tmp_path / "报").mkdir()
    monkeypatch.chdir(tmp_path / "报")
    assert run("init", ".", "--yes")[0] == 0
    assert settings_of(tmp_path / "报").name == "报"
    assert [path.name for path in tmp_path.iterdir()] == ["报"]


def test_a_disk_that_is_full_leaves_nothing(run, tmp_path, monkeypatch):
    (tmp_path / "there").mkdir()

    rename = os.rename

    def full(source, target):
        if Path(target).name == "pelicanconf.py":
            raise OSError(28, "No space left on device")
        rename(source, target)

    monkeypatch.setattr(os, "rename", full)
    code, out, err = run("init", "there", "--yes")
    assert (code, out, err) == (1, "", "写不了 there（磁盘满了）。请检查文件夹的权限和磁盘。\n")
    assert [*tmp_path.rglob("*")] == [tmp_path / "there"]


@pytest.mark.unmeasured
@given(
    name=st.text(min_size=1, max_size=30),
    motto=st.text(max_size=30),
    sections=st.lists(st.text(max_size=8), max_size=5),
)
@example(name="报", motto="", sections=["、"])
def test_whatever_is_typed_is_refused_or_read_back(tmp_path_factory, name, motto, sections):
    """Quotes, backslashes, ends of lines, braces, emoji: a settings file says what was typed, but for its white space."""
    folder = tmp_path_factory.mktemp("any") / "paper"
    arguments = [word for section in sections for word in (f"--section={section}",)]
    code = main(["init", str(folder), f"--name={name}", f"--motto={motto}", "--yes", *arguments])
    if code:
        assert (code, folder.exists()) == (2, False)
        return
    settings = settings_of(folder)
    if name.strip():
        assert seen(settings.name) == seen(name) or not seen(name)
    assert len({section.id for section in settings.sections}) == len(settings.sections) >= 1
    front = next((folder / "content/articles").rglob("example-news.md")).read_text(encoding="utf-8")
    assert front.startswith("---\n标题: ")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("要闻、民生", {"news": "要闻", "livelihood": "民生"}),
        ("要闻 民生　乡村", {"news": "要闻", "livelihood": "民生", "countryside": "乡村"}),
        ("City News, 体育", {"city-news": "City News", "ti-yu": "体育"}),
        ("要聞;言論", {"news": "要聞", "opinion": "言論"}),
        ("市政，时政|实证", {"shi-zheng": "市政", "shi-zheng-2": "时政", "shi-zheng-3": "实证"}),
        ("shi-zheng=法治、市政", {"shi-zheng": "法治", "shi-zheng-2": "市政"}),
        ("市政、shi-zheng=法治", {"shi-zheng-2": "市政", "shi-zheng": "法治"}),
        ("Ａ版、🎉、a ＝ 乙", {"a-ban": "Ａ版", "section-2": "🎉", "a": "乙"}),
        ('"引"、\\n、{x}', {"yin": '"引"', "n": "\\n", "x": "{x}"}),
    ],
)
def test_names_in_a_line_and_their_ids(line, expected):
    assert places_of(line, "section") == expected


def test_a_literal_is_what_python_reads():
    for text in ('"', "'", "\\", "\\\\n", '"""', "{}", "$name", "%s", "😀", "𠮷", "\u2028", "#"):
        assert eval(literal(text)) == text


def test_a_paper_knows_its_way_to_the_code(tmp_path):
    beside = dict(launchers(Path("/a b/邻里"), Path("/a b/报")))
    assert beside["start.sh"].decode().splitlines()[2] == "LINLI='../邻里'"
    assert beside["start.cmd"].decode().split("\r\n")[2] == 'set "LINLI=%~dp0..\\邻里"'
    elsewhere = dict(launchers(Path("/opt/li%n' li"), Path("/a/报")))
    assert elsewhere["start.sh"].decode().splitlines()[2] == "LINLI='/opt/li%n'\"'\"' li'"
    assert elsewhere["start.cmd"].decode().split("\r\n")[2] == 'set "LINLI=\\opt\\li%%n\' li"'


def test_its_start_opens_the_paper_wherever_it_is_called_from(tmp_path):
    code, paper = tmp_path / "邻 里", tmp_path / "我的 报"
    code.mkdir()
    paper.mkdir()
    (code / "start.sh").write_text('printf "%s|" "$@"', encoding="utf-8")
    for name, data in launchers(code, paper):
        (paper / name).write_bytes(data)
    ended = subprocess.run(["sh", str(paper / "start.sh")], cwd="/", capture_output=True, text=True, check=True)
    assert ended.stdout == f"{paper}|"
    code.rename(tmp_path / "moved")
    ended = subprocess.run(["sh", str(paper / "start.sh")], cwd="/", capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (
        1, "找不到邻里：../邻 里。请用文本编辑器打开 start.sh，改 LINLI= 这一行。\n"
    )  # fmt: skip


def test_every_file_of_the_blank_is_used():
    facts = Facts("柳溪报", sections=usual_sections("hans"))
    made = {Path(path).name for path, _data in starting.files(Path("/x"), facts, date(2024, 5, 9))}
    there = {path.name for path in (starting.BLANK / "content").rglob("*") if path.is_file()}
    assert there <= made
    assert {path.name for path in starting.BLANK.glob("*.txt")} == {*starting.CONF, "gitignore.txt", "guide.txt"}
