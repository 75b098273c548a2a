"""`linli new` as an editor and a script call it."""

import io
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.reading.frontmatter import cleaned, field_line, split
from newsroom.cli import main
from tests.paper import CONFIG

pty = pytest.importorskip("pty")  # not on Windows
resource = pytest.importorskip("resource")


@pytest.fixture
def run(paper, monkeypatch, capsys):
    """Runs `linli new` on 2024-06-30; gives exit code, output and errors."""
    config = paper.root / "pelicanconf.py"
    config.write_text(CONFIG + 'TODAY = "2024-06-30"\n', encoding="utf-8")
    monkeypatch.chdir(paper.root)

    def command(*arguments, typed=None):
        if typed is not None:
            terminal = io.StringIO(typed)
            terminal.isatty = lambda: True
            monkeypatch.setattr(sys, "stdin", terminal)
        code = main(["new", *arguments])
        return (code, *capsys.readouterr())

    return command


@pytest.fixture
def check(paper, capsys):
    """The errors that `linli check` tells."""

    def lines():
        main(["check"])
        return [line for line in capsys.readouterr().out.splitlines() if ": E" in line]

    return lines


def test_a_story_is_there_with_its_fields_filled_in(paper, run, check):
    code, out, err = run("通讯", "一口老井", "--section", "基层治理", "--region", "柳溪镇井坊村")
    assert (code, out, err) == (0, "content/articles/2024/06/30/yi-kou-lao-jing.md\n", "")
    file = paper.root / out.strip()
    assert file.read_text(encoding="utf-8") == (
        "---\n标题: 一口老井\n体裁: 通讯\n栏目: 基层治理\n地区: 柳溪镇井坊村\n日期: 2024-06-30\n署名:\n摘要:\n"
        "短名: yi-kou-lao-jing\n---\n\n〔在这里写正文，写好后删掉这一行〕\n"
    )
    assert check() == [
        "content/articles/2024/06/30/yi-kou-lao-jing.md:12: E801 正文还没有写：这一行是新稿件里的提示。"
        "写好正文，删掉这一行；一时写不好，就在字段区加一行“状态: 草稿”。"
    ]
    assert paper.build() == 1
    file.write_text(
        file.read_text(encoding="utf-8").replace("〔在这里写正文，写好后删掉这一行〕", "井水清了。"), encoding="utf-8"
    )
    assert check() == []
    assert paper.build() == 0
    assert (paper.output / "2024/06/30/yi-kou-lao-jing/index.html").is_file()


def test_a_photo_says_where_its_picture_goes(paper, run, check):
    code, out, _ = run("图片新闻", "大桥[合龙]", "--section", "news")
    assert code == 0
    text = (paper.root / out.strip()).read_text(encoding="utf-8")
    assert text.endswith(
        "\n---\n\n![大桥合龙](photos/2024/06/da-qiao-he-long.jpg)\n\n〔在这里写图片说明，写好后删掉这一行〕\n"
    )
    assert [line.split()[1] for line in check()] == ["E301", "E801"]


def test_a_slogan_is_complete_at_once(paper, run, check):
    code, out, err = run("公益", "节约用水 从我做起")
    assert (code, out, err) == (0, "content/banners/jie-yue-yong-shui-cong-wo-zuo-qi.md\n", "")
    assert (paper.root / out.strip()).read_text(encoding="utf-8") == (
        "---\n标题: 节约用水 从我做起\n体裁: 公益\n截止:\n短名: jie-yue-yong-shui-cong-wo-zuo-qi\n---\n"
    )
    assert check() == []


def test_a_draft_waits_for_its_text(paper, run, check):
    code, out, _ = run("评论", "莫等", "--section", "言论", "--draft")
    assert code == 0
    assert "\n状态: 草稿\n---\n" in (paper.root / out.strip()).read_text(encoding="utf-8")
    assert check() == []


