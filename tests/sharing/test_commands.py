"""`linli wechat`, `linli digest` and `linli poster`: what they write, what they tell, what they leave out."""

import base64
import os
import re
import subprocess
from io import BytesIO
from pathlib import Path

import lxml.html
import pytest
from PIL import Image

from linli import system
from newsroom.cli import main
from newsroom.sharing import chromium, limits
from tests.browser.conftest import CHROMIUM
from tests.paper import CONFIG, Paper

NOW = CONFIG + 'TODAY = "2024-06-30"\n'
TWINS = (
    NOW.replace('"plugins.press"', '"plugins.issues", "plugins.hanzi", "plugins.press"') + 'TWINS = {"hant": "s2tw"}\n'
)


@pytest.fixture
def paper(tmp_path, monkeypatch) -> Paper:
    paper = Paper.make(tmp_path, TWINS)
    paper.article(
        "a.md", "老井出水", "柳溪镇的老井出水了。", 日期="2024-05-01", 短名="well", 版次=1, 权重=9, 署名="记者 张三"
    )
    paper.article(
        "b.md",
        "新桥通车",
        "石桥镇的新桥通车了。",
        日期="2024-05-01",
        短名="bridge",
        版次=2,
        引题="盼了十年",
        副题="昨天第一辆车过桥",
    )
    paper.article("c.md", "没写完的", "还没有。", 日期="2024-05-01", 短名="draft", 版次=2, 状态="草稿")
    paper.article("d.md", "明年的", "还早。", 日期="2025-05-01", 短名="later")
    paper.article("e.md", "错了的", "错。", 日期="2024-05-01", 短名="gone", 状态="撤稿", 更正="2024-05-04 与事实不符。")
    monkeypatch.chdir(tmp_path)
    return paper


@pytest.fixture
def run(capsys):
    """A command; gives exit code and both streams."""

    def ran(*arguments: str) -> tuple[int, list[str], list[str]]:
        code = main(list(arguments))
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return ran


def text_of(file: Path) -> lxml.html.HtmlElement:
    """The text of a post that was saved."""
    return lxml.html.fromstring(file.read_bytes()).get_element_by_id("post-text")


def test_a_piece(paper, run):
    code, out, err = run("wechat", "content/articles/a.md", "--html", "well.html")
    assert (code, err) == (0, ["没有图片。公众号的文章要有封面，请另外准备一张。"])
    assert out == ["存到了 well.html。请在浏览器里打开，按“复制”，再到公众号编辑器里粘贴。"]
    page = lxml.html.fromstring((paper.root / "well.html").read_bytes())
    fields = dict(zip(page.xpath("//dl/dt/text()"), page.xpath("//dl/dd/text()"), strict=True))
    assert {name.strip(): value for name, value in fields.items()} == {
        "标题": "老井出水",
        "作者": "张三",
        "摘要": "柳溪镇的老井出水了。",
        "原文链接": "https://liuxi.example/news/2024/05/01/well/",
    }
    lines = [element.text_content() for element in text_of(paper.root / "well.html")[0]]
    assert lines == ["要闻 · 第1版", "记者 张三　2024年5月1日", "柳溪镇的老井出水了。"]


def test_without_a_file_its_fields_are_told(paper, run):
    code, out, err = run("wechat", "articles/a.md")
    assert code == 0
    assert out == [
        "标题（4/64）：老井出水",
        "作者（2/8）：张三",
        "摘要（10/120）：柳溪镇的老井出水了。",
        "原文链接：https://liuxi.example/news/2024/05/01/well/",
        "要正文，加上 --html 文件名。",
    ]
    assert err == ["没有图片。公众号的文章要有封面，请另外准备一张。"]


def test_a_day_has_what_readers_can_see(paper, run):
    code, _out, err = run("wechat", "2024-05-01", "--html", "day.html")
    assert code == 0
    assert err[0] == "有 1 篇草稿，没有放进来。"
    lines = [element.text_content() for element in text_of(paper.root / "day.html")[0]]
    assert lines == [
        "柳溪报", "2024年5月1日 星期三 农历三月廿三",
        "第1版", "老井出水", "记者 张三", "柳溪镇的老井出水了。",
        "第2版", "盼了十年", "新桥通车", "——昨天第一辆车过桥", "2024年5月1日", "石桥镇的新桥通车了。",
    ]  # fmt: skip


