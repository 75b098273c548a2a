"""`linli check` on small papers: what only the whole shows, and `--fix` as an editor runs it."""

import json

import pytest

from linli.model.people import contributor_id
from newsroom.cli import main
from tests.paper import CONFIG, Paper

LONG = "井坊村的老井打于何年，没有人说得清。" * 8


@pytest.fixture
def paper(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Paper.make(
        tmp_path, CONFIG.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"') + 'TODAY = "2024-06-30"\n'
    )


@pytest.fixture
def check(capsys):
    def run(*arguments: str) -> list[str]:
        """Findings, as `path:line: code`, below the content folder; the line that sums up, and what follows, are left out."""
        main(["check", *arguments])
        lines = capsys.readouterr().out.splitlines()
        lines = lines[: next(number for number, line in enumerate(lines) if line.startswith("检查完："))]
        return [" ".join(line.split(" ")[:2]).removeprefix("content/articles/") for line in lines]

    return run


@pytest.mark.parametrize(
    ("fields", "body", "found"),
    [
        ({"标题": "三" * 30}, "井。", []),
        ({"标题": "三" * 31}, "井。", ["a.md:2: W201"]),
        ({"标题": "三" * 20 + " " + "四" * 10}, "井。", []),
        ({"日期": "2024-06-30"}, "井。", []),
        ({"日期": "2024-07-01"}, "井。", ["a.md:4: W204"]),
        ({"日期": "2024-07-01", "状态": "草稿"}, "井。", []),
        ({"地区": "柳溪镇井坊村"}, "井。", []),
        ({"地区": "liuxi"}, "井。", []),
        ({"地区": "贵阳市"}, "井。", ["a.md:5: W205"]),
        ({}, "短。\n\n" + LONG, ["a.md:1: W203"]),
        ({}, "短。\n\n短。", []),
        ({"摘要": "井水清了又清。"}, "短。\n\n" + LONG, []),
        ({"体裁": "图片新闻"}, "短。\n\n" + LONG, []),
        ({}, "| " + LONG + " |\n| --- |\n| 甲 |", ["a.md:1: W203"]),
        ({}, "![](photos/a.svg \"井。\")", ["a.md:7: W311"]),
        ({}, "![井](photos/a.svg)", ["a.md:7: W312"]),
        ({}, "![井](photos/a.svg \"井。\")", []),
        ({}, "看图![井](photos/a.svg)，好。", []),
        ({"体裁": "图片新闻"}, "![井](photos/a.svg)\n\n井水清了。", []),
        ({"体裁": "图片新闻"}, "![](photos/a.svg)\n\n井水清了。", ["a.md:8: W311"]),
    ],
)  # fmt: skip
def test_fields_and_pictures(paper, check, fields, body, found):
    if "photos" in body:
        paper.picture("a.svg")
    paper.article("a.md", body=body, **{"title": None, "标题": "老井", "日期": "2024-03-11", **fields})
    lines = (paper.root / "content/articles/a.md").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "---"
    assert check() == found


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("/", None),
        ("/2024/03/12/yi/", None),
        ("/2024/03/12/yi", None),
        ("/2024/03/12/yi/index.html", None),
        ("/2024/03/12/yi/#a", None),
        ("../../12/yi/", None),
        ("/hant/2024/03/12/yi/", None),
        ("https://liuxi.example/news/2024/03/12/yi/", None),
        ("https://liuxi.example/2024/none/", None),
        ("https://other.example/x/", None),
        ("//other.example/x/", None),
        ("mailto:a@b.example", None),
        ("tel:0000", None),
        ("#", None),
        ("/section/news/", None),
        ("/section/news/2024/03/", None),
        ("/region/liuxi/2024/03/", None),
        ("/archive/2024/03/", None),
        (f"/by/{contributor_id('范云')}/", None),
        ("/guan-yu/", None),
        ("/photos/a.svg", None),
        ("/section/news/feed.atom", None),
        ("/search/?q=井", None),
        ("/issue/2024-03-12/", None),
        ("/2024/03/13/yi/", "W321"),
        ("/2024/03/12/", "W321"),
        ("yi/", "W321"),
        ("../yi/", "W321"),
        ("/section/sport/", "W321"),
        ("/section/opinion/2024/03/", "W321"),
        ("/region/shiqiao/2024/03/", "W321"),
        ("/archive/2024/04/", "W321"),
        ("/by/nobody-0000/", "W321"),
        ("/guanyu/", "W321"),
        ("/photos/b.svg", "W321"),
        ("photos/a.svg", "W321"),
        ("/hant/2024/03/13/yi/", "W321"),
        ("https://liuxi.example/news/section/sport/", "W321"),
        ("#abc", "W321"),
        ("", "W321"),
        ("javascript:alert", "W321"),
        ("../12/b.md", "W322"),
        ("/articles/2024/03/12/b.md", "W322"),
        ("none.md", "W322"),
    ],
)
def test_links(paper, check, link, code):
    paper.picture("a.svg")
    paper.article("2024/03/11/a.md", "甲", f"见[一篇]({link})。")
    paper.article("2024/03/12/b.md", "乙", '![井](photos/a.svg "井。")\n\n（范云）', 地区="柳溪镇", 短名="yi")
    paper.write("pages/a.md", "---\n标题: 关于\n短名: guan-yu\n---\n甲。\n")
    assert check() == ([f"2024/03/11/a.md:6: {code}"] if code else [])


