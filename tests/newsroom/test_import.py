"""`linli import` in the paper's folder."""

import json
import os
import stat

import lxml.html
import pytest

from newsroom.cli import main
from tests.importing.test_pages import COLUMN, MARKED
from tests.importing.word_files import LINE, Word, png, story, write
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


def test_that_pieces_are_to_be_signed_off_is_told(paper, run):
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + 'REVIEWS = ["初审", "终审"]\n', encoding="utf-8")
    (paper.root / "page.md").write_text(MARKED, encoding="utf-8")
    told = "签完初审、终审才会发布。"
    assert told not in run("page.md", "--dry-run")[1]
    assert told in run("page.md")[1]
    assert told not in run("page.md")[1]  # they are there already


def test_the_topic_of_a_manuscript_is_kept(paper, run):
    text = "---\n标题: 路通了\n栏目: 要闻\n日期: 2024-03-11\n专题: 修路，老井\n---\n\n路通到了井坊村。\n"
    (paper.root / "road.md").write_text(text, encoding="utf-8")
    assert run("road.md")[0] == 0
    [file] = (paper.root / "content/articles").rglob("*.md")
    assert "\n专题: 修路，老井\n" in file.read_text(encoding="utf-8")


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
        (["none.md", "--date", "2024-03-18"], 1, "none.md:1: E106 打不开。请检查文件名和路径。"),
        (
            ["page.pdf", "--date", "2024-03-18"],
            1,
            "page.pdf:1: E802 不是 Markdown、纯文本或 Word 文件。请另存为 .docx、.md 或 .txt 再导入。",
        ),
        (["empty.md", "--date", "2024-03-18"], 1, "empty.md:1: E101 文件是空的。"),
        (["rule.md", "--date", "2024-03-18"], 1, "rule.md:1: E807 里面没有找到稿件。请检查是不是选错了文件。"),
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


# Word files and many files at once

DAY = ("--date", "2024-03-18", "--section", "要闻")


def photo(colour="navy") -> bytes:
    word = Word().headline("柳溪大桥合龙")
    word.picture(png(colour=colour))
    word.line("3月17日，柳溪大桥最后一段钢梁就位，两岸的人隔着河挥手。（记者 曲波 摄）", align="center")
    return word.bytes()


def files(paper) -> dict[str, bytes]:
    """All that lies in the content folder."""
    content = paper.root / "content"
    return {p.relative_to(content).as_posix(): p.read_bytes() for p in content.rglob("*") if p.is_file()}


def test_word_files_become_a_site(paper, run):
    write(paper.root, "老井.docx", story().bytes())
    write(paper.root, "大桥.docx", photo())
    code, out, err = run("老井.docx", "大桥.docx", *DAY)
    assert (code, err) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "老井.docx：1 篇，见报日期 2024-03-18",
        "大桥.docx：1 篇，见报日期 2024-03-18",
        "",
        "文件 体裁 标题 署名 栏目 字数 存疑 存为",
        "老井.docx 消息/通讯 ［柳溪镇井坊村］一口老井 一村人心 岳种德、何苗 要闻 123 content/articles/2024/03/18/yi-kou-lao-jing-yi-cun-ren-xin.md",
        "大桥.docx 图片新闻 柳溪大桥合龙 曲波 要闻 29 content/articles/2024/03/18/liu-xi-da-qiao-he-long.md",
        "导入了 2 篇稿件、1 张图片。",
    ]
    assert (paper.root / "content/photos/2024/03/liu-xi-da-qiao-he-long-1.png").read_bytes() == png()
    text = (paper.root / "content/articles/2024/03/18/liu-xi-da-qiao-he-long.md").read_text(encoding="utf-8")
    assert text == (
        "---\n标题: 柳溪大桥合龙\n体裁: 图片新闻\n栏目: 要闻\n日期: 2024-03-18\n短名: liu-xi-da-qiao-he-long\n---\n\n"
        "![](photos/2024/03/liu-xi-da-qiao-he-long-1.png)\n\n"
        "3月17日，柳溪大桥最后一段钢梁就位，两岸的人隔着河挥手。\n\n（记者 曲波 摄）\n"
    )
    assert paper.build() == 0
    page = paper.page("2024/03/18/yi-kou-lao-jing-yi-cun-ren-xin")
    assert texts(page, "//h1") == ["一口老井 一村人心"]
    assert texts(page, "//*[@class='byline__person']") == ["记者 岳种德", "通讯员 何苗"]
    assert texts(page, "//*[@class='prose']/h2") == ["一张桌子坐下来", "一条水管通到家"]
    assert texts(page, "//*[@class='prose']//strong") == ["范云"]
    assert paper.page("2024/03/18/liu-xi-da-qiao-he-long").xpath("//figure/img/@src") != []