def test_the_other_script(paper, run):
    assert run("wechat", "2024-05-01", "--script", "hant", "--html", "day.html")[0] == 0
    text = text_of(paper.root / "day.html")
    assert "石橋鎮的新橋通車了。" in text.text_content()
    assert text.get("lang") == "zh-Hant"
    code, out, _err = run("digest", "2024-05-01", "--script", "繁")
    assert (code, out[-1]) == (0, "看全文：https://liuxi.example/news/hant/issue/2024-05-01/")
    assert run("digest", "2024-05-01", "--script", "简")[1][0] == "【柳溪报】2024年5月1日 星期三 农历三月廿三"
    assert run("digest", "2024-05-01", "--script", "日")[::2] == (2, ["没有“日”这种文字。可用的有：hans、hant。"])


def test_a_traditional_paper_stays_traditional(tmp_path, monkeypatch, run):
    config = NOW.replace("柳溪报", "柳溪報") + 'SCRIPT = "hant"\nTWINS = {"hans": "tw2s"}\n'
    paper = Paper.make(tmp_path, config.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"'))
    paper.article("a.md", "老井出水", "柳溪鎮的老井出水了。", 日期="2024-05-01", 版次=1, 责任编辑="趙六")
    monkeypatch.chdir(tmp_path)
    assert run("wechat", "2024-05-01", "--html", "day.html")[0] == 0
    assert text_of(paper.root / "day.html")[0][-1].text_content() == "（責任編輯：趙六）"
    assert run("wechat", "2024-05-01", "--html", "day.html", "--script", "hans")[0] == 0
    assert text_of(paper.root / "day.html")[0][-1].text_content() == "（责任编辑：赵六）"


@pytest.mark.parametrize(
    ("word", "code", "told"),
    [
        ("nothing.md", 2, "没有“nothing.md”这个文件，也不是日期。请写稿件的路径，或日期，例如 2024-05-09。"),
        ("pelicanconf.py", 2, "没有“pelicanconf.py”这个文件，也不是日期。请写稿件的路径，或日期，例如 2024-05-09。"),
        ("2024-05-02", 1, "2024-05-02 没有报纸。前一期是 2024-05-01。"),
        ("2025-05-01", 1, "2025-05-01 没有报纸。前一期是 2024-05-01。有 1 篇还没有到发布的时间，没有放进来。"),
        ("content/articles/e.md", 1, "content/articles/e.md 已经撤稿，不能再发。"),
    ],
)  # fmt: skip
def test_what_cannot_be(paper, run, word, code, told):
    assert run("wechat", word) == (code, [], [told])


def test_what_is_not_online_is_marked(paper, run):
    assert run("wechat", "content/articles/c.md")[2][0] == "这一篇还是草稿，网站上没有。发出去以前请定稿。"
    assert run("wechat", "content/articles/d.md")[2][0] == "这一篇还没有到发布的时间，网站上没有。"


def test_what_is_not_signed_off_is_marked(paper, run):
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + 'REVIEWS = ["初审", "终审"]\n', encoding="utf-8")
    assert run("review", "content/articles/b.md", "--by", "张三")[0] == 0
    assert run("wechat", "content/articles/b.md")[2][0] == "这一篇未终审，网站上没有。发出去以前请签完。"
    assert run("review", "content/articles/b.md", "--by", "李四")[0] == 0
    assert "未终审" not in "".join(run("wechat", "content/articles/b.md")[2])
    for arguments in (["digest", "2024-05-01"], ["wechat", "2024-05-01"]):
        assert run(*arguments)[2][:2] == ["有 1 篇草稿，没有放进来。", "有 1 篇未终审，没有放进来。"]
    assert run("wechat", "content/articles/c.md")[2][0] == "这一篇还是草稿，网站上没有。发出去以前请定稿。"


def test_an_error_in_it_ends_it(paper, run):
    paper.article("a.md", "老井出水", "![井](photos/none.jpg)", 日期="2024-05-01", 短名="well")
    for arguments in (["wechat", "content/articles/a.md"], ["wechat", "2024-05-01"], ["digest", "2024-05-01"]):
        code, out, err = run(*arguments)
        assert (code, out) == (1, [])
        assert "E301" in err[0]
    paper.article("f.md", "别的一天", "![井](photos/none.jpg)", 日期="2024-05-03", 短名="other")
    assert run("wechat", "content/articles/b.md")[0] == 0