@pytest.mark.parametrize("link", ["/news/12.html", "/news/12.html/", "/旧", "/%E6%97%A7/", "/hant/旧/"])
def test_a_link_to_an_old_address_leads_on_where_its_page_is_made(paper, check, link):
    paper.article("2024/03/11/a.md", "甲", f"见[一篇]({link})。")
    paper.article("2024/03/12/b.md", "乙", "井。", 旧址="/news/12.html, /旧")
    assert check() == ["2024/03/11/a.md:6: W321"]
    config = paper.root / "pelicanconf.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('"plugins.hanzi"', '"plugins.hanzi", "plugins.syndication"'), encoding="utf-8")
    assert check() == []


def test_a_link_says_where_it_should_lead(paper, capsys):
    paper.picture("a.svg")
    paper.article("2024/03/11/a.md", "甲", "见[一篇](../12/b.md)和[图](photos/a.svg)。\n\n![井](photos/a.svg \"井。\")")  # fmt: skip
    paper.article("2024/03/12/b.md", "乙", "井。", 短名="yi")
    main(["check"])
    assert capsys.readouterr().out.splitlines()[:-1] == [
        "content/articles/2024/03/11/a.md:6: W321 链接“photos/a.svg”打不开。本站的网址以 / 开头，请写成 /photos/a.svg。",
        "content/articles/2024/03/11/a.md:6: W322 链接“../12/b.md”指向稿件的文件，读者打不开。请写成那一篇的网址：/2024/03/12/yi/。",
    ]


def test_headlines_that_repeat(paper, check):
    paper.article("2024/03/11/a.md", "一口老井，清了", 短名="a")
    paper.article("2024/03/11/b.md", "公示", 短名="b")
    paper.article("2024/03/11/c.md", "公示", 短名="c")
    paper.article("2024/03/12/a.md", "一口老井清了", 短名="a")
    paper.article("2024/03/12/b.md", "公示", 短名="b")
    for day in range(13, 17):
        paper.article(f"2024/03/{day}/a.md", "新闻联播快讯", 短名="a")
    assert check() == ["2024/03/11/c.md:2: W202", "2024/03/12/a.md:2: W202"]


def test_people_in_two_spellings(paper, check):
    paper.article("a.md", "甲", "井。\n\n（记者 张 婷 摄）", 日期="2024-03-11")
    paper.article("b.md", "乙", "井。\n\n（记者 张婷）", 日期="2024-03-11")
    paper.article("c.md", "丙", "井。", 署名="通讯员 李　丽", 日期="2024-03-11")
    paper.article("d.md", "丁", "本报讯（记者 張婷）井水清了，他们说，从此不再浑。", 日期="2024-03-11", 人名="張婷")
    assert check() == ["a.md:9: W206", "d.md:5: W206"]


def test_characters_of_the_other_script(paper, check):
    paper.article("a.md", "甲", "他们说，這口井清了。\n\n麦宗樑说，好。", 日期="2024-03-11", 人名="麦宗樑")
    paper.article("b.md", "乙", "他們說，這口井清了。", 日期="2024-03-11")
    paper.article("c.md", "丙", "他們說，这口井清了，個個歡喜。", 日期="2024-03-11")
    paper.article("d.md", "丁", "他们说，麦宗樑家的井清了。", 日期="2024-03-11")
    assert [found for found in check() if "W601" not in found] == ["a.md:8: W222", "c.md:7: W222"]


