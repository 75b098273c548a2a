"""Publishing from the desk: where to is written into the settings, and the commands say what they say."""

import time

import pytest

from newsroom import settings as paper_settings
from tests.paper import ROOT, Paper
from tests.screens.conftest import SETTINGS, at_work

CONF = (ROOT / "newsroom/starting/blank/publishconf.txt").read_text(encoding="utf-8").replace("$url", '""')


@pytest.fixture
def screens(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    paper = Paper.make(tmp_path / "paper", SETTINGS)
    (paper.root / "publishconf.py").write_text(CONF, encoding="utf-8")
    paper.article("a.md", "老井出水", "老井清了。", 日期="2024-05-01", 短名="well")
    with at_work(paper) as found:
        yield found


def settle(screens, url="https://paper.example/news", place="../网站"):
    return screens.post("publish/settle", url=url, place=place)


def done(screens, work: str, **more):
    assert screens.post("publish", work=work, **more).status == 200
    for _ in range(600):
        found = screens.post("publish/look").json
        if found["code"] is not None:
            return found
        time.sleep(0.1)
    raise AssertionError(found)


def test_where_to_is_written_beside_what_else_the_settings_say(screens):
    file = screens.paper.root / "publishconf.py"
    assert "发到哪里" in screens.get("/publish").text
    assert settle(screens).json == {"url": "https://paper.example/news", "place": "../网站"}
    expected = CONF.replace('SITEURL = ""', 'SITEURL = "https://paper.example/news"').replace(
        'DEPLOY_TO = ""', 'DEPLOY_TO = "../网站"'
    )
    assert file.read_text(encoding="utf-8") == expected
    assert "https://paper.example/news" in screens.get("/publish").text
    file.write_text(CONF.replace("DEPLOY_TO", "# DEPLOY_TO"), encoding="utf-8")
    assert settle(screens, place='"; import os').status == 200
    assert paper_settings.read(file).deploy_to == '"; import os'  # a text, whatever it is


@pytest.mark.parametrize("url", ["paper.example", "javascript:alert(1)", "https://paper.example/ a"])
def test_what_is_no_address_is_not_written(screens, url):
    before = (screens.paper.root / "publishconf.py").read_bytes()
    answer = settle(screens, url=url)
    assert (answer.status, answer.json["message"].startswith("网址应当是")) == (400, True)
    assert (screens.paper.root / "publishconf.py").read_bytes() == before


def test_it_is_looked_at_published_and_stopped_by_a_mistake(screens):
    settle(screens)
    site = screens.paper.root.parent / "网站"
    looked = done(screens, "look")
    assert (looked["code"], site.exists()) == (0, False)
    assert any("会发到" in line for line in looked["lines"])
    published = done(screens, "publish")
    assert (published["code"], (site / "2024/05/01/well/index.html").exists()) == (0, True)
    before = (site / "index.html").read_bytes()
    screens.paper.article("b.md", "没有的栏目", "错。", 日期="2024-05-02", 短名="wrong", 栏目="没有")
    for work in ("check", "publish"):
        stopped = done(screens, work)
        assert stopped["code"] == 1
        assert any("content/articles/b.md" in line and "E203" in line for line in stopped["lines"])
    assert (site / "index.html").read_bytes() == before


def test_other_files_are_in_the_way_until_one_has_seen_them(screens):
    settle(screens)
    other = screens.paper.root.parent / "网站" / "other.txt"
    other.parent.mkdir()
    other.write_text("别的", encoding="utf-8")
    assert done(screens, "publish")["code"] == 1
    assert done(screens, "publish", over=True)["code"] == 0


@pytest.mark.parametrize("work", ["deploy", "", "publish --take-over"])
def test_no_other_command_is_run(screens, work):
    assert screens.post("publish", work=work).status == 400
    assert screens.post("publish/look").json == {"code": None, "lines": []}


def test_one_at_a_time_and_it_ends_with_the_desk(screens):
    settle(screens)
    assert screens.post("publish", work="look").status == 200
    assert screens.post("publish", work="look").json == {"message": "正在做，请等它做完。"}
    screens.desk.close()
    [process] = screens.desk.started
    assert process.wait(30) is not None
