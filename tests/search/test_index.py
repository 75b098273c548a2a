"""The index as it is built: shards, what is indexed again, what happens without Pagefind."""

import json

import pytest

from plugins.desk.store import Shelf
from plugins.search.shards import LARGEST, shards_of
from tests.paper import CONFIG, Paper, texts
from tests.press.test_press import clean_build

SEARCH = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search"')


def shelf(month: str, count: int) -> Shelf:
    return Shelf("paper", "", month, count, month.encode())


def names(*months: tuple[str, int]) -> dict[str, int]:
    return {shard.name: shard.count for shard in shards_of(shelf(*month) for month in months)}


def test_the_newest_month_is_a_shard_of_its_own_and_every_year_is_one():
    months = [("2024/03", 9), ("2024/02", 8), ("2024/01", 7), ("2023/12", 6), ("2023/01", 5), ("2021/06", 4)]
    assert names(*months) == {"2024-03": 9, "2024": 15, "2023": 11, "2021": 4}
    assert names(*months[:1]) == {"2024-03": 9}
    assert names() == {}


def test_a_large_year_is_parted_into_as_few_shards_as_it_takes():
    months = [("2025/01", 1), *((f"2024/{month:02}", 600) for month in range(12, 0, -1))]
    assert names(*months) == {"2025-01": 1, "2024-part2": 3600, "2024-part1": 3600}
    months = [("2025/01", 1), *((f"2024/{month:02}", 700) for month in range(12, 0, -1))]
    found = names(*months)
    assert list(found) == ["2025-01", "2024-part3", "2024-part2", "2024-part1"]
    assert max(found.values()) <= LARGEST


@pytest.fixture
def paper(tmp_path) -> Paper:
    paper = Paper.make(tmp_path, SEARCH)
    for month in (3, 4, 5):
        paper.article(f"{month}.md", f"{month}月的老井", "井水很甜。", 日期=f"2024-0{month}-01", 短名=f"well-{month}")
    return paper


def test_an_index_is_made_again_only_where_something_changed(paper):
    assert paper.build() == 0
    shards = json.loads((paper.output / "search/shards.json").read_bytes())["shards"]
    assert [(shard["name"], shard["count"]) for shard in shards] == [("2024-05", 1), ("2024", 2)]
    before = paper.stats()
    paper.article("5b.md", "又一口井", "井水也甜。", 日期="2024-05-02", 短名="well-5b")
    assert paper.build() == 0
    after = paper.stats()
    older = [path for path in before if "search/2024/" in path]
    assert older
    assert all(before[path] == after[path] for path in older)
    assert paper.files() == clean_build(paper)


def test_results_are_kept_in_both_scripts(paper):
    assert paper.build() == 0
    (card,) = (paper.output / "search/2024-05/cards").iterdir()
    twin = paper.output / "hant" / card.relative_to(paper.output)
    assert json.loads(card.read_bytes()) == {
        "url": "2024/05/01/well-5/",
        "title": "5月的老井",
        "date": "2024-05-01",
        "section": "要闻",
        "kind": "story",
        "texts": ["井水很甜。"],
    }
    assert json.loads(twin.read_bytes())["section"] == "要聞"
    assert not (paper.output / "hant/search/shards.json").exists()


def test_without_pagefind_the_site_is_built_and_says_so(paper, capsys):
    for command in ("/nowhere/pagefind", "/bin/false", "/bin/cat"):
        (paper.root / "pelicanconf.py").write_text(SEARCH + f'\nPAGEFIND = "{command}"\n', encoding="utf-8")
        assert paper.build() == 0
        told = capsys.readouterr()
        assert [line for line in (told.out + told.err).splitlines() if "网站没有搜索：pagefind" in line], command
        assert "本站现在不能搜索。请到往期按月份查找。" in texts(paper.page("search/"), "//p")
        assert paper.page("search/").xpath("//input[@id='q']") == []
    (paper.root / "pelicanconf.py").write_text(SEARCH, encoding="utf-8")
    assert paper.build() == 0
    assert paper.page("search/").xpath("//input[@id='q']")


def test_an_index_that_fails_halfway_leaves_the_site_and_is_tried_again(paper, capsys, tmp_path):
    from plugins.search.pagefind import executable

    counter = tmp_path / "runs"
    program = tmp_path / "pagefind"
    program.write_text(
        f'#!/bin/sh\necho run >> {counter}\n[ $(wc -l < {counter}) = 2 ] && {{ echo "out of luck" >&2; exit 3; }}\n'
        f'exec {executable()[0]} "$@"\n'
    )
    program.chmod(0o755)
    (paper.root / "pelicanconf.py").write_text(SEARCH + f'\nPAGEFIND = "{program}"\n', encoding="utf-8")
    assert paper.build() == 0
    told = capsys.readouterr()
    assert "2024-05 的搜索没有做好：pagefind 中途停了：out of luck。" in told.out + told.err
    assert (paper.output / "search/2024/table.json").is_file()
    assert paper.build() == 0
    assert (paper.output / "search/2024-05/table.json").is_file()
    told = capsys.readouterr()
    assert "没有做好" not in told.out + told.err