def test_pictures_nobody_shows_and_large_ones(paper, capsys):
    paper.article("a.md", "甲", '![井](photos/a.png "井。")', 日期="2024-03-11", 题图="photos/b.svg")
    paper.write("photos/a.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 10_000_001)
    paper.picture("b.svg")
    paper.picture("c.svg")
    main(["check"])
    lines = [line for line in capsys.readouterr().out.splitlines() if " W31" in line]
    assert lines == [
        "content/photos/a.png:1: W313 图片有 10.0 MB，超过了 10 MB。请缩小后再放进来。",
        "content/photos/c.svg:1: W314 没有稿件用到这个文件。请用上它，或移走。",
    ]


def test_what_the_last_build_read_is_not_read_again(paper, check, monkeypatch):
    from linli.reading import desk

    paper.article("a.md", "甲", "<script>x</script>", 日期="2024-03-11")
    paper.article("b.md", "乙", 日期="2024-03-11")
    assert main(["build"]) == 0
    paper.article("b.md", "乙", "他说,好。", 日期="2024-03-11")
    read = []
    monkeypatch.setattr(desk, "read_files", lambda *given: read.append(given[1]) or reads(*given))
    assert check()[-2:] == ["a.md:7: W501", "b.md:7: W211"]
    assert read == [["articles/b.md"]]


def reads(*given):
    from linli.reading.desk import _reader, read_file

    return [_reader(given[0], 0).read(path, read_file(given[0].content, path)) for path in given[1]]


def test_fix_shows_what_it_changes_and_has_nothing_to_do_the_second_time(paper, capsys):
    file = paper.article("a.md", "甲", "他说,明天来.\n\n走", 日期="2024-03-11")
    paper.write("articles/b.md", "---\n标题: 乙\n栏目: 要闻\n日期: 2024-03-11\n---\n好。\n".encode("gb18030"))
    bad = paper.write("articles/c.md", b"\xff\xff")
    before = file.read_bytes()
    assert main(["check", "--fix", "--dry-run"]) == 1
    assert capsys.readouterr().out.splitlines()[:5] == [
        "content/articles/a.md:7:",
        "  - 他说,明天来.",
        "  + 他说，明天来。",
        "content/articles/b.md: 编码：GB18030 → UTF-8",
        "会改 2 个文件、1 行。去掉 --dry-run 就改。",
    ]
    assert file.read_bytes() == before
    bad.unlink()
    assert main(["check", "--fix"]) == 0
    out = capsys.readouterr().out
    assert "改了 2 个文件、1 行。\n检查完：没有问题。\n" in out
    assert file.read_text(encoding="utf-8").endswith("\n他说，明天来。\n\n走\n")
    stats = file.stat().st_mtime_ns
    assert main(["check", "--fix"]) == 0
    assert capsys.readouterr().out == "没有要改的。\n检查完：没有问题。\n"
    assert file.stat().st_mtime_ns == stats


def test_fix_for_some_files(paper, capsys):
    one, other = (paper.article(f"{name}/a.md", name, "他说,好。", 日期="2024-03-11") for name in "xy")
    assert main(["check", "--fix", "content/articles/x"]) == 0
    assert "他说，好" in one.read_text(encoding="utf-8")
    assert "他说,好" in other.read_text(encoding="utf-8")


def test_json_has_findings_alone_also_when_mending(paper, capsys):
    paper.article("a.md", "甲", "他说,好。约翰.史密斯来了。", 日期="2024-03-11")
    assert main(["check", "--fix", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert "改了 1 个文件" in err
    rows = json.loads(out)
    assert [(row["path"], row["line"], row["code"], row["severity"]) for row in rows] == [
        ("content/articles/a.md", 7, "W211", "warning")
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["pelicanconf.py"], "pelicanconf.py 不在内容文件夹 content/ 里。请先移进去。"),
        (["--dry-run"], "--dry-run 要和 --fix 一起用。"),
    ],
)
def test_used_wrongly(paper, capsys, arguments, message):
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().err.strip() == message


def test_the_demo_paper_is_clean(capsys, monkeypatch):
    from tests.paper import ROOT

    monkeypatch.chdir(ROOT)
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "检查完：没有问题。\n"


def test_a_build_tells_of_errors_and_not_of_commas(paper, capsys):
    paper.article("a.md", "甲", "他说,好。", 日期="2024-03-11")
    assert main(["build"]) == 0
    assert capsys.readouterr().err == ""


def test_words_of_taiwan_are_summed_up_and_listed(paper, capsys):
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + 'TWINS = {"hant": "s2twp"}\n', encoding="utf-8")
    paper.article("a.md", "社区修网络", "社区请人装了软件，网络快了，软件也好用。", 日期="2024-03-01")
    paper.article("b.md", "出租车", "出租车开进社区。", 日期="2024-03-02")
    paper.write("glossary.tsv", "网络\t網絡\n")
    main(["check"])
    assert capsys.readouterr().out.splitlines()[-1] == (
        "台湾用词：换了 2 个词（出租车→計程車、软件→軟體）。全部列出：linli check --words。"
    )
    main(["check", "--words"])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert rows[rows.index(["词", "台湾的说法", "次数", "在哪里"]) + 1 :] == [
        ["出租车", "計程車", "2", "content/articles/b.md"],
        ["软件", "軟體", "2", "content/articles/a.md"],
        ["社区", "照旧", "3", "content/articles/a.md", "content/articles/b.md"],
    ]
    main(["check", "content/articles/b.md"])
    assert "换了 1 个词（出租车→計程車）" in capsys.readouterr().out


def test_a_paper_without_words_of_taiwan_says_nothing_of_them_unless_asked(paper, capsys):
    paper.article("a.md", "修网络", "镇里请人装了软件。", 日期="2024-03-01")
    main(["check"])
    assert "台湾" not in capsys.readouterr().out
    main(["check", "--words"])
    assert capsys.readouterr().out.splitlines()[-1] == "没有换词的繁体网页：TWINS 里没有 s2twp。"