def test_importing_again_changes_nothing(paper, run):
    write(paper.root, "老井.docx", story().bytes())
    write(paper.root, "大桥.docx", photo())
    assert run("老井.docx", "大桥.docx", *DAY)[0] == 0
    before = files(paper)
    code, out, err = run("老井.docx", "大桥.docx", *DAY)
    assert (code, err) == (0, "")
    assert out.count("已有，没有动：") == 2
    assert out.splitlines()[-1] == "导入了 0 篇稿件、0 张图片。"
    assert files(paper) == before


def test_a_bad_file_does_not_keep_the_others_from_being_written(paper, run):
    folder = paper.root / "来稿"
    write(folder, "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    write(folder, "b.docx", b"PK\x03\x04 cut off")
    write(folder, "sub/c.txt", b"")
    write(folder, "sub/d.docx", story().bytes())
    write(folder, "e.jpg", png())
    write(folder, "~$d.docx", b"owner")
    code, out, err = run("来稿", *DAY)
    assert code == 1
    assert err.splitlines() == [
        "来稿/a.doc:1: E803 是旧格式的 Word 文件（.doc）。请在 Word 或 WPS 里打开，另存为 .docx 再导入。",
        "来稿/b.docx:1: E805 Word 文件坏了，读不出来。请在 Word 或 WPS 里打开，另存为新的 .docx 再导入。",
        "来稿/sub/c.txt:1: E101 文件是空的。请写上内容；不需要它，就把文件删掉。",
        "有 3 个文件没有导入。改好后再导入一次，已经写好的不会重复。",
    ]
    assert "文件夹里还有 1 个不是文稿的文件，没有动。" in out
    assert out.splitlines()[-1] == "导入了 1 篇稿件、0 张图片。"
    assert list(files(paper)) == ["articles/2024/03/18/yi-kou-lao-jing-yi-cun-ren-xin.md"]


def test_a_folder_of_broken_files_writes_nothing(paper, run):
    for number in range(40):
        write(paper.root / "来稿", f"{number:02}.docx", bytes([number]) * number)
    code, out, err = run("来稿", *DAY)
    assert (code, out) == (1, "")
    assert [line.split(":")[0] for line in err.splitlines()[:-1]] == [f"来稿/{number:02}.docx" for number in range(40)]
    assert files(paper) == {}


def test_a_page_is_written_whole_or_not_at_all(paper, run):
    write(paper.root, "page.md", MARKED.encode())
    write(paper.root, "老井.docx", story().headline("甲").text(LINE).bytes())
    taken = paper.write("articles/2024/03/18/shi-qiao-zhen-qi-dong-qiao-men-xing-dong.md", "别人的稿件")
    code, out, err = run("page.md", "老井.docx", *DAY)
    assert code == 1
    assert err.splitlines() == [
        "page.md:32: E808 content/articles/2024/03/18/shi-qiao-zhen-qi-dong-qiao-men-xing-dong.md: "
        "已经有这个文件，没有改动它。要重新导入，请先把它移走。",
        "有 1 个文件没有导入。改好后再导入一次，已经写好的不会重复。",
    ]
    assert [line.split()[-1] for line in out.splitlines() if line.startswith("page.md  ")] == ["没有写", "没有写"]
    assert taken.read_text(encoding="utf-8") == "别人的稿件"
    assert len(files(paper)) == 3  # the one that was there, and the two of the Word file


def test_two_pieces_of_one_headline_have_files_and_pictures_of_their_own(paper, run):
    write(paper.root, "a.docx", photo())
    write(paper.root, "b.docx", photo("red"))
    assert run("a.docx", "b.docx", *DAY)[0] == 0
    assert sorted(files(paper)) == [
        "articles/2024/03/18/liu-xi-da-qiao-he-long-2.md",
        "articles/2024/03/18/liu-xi-da-qiao-he-long.md",
        "photos/2024/03/liu-xi-da-qiao-he-long-1.png",
        "photos/2024/03/liu-xi-da-qiao-he-long-2-1.png",
    ]
    assert paper.build() == 0


def test_a_picture_that_is_there_is_never_written_over(paper, run):
    other = paper.write("photos/2024/03/liu-xi-da-qiao-he-long-1.png", png(colour="red"))
    write(paper.root, "a.docx", photo())
    assert run("a.docx", *DAY)[0] == 0
    assert other.read_bytes() == png(colour="red")
    assert (paper.root / "content/photos/2024/03/liu-xi-da-qiao-he-long-2.png").read_bytes() == png()


def test_what_cannot_be_written_leaves_nothing_behind(paper, run):
    write(paper.root, "a.docx", photo())
    paper.write("articles/2024/03", "a file where a folder should be")
    before = files(paper)
    code, _, err = run("a.docx", *DAY)
    assert code == 1
    assert err == (
        "a.docx:1: E809 写不了 content/articles/2024/03/18（路径里有一段不是文件夹），这个文件一篇也没有导入。请检查文件夹的权限和磁盘。\n"
    )
    assert files(paper) == before


def test_dry_run_of_word_files_shows_the_same_table(paper, run):
    write(paper.root, "a.docx", photo())
    dry = run("a.docx", *DAY, "--dry-run")
    assert files(paper) == {}
    wet = run("a.docx", *DAY)
    assert dry[1].splitlines()[:-1] == wet[1].splitlines()[:-1]
    assert dry[1].splitlines()[-1] == "只是看看，没有写文件。去掉 --dry-run 就写。"


def test_warnings_name_the_paragraph_and_count_in_the_table(paper, run):
    word = Word().headline("一口老井").text(LINE)
    word.picture(png(form="TIFF"))
    write(paper.root, "a.docx", word.text(LINE).bytes())
    code, out, err = run("a.docx", *DAY)
    assert code == 0
    assert err.startswith("a.docx:3: W801 这里的图片是 TIFF 格式，网页上显示不了，没有取出。")
    assert [line.split()[-2] for line in out.splitlines() if line.startswith("a.docx  ")] == ["1"]


def test_a_banner_that_the_paper_has_is_not_written_again(paper, run):
    paper.write("banners/values.md", "---\n标题: 社会主义核心价值观\n---\n富强 民主 文明 和谐\n")
    write(paper.root, "page.md", COLUMN.encode())
    code, out, err = run("page.md", *DAY)
    assert (code, err) == (0, "")
    assert "已有，没有动：" in out
    assert [name for name in files(paper) if name.startswith("banners/")] == ["banners/values.md"]


def test_no_day_for_one_file_writes_none(paper, run):
    write(paper.root, "page.md", MARKED.encode())
    write(paper.root, "a.docx", story().bytes())
    code, out, err = run("page.md", "a.docx")
    assert (code, out) == (2, "")
    assert err.startswith("a.docx: 不知道见报日期。请加 --date，例如 --date ")
    assert files(paper) == {}


def test_json_tells_where_each_piece_went(paper, run):
    write(paper.root, "a.docx", story().bytes())
    write(paper.root, "b.docx", b"broken")
    code, out, err = run("a.docx", "b.docx", "--json", *DAY)
    assert code == 1
    (row,) = json.loads(out)
    assert (row["file"], row["line"], row["section"], row["characters"]) == ("a.docx", 1, "要闻", 123)
    assert row["path"] == "content/articles/2024/03/18/yi-kou-lao-jing-yi-cun-ren-xin.md"
    assert "b.docx:1: E805" in err


def test_an_empty_folder_and_one_that_cannot_be_opened(paper, run):
    (paper.root / "空").mkdir()
    assert run("空", *DAY) == (1, "", "空:1: E807 这个文件夹里没有能导入的文件（.docx、.md、.txt）。\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_folder_that_cannot_be_opened(paper, run):
    closed = paper.root / "关"
    closed.mkdir()
    closed.chmod(stat.S_IWUSR)
    code, _, err = run("关", *DAY)
    closed.chmod(stat.S_IRWXU)
    assert code == 1
    assert "关:1: E106 打不开这个文件夹。请检查它的权限。" in err


def test_what_word_files_say_is_shown_as_it_was_typed(paper, run):
    word = Word().headline("一口老井")
    word.text("3*4*5 是 60，<b>不是标签</b>，[甲](乙)，`丙`，a_b，_c_，&lt; 和 \\ 都照样。")
    table = word.document.add_table(2, 2)
    for number, text in enumerate(("项目", "钱|元", "*清*", "1. 600")):
        table.cell(number // 2, number % 2).text = text
    write(paper.root, "a.docx", word.text("1. 不是列表。", "# 不是标题。", LINE).bytes())
    assert run("a.docx", *DAY)[0] == 0
    assert paper.build() == 0
    prose = paper.page("2024/03/18/yi-kou-lao-jing").xpath("//*[@class='prose']")[0]
    assert isinstance(prose, lxml.html.HtmlElement)
    assert texts(prose, "./p") == [
        "3*4*5 是 60，<b>不是标签</b>，[甲](乙)，`丙`，a_b，_c_，&lt; 和 \\ 都照样。",
        "1. 不是列表。",
        "# 不是标题。",
        LINE,
    ]
    assert texts(prose, ".//td | .//th") == ["项目", "钱|元", "*清*", "1. 600"]


def test_characters_are_counted_as_the_paper_counts_them(paper, run, capsys):
    word = story()
    word.picture()
    word.line('图为（老）井"台"。', align="center")
    table = word.document.add_table(2, 2)
    for number, text in enumerate(("项目", "钱|元", "*清*", "1. 600")):
        table.cell(number // 2, number % 2).text = text
    for text in ("清淤", "修栏"):
        word.line(text, style="List Number")
    write(paper.root, "a.docx", word.text(LINE).bytes())
    _, out, _ = run("a.docx", "--json", *DAY)
    main(["stats", "--from", "2024-03", "--to", "2024-03", "--by", "month"])
    assert f"1 篇，{json.loads(out)[0]['characters']} 字" in capsys.readouterr().out
