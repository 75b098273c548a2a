"""Settings files that Python cannot read or run, and what it would take without a word."""

from __future__ import annotations

import codecs
import os
import sys
from pathlib import Path

import pytest

from linli.errors import SettingsError
from linli.settings.file import SettingsFile
from newsroom import settings as paper_settings
from tests.settings.conftest import FIRST, LINES

READ = "请在编辑器里另存为 UTF-8 编码。"
QUOTES = '这一行有 Python 不认的标点。请把 “ 改成 "、” 改成 "。'

# what is added to a good file, and what is said; each of one line, that of what is added
SYNTAX = [
    ("MOTTO = “写在溪边”", QUOTES),
    ("MOTTO = “写在溪边，说”", QUOTES),
    ("MOTTO = 「写在溪边」", '这一行有 Python 不认的标点。请把 「 改成 "、」 改成 "。'),
    ("MOTTO ＝ “写在溪边”", '这一行有 Python 不认的标点。请把 ＝ 改成 =、“ 改成 "、” 改成 "。'),
    ("MOTTO = ‘写在溪边’", "这一行有 Python 不认的标点。请把 ‘ 改成 '、’ 改成 '。"),
    ('MOTTO = "写在溪边”', '这一行有 Python 不认的标点。请把 ” 改成 "。'),
    ('MOTTO = “写在溪边"', '这一行有 Python 不认的标点。请把 “ 改成 "。'),
    ('PAGE_NAMES = {1： "要闻"}', "这一行有 Python 不认的标点。请把 ： 改成 :。"),
    ('PAGE_NAMES = {1: "要闻"，2: "综合"}', "这一行有 Python 不认的标点。请把 ， 改成 ,。"),
    ('PAGE_NAMES = {1: "要闻"、2: "综合"}', "这一行有 Python 不认的标点。请把 、 改成 ,。"),
    ('IMPRINT = 【"编辑部"】', "这一行有 Python 不认的标点。请把 【 改成 [、】 改成 ]。"),
    ('IMPRINT = （"编辑部",）', "这一行有 Python 不认的标点。请把 （ 改成 (、） 改成 )。"),
    ('MOTTO = "写在溪边"；', "这一行有 Python 不认的标点。请把 ； 改成 ;。"),
    ('MOTTO　= "写在溪边"', "这一行有 Python 不认的标点。请把 全角空格改成半角空格。"),
    ('MOTTO\u200b = "写在溪边"', "这一行有 Python 不认的标点。请把 看不见的字（U+200B）删去。"),
    ("PAGE_NAMES = {１: '要闻'}", "这一行有 Python 不认的标点。请把 １ 改成 1。"),
    ('MOTTO = "写在溪边', '这一行的文字少了一个引号。文字的两头都要写英文的直引号 "。'),
    ("MOTTO = '''写在溪边", '这一行的文字少了一个引号。文字的两头都要写英文的直引号 "。'),
    ('PAGE_NAMES = {1: "要闻"', "这一行的 { 没有配对的 }。请在写完的地方补上。"),
    ('IMPRINT = ["编辑部"', "这一行的 [ 没有配对的 ]。请在写完的地方补上。"),
    ('IMPRINT = ["编辑部")', "这一行的 ) 和前面的 [ 不配对。请检查括号。"),
    ('IMPRINT = "编辑部"]', "这一行的 ] 前面没有配对的。请删去，或补上另一半。"),
    ('PAGE_NAMES = {1: "要闻" 2: "综合"}', "这里像是少了一个逗号。每两项之间要有一个英文的逗号。"),
    ('PAGE_NAMES = {1: "要闻", 2 "综合"}', "这一行少了冒号。表里每一项写成 短名: 名称，用英文的冒号。"),
    ('PAGE_NAMES = {1: "要闻", 2:}', "冒号后面没有写名称。请补上。"),
    ('PAGE-NAMES = {1: "要闻"}', "等号左边要是设置的名字，只有字母和下划线。请检查这一行。"),
    ('"MOTTO" = "写在溪边"', "等号左边要是设置的名字，只有字母和下划线。请检查这一行。"),
    ('  MOTTO = "写在溪边"', "这一行前面的空格多了或少了。设置的名字要顶格写。"),
    ('PAGE_NAMES = {01: "要闻"}', "这里的数字写得不对：前面不要写 0，后面不要接别的字；文字要写在引号里。"),
    ('PATH = "C:\\Users\\报纸"', "反斜线 \\ 在这里不能用。路径请用斜线 /。"),
    ("MOTTO 写在溪边", "写错了，读不懂这一行。请检查引号、逗号和括号。"),
    ("MOTTO =", "写错了，读不懂这一行。请检查引号、逗号和括号。"),
    ("报纸的设置，", "这一行有 Python 不认的标点。请把 ， 改成 ,。"),
    ("PAGE_NAMES = dict(a='甲', a='乙')", "a 写了两次。请删去一个。"),
]


