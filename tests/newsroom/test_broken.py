"""A folder full of broken files: each is named with its line, nothing is written, and no traceback is seen."""

import codecs
import os
import sys

import pytest

from linli.files import open_plain
from linli.reading import encoding
from newsroom.cli import main
from tests.paper import CONFIG, Paper

HEAD = "---\n标题: 老井{n}\n栏目: 要闻\n日期: 2024-03-11\n---\n\n"
FIELDS = "---\n标题: 老井{n}\n栏目: 要闻\n日期: 2024-03-11\n"


def with_field(line: str) -> str:
    return f"{FIELDS}{line}\n---\n\n井水清了。\n"


# what the file holds, the code, the line
FILES: list[tuple[str | bytes, str, int]] = [
    ("", "E101", 1),
    (" \n　\n\n", "E101", 1),
    ("\ufeff", "E101", 1),
    ("井水清了。\n", "E102", 1),
    ("\n\n井水清了。\n", "E102", 3),
    ("标题: 老井\n栏目: 要闻\n", "E102", 1),
    ("\n---\n标题: 老井\n", "E103", 2),
    (FIELDS + "\n井水清了。\n", "E103", 1),
    (FIELDS + "\n井水清了。\n\n---\n\n又清了。\n", "E103", 1),
    ("---", "E103", 1),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "E104", 1),
    (b"PK\x03\x04\x14\0\x06\0", "E104", 1),
    (HEAD + "井水\0清了。\n", "E104", 7),
    (HEAD.encode() + b"\xe4\xba\x95\xff\xe6\xb0\xb4\n", "E104", 7),
    (HEAD.encode() + "井水清了。\n".encode("gb18030"), "E104", 7),
    (codecs.BOM_UTF8 + HEAD.encode() + "\n井水".encode("gb18030"), "E104", 8),
    ("---\n标题: 井\n".encode("gb18030") + "井水又清了。\n".encode(), "E104", 2),
    (HEAD.encode("utf-16-le"), "E104", 1),
    (HEAD.encode("utf-16")[:-1] + b"\x00\xd8", "E104", 7),
    (b"\xff\xff\xff", "E104", 1),
    (FIELDS + "井坊村修井记\n---\n", "E107", 5),
    (FIELDS + "- 甲\n---\n", "E107", 5),
    (HEAD + "长" * 1_000_000, "E108", 7),
    (with_field("标题: 又一个"), "E109", 5),
    (with_field("title: 又一个"), "E109", 5),
    (with_field("字号: 大"), "E110", 5),
    ("---\n栏目: 要闻\n日期: 2024-03-11\n---\n", "E201", 1),
    ("---\n栏目: 要闻\n标题:\n日期: 2024-03-11\n---\n", "E201", 3),
    ("---\n标题: 老井{n}\n日期: 2024-03-11\n---\n", "E202", 1),
    ("---\n标题: 老井{n}\n日期: 2024-03-11\n栏目：\n---\n", "E202", 4),
    ("---\n标题: 老井{n}\n日期: 2024-03-11\n栏目：体育\n---\n", "E203", 4),
    ("---\n标题: 老井{n}\n栏目: 体育\n日期: 2024-03-11\n---\n".encode("gb18030"), "E203", 3),
    ("---\n标题: 老井{n}\n栏目: 要闻\n---\n", "E204", 1),
    ("---\n标题: 老井{n}\n栏目: 要闻\n日期:\n---\n", "E204", 4),
    ("---\n标题: 老井{n}\n栏目: 要闻\n日期: 2023-02-30\n---\n", "E205", 4),
    ("---\n标题: 老井{n}\n栏目: 要闻\n日期：昨天\n---\n", "E205", 4),
    ("---\n标题: 老井{n}\n栏目: 要闻\n日期：2024-03-11 25:00\n---\n", "E205", 4),
    ("---\r标题: 老井{n}\r栏目: 要闻\r日期: 2024-13-01\r---\r", "E205", 4),
    (with_field("更正: 2024-02-30 应为七路"), "E205", 5),
    (with_field("截止: 永远"), "E205", 5),
    (with_field("体裁: 特写"), "E206", 5),
    (with_field("版次: 头版"), "E207", 5),
    (with_field("短名: 老井"), "E208", 5),
    (with_field("状态: 待审"), "E209", 5),
    (with_field("权重: 头条"), "E210", 5),
    (with_field("旧址: ../../etc/passwd"), "E211", 5),
    ("---\n标题: ？！{n:c}\n栏目: 要闻\n日期: 2024-03-11\n---\n", "E212", 2),
    (HEAD + "![井](photos/none.jpg)\n", "E301", 7),
    (with_field("题图: photos/none.jpg"), "E301", 5),
    (HEAD + "![井](../../../secret.jpg)\n", "E302", 7),
]


