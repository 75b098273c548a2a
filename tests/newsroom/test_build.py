"""`linli build` as an editor meets it: mistakes, the site that stays, exit codes."""

import subprocess
import sys

import pytest

from tests.paper import ROOT, texts

pytestmark = pytest.mark.unmeasured


def test_builds_a_site_that_can_be_read(paper, capsys):
    paper.picture("well.svg")
    paper.article(
        "2024/03/11/a.md",
        "一口老井",
        "本报讯（记者 岳种德）井水清了。\n\n![井](photos/well.svg)\n\n（范云 摄）",
        地区="柳溪镇井坊村",
        版次=1,
        责任编辑="姜涛",
    )
    paper.article("2024/03/18/b.md", "七路车", 短名="bus", 更正="2024-03-20 应为七路。")
    assert paper.build() == 0
    out = capsys.readouterr().out
    assert out.startswith("网站做好了：2 篇稿件，")
    page = paper.page("2024/03/11/yi-kou-lao-jing")
    assert texts(page, "//h1") == ["一口老井"]
    assert texts(page, "//*[@class='kicker']") == ["柳溪镇井坊村"]
    assert texts(page, "//*[@class='byline__person']") == ["记者 岳种德", "范云 摄"]
    assert texts(page, "//*[@class='dateline']") == ["本报讯"]
    assert texts(page, "//*[@class='article__editor']") == ["（责任编辑：姜涛）"]
    assert page.xpath("//link[@rel='canonical']/@href") == ["https://liuxi.example/news/2024/03/11/yi-kou-lao-jing/"]
    assert texts(page, "//*[@class='neighbours__next']/a") == ["七路车"]
    assert texts(paper.page("2024/03/18/bus"), "//*[@class='correction']") == ["更正（2024年3月20日）：应为七路。"]
    assert texts(paper.page("region/liuxi"), "//main//h2/a") == ["一口老井"]
    by = page.xpath("//*[@class='byline__person']/a/@href")[0].removeprefix("../../../../")
    assert texts(paper.page(by), "//h1") == ["岳种德"]


def mistakes():
    head = "---\n标题: 甲\n栏目: 要闻\n日期: 2024-03-11\n"
    yield "no title", {"a.md": "---\n栏目: 要闻\n日期: 2024-03-11\n---\n"}, "content/articles/a.md:1: E201"
    yield "no such section", {"a.md": head.replace("要闻", "体育") + "---\n"}, "content/articles/a.md:3: E203"
    yield "no such day", {"a.md": head.replace("03-11", "02-30") + "---\n"}, "content/articles/a.md:4: E205"
    yield "same slug", {"a.md": head + "---\n", "b.md": head + "---\n"}, "content/articles/a.md:1: E401"
    yield "unclosed fields", {"a.md": head + "正文"}, "content/articles/a.md:1: E103"
    yield "empty file", {"a.md": ""}, "content/articles/a.md:1: E101"
    yield "long line", {"a.md": head + "---\n" + "长" * 1_700_000}, "content/articles/a.md:6: E108"
    yield "no picture", {"a.md": head + "---\n![x](photos/none.jpg)"}, "content/articles/a.md:6: E301"
    yield "a folder", {"a.md/b.txt": ""}, "content/articles/a.md:1: E105"
    yield "no text", {"a.md": b"\x00\x01\x02"}, "content/articles/a.md:1: E104"


@pytest.mark.parametrize(("files", "finding"), [pytest.param(f, x, id=name) for name, f, x in mistakes()])
def test_a_mistake_is_one_finding_and_the_old_site_stays(paper, capsys, files, finding):
    paper.article("old.md", "旧稿", 日期="2024-03-01")
    assert paper.build() == 0
    before = paper.files(), paper.stats()
    capsys.readouterr()
    for name, text in files.items():
        paper.write(f"articles/{name}", text)
    assert paper.build() == 1
    out, err = capsys.readouterr()
    lines = [line for line in err.splitlines() if " W" not in line]
    assert out == ""
    assert len(lines) == 2
    assert lines[0].startswith(finding)
    assert lines[1] == "有 1 处错误，没有出报；网站还是原来的样子。改好后再运行一次。"
    assert (paper.files(), paper.stats()) == before


def test_all_findings_of_all_files_are_told(paper, capsys):
    paper.article("a.md", "甲")
    paper.article("b.md", "", 日期="2024-02-30")
    assert paper.build() == 1
    err = capsys.readouterr().err.splitlines()
    assert [line.split()[:2] for line in err[:-1]] == [
        ["content/articles/a.md:1:", "E204"],
        ["content/articles/b.md:2:", "E201"],
        ["content/articles/b.md:4:", "E205"],
    ]


def test_two_articles_at_one_address_name_both_files(paper, capsys):
    paper.article("a.md", "甲", 日期="2024-03-11", 短名="same")
    paper.article("sub/b.md", "乙", 日期="2024-03-11", 短名="same")
    assert paper.build() == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "content/articles/a.md:1: E401 网址与 content/articles/sub/b.md 相同。请给其中一篇加上或改一个“短名: ……”。"
    )


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_files_of_other_encodings_are_read(paper, encoding):
    text = "---\r\n标题：从“小事”做起\r\n栏目：要闻\r\n日期：2024年3月11日\r\n短名：a\r\n---\r\n正文一段。\r\n"
    paper.write("articles/a.md", text.encode(encoding))
    assert paper.build() == 0
    assert texts(paper.page("2024/03/11/a"), "//h1") == ["从“小事”做起"]


