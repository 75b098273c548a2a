"""Pages as a browser prints them, counted in sheets."""

import re
from io import BytesIO

import pytest
from PIL import Image
from pypdf import PdfReader

from linli.text.radicals import without_radicals
from tests.browser.conftest import served
from tests.paper import CONFIG, Paper
from tests.traditional import demo as traditional

pytestmark = pytest.mark.browser
LONG = "县里今年修了二十七条路和三座桥，路名和桥名都由住在旁边的人来起，起名的会开了十一回"
SECTIONS = ", ".join(f'"s{number}": "栏目{number}"' for number in range(14))
MANY = re.sub(r"SECTIONS = \{.*?\}", f"SECTIONS = {{{SECTIONS}}}", CONFIG)
A4 = (595, 842)


def photo(paper, name, size):
    file = paper.root / "content/photos" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    Image.radial_gradient("L").resize(size).convert("RGB").save(file)


def of_none(root):
    return Paper.make(root, CONFIG)


def of_few(root):
    paper = Paper.make(root, CONFIG)
    photo(paper, "tall.jpg", (600, 1800))
    paper.article("a.md", "老井", "![井](photos/tall.jpg)\n\n井里有水了。", 日期="2024-05-01", 短名="a")
    paper.article("b.md", "夜校", "灯亮了。", 日期="2024-05-01", 短名="b")
    return paper


def of_many(root):
    """A paper of fourteen sections, each with long headlines, tall pictures and commentaries."""
    paper = Paper.make(root, MANY)
    photo(paper, "tall.jpg", (600, 1800))
    for number in range(14 * 9):
        section, place = divmod(number, 9)
        body = ("![](photos/tall.jpg)\n\n" if place in (0, 7) else "") + "村里的路修好了，大家都来看。" * 12
        kind = {7: "图片新闻", 8: "评论"}.get(place, "通讯")
        paper.article(f"{number}.md", f"{LONG}第{number}回", body, 日期=f"2024-05-{place + 1:02d}", 短名=f"p{number}",
                      栏目=f"栏目{section}", 体裁=kind, 署名="记者 岳种德 通讯员 毛知秋 于晓峰", 引题=LONG, 副题=LONG)  # fmt: skip
    return paper


PAPERS = {"none": of_none, "few": of_few, "many": of_many, "traditional": traditional.written}


@pytest.fixture(scope="module", params=PAPERS)
def other(request, tmp_path_factory):
    """Another paper than the demo paper; gives its address."""
    paper = PAPERS[request.param](tmp_path_factory.mktemp(request.param))
    assert paper.build("--today", "2024-05-31") == 0
    with served(paper.output) as address:
        yield address


@pytest.fixture
def printed(browser):
    """Prints what is at an address, by a mode of reading; gives the sheets."""
    pages = []

    def printed(address, mode="standard", **options):
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        pages.append(page)
        page.add_init_script(f"localStorage.setItem('linli.mode', '{mode}')")
        page.goto(address, wait_until="networkidle")
        sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, **options))).pages
        assert {tuple(round(float(side)) for side in sheet.mediabox.upper_right) for sheet in sheets} == {A4}
        return sheets

    yield printed
    for page in pages:
        page.close()


def text_of(sheets):
    """Their text without spaces. Chromium takes the glyphs of some characters for their radicals."""
    return without_radicals("".join("".join(sheet.extract_text() for sheet in sheets).split()))


@pytest.mark.parametrize("mode", ["standard", "large", "large-contrast"])
def test_the_front_page_is_one_sheet(printed, site, mode):
    (sheet,) = printed(site, mode)
    text = text_of([sheet])
    assert "青禾报" in text
    assert "十一个学生的学校敲响了新钟" in text
    assert f"更多内容请看本报网站：{site}" in text
    assert re.search(r"打印于\d{4}年\d{1,2}月\d{1,2}日", text)


@pytest.mark.parametrize("mode", ["standard", "large"])
def test_the_front_page_of_other_papers_is_one_sheet(printed, other, mode):
    (sheet,) = printed(other, mode)
    assert re.search("更多(内容请看本报网站|內容請看本報網站)：https://", text_of([sheet]))


def test_an_article_is_without_furniture_on_as_few_sheets_as_it_needs(printed, site):
    (sheet,) = printed(f"{site}2024/04/08/long-road/")
    text = text_of([sheet])
    for shown in (
        "一条路走了四十年",
        "记者岳种德摄",
        "2024年4月8日",
        "责任编辑",
        f"网页版：{site}2024/04/08/long-road/",
    ):
        assert shown in text
    assert not re.search("上一篇|相关|大字版|朗读|搜索|复制链接|订阅本报", text)


def test_a_longer_article_takes_more_and_keeps_pictures_and_headings(printed, tmp_path):
    paper = Paper.make(tmp_path, CONFIG)
    wide = "|" + "|".join(f"第{number}列的名字" for number in range(14)) + "|\n|" + "--|" * 14 + "\n"
    wide += ("|" + "|".join(f"r{number}abcdefghij" for number in range(14)) + "|\n") * 3
    code = "    print(" + ", ".join(f"'{number}'" for number in range(80)) + ", 'last')\n"
    body = "\n\n".join(f"### 小标题{number}\n\n{'路修好了，大家都来看。' * 30}" for number in range(12))
    links = "看[县里的网站](https://xian.example/2024/lu?a=1)，或 <https://xian.example/bare>。"
    paper.article("a.md", "长路", f"{body}\n\n{wide}\n\n{code}\n\n{links}", 日期="2024-05-01", 短名="a")
    assert paper.build() == 0
    with served(paper.output) as address:
        sheets = printed(f"{address}2024/05/01/a/")
    text = text_of(sheets)
    assert len(sheets) == 3
    assert text.count("r13abcdefghij") == 3  # paper does not scroll
    assert "'last'" in text
    assert text.count("（https://xian.example/2024/lu?a=1）") == 1
    assert text.count("https://xian.example/bare") == 1
    for sheet in sheets:
        assert not re.search(r"小标题\d+$", text_of([sheet]))


def test_lazy_pictures_are_asked_for_before_printing(browser, site):
    page = browser.new_page()
    page.goto(site)
    assert page.locator("img[loading=lazy]").count() > 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.wait_for_function("[...document.images].every((one) => one.loading !== 'lazy' && one.complete)")
    page.goto(f"{site}issue/2024-05-09/print/")
    assert page.locator("img").count() > 3
    assert page.locator("img[loading]").count() == 0
    page.close()
