"""The index as it is built: what is indexed again, what a result shows."""

import json

import pytest

from tests.build.test_press import clean_build
from tests.paper import CONFIG, Paper, texts

pytestmark = pytest.mark.unmeasured
SEARCH = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search"')


@pytest.fixture
def paper(tmp_path) -> Paper:
    paper = Paper.make(tmp_path, SEARCH)
    for month in (3, 4, 5):
        paper.article(f"{month}.md", f"{month}月的老井", "井水很甜。", 日期=f"2024-0{month}-01", 短名=f"well-{month}")
    return paper


def found_in(paper: Paper, path: str) -> dict:
    return json.loads((paper.output / "search" / path).read_bytes())


def changed(before: dict, after: dict, prefix: str) -> list[str]:
    """Files of the index that are new, gone or written again."""
    paths = {path for path in before.keys() | after.keys() if path.startswith(prefix)}
    return sorted(path for path in paths if before.get(path) != after.get(path))


def test_what_the_browser_is_told_of_the_paper(paper):
    assert paper.build() == 0
    about = found_in(paper, "shards.json")
    marks = [shard.pop("mark") for shard in about["shards"]]
    assert about["names"].pop("mark")
    cards = [shard.pop("cards") for shard in about["shards"]]
    assert len(set(marks)) == 2
    assert [len(versions) for versions in cards] == [4, 8]  # of each month
    assert about == {
        "lang": "zh-Hans",
        "prefixes": {"zh-Hans": "", "zh-Hant": "hant/"},
        "sections": {"news": "要闻", "governance": "基层治理", "opinion": "言论"},
        "regions": {"liuxi": "柳溪镇", "shiqiao": "石桥镇"},
        "topics": {},
        "issues": False,
        "names": {"files": 1, "begin": ""},
        "shards": [
            {"name": "2024-05", "count": 1, "engine": "linli"},
            {"name": "2024", "count": 2, "engine": "linli"},
        ],
    }
    table = found_in(paper, "2024/table.json")
    assert table.pop("of") == found_in(paper, "2024/0.json")["of"]
    assert table == {
        "files": len(list((paper.output / "search/2024").glob("*.json"))) - 1,
        "spelt": len(list((paper.output / "search/2024/spelt").iterdir())),
        "headline": 64,
        "cards": 16,
        "days": [["2024-03-01", 1], ["2024-04-01", 1]],
        "sections": ["", "news", "governance", "opinion"],
        "section": [1, 1],
        "regions": ["", "liuxi", "shiqiao"],
        "region": [0, 0],
        "topics": [],
        "topic": {},
        "kinds": ["story", "commentary", "photo", "banner", "page", "topic"],
        "kind": [0, 0],
    }


def test_an_index_is_made_again_only_where_something_changed(paper):
    assert paper.build() == 0
    before = paper.stats()
    paper.article("5b.md", "又一口井", "井水也甜。", 日期="2024-05-02", 短名="well-5b")
    assert paper.build() == 0
    after = paper.stats()
    assert changed(before, after, "search/2024/") == []
    assert changed(before, after, "search/cards/") == ["search/cards/2024/05/0.json"]
    assert "search/2024-05/table.json" in changed(before, after, "search/2024-05/")
    assert paper.files() == clean_build(paper)


def versions(paper: Paper) -> dict[str, str]:
    return {shard["name"]: shard["cards"] for shard in found_in(paper, "shards.json")["shards"]}


def test_an_edit_gives_the_cards_of_its_month_another_version(paper):
    assert paper.build() == 0
    before = versions(paper)
    paper.article("3.md", "3月的老井", "井水很甜，井台很旧。", 日期="2024-03-01", 短名="well-3")
    assert paper.build() == 0
    after = versions(paper)
    assert after["2024-05"] == before["2024-05"]
    assert after["2024"][:4] != before["2024"][:4]
    assert after["2024"][4:] == before["2024"][4:]


def test_an_edit_of_an_old_article_leaves_the_newest_shard_and_the_other_cards(paper):
    assert paper.build() == 0
    before = paper.stats()
    paper.article("3.md", "3月的老井", "井水很甜，井台很旧。", 日期="2024-03-01", 短名="well-3")
    assert paper.build() == 0
    after = paper.stats()
    assert changed(before, after, "search/2024-05/") == []
    assert changed(before, after, "search/cards/") == ["search/cards/2024/03/0.json"]
    assert "search/2024/table.json" not in changed(before, after, "search/2024/")
    assert paper.files() == clean_build(paper)


def test_a_template_makes_no_index_again(paper):
    assert paper.build() == 0
    before = paper.stats()
    theme = paper.root / "theme"
    real = theme.resolve()
    theme.unlink()
    (theme / "templates").parent.mkdir()
    for part in ("static", "components"):
        (theme / part).symlink_to(real / part)
    (theme / "templates").mkdir()
    for file in (real / "templates").iterdir():
        (theme / "templates" / file.name).symlink_to(file)
    page = theme / "templates/search.html"
    page.unlink()
    page.write_text((real / "templates/search.html").read_text().replace("要找的词", "找什么"))
    assert paper.build() == 0
    assert "找什么" in (paper.output / "search/index.html").read_text()
    assert changed(before, paper.stats(), "search/2024") == []
    assert changed(before, paper.stats(), "search/cards") == []


def test_results_are_kept_in_both_scripts(paper):
    assert paper.build() == 0
    assert found_in(paper, "cards/2024/05/0.json") == [
        {
            "at": 0,
            "of": 1,
            "url": "2024/05/01/well-5/",
            "title": "5月的老井",
            "date": "2024-05-01",
            "section": "要闻",
            "kind": "story",
            "texts": ["井水很甜。"],
        }
    ]
    twin = paper.output / "hant/search/cards/2024/05/0.json"
    assert json.loads(twin.read_bytes())[0]["section"] == "要聞"
    assert not (paper.output / "hant/search/shards.json").exists()