def test_an_existing_file_is_never_touched(paper, run):
    path = run("消息", "公示", "--section", "要闻")[1].strip()
    before = (paper.root / path).read_bytes()
    code, out, err = run("消息", "公示", "--section", "要闻")
    assert (code, out) == (0, "content/articles/2024/06/30/gong-shi-2.md\n")
    assert err == "已经有一篇同题的，这一篇另存为 gong-shi-2.md。\n"
    assert (paper.root / path).read_bytes() == before
    assert "短名: gong-shi-2\n" in (paper.root / out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("story", "通讯"),
        ("通讯", "通讯"),
        ("消息", "消息"),
        ("Commentary", "评论"),
        ("评论", "评论"),
        ("photo", "图片新闻"),
    ],
)
def test_kinds_in_both_languages(paper, run, kind, written):
    out = run(kind, "甲", "--section", "要闻")[1]
    assert f"\n体裁: {written}\n" in (paper.root / out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "slug", "title"),
    [
        (["他说：“好！”"], "ta-shuo-hao", "他说：“好！”"),
        (["记者: 见闻"], "ji-zhe-jian-wen", "记者: 见闻"),
        (["1/2 的路"], "1-2-de-lu", "1/2 的路"),
        (["--- 开头"], "kai-tou", "--- 开头"),
        (["-5℃的早晨"], "5-de-zao-chen", "-5℃的早晨"),
        (["  两头\u3000有空格 \u3000"], "liang-tou-you-kong-ge", "两头\u3000有空格"),
        (['"直引号"'], "zhi-yin-hao", '"直引号"'),
        (["没加", "引号", "的", "标题"], "mei-jia-yin-hao-de-biao-ti", "没加 引号 的 标题"),
        (["春天🌱来了"], "chun-tian-lai-le", "春天🌱来了"),
        (["两行\n标题"], "liang-xing-biao-ti", "两行 标题"),
        (["？！……"], "story", "？！……"),
        (["../../etc/passwd"], "etc-passwd", "../../etc/passwd"),
    ],
)
def test_headlines_of_any_kind(paper, run, check, words, slug, title):
    code, out, _ = run("通讯", *words, "--section", "要闻")
    assert (code, out) == (0, f"content/articles/2024/06/30/{slug}.md\n")
    source, _ = split((paper.root / out.strip()).read_text(encoding="utf-8"), "a.md")
    assert source.fields["title"].value == title
    assert [line.split()[1] for line in check()] == ["E801"]


def test_a_headline_of_two_hundred_characters(paper, run, check):
    code, out, _ = run("通讯", "井水清了" * 50, "--section", "要闻")
    assert code == 0
    assert len(out.strip().rpartition("/")[2]) <= 84
    assert "E801" in [line.split()[1] for line in check()]


@given(st.text(max_size=60))
def test_a_field_is_read_as_it_was_written(value):
    line = field_line("标题", value)
    source, findings = split(f"---\n{line}\n---\n", "a.md")
    assert findings == []
    text = cleaned(value)
    assert source.fields["title"].value in (text, f"“{text[1:-1]}”", f"‘{text[1:-1]}’")


def test_the_day_is_an_option(paper, run):
    assert run("消息", "甲", "--section", "要闻", "--date", "2024年7月1日")[1] == "content/articles/2024/07/01/jia.md\n"


@pytest.mark.parametrize(
    ("region", "written", "told"),
    [
        ("石桥镇", "石桥镇", ""),
        ("shiqiao", "石桥镇", ""),
        ("云台乡", "云台乡", "“云台乡”不在本报的地区里，不会出现在地区页上。已有的地区：柳溪镇、石桥镇。\n"),
    ],
)
def test_regions(paper, run, region, written, told):
    code, out, err = run("消息", "甲", "--section", "要闻", "--region", region)
    assert (code, err) == (0, told)
    assert f"\n地区: {written}\n" in (paper.root / out.strip()).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("topic", "written", "told"),
    [
        ("修路", "修路", ""),
        ("xiu-lu", "修路", ""),
        ("架桥", "架桥", "没有“架桥”这个专题，稿件不会出现在专题页上。已有的专题：修路。\n"),
    ],
)
def test_topics(paper, run, topic, written, told):
    paper.write("topics/xiu-lu.md", "---\n标题: 修路\n状态: 草稿\n---\n")
    code, out, err = run("消息", "甲", "--section", "要闻", "--topic", topic)
    assert (code, err) == (0, told)
    assert f"\n专题: {written}\n" in (paper.root / out.strip()).read_text(encoding="utf-8")


