"""The furniture in Traditional Chinese: all that the theme and the code say themselves, found in their files."""

import ast
import re

import pytest

from linli.text.furniture import furniture_in
from plugins.hanzi import Converter
from tests.paper import ROOT, facts

HAN = re.compile("[\u3400-\u9fff]+")


def of_theme() -> set[str]:
    """The words of the templates, without their comments."""
    files = [*(ROOT / "theme/templates").rglob("*"), *(ROOT / "theme/components").rglob("*.html")]
    texts = [file.read_text(encoding="utf-8") for file in files if file.is_file()]
    return {run for text in texts for run in HAN.findall(re.sub(r"\{#.*?#\}", "", text, flags=re.S))}


def of_code() -> set[str]:
    """The words that code gives to `furniture`, and those of the model that templates give to it."""
    found: set[str] = set()
    for file in [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "linli").rglob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("furniture", "_furniture"):
                found |= {run for arg in node.args if isinstance(arg, ast.Constant) for run in HAN.findall(arg.value)}
    for name in ("people", "attachment", "calendar"):
        tree = ast.parse((ROOT / f"linli/model/{name}.py").read_text(encoding="utf-8"))
        documentation = {ast.get_docstring(node) for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value not in documentation:
                found |= {*HAN.findall(node.value)} if len(node.value) < 12 else set()
    return found


@pytest.mark.parametrize(("conversion", "back"), [("s2tw", "tw2s"), ("s2hk", "hk2s")])
def test_the_furniture_is_what_the_twins_have_and_comes_back_as_it_was(conversion, back):
    furniture, there, again = furniture_in(conversion), Converter(conversion), Converter(back)
    words = of_theme() | of_code()
    assert {"搜索本报", "农历", "实习生", "没有这一页", "音频"} <= words  # both were looked at
    assert [word for word in sorted(words) if furniture(word) != there.text(word)] == []
    assert [word for word in sorted(words) if again.text(furniture(word)) != word] == []


@pytest.mark.parametrize(
    ("text", "taiwan", "hong_kong"),
    [
        ("标题里有的在前", "標題裡有的在前", "標題裏有的在前"),
        ("用微信“扫一扫”", "用微信「掃一掃」", "用微信「掃一掃」"),
        ('<a title="看大图">', '<a title="看大圖">', '<a title="看大圖">'),
        ("第3版", "第3版", "第3版"),
        ("這裡的臺燈", "這裡的臺燈", "這裡的臺燈"),  # a theme's own words in Traditional Chinese
        ("公里和皇后，這是里長", "公里和皇后，這是里長", "公里和皇后，這是里長"),
        ("", "", ""),
    ],
)
def test_texts(text, taiwan, hong_kong):
    assert furniture_in("")(text) == text
    assert furniture_in("s2tw")(text) == taiwan
    assert furniture_in("s2hk")(text) == hong_kong


def test_what_is_put_into_a_text_stays_as_it_is():
    paper = facts(lang="zh-Hant", conversion="s2tw")
    assert paper.furniture("本文已撤下：{title}", title="后里的{老}里长") == "本文已撤下：后里的{老}里长"
    assert paper.furniture("{paper}网站", paper="汐埔报") == "汐埔报網站"
    assert paper.locale == "zh_TW"
    assert facts(lang="zh-Hant", conversion="s2hk").locale == "zh_HK"
    assert facts().furniture("没有{这一页}") == "没有{这一页}"