def test_a_card_says_on_which_page_an_article_stands_and_who_wrote_it(paper):
    fields = {"日期": "2024-05-02", "版次": 3, "责任编辑": "谷满仓"}
    paper.article("a.md", "井", "井水很甜。\n\n（记者 张婷 通讯员 范雨）", 短名="a", **fields)
    paper.article("b.md", "井", 短名="b", 来源="柳溪电台", **fields)
    assert paper.build() == 0
    shown = {
        card["url"].split("/")[-2]: (card.get("page"), card.get("by"), card.get("source"))
        for card in found_in(paper, "cards/2024/05/0.json")
    }
    assert shown == {"well-5": (None, None, None), "a": (3, "张婷　范雨", None), "b": (3, None, "柳溪电台")}


def test_the_names_of_contributors_lead_to_their_pages(paper):
    assert paper.build() == 0
    assert not (paper.output / "search/names").exists()
    paper.article("a.md", "井", 日期="2024-05-02", 短名="a", 署名="记者 张婷 范雨")
    paper.article("b.md", "井", 日期="2024-05-03", 短名="b", 署名="记者 岳种德", 状态="草稿")
    assert paper.build() == 0
    names = dict(found_in(paper, "names/0.json"))
    assert sorted(names) == ["张婷", "范雨"]
    assert all((paper.output / "by" / id / "index.html").exists() for id in names.values())
    twin = json.loads((paper.output / "hant/search/names/0.json").read_bytes())
    assert twin == [[{"张婷": "張婷", "范雨": "范雨"}[name], id] for name, id in names.items()]
    about = found_in(paper, "shards.json")["names"]
    assert about["files"] == 1
    assert {"张", "范"} <= set(about["begin"])


def test_only_what_the_paper_has_can_be_chosen(paper):
    assert paper.build() == 0

    def choices() -> dict[str, list[str]]:
        selects = paper.page("search/").xpath("//fieldset//select")
        return {select.get("name"): [option.get("value") for option in select] for select in selects}

    assert choices() == {"sort": ["", "best"]}
    paper.article("a.md", "井", 日期="2023-05-02", 短名="a", 栏目="言论", 体裁="评论", 地区="柳溪镇")
    assert paper.build() == 0
    assert choices() == {
        "section": ["", "news", "opinion"],
        "kind": ["", "story", "commentary"],
        "year": ["", "2024", "2023"],
        "sort": ["", "best"],
    }
    paper.article("b.md", "井", 日期="2023-05-02", 短名="b", 地区="石桥镇")
    assert paper.build() == 0
    assert choices()["region"] == ["", "liuxi", "shiqiao"]


def test_cards_of_a_day_are_numbered_from_the_one_that_stands_last(paper):
    for name, weight in (("a", 0), ("b", 5), ("c", 0)):
        paper.article(f"{name}.md", f"井{name}", 日期="2024-05-01", 短名=f"w-{name}", weight=weight)
    assert paper.build() == 0
    cards = found_in(paper, "cards/2024/05/0.json")
    assert [(card["title"], card["at"], card["of"]) for card in cards] == [
        ("井c", 0, 4),
        ("井a", 1, 4),
        ("5月的老井", 2, 4),
        ("井b", 3, 4),
    ]


def test_cards_of_a_month_are_in_files_of_sixteen_and_a_new_piece_changes_those_of_its_day(paper):
    for number in range(40):
        day = f"2024-05-{number // 10 + 2:02}"
        paper.article(f"{number:02}.md", f"第{number}篇", 日期=day, 短名=f"n-{number}")
    assert paper.build() == 0
    packs = [found_in(paper, f"cards/2024/05/{number}.json") for number in range(3)]
    assert [len(pack) for pack in packs] == [16, 16, 9]
    assert [card["at"] for pack in packs for card in pack] == [0, *list(range(10)) * 4]
    before = paper.stats()
    paper.article("40.md", "第40篇", 日期="2024-05-05", 短名="n-40")
    assert paper.build() == 0
    after = paper.stats()
    both = [f"{script}search/cards/2024/05/{number}.json" for script in ("hant/", "") for number in (1, 2)]
    assert sorted(changed(before, after, "search/cards/") + changed(before, after, "hant/search/cards/")) == both
    assert paper.files() == clean_build(paper)


def test_a_card_has_the_opening_of_an_article(paper):
    paper.article("long.md", "长文", "甲" * 60 + "\n\n" + "乙" * 60 + "\n\n丙", 日期="2024-05-02", 短名="long")
    paper.article("fits.md", "短文", "甲" * 60 + "\n\n" + "乙" * 10, 日期="2024-05-03", 短名="fits")
    assert paper.build() == 0
    _well, long, fits = found_in(paper, "cards/2024/05/0.json")
    assert long["texts"] == ["甲" * 60, "乙" * 10 + "…"]
    assert fits["texts"] == ["甲" * 60, "乙" * 10]


def test_a_paper_without_articles_has_a_search_page(paper):
    for month in (3, 4, 5):
        (paper.root / f"content/articles/{month}.md").unlink()
    assert paper.build() == 0
    assert found_in(paper, "shards.json")["shards"] == []
    assert paper.page("search/").xpath("//input[@id='q']")


def test_the_site_is_built_without_the_plugin(paper):
    (paper.root / "pelicanconf.py").write_text(SEARCH.replace(', "plugins.search"', ""), encoding="utf-8")
    assert paper.build() == 0
    assert not (paper.output / "search").exists()
    assert texts(paper.page(""), "//form") == []
