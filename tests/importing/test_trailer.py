"""What stands behind an article for the newsroom alone is cut, shown, and kept where no page has it."""

from datetime import date

import pytest

from newsroom.cli import main
from newsroom.importing import import_page
from tests.importing.word_files import Word, write

HEAD = "# 老井清了\n\n本报讯 井坊村的老井清了，村里人都来打水。\n\n"


def imported(text: str):
    [item] = import_page(text, sections={}, regions={}).items
    return item


@pytest.mark.parametrize(
    "lines",
    [
        ["电话：13800000000"],
        ["联系人：范云　手机13800000000"],
        ["身份证号：990000190001010014"],
        ["身份证　990000190001010014", "开户行：青禾农商行井坊支行", "卡号：6200000000000000000"],
        ["审稿人：程禾", "邮箱：fan@paper.example", "地址：井坊村三组"],
        ["稿件字数：320字"],
        ["（全文共1,020字）"],
        ["此稿已在《柳溪报》刊发"],
        ["范云 13800000000"],
        ["稿费请寄：井坊村三组 范云", "邮编：000000"],
    ],
)
def test_private_lines_are_cut(lines):
    for signature in ("", "（通讯员 范云）\n\n"):
        item = imported(HEAD + signature + "\n\n".join(lines) + "\n")
        assert "".join(item.paragraphs) == "井坊村的老井清了，村里人都来打水。"
        assert item.comments == lines
        assert [name for name, _why in item.guesses].count("文末") == len(lines)
        assert "13800000000" not in str(item.guesses) and "990000190001010014" not in str(item.guesses)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("（作者：范云　电话：13800000000）", ["范云"]),
        ("（通讯员 范云 13800000000）", ["范云"]),
        ("作者：范云　联系电话：13800000000", ["范云"]),
    ],
)
def test_the_name_of_who_wrote_it_stays(line, names):
    item = imported(HEAD + line + "\n")
    assert [one.name for one in item.contributors] == names
    assert "138" not in item.to_markdown(date(2024, 3, 11), None, "要闻", "", {}, "a").split("<!--")[0]


@pytest.mark.parametrize("line", ["地址：柳溪镇东街8号", "联系电话：0000-6543210", "单位：万元"])
def test_what_can_end_a_notice_stays_and_is_marked(line):
    item = imported(f"# 停水通知\n\n三月十一日起停水两天，请提前储水。\n\n{line}\n")
    assert item.comments == []
    assert line in "".join(item.body)
    assert any("像是作者的联系方式" in why for _name, why in item.guesses)


def test_numbers_within_a_text_stay():
    item = imported("# 图书室开了\n\n图书室开了，借书请打13800000000，周末也开。\n")
    assert item.comments == [] and "13800000000" in item.paragraphs[0]


def test_no_page_has_them(paper, monkeypatch):
    monkeypatch.chdir(paper.root)
    word = Word().headline("老井清了").text("井坊村的老井清了，村里人都来打水。")
    word.line("（通讯员 范云）", align="right")
    for line in ("审稿人：程禾", "身份证号：990000190001010014", "银行卡号：6200000000000000000", "稿件字数：320字"):
        word.line(line)
    write(paper.root, "jing.docx", word.bytes())
    assert main(["import", "jing.docx", "--date", "2024-03-11"]) == 0
    [made] = (paper.root / "content/articles").rglob("*.md")
    assert "<!-- 身份证号：990000190001010014 -->" in made.read_text(encoding="utf-8")
    assert paper.build() == 0
    for data in paper.files().values():
        assert b"990000190001010014" not in data and "审稿人".encode() not in data
    assert "（通讯员 范云）" not in paper.page("2024/03/11/lao-jing-qing-le").text_content()
