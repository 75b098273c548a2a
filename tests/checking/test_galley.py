"""How a file is taken apart for the rules."""

import pytest

from newsroom.checking.galley import HOLE, Sort, read

HEAD = "---\n标题: 老井\n---\n"


def body(text: str):
    galley = read(HEAD + text, "a.md")
    return [
        (line.number - 3, line.sort.value, line.words.replace(HOLE, "□")) for p in galley.paragraphs[1:] for line in p
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\n乙\n\n丙", [(1, "text", "甲"), (2, "text", "乙"), (4, "text", "丙")]),
        ("　　甲\n　　乙", [(1, "text", "甲"), (2, "text", "乙")]),
        ("## 甲\n乙", [(1, "heading", "甲"), (2, "text", "乙")]),
        ("- 甲\n- 乙", [(1, "text", "甲"), (2, "text", "乙")]),
        ("> 甲", [(1, "text", "甲")]),
        ("**甲**[乙](/x/)`丙`", [(1, "text", "甲乙□")]),
        ("```\n甲\n```\n乙", [(4, "text", "乙")]),
        ("| 甲 | 乙 |\n|---|---|\n| 丙 | 丁 |", [(1, "table", "| 甲 | 乙 |"), (3, "table", "| 丙 | 丁 |")]),
        ("甲。\n\n（记者 张婷 摄）", [(1, "text", "甲。"), (3, "signature", "（记者 张婷 摄）")]),
        ("记者 张婷\n\n甲。", [(1, "signature", "记者 张婷"), (3, "text", "甲。")]),
        ('![甲](photos/a.jpg "乙")', [(1, "caption", "乙"), (1, "text", "□")]),
        ("***\n甲", [(2, "text", "甲")]),
    ],
)
def test_lines_and_their_words(text, lines):
    assert body(text) == lines


def test_words_know_their_places():
    galley = read(HEAD + "甲**乙**[丙](/x/)", "a.md")
    line = galley.paragraphs[-1][0]
    assert (line.words, line.places) == ("甲乙丙", [0, 3, 7])
    assert line.place(1, 2) == (3, 4)


def test_pictures_and_links_are_noted():
    galley = read(
        HEAD + '![a](p/a.jpg "c")\n\n甲![](b.jpg)\n\n[x](/y/) <a href="/z/">甲</a> <https://a.example>', "a.md"
    )
    assert [(i.source, i.alt, i.caption, i.alone) for i in galley.images] == [
        ("p/a.jpg", "a", "c", True),
        ("b.jpg", "", "", False),
    ]
    assert [(a.number, a.target) for a in galley.anchors] == [(8, "/y/"), (8, "/z/"), (8, "https://a.example")]


def test_a_dateline_is_known():
    line = read(HEAD + "本报讯 清明假期三天。", "a.md").paragraphs[-1][0]
    assert line.sort is Sort.TEXT
    assert line.words[: line.dateline] == "本报讯 "


def test_a_file_without_fields_has_no_galley():
    assert read("甲\n", "a.md") is None