def broken(paper: Paper) -> dict[str, tuple[str, int]]:
    """Fills a paper with broken files; gives what is to be said of each."""
    expected = {}
    for number, (data, code, line) in enumerate(FILES):
        if isinstance(data, str):
            data = data.replace("{n:c}", chr(0x2460 + number)).replace("{n}", f"第{number}口")
        path = f"articles/{number:02}.md"
        paper.write(path, data)
        expected[path] = (code, line)
    folder = paper.root / "content/articles"
    (folder / "folder.md").mkdir()
    (folder / "gone.md").symlink_to("none.md")
    (folder / "itself.md").symlink_to("itself.md")
    (folder / "around").symlink_to("..")
    (folder / "sub").mkdir()
    (folder / "sub/up").symlink_to("..")
    (folder / "two\nlines.md").write_text("---\n")
    with (folder / "huge.md").open("wb") as file:
        file.truncate(100_000_000)
    paper.article("same-1.md", "老井", 日期="2024-03-11", 短名="same")
    paper.article("same-2.md", "老井", 日期="2024-03-11", 短名="same")
    paper.write("glossary.tsv", "井\n")
    expected |= {
        "articles/folder.md": ("E105", 1),
        "articles/gone.md": ("E106", 1),
        "articles/itself.md": ("E106", 1),
        "articles/around/articles": ("E113", 1),
        "articles/sub/up": ("E113", 1),
        r"articles/two\nlines.md": ("E111", 1),
        "articles/huge.md": ("E112", 1),
        "articles/same-1.md": ("E401", 1),
        "glossary.tsv": ("E601", 1),
    }
    if sys.platform == "linux":
        os.mkfifo(folder / "pipe.md")
        (folder / os.fsdecode("坏名".encode("gb18030") + b".md")).write_text("---\n")
        expected |= {"articles/pipe.md": ("E106", 1), r"articles/\xbb\xb5\xc3\xfb.md": ("E111", 1)}
    return expected


@pytest.fixture
def paper(tmp_path):
    return Paper.make(tmp_path, CONFIG.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"'))


def errors(text: str) -> dict[str, tuple[str, int]]:
    found = {}
    for line in text.splitlines():
        place, _, rest = line.partition(": ")
        if rest.startswith("E"):
            path, _, number = place.rpartition(":")
            assert path not in found, line
            found[path.removeprefix("content/")] = (rest.split(" ")[0], int(number))
    return found


def test_every_broken_file_is_named_with_its_line_and_nothing_is_written(paper, monkeypatch, capsys):
    expected = broken(paper)
    assert len(expected) > 40
    monkeypatch.chdir(paper.root)
    before = sorted(os.listdir(os.fsencode(paper.root / "content/articles")))
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert errors(out) == expected
    assert main(["build"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert errors(err) == expected
    assert "Traceback" not in err
    assert not paper.output.exists()
    assert sorted(os.listdir(os.fsencode(paper.root / "content/articles"))) == before


def test_a_file_that_the_system_keeps_shut(paper, monkeypatch, capsys):
    paper.article("a.md", "甲", 日期="2024-03-11")

    def shut(path):
        if path.endswith("a.md"):
            raise PermissionError(13, "no")
        return open_plain(path)

    monkeypatch.setattr(encoding, "open_plain", shut)
    monkeypatch.chdir(paper.root)
    assert main(["check"]) == 1
    assert errors(capsys.readouterr().out) == {"articles/a.md": ("E106", 1)}
