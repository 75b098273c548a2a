"""Posts are copied as rich text: from a file, and from the desk."""

import pytest

from newsroom.cli import main
from tests.browser.conftest import watched
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work

pytestmark = pytest.mark.browser
# What another page is given when one pastes there: the types, and the HTML.
PASTED = """new Promise((given) => {
  const field = document.body.appendChild(document.createElement("div"));
  field.contentEditable = true;
  field.focus();
  field.addEventListener("paste", (event) => {
    event.preventDefault();
    given([[...event.clipboardData.types], event.clipboardData.getData("text/html"), event.clipboardData.getData("text/plain")]);
  });
  window.ready = true;
})"""


@pytest.fixture
def paper(tmp_path, monkeypatch):
    paper = Paper.make(tmp_path, SETTINGS)
    paper.picture("well.svg")
    body = "# 一井\n\n![井](photos/well.svg)\n井边。\n\n水**清**，见[县志](https://a.example/)。\n\n- 一\n- 二"
    paper.article("a.md", "老井出水", body, 日期="2024-05-01", 短名="well", 版次=1)
    monkeypatch.chdir(tmp_path)
    return paper


def pasted(page) -> tuple[list[str], str, str]:
    """What a paste into another field gives."""
    page.evaluate(f"window.given = {PASTED}; null")
    page.keyboard.press("Control+V")
    return page.evaluate("window.given")


def inline_alone(page, html: str) -> None:
    """The HTML has what the editor keeps, and every paragraph has its look with it."""
    kept = page.evaluate(
        """(html) => {
          const all = [...new DOMParser().parseFromString(html, "text/html").querySelectorAll("section *")];
          return [all.filter((e) => e.tagName === "P" && !e.style.fontSize).length,
                  all.filter((e) => e.id || e.className || ["SCRIPT", "STYLE", "IMG"].includes(e.tagName)).length];
        }""",
        html,
    )
    assert kept == [0, 0]


@pytest.mark.parametrize(
    "without", ["", "delete window.ClipboardItem", "navigator.clipboard.write = () => Promise.reject()"]
)
def test_a_file_is_copied_as_rich_text(paper, browser, without):
    assert main(["wechat", "content/articles/a.md", "--html", "post.html"]) == 0
    context = browser.new_context(bypass_csp=False)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    with watched(context, lambda message: message.type == "error") as page:
        page.goto((paper.root / "post.html").as_uri())
        if without:
            page.evaluate(f"{without}; null")
        page.get_by_role("button", name="复制").click()
        page.get_by_text("复制好了。请到公众号编辑器里粘贴。").wait_for()
        types, html, text = pasted(page)
        assert {"text/html", "text/plain"} <= set(types)
        inline_alone(page, html)
        assert "图 1：在这里放 well.svg" in text
        assert "[1] https://a.example/" in text
        assert "<strong" in html


def test_what_cannot_be_copied_is_told(paper, browser):
    assert main(["wechat", "content/articles/a.md", "--html", "post.html"]) == 0
    with watched(browser.new_context()) as page:
        page.goto((paper.root / "post.html").as_uri())
        page.evaluate("delete window.ClipboardItem; document.execCommand = () => false")
        page.get_by_role("button", name="复制").click()
        page.get_by_text("没有复制成。请在下面的正文里按 Ctrl+A、Ctrl+C。").wait_for()
        assert page.evaluate("document.activeElement.id") == "post-text"


def test_the_desk_copies_post_and_text(paper, browser):
    with at_work(paper) as screens:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        with watched(context, lambda message: message.type == "error") as page:
            page.goto(screens.entrance)
            page.goto(f"{screens.origin}/share?day=2024-05-01")
            assert page.evaluate("document.documentElement.scrollWidth") == 360
            page.get_by_role("button", name="复制", exact=True).press("Enter")
            page.get_by_text("复制好了。请到公众号编辑器里粘贴。").wait_for()
            _types, html, _text = pasted(page)
            inline_alone(page, html)
            page.get_by_role("button", name="复制文字").press("Enter")
            page.get_by_text("复制好了。请到群里粘贴。").wait_for()
            assert pasted(page)[2].startswith("【柳溪报】2024年5月1日")