def test_a_mended_file_is_built(paper):
    file = paper.article("a.md", "甲", 日期="2024-02-30")
    assert paper.build() == 1
    file.write_text(file.read_text(encoding="utf-8").replace("02-30", "02-29"), encoding="utf-8")
    assert paper.build() == 0
    assert (paper.output / "2024/02/29/jia/index.html").is_file()


def test_drafts_and_pieces_dated_ahead_are_not_published(paper, capsys):
    paper.article("a.md", "甲", 日期="2024-06-30")
    paper.article("b.md", "乙", 日期="2024-07-01")
    paper.article("c.md", "丙", 日期="2024-06-30", 状态="草稿")
    assert paper.build() == 0
    told = "还有 1 篇没到时候。下一篇是 7月1日 00:00：content/articles/b.md。到那时再出报，它才会发布。"
    assert told in capsys.readouterr().out.splitlines()
    pages = [path for path in paper.files() if path.startswith("2024/") and path.endswith(".html")]
    leading = ["2024/06/30/index.html", "2024/06/index.html", "2024/index.html"]
    assert sorted(pages) == sorted([*leading, "2024/06/30/jia/index.html"])


def test_banners_are_not_shown_after_their_last_day(paper):
    paper.write("banners/a.md", "---\n标题: 节约用水\n截止: 2024-06-30\n---\n")
    paper.write("banners/b.md", "---\n标题: 清明防火\n截止: 2024-06-29\n---\n")
    paper.write(
        "banners/c.md",
        "---\n标题: 社会主义核心价值观\n---\n富强 民主 文明 和谐\n自由 平等 公正 法治\n爱国 敬业 诚信 友善\n",
    )
    assert paper.build() == 0
    front = paper.page("")
    assert texts(front, "//*[@class='slogans']/p") == ["节约用水"]
    assert [len(line.xpath("span")) for line in front.xpath("//*[@class='values__line']")] == [4, 4, 4]
    assert paper.build("--today", "2024-07-01") == 0
    assert texts(paper.page(""), "//*[@class='slogans']/p") == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--today", "昨天"], "“昨天”不是日期。请写成 2023-07-12。"),
        (["--config", "none.py"], "找不到设置文件 none.py。请在报纸的文件夹里运行，或用 --config 指出它。"),
        (["--content", "none"], "找不到内容文件夹"),
    ],
)
def test_used_wrongly(paper, capsys, arguments, message):
    assert paper.build(*arguments) == 2
    assert message in capsys.readouterr().err


def test_others_files_are_not_put_aside(paper, capsys):
    (paper.output).mkdir()
    (paper.output / "thesis.doc").write_text("mine", encoding="utf-8")
    assert paper.build() == 1
    assert "里有别的文件，不是邻里做的网站。请换一个空的输出文件夹。" in capsys.readouterr().err
    assert [path.name for path in paper.output.iterdir()] == ["thesis.doc"]


def test_pelican_gives_the_same_pages(paper):
    paper.article("a.md", "甲", 日期="2024-03-11")
    assert paper.build() == 0
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "-o", "other"]
    subprocess.run(command, cwd=paper.root, check=True, capture_output=True)
    other = {
        p.relative_to(paper.root / "other").as_posix(): p.read_bytes()
        for p in (paper.root / "other").rglob("*")
        if p.is_file()
    }
    assert other == paper.files()


def test_pelican_fails_on_a_mistake(paper):
    paper.article("a.md", "甲", 日期="2024-02-30")
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--log-handler", "plain"]
    ended = subprocess.run(command, cwd=paper.root, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "content/articles/a.md:4: E205" in ended.stderr + ended.stdout
    assert not paper.output.exists()


@pytest.mark.parametrize("plugin", ["bylines", "sections"])
def test_other_plugins_can_be_taken_out(paper, plugin):
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8").replace(f'"plugins.{plugin}", ', ""), encoding="utf-8")
    paper.article("a.md", "甲", "正文。\n\n（范云）", 日期="2024-03-11")
    code = "import sys; from newsroom.cli import main; sys.exit(main(['build']))"  # no plugin of this process
    subprocess.run([sys.executable, "-c", code], cwd=paper.root, check=True, capture_output=True)
    assert (paper.output / "2024/03/11/jia/index.html").is_file()


def test_the_demo_paper_builds_without_a_finding(tmp_path):
    command = [sys.executable, "-m", "newsroom", "build", "--output", str(tmp_path / "site")]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="a folder in which nobody can make one")
def test_a_place_where_nothing_can_be_written_is_told(paper, capsys):
    assert paper.build("--output", "/proc/none/site") == 1
    assert capsys.readouterr().err.startswith("写不了 /proc/none/site（")