@pytest.mark.parametrize(("added", "message"), SYNTAX, ids=[added for added, _ in SYNTAX])
def test_a_line_that_python_cannot_read_is_told(told, added, message):
    assert told(f"{LINES}{added}\n") == [f"pelicanconf.py:{FIRST}: E002 {message}"]


def test_marks_within_texts_and_comments_are_right(told):
    added = (
        'MOTTO = "写在“溪边”，说：好（真的）"  # 写在溪边，“说”\nSERIAL = """\\\n刊号：“一”"""\nICP = \'“二”\\\'，\'\n'
    )
    assert told(LINES + added) == []


def test_every_wrong_line_is_told(told, root):
    text = LINES.replace('"news": "要闻",', '"news"： “要闻”，').replace('"liuxi": "柳溪镇"', '"liuxi": "柳溪镇”')
    faults = [
        'pelicanconf.py:5: E002 这一行有 Python 不认的标点。请把 ： 改成 :、“ 改成 "、” 改成 "、， 改成 ,。',
        'pelicanconf.py:9: E002 这一行有 Python 不认的标点。请把 ” 改成 "。',
    ]
    assert told(text) == faults
    assert told(PUBLISH, "publishconf.py") == faults


# what is added, the line, and what is said
FAILING = [
    ("MOTTO = 写在溪边", 0, '没有 写在溪边 这个名字。是文字，就写在英文的直引号里："写在溪边"。'),
    ("MOTTO = liuxi", 0, '没有 liuxi 这个名字。是文字，就写在英文的直引号里："liuxi"。'),
    ("import 没有的模块", 0, "没有 没有的模块 这个模块。请检查名字，或重新安装。"),
    ("from plugins.dekk.pelican_settings import *", 0, "没有 plugins.dekk 这个模块。请检查名字，或重新安装。"),
    ("from pathlib import Way", 0, "从 pathlib 里取不到要的东西。请检查这一行。"),
    ("X = 1 / 0", 0, "运行到这一行出了错（ZeroDivisionError）。请改正；想看详情，运行 python pelicanconf.py。"),
    ('SECTIONS["sport"]', 0, "没有 'sport' 这一项。请检查这一行。"),
    ('open("none.txt")', 0, "找不到文件 none.txt。请检查这一行。"),
    ("raise SystemExit(0)", 0, "设置文件自己结束了程序（exit）。请删去这一行。"),
    ("def f():\n    return 报名\nMOTTO = f()", 1, '没有 报名 这个名字。是文字，就写在英文的直引号里："报名"。'),
    ("import json\nMOTTO = json.loads('x')", 1, "运行到这一行出了错（JSONDecodeError）。请改正；想看详情，运行 python pelicanconf.py。"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "line", "message"), FAILING, ids=[added for added, *_ in FAILING])
def test_a_line_that_fails_is_told(told, added, line, message):
    assert told(f"{LINES}{added}\n") == [f"pelicanconf.py:{FIRST + line}: E003 {message}"]


def test_what_fails_names_the_file_that_was_asked_for(told, root):
    (root / "pelicanconf.py").write_text(LINES, encoding="utf-8")
    found = told(f"{PUBLISH}X = 1 / 0\n", "publishconf.py")
    assert [line.rpartition("运行 ")[2] for line in found] == ["python publishconf.py。"]


