"""Words too long for a line, as foreign names and addresses are, widen no page, wherever they stand."""

import pytest

from tests.browser.conftest import served
from tests.browser.injected import config
from tests.paper import Paper

pytestmark = pytest.mark.browser
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
WORDS = {
    **dict.fromkeys(("副题", "引题", "来源", "责任编辑", "地区"), WORD),
    "摘要": f"{WORD}{WORD}",
    "更正": f"2024-06-20 {WORD}",
}
BODY = f"{WORD}{WORD}\n\n## {WORD}\n\n- {WORD}\n\n> {WORD}\n\n`{WORD}{WORD}`\n\n![{WORD}](photos/well.svg)\n{WORD}（{WORD} 摄）"
PAGES = [
    *("", "2024/06/20/p0/", "2024/06/20/p5/", "2024/06/20/p6/", "section/news/", "by/", "archive/2024/06/"),
    *("corrections/", "issue/", "issue/2024-06-20/", "issue/2024-06-20/1/", "issue/2024-06-20/print/", "2024/"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A paper whose pieces have such words in all their fields."""
    paper = Paper.make(tmp_path_factory.mktemp("long") / "paper", config())
    paper.picture("well.svg")
    for number in range(7):
        kind = {5: "评论", 6: "图片新闻"}.get(number, "通讯")
        fields = {"短名": f"p{number}", "版次": 1 + number % 2, "署名": f"{WORD}{number % 2}", "体裁": kind, **WORDS}
        paper.article(f"2024/06/20/{number}.md", f"{WORD}{number}", BODY, 权重=9 - number, **fields)
    assert paper.build() == 0
    with served(paper.output) as address:
        yield address


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("mode", ["", "#large"])
def test_a_long_word_breaks_and_no_page_is_wider_than_the_screen(browser, site, width, mode):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in PAGES:
        page.goto(site + path + mode)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (path, wide) == (path, 0)
    context.close()
