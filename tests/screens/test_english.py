"""With `LINLI_LANG=en` no screen has a Chinese word but the paper's own; and scripts say nothing that is not translated."""

import re

import lxml.html
import pytest

from newsroom.screens import words
from tests.paper import ROOT, Paper
from tests.screens.conftest import SETTINGS, at_work
from tests.screens.test_writing import picture
from tests.test_messages import HAN

STATIC = ROOT / "newsroom/screens/static"
SCREENS = [
    "/",
    "/?q=zzz",
    "/write?path=articles/a.md",
    "/past?path=articles/a.md",
    "/away",
    "/import",
    "/share?day=2024-05-01",
    "/arrange",
    "/arrange?date=2024-05-01",
    "/printed?date=2024-05-01&page=1",
    "/begin",
    "/publish",
    "/none",
]
ENGLISH = SETTINGS.replace("柳溪报", "Liuxi").replace("要闻", "News").replace("基层治理", "Village").replace("言论", "Opinion").replace("柳溪镇", "Liuxi").replace("石桥镇", "Shiqiao") + 'REVIEWS = ["First"]\n'  # fmt: skip


@pytest.fixture
def screens(tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_LANG", "en")
    paper = Paper.make(tmp_path, ENGLISH)
    paper.write("photos/a.jpg", picture())
    paper.article(
        "a.md", "Old well", "Water , here.\n\n![](photos/a.jpg)", section="News", date="2024-05-01", slug="well", page=1
    )
    with at_work(paper) as found:
        yield found


def chinese(page: lxml.html.HtmlElement) -> list[str]:
    """What in a page is Chinese: its texts, and what is read from its attributes."""
    said = page.xpath("//text()[not(ancestor::pre)]")
    said += page.xpath(
        "//@title | //@aria-label | //@placeholder | //@alt | //*[@name != 'kind' and @name != 'status']/@value | //@*[starts-with(name(), 'data-')]"
    )
    return sorted({text.strip() for text in said if HAN.search(text)})


@pytest.mark.parametrize("path", SCREENS)
def test_no_screen_has_chinese_in_english(screens, path):
    screens.desk.catalogue.refresh()
    screens.post("remove", path="articles/none.md", digest="")
    page = lxml.html.fromstring(screens.get(path).body)
    for readers in page.xpath("//*[@id='post-text' or @id='group-text']"):
        readers.drop_tree()
    assert chinese(page) == []


def test_what_is_wrong_is_said_in_english(screens):
    found = screens.post("proof", path="articles/a.md").json["findings"]
    assert found
    assert [one["message"] for one in found if HAN.search(one["message"])] == []
    for name, values in {
        "save": {},
        "new": {"title": "", "kind": "x"},
        "mend": {"path": "x"},
        "restore": {"path": "x", "name": "y"},
        "picture": {"src": "x"},
    }.items():
        assert not HAN.search(screens.post(name, **values).json["message"])


def test_scripts_have_their_words_in_english(screens):
    answer = screens.get("/words.js").text
    assert answer.startswith("export default {")
    assert not HAN.search(re.sub('"[^"]*": ', "", answer))
    assert set(words.words()) == set(words.texts())


def test_scripts_say_nothing_in_chinese_but_through_the_catalogue():
    faults = []
    for file in STATIC.glob("*.js"):
        text = re.sub(r"^\s*//.*$|/\*\*.*?\*/|\s// .*$", "", file.read_text(encoding="utf-8"), flags=re.M)
        rest = words.SAID.sub("", text)
        faults += [f"{file.name}: {line.strip()}" for line in rest.splitlines() if HAN.search(line)]
    assert faults == []


def test_in_chinese_scripts_have_what_stands_in_them(screens, monkeypatch):
    monkeypatch.setenv("LINLI_LANG", "zh")
    assert screens.get("/words.js").text == "export default {};\n"