def test_limits_are_told(paper, run):
    names = "记者 张三丰 李四光 王五德"
    paper.article("a.md", "井" * 65, "水" * 10, 日期="2024-05-01", 短名="well", 署名=names, 摘要="一二三四五。" * 21)
    _code, out, err = run("wechat", "content/articles/a.md")
    assert err[:3] == [
        "标题有 65 个字，公众号最多 64 个。请改短。",
        "作者栏最多 8 个字，写不下“张三丰 李四光 王五德”；正文里的署名是全的。",
        "摘要有 126 个字，公众号最多 120 个，截短了。",
    ]
    assert out[1:3] == ["作者（7/8）：张三丰 李四光", f"摘要（120/120）：{'一二三四五。' * 20}"]


def test_a_long_body_is_told(paper, run):
    paper.article("a.md", "老井", "\n\n".join(["水" * 1000] * 51), 日期="2024-05-01", 短名="well")
    assert any(
        re.fullmatch(r"正文有 510\d\d 个字，公众号最多 50000 个。请分成几篇。", line)
        for line in run("wechat", "content/articles/a.md")[2]
    )


def test_pictures_are_listed_in_order_with_what_is_wrong(paper, run, monkeypatch):
    monkeypatch.setattr(limits, "PICTURE", 100)
    paper.picture("drawn.svg")
    out = BytesIO()
    Image.effect_noise((40, 40), 50).save(out, "PNG")
    paper.write("photos/noise.png", out.getvalue())
    paper.article(
        "a.md",
        "老井",
        "![井](photos/drawn.svg)\n井边。\n\n![点](photos/noise.png)\n水面。",
        日期="2024-05-01",
        短名="well",
    )
    _code, out, err = run("wechat", "content/articles/a.md")
    assert err == [
        "图 1（drawn.svg）是 SVG，公众号不收。请另存为 JPG 或 PNG 再传。",
        "图 1（drawn.svg）有 0.0 MB，公众号最多 10 MB。请缩小再传。",
        "图 2（noise.png）有 0.0 MB，公众号最多 10 MB。请缩小再传。",
    ]
    assert [line.split()[2] for line in out if line.startswith("图")] == ["photos/drawn.svg", "photos/noise.png"]


def test_a_cover_that_is_not_in_the_text_comes_first(paper, run):
    paper.picture("cover.svg")
    paper.article("a.md", "老井", "水。", 日期="2024-05-01", 短名="well", 题图="photos/cover.svg")
    assert run("wechat", "content/articles/a.md")[1][-2].startswith("封面（cover.svg）  photos/cover.svg")


def test_a_page_to_copy_from_runs_nothing_of_a_piece(paper, run):
    paper.article(
        "a.md",
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>水</b><i onmouseover=x>。</i>",
        日期="2024-05-01",
        短名="well",
    )
    assert run("wechat", "content/articles/a.md", "--html", "well.html")[0] == 0
    page = lxml.html.fromstring((paper.root / "well.html").read_bytes())
    [script] = page.xpath("//script")
    assert script.text.startswith("// Copies")
    policy = page.xpath("//meta[@http-equiv]/@content")[0]
    assert re.fullmatch(r"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[\w+/=]+'", policy)


def test_a_digest(paper, run):
    code, out, err = run("digest", "2024-05-01")
    assert (code, err) == (0, ["有 1 篇草稿，没有放进来。"])
    assert out == [
        "【柳溪报】2024年5月1日 星期三 农历三月廿三", "",
        "第1版", "· 老井出水", "",
        "第2版", "· 新桥通车", "",
        "看全文：https://liuxi.example/news/issue/2024-05-01/",
    ]  # fmt: skip


def test_a_digest_without_address_and_a_long_one(paper, run):
    (paper.root / "pelicanconf.py").write_text(TWINS.replace("https://liuxi.example/news", ""), encoding="utf-8")
    for number in range(30):
        paper.article(f"n{number}.md", f"第{number}件" + "事" * 30, 日期="2024-05-01", 短名=f"n{number}", 版次=3)
    _code, out, err = run("digest", "2024-05-01")
    assert out[-1].startswith("· ")
    assert re.fullmatch(
        r"有 1\d{3} 个字（\d{4} 字节）。自己发没有关系；群机器人一条最多 2048 字节，请分两条发。", err[1]
    )
    assert err[2] == "设置里没有 SITEURL，没有写网址。"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--output", "a.pdf"], "海报存成图片，文件名以 .png、.jpg、.jpeg 结尾。"),
        (["--output", "none/a.png"], "没有 none 这个文件夹。请先建好，或换一个地方。"),
    ],
)
def test_where_a_poster_can_be(paper, run, arguments, told):
    assert run("poster", "2024-05-01", *arguments) == (2, [], [told])