def test_that_it_is_to_be_signed_off_is_told(paper, run):
    config = paper.root / "pelicanconf.py"
    lines = 'REVIEWS = ["初审", "终审"]\nREVIEWS_SINCE = "2024-06-30"\n'
    config.write_text(config.read_text(encoding="utf-8") + lines, encoding="utf-8")
    told = "签完初审、终审才会发布。写好以后用 linli review 来签，或在采编台里签。\n"
    assert run("消息", "甲", "--section", "要闻")[2] == told
    assert run("消息", "乙", "--section", "要闻", "--date", "2024-06-29")[2] == ""
    assert run("公益", "丙")[2] == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["诗歌", "甲", "--section", "要闻"], "没有“诗歌”这种体裁。可用的有：通讯、消息、评论、图片新闻、公益。"),
        (["消息", "甲", "--section", "体育"], "没有“体育”这个栏目。可用的有：要闻、基层治理、言论。"),
        (["消息", "甲"], "要写明栏目，例如 --section 要闻。可用的有：要闻、基层治理、言论。"),
        (["消息", " \u3000 ", "--section", "要闻"], "标题是空的。请写上标题，例如：linli new 通讯 村里通了公交车"),
        (["消息", "甲", "--sectoin", "要闻"], "没有 --sectoin 这个选项。运行 linli new --help 看有哪些。"),
        (["消息", "甲", "--section", "要闻", "--date", "2024-02-30"], "没有“2024-02-30”这一天。请查对日期。"),
    ],
)
def test_used_wrongly(paper, run, arguments, message):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.strip().endswith(message)
    assert list((paper.root / "content").rglob("*.md")) == []


@pytest.mark.parametrize(
    ("typed", "name"), [("2\n", "基层治理"), ("２\n", "基层治理"), ("言论\n", "言论"), ("opinion\n", "言论")]
)
def test_the_section_is_asked_for(paper, run, typed, name):
    code, out, err = run("消息", "甲", typed=typed)
    assert code == 0
    assert err == "放在哪个栏目？\n  1. 要闻\n  2. 基层治理\n  3. 言论\n请输入编号或名称："
    assert f"\n栏目: {name}\n" in (paper.root / out.strip()).read_text(encoding="utf-8")


def test_the_section_is_asked_for_again(paper, run):
    code, out, err = run("消息", "甲", typed="9\n\n体育\n1\n")
    assert (code, out) == (0, "content/articles/2024/06/30/jia.md\n")
    assert err.endswith(
        "请输入编号或名称：没有“9”。\n请输入编号或名称：请输入编号或名称：没有“体育”。\n请输入编号或名称："
    )


def test_ending_the_input_cancels(paper, run):
    code, out, err = run("消息", "甲", typed="")
    assert (code, out) == (1, "")
    assert err.endswith("已取消。\n")


def test_on_a_real_terminal(paper):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "newsroom", "new", "消息", "甲", "--date", "2024-06-30"]
    process = subprocess.Popen(command, cwd=paper.root, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    os.close(theirs)
    os.write(ours, b"3\n")
    out, _ = process.communicate()
    os.close(ours)
    assert (process.returncode, out.decode()) == (0, "content/articles/2024/06/30/jia.md\n")


def test_a_folder_that_cannot_be_written(paper, run):
    (paper.root / "content/articles/2024").write_text("", encoding="utf-8")
    code, out, err = run("消息", "甲", "--section", "要闻")
    assert (code, out) == (1, "")
    assert err == "写不了 content/articles/2024/06/30（路径里有一段不是文件夹）。请检查文件夹的权限和磁盘。\n"


def test_a_known_name_in_the_headline_is_read_as_a_name(paper, monkeypatch, capsys):
    paper.article("2024/06/01/a.md", "一", "正文。\n\n（记者 单雨禾）")
    monkeypatch.chdir(paper.root)
    assert main(["new", "消息", "单雨禾还乡", "--section", "要闻", "--draft", "--date", "2024-06-02"]) == 0
    assert main(["build"]) == 0
    assert main(["new", "消息", "单雨禾还乡", "--section", "要闻", "--draft", "--date", "2024-06-03"]) == 0
    made = [line for line in capsys.readouterr().out.splitlines() if line.endswith(".md")]
    assert made == [
        "content/articles/2024/06/02/dan-yu-he-huan-xiang.md",
        "content/articles/2024/06/03/shan-yu-he-huan-xiang.md",
    ]


def test_a_disk_that_is_full_leaves_no_half_of_a_piece(paper, run):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20, limits[1]))
    try:
        code, _out, _err = run("通讯", "一口老井", "--section", "基层治理")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (code, list((paper.root / "content").rglob("*.md"))) == (1, [])
