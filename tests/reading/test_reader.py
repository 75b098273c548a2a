"""The mistakes editors make, each with its one finding, word for word."""

from pathlib import Path

import pytest

from linli.model.article import Kind
from linli.model.paper import Paper
from linli.model.places import Region, Section
from linli.reading.photos import Photos
from linli.reading.reader import Reader
from tests.paper import SVG

SECTIONS = (Section("news", "要闻"), Section("governance", "基层治理"))
REGIONS = (Region("liuxi", "柳溪镇"), Region("liuxi-east", "柳溪镇东街"))
PAPER = Paper("柳溪报", "", "zh-Hans", "", SECTIONS, REGIONS, (), "", "", "", "", "Asia/Shanghai")
WHOLE = {"标题": "老井", "栏目": "要闻", "日期": "2024-03-11"}


@pytest.fixture
def reader(tmp_path: Path) -> Reader:
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.svg").write_text(SVG, encoding="utf-8")
    return Reader(PAPER, Photos(tmp_path))


def text(body: str = "正文。", **fields: str | None) -> bytes:
    head = "\n".join(f"{key}: {value}" for key, value in (WHOLE | fields).items() if value is not None)
    return f"---\n{head}\n---\n\n{body}\n".encode()


def read(reader: Reader, data: bytes, path: str = "articles/a.md"):
    reading = reader.read(path, data)
    assert reading.findings == []
    return reading.article


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (text(标题=None), "a.md:1: E201 缺少标题。请在字段区加一行“标题: ……”。"),
        (text(标题=""), "a.md:2: E201 缺少标题。请在字段区加一行“标题: ……”。"),
        (text(栏目=None), "a.md:1: E202 缺少栏目。请在字段区加一行“栏目: ……”，可用的有：要闻、基层治理。"),
        (text(栏目="体育"), "a.md:3: E203 没有“体育”这个栏目。可用的有：要闻、基层治理。"),
        (
            text(日期=None),
            "a.md:1: E204 缺少日期。请在字段区加一行“日期: 2023-07-12”这样的日期，或把文件放进 2023/07/12 这样的文件夹。",
        ),
        (text(日期="2023-02-30"), "a.md:4: E205 没有“2023-02-30”这一天。请查对日期。"),
        (text(体裁="诗"), "a.md:5: E206 没有“诗”这种体裁。可用的有：通讯、消息、评论、图片新闻、公益。"),
        (text(版次="头版"), "a.md:5: E207 “头版”不是版次。请写数字，例如 3。"),
        (text(短名="Lao Jing"), "a.md:5: E208 短名“Lao Jing”不能用。短名只用小写字母、数字和连字号，例如 hai-xiao。"),
        (text(状态="待定"), "a.md:5: E209 没有“待定”这种状态。请写“发布”、“草稿”或“撤稿”。"),
        (
            text(更正="第二段应为王刚。"),
            "a.md:5: E213 更正前面没有日期。请写上更正的那一天，例如“更正: 2024-04-15 第二段……应为……”。",
        ),
        (text(更正="2024-04-31 应为王刚。"), "a.md:5: E205 没有“2024-04-31”这一天。请查对日期。"),
        (
            text(状态="撤稿"),
            "a.md:5: E215 撤下的稿件要说明日期和原因。请加一行“更正: 2024-05-01 与事实不符，本报撤下此文。”这样的话。",
        ),
        (text(权重="最高"), "a.md:5: E210 “最高”不是排序。请写整数，数字越大，在头版越靠前，例如 10。"),
        (
            text(标题="……！"),
            "a.md:2: E212 标题“……！”里没有能用作网址的字。请加一行“短名: ……”，用小写字母、数字和连字号。",
        ),
        (
            text("一\n\n![](photos/b.svg)"),
            "a.md:9: E301 找不到图片“photos/b.svg”。请把它放进内容文件夹的 photos/b.svg，或改正文件名（大小写也要一样）。",
        ),
        (
            text(题图="b.svg"),
            "a.md:5: E301 找不到图片“b.svg”。请把它放进内容文件夹的 photos/b.svg，或改正文件名（大小写也要一样）。",
        ),
        (
            text("![](../b.svg)"),
            "a.md:7: E302 图片“../b.svg”不在 photos 文件夹里。请把图片放进 photos，写成 photos/……。",
        ),
        (
            text("一\n\n![井](https://elsewhere.example/a.jpg)"),
            "a.md:9: E307 图片“https://elsewhere.example/a.jpg”不在本报的文件夹里：网页不用外站的文件。"
            "请把图片存进 photos，写成 photos/……。",
        ),
        (
            text('一\n\n<img src="//elsewhere.example/a.jpg">'),
            "a.md:9: E307 图片“//elsewhere.example/a.jpg”不在本报的文件夹里：网页不用外站的文件。"
            "请把图片存进 photos，写成 photos/……。",
        ),
        (
            text(题图="http://elsewhere.example/a.jpg"),
            "a.md:5: E307 图片“http://elsewhere.example/a.jpg”不在本报的文件夹里：网页不用外站的文件。"
            "请把图片存进 photos，写成 photos/……。",
        ),
        (
            text(f"![](data:image/gif;base64,{'R0lGOD' * 20})"),
            f"a.md:7: E307 图片“{('data:image/gif;base64,' + 'R0lGOD' * 20)[:80]}…”不在本报的文件夹里：网页不用外站的文件。"
            "请把图片存进 photos，写成 photos/……。",
        ),
    ],
)
def test_each_mistake_is_one_finding(reader, data, expected):
    reading = reader.read("articles/a.md", data)
    assert [str(finding) for finding in reading.findings] == [f"articles/{expected}"]
    assert reading.article is None


