"""How long, dense and deep a body may be: more is one finding, before Markdown is read."""

import pytest

from linli.reading.limits import DEEPEST, LONGEST, excess
from linli.reading.photos import Photos
from linli.reading.reader import Reader
from tests.paper import facts

DEEP = "E114 这里一层套一层，超过了 30 层，读不了。请检查行首的 >、- 和数字，或没有结束的 <标签>，把多余的删去。"
DENSE = "E115 这里的记号（没有配对的 [、( 或 <）或连在一起的行太多，读不了。请删去多余的记号，段落之间空一行。"


def told(body: str) -> list[str]:
    text = f"---\n标题: 老井\n栏目: 要闻\n日期: 2024-03-11\n---\n\n{body}\n"
    return [str(finding) for finding in Reader(facts(), Photos(None)).read("articles/a.md", text.encode()).findings]


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("井水清了。\n\n" + "1. " * 1000 + "井", 9, DEEP),
        ("- " * 3000 + "井", 7, DEEP),
        (">" * 10_000, 7, DEEP),
        ("> > 1. - + * " * 6 + "井", 7, DEEP),
        ("\n".join("    " * depth + "- 井" for depth in range(400)), 37, DEEP),
        ("\n".join("> " * depth + "井" for depth in range(400)), 38, DEEP),
        ("<b>" * 1100 + "井", 7, DEEP),
        ("<table><tr><td>\n" * 400, 37, DEEP),
        ("<DIV x=1>井\n" * 400, 37, DEEP),
        ("[" * 6000, 7, DENSE),
        ("井水清了。\n\n" + "[井](" * 20_000, 9, DENSE),
        ("![" * 6000, 7, DENSE),
        ("<![CDATA[" * 3000, 7, DENSE),
        ("<x href=" * 6000, 7, DENSE),
        ("`井` " * 100_000 + "\n", 7, None),  # a line of so many characters is told of already
        ("# 井\n" * 20_000, 7, DENSE),
        ("---\n" * 20_000, 7, DENSE),
        ("\\*\n" * 50_000, 7, DENSE),
        ("井\n\n" * 21_000, None, DENSE),
        ("井水清了。\n\n" * 80_000, 6, f"E115 正文有 560,002 个字，最多 {LONGEST:,} 个。请拆成几篇。"),
    ],
)
def test_what_is_too_much_is_one_finding(body, line, message):
    (found,) = told(body)
    if message is None:
        assert found.split(" ")[1] == "E108"
    else:
        place, _space, text = found.partition(" ")
        assert text == message
        assert line is None or place == f"articles/a.md:{line}:"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("\n".join("    " * depth + "- 井" for depth in range(9)), id="nine levels of a list"),
        pytest.param("- 井\n\n    - 水\n" * 2000, id="many lists"),
        pytest.param("- " * 40 + "\n\n" + "* " * 40 + "\n\n" + "-" * 200, id="lines across the page"),
        pytest.param("| 户主 | 亩数 |\n| --- | --- |\n" + "| 岳种德 | 3.2 |\n" * 2000, id="a long table"),
        pytest.param("井水清了。[井](https://well.example/) ![井](photos/a.jpg)" * 900, id="many links"),
        pytest.param("井水**清**了，*真*清。" * 3000, id="much emphasis"),
        pytest.param("<p>井水<br>清了。\n\n" * 3000, id="paragraphs that are not closed"),
        pytest.param("<b>井</b>水" * 3000, id="many elements"),
        pytest.param("3 < 5，5 > 3；a < b " * 2000, id="signs that are no tags"),
        pytest.param("井水清了。\n" * 3000, id="many lines"),
        pytest.param("1.5 2. 3) " * 5000, id="numbers"),
        pytest.param("（见[1]、[2]（注））" * 3000, id="brackets"),
    ],
)
def test_what_an_article_may_have_is_none(body):
    assert excess(body) is None


def test_what_the_limits_do_not_see_is_a_finding_too(monkeypatch):
    """The reader is whole for the files after it."""
    monkeypatch.setattr("linli.reading.body.excess", lambda body: None)
    reader = Reader(facts(), Photos(None))
    head = "---\n标题: 老井\n栏目: 要闻\n日期: 2024-03-11\n---\n\n"
    reading = reader.read("articles/a.md", (head + "1. " * 1000 + "井").encode())
    assert [str(finding) for finding in reading.findings] == [f"articles/a.md:6: {DEEP}"]
    assert reading.article is None
    after = reader.read("articles/b.md", f"{head}井水清了。".encode()).article
    assert after.body == "<p>井水清了。</p>"


@pytest.mark.parametrize("mark", [">", "> ", "- ", "1. ", "<b>", "<div>\n", "<ul><li>"])
def test_the_deepest_that_is_read_is_far_from_what_python_can(mark):
    text = mark * DEEPEST
    assert excess(text + "井") is None
    assert told(text + "井") == []
