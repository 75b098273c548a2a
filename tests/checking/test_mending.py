"""`--fix`: what it mends, what it leaves, and that a second time there is nothing left to do."""

import codecs
import os
import stat
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.reading.encoding import decode
from linli.reading.frontmatter import split
from newsroom.checking.galley import read
from newsroom.checking.mending import excerpts, mend, mend_all

HEAD = "---\n标题: 老井\n栏目: 要闻\n---\n\n"


def mended(text: str) -> str:
    return mend((HEAD + text).encode(), "a.md").data.decode().removeprefix(HEAD)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('他说:"走吧",就走了.\n', "他说：“走吧”，就走了。\n"),
        ("井坊村的老井 三百年没有干过, 村里人说(范云).\n", "井坊村的老井三百年没有干过，村里人说（范云）。\n"),
        ("井\u200b水清了\ufeff。\n", "井水清了。\n"),
        ("约翰.史密斯,来了\n", "约翰.史密斯，来了\n"),
    ],
)
def test_words_are_mended(text, expected):
    assert mended(text) == expected


@pytest.mark.parametrize(
    ("data", "expected", "said"),
    [
        ((HEAD + "井水。\n").encode("gb18030"), HEAD + "井水。\n", "编码：GB18030 → UTF-8"),
        (
            "---\ntitle: 老井\n---\n縣裡的老井清了。\n".encode("cp950"),
            "---\ntitle: 老井\n---\n縣裡的老井清了。\n",
            "编码：Big5 → UTF-8",
        ),
        ((HEAD + "村⻓。\n").encode(), HEAD + "村长。\n", "部首改成了字"),
        ((HEAD + "井\u202e水\u202c。\n").encode(), HEAD + "井水。\n", "去掉了看不见的字"),
        ((HEAD + "井水。\n").encode("utf-16"), HEAD + "井水。\n", "编码：UTF-16 → UTF-8"),
        ((HEAD + "井水。\n").encode("utf-8-sig"), HEAD + "井水。\n", "去掉了文件开头的 BOM"),
        (codecs.BOM_UTF8 + (HEAD + "井水。\n").encode("gb18030"), HEAD + "井水。\n", "编码：GB18030 → UTF-8"),
        ((HEAD + "井\r水。\r\n").encode(), HEAD + "井\n水。\n", "统一了行尾"),
        ((HEAD + "井水。\n").replace("\n", "\r").encode(), HEAD + "井水。\n", "统一了行尾"),
        ((HEAD + "井\u2028水。\n").encode(), HEAD + "井\n水。\n", "统一了行尾"),
        ((HEAD.replace("\n", "\r\n") + "井\n").encode(), (HEAD + "井\n").replace("\n", "\r\n"), "统一了行尾"),
        ((HEAD + "井\x0b水\u200b。\n").encode(), HEAD + "井水。\n", "去掉了看不见的字"),
    ],
)
def test_how_a_file_is_stored_is_mended(data, expected, said):
    found = mend(data, "a.md")
    assert found.data == expected.encode()
    assert [change.after for change in found.changes if change.line == 0] == [said]
    assert mend(found.data, "a.md").changes == []


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + "井水。\n").replace("\n", "\r\n").encode(),  # Windows' own line ends
        b"",
        b"\x89PNG\r\n\x00",
        HEAD.encode() + "他说,明天".encode("gb18030"),  # two encodings in one file
        "没有字段,也没有关系\n".encode(),
    ],
)
def test_what_is_right_or_beyond_mending_is_left_alone(data):
    assert mend(data, "a.md").data == data


def test_fields_keep_their_meaning():
    text = '---\n标题: 老井,"清"了\n副题: 议了三晚,定了\n署名: 记者 张 婷,李丽\n短名: a\n旧址: /甲,乙\n摘要: 甲;乙\n更正: 2024-03-20 应为,七路\n---\n'
    found = mend(text.encode(), "a.md").data.decode()
    assert found == (
        "---\n标题: 老井，“清”了\n副题: 议了三晚，定了\n署名: 记者 张 婷,李丽\n短名: a\n旧址: /甲,乙\n摘要: 甲；乙\n更正: 2024-03-20 应为，七路\n---\n"
    )


def test_a_headline_whose_address_would_change_is_left_alone():
    title = "井坊村二十三户人家围着一张八仙桌议了三个晚上,决定把浑了的老井修好"
    text = f"---\n标题: {title}\n---\n"
    assert mend(text.encode(), "a.md").data.decode() == text
    own = f"---\n标题: {title}\n短名: jing\n---\n"
    assert "晚上，决定" in mend(own.encode(), "a.md").data.decode()


def test_each_line_is_shown_where_it_differs():
    before = "甲" * 50 + "他说,明天" + "乙" * 50
    assert excerpts(before, before.replace(",", "，")) == (
        "…甲甲甲甲甲甲他说,明天乙乙乙乙乙乙…",
        "…甲甲甲甲甲甲他说，明天乙乙乙乙乙乙…",
    )


def test_a_file_keeps_its_permissions_and_a_link_stays_one(tmp_path):
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    file, link = tmp_path / "content" / "a.md", articles / "b.md"
    file.write_bytes(f"{HEAD}他说,明天".encode())
    file.chmod(0o640)
    link.symlink_to("../a.md")
    assert [path for path, _mended in mend_all(tmp_path / "content", [], write=True)] == ["articles/b.md"]
    assert file.read_bytes() == f"{HEAD}他说，明天".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert (os.listdir(articles), sorted(os.listdir(tmp_path))) == (["b.md"], ["content"])


PIECES = st.sampled_from(
    [*"甲乙。，；：“”‘’《》（）、 \n\t*_`[]()<>!?.,;:\"'#|-\\/1a&~=", "\u3000", "\u200b", "\r\n", "\r", "\u2028", "\n\n", "```", "**", "...",
     "https://a.b/", "![甲](a.jpg \"乙\")", "[甲](/乙)", "[甲,乙](</丙 丁.docx> \"戊,己.\")", "＃＃ ", "＊＊", "⻓", "\u202e", "1,000", "甲乙丙丁戊", "记者", "本报讯", "<b>", "| --- |", "> ", "- "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
@settings(max_examples=400, deadline=None)
def test_a_second_time_changes_nothing_and_structure_stays(text, encoding):
    data = (HEAD + text).encode(encoding)
    first = mend(data, "a.md")
    second = mend(first.data, "a.md")
    assert (second.data, second.changes) == (first.data, [])
    before, after = decode(data, "a.md"), decode(first.data, "a.md")
    assert before.count("\n") == after.count("\n")
    fields = [{key: field.value for key, field in split(t, "a.md")[0].fields.items()} for t in (before, after)]
    assert fields[0] == fields[1]
    galleys = [read(t, "a.md") for t in (before, after)]
    assert [anchor.target for anchor in galleys[0].anchors] == [anchor.target for anchor in galleys[1].anchors]
    assert [image.source for image in galleys[0].images] == [image.source for image in galleys[1].images]
    sealed = [Counter(g.text[a:b] for g in galley.lines for a, b in g.sealed) for galley in galleys]
    assert not sealed[0] - sealed[1]
