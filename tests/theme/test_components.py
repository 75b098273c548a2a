"""The components of the theme, by their examples."""

import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser

import lxml.html
import pytest

from linli.build.styles import IMPORT
from tests.theme import showcase
from tests.theme.examples import COMPONENTS, components, environment, examples_of, macros_of, rendered

EXAMPLES = [example for component in components() for example in examples_of(component)]
VOID = frozenset(["br", "col", "hr", "img", "input", "source", "wbr"])
COMMENT = re.compile(r"/\*[\s\S]*?\*/")
PRELUDE = re.compile(r"([^{};]+)\{")
CLASS = re.compile(r"\.(-?[a-zA-Z_][\w-]*)")
# Keys whose texts mean something to code, or are no parameters.
FIXED = frozenset(["body", "class", "example", "kind", "macro", "month", "roles", "within"])
ELEMENTS = "//*[not(self::wbr)]"  # a longer text has more places to break
MARK = "<b>&'\"</b>"


@pytest.fixture(scope="module")
def templates():
    return environment()


class Balanced(HTMLParser):
    """What is wrong with the tags of a text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is left open" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, _value in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> has an attribute twice")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        pass

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes what is not open")


def tree_of(html):
    return lxml.html.fragment_fromstring(html, create_parent="div")


def classes_of(component):
    """The classes that the style of a component names."""
    file = COMPONENTS / component / f"{component}.css"
    text = COMMENT.sub("", file.read_text(encoding="utf-8")) if file.is_file() else ""
    preludes = [prelude for prelude in PRELUDE.findall(text) if not prelude.strip().startswith("@")]
    return {name for prelude in preludes for name in CLASS.findall(prelude)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.component}-{example.name}")
def test_an_example(example, templates):
    html = rendered(example, templates)
    assert Balanced(html).faults == []
    tree = tree_of(html)
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert tree.xpath("//@style | //script") == []
    for landmark in tree.xpath("//nav | //aside | //section | //*[@role='group']"):
        assert landmark.get("aria-label") or landmark.get("aria-labelledby") in ids
    for link in tree.xpath("//a"):
        assert "".join(link.itertext()).strip() or link.get("aria-label") or link.xpath(".//img/@alt")
    assert tree.xpath("//img[not(@alt)]") == []


def hostile(value):
    """A value with a mark at the end of every text that is shown or is an address."""
    if isinstance(value, Mapping):
        return {name: item if name in FIXED else hostile(item) for name, item in value.items()}
    if isinstance(value, list):
        return [hostile(item) for item in value]
    return value + MARK if isinstance(value, str) and value else value


def texts_of(value):
    """All texts in a value that readers are to see or hear."""
    if isinstance(value, Mapping):
        return [
            text for name, item in value.items() if name not in FIXED | {"current", "url"} for text in texts_of(item)
        ]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item)]
    return [value] if isinstance(value, str) and value else []


def shown(tree):
    return "\n".join([tree.text_content(), *tree.xpath("//@*")])


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.component}-{example.name}")
def test_texts_are_escaped(example, templates):
    marked = replace(example, values=hostile(example.values))
    html = rendered(marked, templates)
    assert Balanced(html).faults == []
    plain, tree = tree_of(rendered(example, templates)), tree_of(html)
    assert len(tree.xpath(ELEMENTS)) == len(plain.xpath(ELEMENTS))
    for text in texts_of(example.values):
        if text in shown(plain):
            assert text + MARK in shown(tree)


@pytest.mark.parametrize("component", components())
def test_a_component_is_whole(component, templates):
    files = {file.name for file in (COMPONENTS / component).iterdir()}
    assert files - {f"{component}.css"} == {f"{component}.html", "examples.toml"}
    examples = list(examples_of(component))
    assert {example.macro for example in examples} == set(macros_of(component, templates))
    names = [(example.macro, example.name) for example in examples]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("component", components())
def test_every_class_of_a_style_is_shown(component, templates):
    shown = set()
    for example in examples_of(component):
        shown |= {name for value in tree_of(rendered(example, templates)).xpath("//@class") for name in value.split()}
    assert classes_of(component) - shown == set()


def test_every_style_is_part_of_one_sheet():
    sheets = (COMPONENTS.parent / "static/css").glob("*.css")
    imported = [name for sheet in sheets for name in IMPORT.findall(sheet.read_text(encoding="utf-8"))]
    styles = [f"../../components/{style.parent.name}/{style.name}" for style in COMPONENTS.glob("*/*.css")]
    assert sorted(name for name in imported if "components" in name) == sorted(styles)


def test_the_page_that_shows_them_all(tmp_path):
    assert showcase.write(tmp_path / "all") == len(EXAMPLES)
    page = lxml.html.fromstring((tmp_path / "all/index.html").read_text(encoding="utf-8"))
    assert page.xpath("//section[h2]/@id") == components()
    assert page.xpath("//h3/code/text()") == [example.macro for example in EXAMPLES]
    for scheme in showcase.SCHEMES:
        views = page.xpath(f"//div[@data-scheme='{scheme}'][contains(@class, 'showcase__view')]")
        assert len(views) == len(EXAMPLES)
        assert [view for view in views if len(view) or view.text_content().strip()] == views
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    asked = page.xpath("//link/@href | //img/@src") + [one.split()[0] for one in page.xpath("//@srcset")]
    assert [path for path in asked if not (tmp_path / "all" / path.partition("#")[0]).is_file()] == []


def test_the_page_has_every_sheet_of_the_theme_for_screens():
    sheets = {sheet.stem for sheet in (COMPONENTS.parent / "static/css").glob("*.css")}
    assert sheets - set(showcase.SHEETS) == {"print", "print-front", "feed"}
