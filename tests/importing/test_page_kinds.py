"""Pages of many kinds, in `pages/`: NAME.md and what it must become, NAME.json. All people and places are invented.

A line of NAME.json is an item. What is not named in it is not looked at, but `kicker`, `subtitle`, `subheads`,
`contributors`, `source` and `dateline`: they must be missing where the item does not name them.
"""

import json
import re
from pathlib import Path

import pytest

from newsroom.importing import import_page

PAGES = sorted(Path(__file__).with_name("pages").glob("*.md"))
REGIONS = {"dongmen": "东门街道", "liuxi": "柳溪镇", "shiqiao": "石桥镇", "bailuhu": "白鹭湖镇", "yuntai": "云台乡"}
PLAIN = {"kicker": None, "subtitle": None, "subheads": [], "contributors": {}, "source": None, "dateline": None}


def found(item):
    """An item as the fixtures have it."""
    known = item.to_json()
    known["contributors"] = {person["name"]: " ".join(person["roles"]) for person in known["contributors"]}
    known["paragraphs"] = len(known["paragraphs"])
    return known


def page(file):
    return import_page(file.read_text(encoding="utf-8"), sections={}, regions=REGIONS)


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_a_page_becomes_its_items(file):
    expected = [PLAIN | item for item in json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))]
    items = [found(item) for item in page(file).items]
    assert [item["title"] for item in items] == [item["title"] for item in expected]
    for item, wanted in zip(items, expected, strict=True):
        assert {key: item[key] for key in wanted} == wanted, wanted["title"]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: file.stem)
def test_nothing_of_a_page_is_lost(file):
    imported = page(file)
    folio = imported.folio
    kept = "".join(
        "".join(
            [item.kicker or "", item.title, item.subtitle or "", *item.lines, *item.body, *item.signatures, *item.jumps]
        )
        for item in imported.items
    )
    kept = re.sub(r"\s", "", kept + "".join(imported.jumps) + folio.section + folio.editor)
    for line in file.read_text(encoding="utf-8").split("\n"):
        if (
            re.match(r"\W*(?:第.+版|[0-9]版|A[0-9])", line) or line == "公益广告"
        ):  # folios; what says that a banner is one
            continue
        for run in re.findall(r"[\u4e00-\u9fff]{2,}", line.replace("——", "")):
            assert run in kept, run