@pytest.mark.parametrize(
    "body", ["见[名单](<files/a b.txt>)。", "写成 `<video-js>`。", "气温<x 度", "```\n<object>\n```"]
)
def test_what_only_looks_like_a_tag_is_none(reader, body):
    said = [str(finding) for finding in reader.read("articles/a.md", text(body)).findings]
    assert not [line for line in said if "W501" in line]


def test_forbidden_html_is_taken_out_and_told(reader):
    reading = reader.read("articles/a.md", text("一<script>alert(1)</script>二\n\n<b onclick='x'>三</b>"))
    assert [str(finding) for finding in reading.findings] == [
        "articles/a.md:7: W501 正文里的 <script> 不能用，页面上已去掉。请删去，或改用 Markdown 的写法。"
    ]
    assert reading.article.body == "<p>一二</p>\n<p><b>三</b></p>"


@pytest.mark.parametrize(
    "body",
    [
        '<a href="javascript:alert(1)">x</a>',
        "[x](javascript:alert(1))",
        '<img src="photos/a.svg" onerror="alert(1)">',
        "<iframe src='https://elsewhere.example'></iframe>",
        "<style>*{display:none}</style>",
        '<p style="position:fixed">x</p>',
    ],
)
def test_no_script_or_style_gets_through(reader, body):
    html = reader.read("articles/a.md", text(body)).article.body
    for word in ("javascript", "onerror", "iframe", "style", "alert"):
        assert word not in html


def test_fields_have_their_defaults(reader):
    article = read(reader, text("本报讯。" + "长" * 120, 地区="柳溪镇东街三组"))
    assert (article.kind, article.slug, article.url) == (Kind.STORY, "lao-jing", "2024/03/11/lao-jing/")
    assert (article.kicker, article.region.id, article.place) == ("柳溪镇东街三组", "liuxi-east", "柳溪镇东街三组")
    assert len(article.summary) == 101
    assert article.summary.endswith("长…")


