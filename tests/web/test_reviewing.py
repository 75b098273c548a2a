"""The reviews on the screen to write on: the real server of the desk, with a real paper."""

import http.client
import json

import pytest

from newsroom import settings as paper_settings
from newsroom.screens.app import desk_app
from newsroom.screens.desk import Desk
from newsroom.web.guard import COOKIE, Guard
from newsroom.web.server import LocalServer
from tests.paper import CONFIG

TOKEN = "3f9a" * 8
KNOWN = {"Cookie": f"{COOKIE}={TOKEN}"}
PATH = "articles/2024/06/01/a.md"


@pytest.fixture
def desk(paper, monkeypatch):
    monkeypatch.chdir(paper.root)
    (paper.root / "pelicanconf.py").write_text(f'{CONFIG}\nREVIEWS = ["初审", "终审"]\n', encoding="utf-8")
    paper.article("2024/06/01/a.md", "老井", "井水清了。", 短名="a")
    desk = Desk(paper_settings.read(paper.root / "pelicanconf.py"), "")
    desk.catalogue.refresh()
    server = LocalServer(Guard(desk_app(desk), TOKEN), 0)
    server.start()

    def ask(name, **values):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
        if name.startswith("/"):
            connection.request("GET", name, headers=KNOWN)
        else:
            origin = {"Origin": f"http://127.0.0.1:{server.port}", "Content-Type": "application/json", **KNOWN}
            connection.request("POST", f"/api/{name}", json.dumps(values), origin)
        response = connection.getresponse()
        data = response.read()
        connection.close()
        return response.status, data.decode() if name.startswith("/") else json.loads(data)

    yield ask
    server.close()


def sign(ask, person, step="", digest=None):
    digest = digest or ask("review", path=PATH)[1]["digest"]
    return ask("sign", path=PATH, digest=digest, person=person, step=step)


def test_steps_are_signed_by_button(desk, paper):
    status, shown = desk("review", path=PATH)
    assert (status, shown["following"], [step["state"] for step in shown["steps"]]) == (200, "初审", ["missing"] * 2)
    assert sign(desk, "张三")[1]["following"] == "终审"
    status, shown = sign(desk, "李四")
    assert (status, shown["following"], [step["state"] for step in shown["steps"]]) == (200, "", ["standing"] * 2)
    assert paper.build() == 0
    assert (paper.output / "2024/06/01/a/index.html").is_file()


def test_what_is_not_signed_off_is_marked_in_the_list(desk, paper):
    paper.article("2024/06/02/b.md", "路", "路通了。", 短名="b", 状态="草稿", 专题="修路")
    desk("new", title="桥", kind="消息", section="news")  # the list is read anew
    assert "未终审" in desk("/")[1]
    sign(desk, "张三")
    assert "未终审" in desk("/")[1]
    sign(desk, "李四")
    shown = desk("/")[1]
    assert "未终审" not in shown
    assert "专题：修路" in shown
    paper.article("2024/06/01/a.md", "老井", "井水浑了。", 短名="a")
    assert "未终审" in desk("/")[1]


def test_a_piece_that_was_taken_away_and_is_saved_with_another_text_is_to_be_signed_anew(desk, paper):
    sign(desk, "张三")
    saved = desk("save", path=PATH, digest=sign(desk, "李四")[1]["digest"], fields={}, body="井水清了。")[1]
    (paper.root / "content" / PATH).unlink()
    more = {"fields": {"title": "老井", "section": "要闻", "slug": "a"}, "head": saved["head"], "digest": ""}
    assert desk("save", path=PATH, body="井水浑了。", **more)[0] == 200
    assert [step["state"] for step in desk("review", path=PATH)[1]["steps"]] == ["changed"] * 2


def test_what_changed_since_is_shown_and_who_signed_is_offered(desk, paper):
    sign(desk, "张三")
    file = paper.root / "content" / PATH
    digest = desk("review", path=PATH)[1]["digest"]
    saved = desk("save", path=PATH, digest=digest, fields={}, body="井水浑了。")
    assert saved[0] == 200
    shown = desk("review", path=PATH)[1]
    assert shown["steps"][0]["state"] == "changed" and "正文改过，要重签" in shown["steps"][0]["told"]
    assert shown["changes"][-3:] == ["-井水清了。", "+井水浑了。", " "]
    assert "初审: 张三" in file.read_text(encoding="utf-8")


def test_another_version_than_that_on_the_screen_is_not_signed(desk, paper):
    digest = desk("review", path=PATH)[1]["digest"]
    file = paper.article("2024/06/01/a.md", "老井", "井水浑了。", 短名="a")
    before = file.read_bytes()
    status, answer = sign(desk, "张三", digest=digest)
    assert (status, answer["message"]) == (409, "这篇稿件刚被改过，还没有签。请看过现在的样子，再签。")
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("values", "status", "message"),
    [
        ({"person": ""}, 400, "“”不像人名。请写签的人的名字。"),
        ({"person": "张三\n终审: 李四"}, 400, "“张三 终审: 李四”不像人名。请写签的人的名字。"),
        ({"person": "张三", "step": "终审"}, 400, "还不能签终审：初审还没有签好。"),
        ({"person": "张三", "path": "../pelicanconf.py"}, 404, "没有这篇稿件，可能刚被移走。"),
        ({"person": 1}, 400, "没有看懂这个请求。请刷新页面再试。"),
    ],
)
def test_what_cannot_be_signed_is_told(desk, paper, values, status, message):
    digest = desk("review", path=PATH)[1]["digest"]
    answered = desk("sign", **{"path": PATH, "digest": digest, "step": ""} | values)
    assert (answered[0], answered[1]["message"]) == (status, message)


def test_the_block_is_there_in_a_paper_with_reviews_alone(desk, paper):
    assert 'id="reviews"' in desk(f"/write?path={PATH}")[1]
    (paper.root / "pelicanconf.py").write_text(CONFIG, encoding="utf-8")
    plain = Desk(paper_settings.read(paper.root / "pelicanconf.py"), "")
    server = LocalServer(Guard(desk_app(plain), TOKEN), 0)
    server.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("GET", f"/write?path={PATH}", headers=KNOWN)
    assert b"reviews" not in connection.getresponse().read()
    connection.close()
    server.close()