def test_what_fails_is_told_with_all_that_was_found_before_it(told):
    assert told(LINES.replace('"shiqiao"', '"liuxi"') + "MOTTO = 溪边\n") == [
        "pelicanconf.py:10: E006 REGIONS 里 'liuxi' 写了两次（另一处在第 9 行），只有后一处算数。请改成不同的，或删去一处。",
        'pelicanconf.py:17: E003 没有 溪边 这个名字。是文字，就写在英文的直引号里："溪边"。',
    ]


# what is added, the line, and what is said
TWICE = [
    ('SITENAME = "石桥报"', 0, "SITENAME 写了两次（另一处在第 3 行），只有后一处算数。请删去一处。"),
    ('ICP = "一"\nICP = "二"', 1, "ICP 写了两次（另一处在第 17 行），只有后一处算数。请删去一处。"),
    ('ICP, SERIAL = "一", "二"\nSERIAL = ""', 1, "SERIAL 写了两次（另一处在第 17 行），只有后一处算数。请删去一处。"),
    ('BANNERS = {"values": ["front"], "values": []}', 0, "BANNERS 里 'values' 写了两次，只有后一处算数。请改成不同的，或删去一处。"),
    ("PAGE_NAMES = {\n    1: '甲',\n    1: '乙',\n}", 2, "PAGE_NAMES 里 1 写了两次（另一处在第 18 行），只有后一处算数。请改成不同的，或删去一处。"),
    ('TIMEZONE = "Asia/Urumqi"\nfrom plugins.desk.pelican_settings import *', 0, "TIMEZONE 写在 from plugins.desk.pelican_settings import * 前面，会被它盖掉，不起作用。请移到那一行后面。"),
    ('MOTTO == "写在溪边"', 0, "MOTTO 后面要写一个等号 =，现在是 ==。请改正。"),
]  # fmt: skip


@pytest.mark.parametrize(("added", "line", "message"), TWICE, ids=[added for added, *_ in TWICE])
def test_what_python_takes_without_a_word_is_told(told, added, line, message):
    code = "E002" if "==" in added else "E006"
    found = told(f"{LINES}{added}\n")
    assert f"pelicanconf.py:{FIRST + line}: {code} {message}" in found
    assert len(found) == (2 if code == "E002" else 1)  # a name that is not set cannot be compared either


@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (LINES.encode("gb18030"), 3, f"编码不是 UTF-8（像是 GB18030），Python 读不了。{READ}"),
        (LINES.encode("utf-16"), 1, f"编码不是 UTF-8（像是 UTF-16），Python 读不了。{READ}"),
        (LINES.encode("utf-16-le"), 1, f"编码不是 UTF-8（像是 UTF-16），Python 读不了。{READ}"),
        (LINES.encode() + b'ICP = "\xff\xff"\n', FIRST, f"这一行有读不出的字，编码不是 UTF-8。{READ}"),
        (codecs.BOM_UTF8 + LINES.encode("gb18030"), 3, f"编码不是 UTF-8（像是 GB18030），Python 读不了。{READ}"),
        (b"PK\x03\x04\x14\x00\x06\x00", 1, f"编码不是 UTF-8（像是 UTF-16），Python 读不了。{READ}"),
    ],
    ids=["gb18030", "utf-16", "utf-16-le", "broken", "bom before gb18030", "zip"],
)
def test_another_encoding_is_told(told, data, line, message):
    assert told(data) == [f"pelicanconf.py:{line}: E001 {message}"]


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF8 + LINES.encode(),
        LINES.replace("\n", "\r\n").encode(),
        codecs.BOM_UTF8 + LINES.replace("\n", "\r\n").encode(),
        LINES.replace("\n", "\r").encode(),
        b"# -*- coding: gb18030 -*-\n" + LINES.encode("gb18030"),
    ],
    ids=["bom", "crlf", "bom crlf", "cr", "gb18030 declared"],
)
def test_what_python_reads_is_read(told, root, data):
    assert told(data) == []
    assert paper_settings.read(Path("pelicanconf.py")).name == "柳溪报"