def test_corrections_are_one_a_line_the_newest_first(reader):
    article = read(
        reader,
        text(更正="2024-03-12 应为王刚。\n更正：2024年4月1日 应为三人。\n更正:\ncorrection: 2024-03-20 应为二人。"),
    )
    assert [(c.day.iso, c.text) for c in article.corrections] == [
        ("2024-04-01", "应为三人。"), ("2024-03-20", "应为二人。"), ("2024-03-12", "应为王刚。"),
    ]  # fmt: skip
    assert article.correction is article.corrections[0]


def test_a_correction_before_its_article_is_told(reader):
    reading = reader.read("articles/a.md", text(更正="2024-03-10 应为王刚。"))
    assert [str(finding) for finding in reading.findings] == [
        "articles/a.md:5: W214 更正的日期（2024-03-10）早于稿件的日期（2024-03-11）。请查对。"
    ]
    assert reading.article is not None


def test_nothing_is_left_of_a_withdrawn_piece_but_headline_day_and_reason(reader):
    fields = {
        "状态": "撤稿",
        "更正": "2024-04-01 与事实不符。",
        "副题": "副",
        "署名": "记者 张三",
        "摘要": "摘",
        "来源": "某报",
    }
    article = read(reader, text("正文。\n\n![井](photos/gone.jpg)\n\n（李四）", **fields))
    assert article.withdrawn
    assert (article.title, article.url) == ("老井", "2024/03/11/lao-jing/")
    assert [correction.text for correction in article.corrections] == ["与事实不符。"]
    left = (article.body, article.summary, article.byline, article.source, article.subtitle, article.kicker)
    assert left == ("", "", "", "", "", "")
    assert (article.contributors, article.cover) == ([], None)


def test_date_comes_from_the_path(reader):
    assert read(reader, text(日期=None), "articles/2024/04/08/a.md").url == "2024/04/08/lao-jing/"


def test_first_picture_is_the_cover(reader):
    article = read(reader, text('一\n\n![井](photos/a.svg "图说：甲 & 乙")'))
    assert (article.cover.src, article.cover.alt, article.cover.width, article.cover.height) == (
        "photos/a.svg", "井", 30, 20,
    )  # fmt: skip
    assert '<figure><img alt="井"' in article.body
    assert 'src="../../../../photos/a.svg"' in article.body
    assert "<figcaption>图说：甲 &amp; 乙</figcaption>" in article.body


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("一\n二", "<p>一二</p>"),
        ("one\ntwo", "<p>one\ntwo</p>"),
        ("　　一\n　　二", "<p>一</p>\n<p>二</p>"),
        ("    一，四个空格缩进", "<p>一，四个空格缩进</p>"),
        ("# 甲\n\n一\n\n## 乙", "<h2>甲</h2>\n<p>一</p>\n<h3>乙</h3>"),
        ("### 甲\n\n一", "<h2>甲</h2>\n<p>一</p>"),
        ("[甲](/2024/03/11/x/)", '<p><a href="../../../../2024/03/11/x/">甲</a></p>'),
        ("[甲](https://a.example/)", '<p><a href="https://a.example/">甲</a></p>'),
        ("```\na\n\n    b\n```", "<pre><code>a\n\n    b\n</code></pre>"),
        ("<ruby>禾<rt>hé</rt></ruby>", "<p><ruby>禾<rt>hé</rt></ruby></p>"),
    ],
)
def test_body(reader, body, html):
    assert read(reader, text(body)).body == html


def test_banner_has_lines_and_needs_no_date(reader):
    data = "---\n标题: 社会主义核心价值观\n---\n\n富强 民主 文明 和谐  \n自由 平等 公正 法治  \n爱国 敬业 诚信 友善\n".encode()
    article = read(reader, data, "banners/values.md")
    assert (article.kind, article.url) == (Kind.BANNER, "")
    assert article.lines == ["富强 民主 文明 和谐", "自由 平等 公正 法治", "爱国 敬业 诚信 友善"]
