"""A paper that is begun on a page: what is typed is in its settings, and its desk answers."""

import urllib.request
from http.cookiejar import CookieJar

import pytest

from newsroom import settings as paper_settings
from newsroom.starting.folder import CODE
from tests.paper import ROOT

NOTHING = dict.fromkeys(("motto", "sections", "regions", "steps", "serial", "icp", "police", "licence"), "")


@pytest.fixture
def begin(screens, tmp_path, monkeypatch):
    """Begins a paper in a folder of its own; the desks that it starts end."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))

    def begun(**values):
        folder = str(tmp_path / "new" / "报")
        return screens.post("begin", **{"name": "溪山报", "script": "hans", "folder": folder} | NOTHING | values)

    yield begun
    screens.desk.close()
    for process in screens.desk.started:
        process.wait(30)


def test_a_paper_is_made_and_opened(begin, tmp_path):
    answer = begin(regions="溪口镇", steps="初审、终审", icp="溪ICP备1号")
    assert answer.status == 200
    settings = paper_settings.read(tmp_path / "new/报/pelicanconf.py")
    assert (settings.name, settings.steps, settings.icp) == ("溪山报", ("初审", "终审"), "溪ICP备1号")
    assert [one.name for one in settings.sections] == ["要闻", "民生", "文化", "言论"]
    browser = urllib.request.build_opener(
        urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(CookieJar())
    )
    with browser.open(answer.json["address"], timeout=30) as page:
        assert "溪山报" in page.read().decode()
    assert begin().json["message"].endswith("什么也没有动。请换一个新的文件夹。")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"name": " "}, "报名应当是"),
        ({"sections": "甲、甲"}, "“甲”写了两次。"),
        ({"steps": "标题"}, "“标题”不能做审稿一步的名称"),
        ({"script": "日"}, "文字写“简”或“繁”。"),
        ({"folder": str(CODE / "paper")}, "在邻里自己的文件夹里"),
        ({"folder": "a\0b"}, "不能做文件夹的名字"),
        ({"folder": "/proc/none/here"}, "存不了（没有这个文件或文件夹）"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_made(begin, tmp_path, values, message):
    answer = begin(**values)
    assert message in answer.json["message"]
    assert answer.status in (400, 507)
    assert not (tmp_path / "new").exists()


def test_only_the_demo_paper_leads_there(screens):
    assert "/begin" not in screens.get("/").text