def test_a_poster_without_a_browser(paper, run, monkeypatch):
    monkeypatch.setattr(type(system.this), "browsers", ("no-such-browser",))
    told = "海报要用 Chromium、Chrome 或 Edge 来画，这台电脑上没有找到。请先安装，例如 sudo apt-get install chromium。"
    assert run("poster", "2024-05-01") == (2, [], [told])
    assert list(paper.root.glob("*.png")) == []


@pytest.mark.parametrize("script", ["exit 3", "echo no screen >&2; exit 1"])
def test_a_browser_that_draws_nothing(paper, run, monkeypatch, tmp_path, script):
    fake = tmp_path / "browser"
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    monkeypatch.setattr(type(system.this), "browsers", (str(fake),))
    code, out, err = run("poster", "2024-05-01")
    assert (code, out) == (1, [])
    assert err[-1].startswith("浏览器没有画出海报（")
    assert list(paper.root.glob("*.png")) == []


needs_chromium = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium: sudo apt-get install chromium"
)


@needs_chromium
@pytest.mark.browser
def test_a_poster(paper, run):
    zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp has no wheel for this platform")
    out = BytesIO()
    Image.new("RGB", (400, 300), (0, 90, 200)).save(out, "PNG")
    paper.write("photos/blue.png", out.getvalue())
    paper.article(
        "a.md", "老井出水", "![井](photos/blue.png)\n井边。\n\n水。", 日期="2024-05-01", 短名="well", 版次=1, 权重=9
    )
    code, said, err = run("poster", "2024-05-01", "--output", "poster.jpg")
    assert (code, err) == (0, ["有 1 篇草稿，没有放进来。"])
    assert re.fullmatch(r"海报存到了 poster.jpg（宽 1080 像素，\d\.\d MB）。", said[0])
    with Image.open(paper.root / "poster.jpg") as image:
        assert image.format == "JPEG"
        assert (image.width, 1200 < image.height < 3000) == (1080, True)
        assert [found.text for found in zxingcpp.read_barcodes(image)] == [
            "https://liuxi.example/news/issue/2024-05-01/"
        ]
        colours = image.convert("RGB").getcolors(1 << 24)
    assert sum(count for count, (r, g, b) in colours if r < 20 and abs(g - 90) < 12 and abs(b - 200) < 12) > 100_000
    assert not any(r > 240 and g < 30 and b > 240 for _count, (r, g, b) in colours)  # what is outside is cut off


@needs_chromium
@pytest.mark.browser
def test_a_poster_of_what_is_hard(paper, run):
    """A broken picture is told; long headlines and markup are text; many are counted; without an address no code."""
    (paper.root / "pelicanconf.py").write_text(TWINS.replace("https://liuxi.example/news", ""), encoding="utf-8")
    paper.write("photos/broken.jpg", b"\xff\xd8\xff\xe0 no picture")
    paper.article(
        "a.md", "<b>井</b>" * 12, "![井](photos/broken.jpg)\n井边。", 日期="2024-05-01", 短名="well", 版次=1, 权重=9
    )
    for number in range(40):
        paper.article(f"n{number}.md", "事" * 70, 日期="2024-05-01", 短名=f"n{number}", 版次=3)
    code, _out, err = run("poster", "2024-05-01")
    assert code == 0
    assert "图片 photos/broken.jpg 打不开，海报里没有它。" in err
    with Image.open(paper.root / "poster-2024-05-01.png") as image:
        assert (image.width, image.height < chromium.TALLEST) == (1080, True)


@needs_chromium
@pytest.mark.browser
def test_a_page_is_drawn_without_asking_for_anything(tmp_path):
    """What a page names elsewhere is not fetched, and only what is not of the outside's colour is kept."""
    pixel = BytesIO()
    Image.new("RGB", (1, 1), (0, 200, 0)).save(pixel, "PNG")
    uri = f"data:image/png;base64,{base64.b64encode(pixel.getvalue()).decode()}"
    html = (
        f'<body style="margin:0;background:{chromium.OUTSIDE}"><div style="width:300px;height:200px;background:#fff">'
        f'<img src="{uri}" width=100 height=100><img src="http://127.0.0.1:1/x.png" width=50></div>'
    )
    image = chromium.picture_of(html, 300)
    assert image.size == (300, 200)
    assert image.getpixel((50, 50)) == (0, 200, 0)
    left = subprocess.run(["pgrep", "-f", "linli-.*/profile"], capture_output=True, text=True, check=False).stdout
    assert left == ""