def test_lines_are_counted_in_files_with_any_ends(told):
    for ends in ("\n", "\r\n", "\r"):
        assert told((LINES + "SERAIL = ''\n").replace("\n", ends))[0].startswith(f"pelicanconf.py:{FIRST}: E007 ")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("none.py", "找不到设置文件 none.py。请在报纸的文件夹里运行，或用 --config 指出它。"),
        ("content", "content 是文件夹。请写上设置文件的名字，例如 content/pelicanconf.py。"),
        (".", ". 是文件夹。请写上设置文件的名字，例如 ./pelicanconf.py。"),
    ],
)
def test_what_is_no_file_is_told(root, path, message):
    with pytest.raises(SettingsError) as caught:
        SettingsFile.read(Path(path))
    assert caught.value.faults == [message]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_the_system_keeps_shut_is_told(told, root):
    told(LINES)
    Path("pelicanconf.py").chmod(0)
    with pytest.raises(SettingsError) as caught:
        SettingsFile.read(Path("pelicanconf.py"))
    assert caught.value.faults == ["pelicanconf.py:1: E001 系统不让读这个文件。请检查它的权限。"]


PUBLISH = """\
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

SITEURL = "https://paper.example"
"""


def test_a_file_that_takes_in_another(root):
    (root / "publishconf.py").write_text(PUBLISH, encoding="utf-8")
    found = paper_settings.read(Path("publishconf.py"))
    assert (found.name, found.url) == ("柳溪报", "https://paper.example")
    assert found.file.files == (Path("publishconf.py"), Path("pelicanconf.py"))
    assert "pelicanconf" not in sys.modules


def test_faults_are_told_where_they_are_written(told, root):
    (root / "pelicanconf.py").write_text(LINES.replace('"shiqiao"', '"Shi"') + "SERAIL = ''\n", encoding="utf-8")
    assert told(PUBLISH.replace('"https', '"ttps'), "publishconf.py") == [
        "pelicanconf.py:10: E005 REGIONS 的短名 'Shi' 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 'shi'。",
        "pelicanconf.py:17: E007 没有 SERAIL 这个设置，是不是 SERIAL？自己用的名字，请以下划线开头：_SERAIL。",
        "publishconf.py:7: E005 SITEURL（网址）应当是完整的网址，或留空，例如 \"https://paper.example/news\"，现在是 'ttps://paper.example'。请改正后再试。",
    ]


def test_what_the_other_overrides_is_told(told, root):
    (root / "pelicanconf.py").write_text(LINES + 'SITEURL = ""\n', encoding="utf-8")
    lines = PUBLISH.splitlines()
    assert told("\n".join([lines[-1], *lines[:-1]]), "publishconf.py") == [
        "publishconf.py:1: E006 SITEURL 写在 from pelicanconf import * 前面，会被它盖掉，不起作用。请移到那一行后面。"
    ]


def test_a_fault_in_the_other_file_names_that_file(told, root):
    (root / "pelicanconf.py").write_text(LINES + "MOTTO = 溪边\n", encoding="utf-8")
    message = '没有 溪边 这个名字。是文字，就写在英文的直引号里："溪边"。'
    assert told(PUBLISH, "publishconf.py") == [f"pelicanconf.py:{FIRST}: E003 {message}"]


def test_the_other_file_is_read_anew_and_is_that_of_its_paper(root, tmp_path_factory):
    (root / "publishconf.py").write_text(PUBLISH, encoding="utf-8")
    assert paper_settings.read(Path("publishconf.py")).name == "柳溪报"
    (root / "pelicanconf.py").write_text(LINES.replace("柳溪报", "石桥报"), encoding="utf-8")
    assert paper_settings.read(Path("publishconf.py")).name == "石桥报"
    before = list(sys.path)
    assert paper_settings.read(Path("publishconf.py")).name == "石桥报"
    assert sys.path == before
    assert not (root / "__pycache__").exists()


def test_a_file_is_run_once(root):
    (root / "pelicanconf.py").write_text(LINES + 'open("runs", "a").write("x")\n', encoding="utf-8")
    from newsroom.cli import main

    runs = []
    for command in (["build"], ["build"], ["check"], ["stats"], ["new", "消息", "一口老井", "--section", "要闻"]):
        main(command)
        runs.append((root / "runs").read_text())
        (root / "runs").unlink()
    assert runs == ["x"] * 5
