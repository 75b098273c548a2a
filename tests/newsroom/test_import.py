"""`linli import` in the paper's folder."""

import json
import os

import pytest

from newsroom.cli import main
from tests.importing.test_pages import COLUMN, MARKED
from tests.paper import texts


@pytest.fixture
def run(paper, monkeypatch, capsys):
    """Runs `linli import`; gives exit code, output and errors."""
    monkeypatch.chdir(paper.root)

    def command(*arguments):
        code = main(["import", *arguments])
        return (code, *capsys.readouterr())

    return command


def test_an_imported_page_becomes_a_site(paper, run):
    (paper.root / "page.md").write_text(MARKED, encoding="utf-8")
    code, out, err = run("page.md", "--section", "基层治理")
    assert (code, err) == (0, "")
    assert "page.md：2 篇，见报日期 2024-03-18，第 3 版" in out
    assert "？正文：文末转到别的版，这里可能不完整" in out
    assert paper.build() == 0
    page = paper.page("2024/03/18/yi-kou-lao-jing-yi-cun-ren-xin")
    assert texts(page, "//h1") == ["一口老井 一村人心"]
    assert texts(page, "//*[@class='kicker']") == ["柳溪镇井坊村"]
    assert texts(page, "//*[@class='article__subtitle']") == ["——井坊村议事会小记"]
    assert texts(page, "//*[@class='byline__person']") == ["记者 岳种德 文/图"]
    assert texts(page, "//*[@class='article__editor']") == ["（责任编辑：谢文博）"]
    assert texts(page, "//*[@class='prose']/h2") == ["一张桌子坐下来", "一条水管通到家"]
    assert len(page.xpath("//*[@class='prose']/p")) == 3


def test_it_writes_nothing_over_an_existing_file(paper, run):
    (paper.root / "page.md").write_text(MARKED, encoding="utf-8")
    assert run("page.md")[0] == 0
    files = sorted((paper.root / "content/articles").rglob("*.md"))
    for file in files:
        file.write_text("改过的", encoding="utf-8")
    code, _, err = run("page.md")
    assert code == 1
    assert err.count("已经有这个文件，没有改动它。") == len(files) == 2
    assert {file.read_text(encoding="utf-8") for file in files} == {"改过的"}


def test_dry_run_writes_nothing(paper, run):
    (paper.root / "page.md").write_text(COLUMN, encoding="utf-8")
    code, out, _ = run("page.md", "--date", "2024年3月18日", "--dry-run")
    assert code == 0
    assert out.splitlines()[-1] == "只是看看，没有写文件。去掉 --dry-run 就写。"
    assert list((paper.root / "content").rglob("*.md")) == []


def test_json_is_for_programs(paper, run):
    (paper.root / "page.md").write_text(COLUMN, encoding="utf-8")
    code, out, err = run("page.md", "--dry-run", "--json")
    assert (code, err) == (0, "")
    rows = json.loads(out)
    assert [row["kind"] for row in rows] == ["commentary", "photo", "story", "banner"]
    assert rows[3]["lines"] == ["富强 民主 文明 和谐", "自由 平等 公正 法治", "爱国 敬业 诚信 友善"]
    assert {
        "kind",
        "kicker",
        "title",
        "subheads",
        "contributors",
        "source",
        "dateline",
        "paragraphs",
        "healed",
    } <= rows[0].keys()


def test_json_while_writing_keeps_the_output_clean(paper, run):
    (paper.root / "page.md").write_text(MARKED, encoding="utf-8")
    code, out, _ = run("page.md", "--json")
    assert code == 0
    assert len(json.loads(out)) == 2
    assert len(list((paper.root / "content/articles").rglob("*.md"))) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["page.md"], 2, "page.md: 不知道见报日期。请加 --date，例如 --date "),
        (["page.md", "--date", "昨天"], 2, "“昨天”不是日期。"),
        (
            ["page.md", "--date", "2024-03-18", "--section", "体育"],
            2,
            "没有“体育”这个栏目。可用的有：要闻、基层治理、言论。",
        ),
        (["none.md", "--date", "2024-03-18"], 1, "none.md: 打不开。请检查文件名和路径。"),
        (["page.pdf", "--date", "2024-03-18"], 1, "page.pdf: 不是 Markdown 或纯文本。请另存为 .md 或 .txt 再导入。"),
        (["empty.md", "--date", "2024-03-18"], 1, "empty.md:1: E101 文件是空的。"),
        (["rule.md", "--date", "2024-03-18"], 1, "rule.md: 里面没有找到稿件。请检查是不是选错了文件。"),
    ],
)
def test_what_cannot_be_imported_is_one_line(paper, run, arguments, code, message):
    (paper.root / "page.md").write_text(COLUMN, encoding="utf-8")
    (paper.root / "page.pdf").write_bytes(b"%PDF")
    (paper.root / "empty.md").write_bytes(b"")
    (paper.root / "rule.md").write_text("---\n", encoding="utf-8")
    got, _, err = run(*arguments)
    assert got == code
    assert message in err
    assert len(err.strip().splitlines()) == 1


def test_a_page_of_another_encoding_is_read(paper, run):
    (paper.root / "page.txt").write_bytes(MARKED.encode("gb18030"))
    assert run("page.txt")[0] == 0
    assert os.listdir(paper.root / "content/articles/2024/03/18")
