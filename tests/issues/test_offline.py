"""What readers may keep of an issue: the list of its files, which are those that the site has."""

import hashlib
import json
import posixpath

import pytest

from tests.issues.conftest import ISSUES
from tests.paper import ROOT, Paper

pytestmark = pytest.mark.unmeasured
CONFIG = ISSUES.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"') + '\nTWINS = {"hant": "s2tw"}\n'
LIST = "offline/2024-05-09.json"
FIRST, SECOND = "2024/05/09/a/", "2024/05/09/b/"


@pytest.fixture
def paper(tmp_path):
    paper = Paper.make(tmp_path, CONFIG)
    paper.article("a.md", "街灯", "正文。\n\n![灯](lamp.svg)", 日期="2024-05-09", 版次=1, 短名="a")
    paper.article("b.md", "旧桥", 日期="2024-05-09", 版次=2, 短名="b")
    paper.article("c.md", "老井", 日期="2024-04-08", 短名="c")
    paper.picture("lamp.svg")
    assert paper.build() == 0
    return paper


def listed(paper, path=LIST):
    return json.loads((paper.output / path).read_bytes())


def files(paper, path=LIST):
    return {name: (version, size) for name, version, size in listed(paper, path)["files"]}


@pytest.mark.parametrize("script", ["", "hant/"])
def test_a_list_has_the_pages_of_the_issue_in_its_script_and_what_they_need(paper, script):
    found = listed(paper, script + LIST)
    pages = ["issue/2024-05-09/", "issue/2024-05-09/1/", "issue/2024-05-09/2/", FIRST, SECOND, "offline/"]
    names = [name for name, _version, _size in found["files"]]
    assert [name for name in names if name.endswith("/")] == [script + page for page in pages]
    assert [name for name in names if name.startswith("photos/")] == ["photos/lamp.svg"]
    assert (found["articles"], found["pictures"], found["text"]) == (2, 1, "2024年5月9日")
    assert found["url"] == "issue/2024-05-09/"
    sizes = 0
    for name, version, size in found["files"]:
        data = (paper.output / name / "index.html" if name.endswith("/") else paper.output / name).read_bytes()
        assert len(data) == size
        assert version in ("", hashlib.blake2b(data, digest_size=5).hexdigest())
        assert bool(version) is not name.startswith("theme/")
        sizes += size
    assert found["bytes"] == sizes


def test_it_has_every_sheet_and_script_that_its_pages_ask_for_and_none_of_the_search(paper):
    names = {name for name in files(paper) if name.startswith("theme/")}
    for page in (name for name in files(paper) if name.endswith("/")):
        wanted = paper.page(page).xpath("//link[@rel='stylesheet']/@href | //script/@src")
        assert wanted
        assert {posixpath.normpath(posixpath.join(page, one)) for one in wanted} <= names
    assert any("/offline-kept." in name for name in names)  # a script asks for it
    assert [name for name in names if "search" in name or "worker" in name] == []


def test_a_correction_changes_the_list_of_its_issue_alone(paper):
    before, stats = files(paper), paper.stats()
    assert paper.build() == 0
    assert paper.stats() == stats
    paper.article("b.md", "旧桥", "改了。", 日期="2024-05-09", 版次=2, 短名="b")
    assert paper.build() == 0
    after = files(paper)
    assert {name for name in before if before[name] != after[name]} == {SECOND, "issue/2024-05-09/2/"}
    assert paper.stats()["offline/2024-04-08.json"] == stats["offline/2024-04-08.json"]
    built = paper.files()
    assert paper.build("--clean") == 0
    assert paper.files() == built


def test_what_was_withdrawn_is_in_no_list(paper):
    paper.article("b.md", "旧桥", 日期="2024-05-09", 版次=2, 短名="b", 状态="撤稿", 更正="2024-05-10 有误")
    assert paper.build() == 0
    assert (paper.output / SECOND / "index.html").exists()
    assert not {SECOND, "issue/2024-05-09/2/"} & files(paper).keys()
    assert "hant/" + SECOND not in files(paper, "hant/" + LIST)


def test_the_last_piece_takes_the_list_with_it(paper):
    (paper.root / "content/articles/c.md").unlink()
    assert paper.build() == 0
    assert not (paper.output / "offline/2024-04-08.json").exists()
    assert (paper.output / LIST).exists()


def test_the_words_of_a_twin_reach_its_list(paper):
    """A word of the glossary changes twins after all else is printed; their versions are those of what they became."""
    paper.write("glossary.tsv", "旧桥\t舊橋樑\n")
    assert paper.build() == 0
    data = (paper.output / "hant" / SECOND / "index.html").read_bytes()
    assert "舊橋樑" in data.decode()
    assert files(paper, "hant/" + LIST)["hant/" + SECOND][0] == hashlib.blake2b(data, digest_size=5).hexdigest()


def test_the_widest_picture_that_a_phone_shows_is_kept(tmp_path):
    paper = Paper.make(tmp_path, ISSUES.replace('"plugins.press"', '"plugins.pictures", "plugins.press"'))
    photo = next((ROOT / "content/photos").rglob("egret-lake-dawn.jpg"))
    paper.write("photos/dawn.jpg", photo.read_bytes())
    paper.article("a.md", "湖", "正文。\n\n![湖](dawn.jpg)", 日期="2024-05-09", 短名="a")
    assert paper.build() == 0
    (name,) = [name for name in files(paper) if name.startswith("photos/")]
    assert name.startswith("photos/dawn.800w.")


def test_without_an_address_there_is_nothing_of_it(tmp_path):
    paper = Paper.make(tmp_path, ISSUES.replace("https://liuxi.example/news", ""))
    paper.article("a.md", "街灯", 日期="2024-05-09", 短名="a")
    assert paper.build() == 0
    assert [path for path in paper.files() if path.startswith("offline/") or path == "sw.js"] == []
    page = paper.page("issue/2024-05-09")
    assert page.xpath("//*[@class='offline']") == []
    assert not any("/offline" in source for source in page.xpath("//script/@src"))
