"""The screen to import on: what comes in, what is offered, what is written, and what is left behind."""

import json
import threading
from contextlib import closing
from urllib.parse import urlencode

import lxml.html
import pytest

from newsroom.importing import tray as trays
from newsroom.importing import undo
from tests.importing.word_files import png
from tests.screens.conftest import at_work

PAGE = """第2版 要闻 2024年5月2日 星期四

# 老井出水了

本报讯（记者 张三）柳溪镇的老井昨天出水了。

镇里请人淘了三天，井水又清又甜。

# 新桥通车

石桥镇的新桥通车了，第一辆车是拉蜜蜂的。

（李四）
"""
ONE = "# 灯亮了\n\n豆腐巷的灯亮了。\n\n（王五）\n"


def sent(screens, id: str, name: str, data: bytes | str):
    body = data if isinstance(data, bytes) else data.encode()
    return screens.ask("POST", f"/api/import/file?{urlencode({'id': id, 'name': name})}", body)


def begun(screens, **files: str) -> str:
    id = screens.post("import/begin").json["id"]
    for name, text in files.items():
        assert sent(screens, id, name.replace("__", "/").replace("_md", ".md"), text).status == 200
    return id


def incoming(screens) -> list:
    folder = screens.paper.root / trays.FOLDER
    return [file for file in folder.rglob("*") if file.is_file()] if folder.exists() else []


def content(screens) -> list[str]:
    root = screens.paper.root / "content"
    return sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())


def test_the_screen_has_labels_for_all(screens):
    page = lxml.html.fromstring(screens.get("/import").body)
    assert page.xpath("//nav/a[@aria-current='page']/text()") == ["导入"]
    for field in page.xpath("//form//input | //form//select"):
        assert field.xpath("ancestor::label") or page.xpath("//label[@for=$id]", id=field.get("id"))


def test_a_page_is_shown_with_its_source_and_nothing_is_written(screens):
    id = begun(screens, page_md=PAGE)
    answer = screens.post("import/look", id=id, day="2024-05-09").json
    [file] = answer["files"]
    assert (file["name"], file["day"], file["page"]) == ("page.md", "2024-05-02", 2)
    first, second = file["pieces"]
    assert (first["title"], first["section"], first["page"], first["byline"]) == (
        "老井出水了",
        "要闻",
        "2",
        "记者 张三",
    )
    assert first["titles"][0] == "老井出水了"
    assert "镇里请人淘了三天，井水又清又甜。" in first["source"]
    assert "新桥" not in first["source"]
    assert second["source"].startswith("# 新桥通车")
    assert (second["state"], second["byline"]) == ("new", "李四")
    assert "标题: 新桥通车" in second["text"]
    assert content(screens) == []


def test_what_is_chosen_is_written_and_taken_back(screens):
    id = begun(screens, page_md=PAGE)
    chosen = {
        "0:0": {"title": "老井 又出水了", "kind": "commentary", "section": "言论", "page": "3", "byline": "记者 赵六"},
        "0:1": {"skip": True},
    }
    wishes = {"id": id, "day": "2024-05-09", "days": {"0": "2024-05-03"}, "draft": True, "pieces": chosen}
    [piece, left] = screens.post("import/look", **wishes).json["files"][0]["pieces"]
    assert [doubt for doubt in piece["doubts"] if doubt["field"] in ("标题", "体裁", "栏目", "署名")] == []
    assert left["skip"]
    answer = screens.post("import/write", **wishes).json
    assert answer["done"]
    [written] = answer["written"]
    text = (screens.paper.root / "content" / written["path"]).read_text(encoding="utf-8")
    for line in (
        "标题: 老井 又出水了",
        "体裁: 评论",
        "栏目: 言论",
        "版次: 3",
        "署名: 记者 赵六",
        "日期: 2024-05-03",
        "状态: 草稿",
    ):
        assert line in text.splitlines()
    assert content(screens) == [written["path"]]
    assert incoming(screens) == []
    assert screens.post("import/look", id=id).status == 410
    assert screens.post("import/undo").json == {"message": "撤回了上一次导入，移走 1 个文件，在“移走的”里可以放回去。"}
    assert content(screens) == []
    undone = screens.post("import/undo")
    assert (undone.status, undone.json) == (409, {"message": "没有可以撤回的导入。"})


def test_what_was_taken_back_lies_where_it_can_be_put_back_from(screens):
    """Pieces and pictures, together or one by one; nothing is written over."""
    before = {"photos/2024/05/well-1.png": png(), "articles/2024/05/01/jing.md": "---\n标题: 井\n---\n".encode()}
    for path, data in before.items():
        screens.paper.write(path, data)
    files = [(screens.paper.root / "content" / path, data) for path, data in before.items()]
    undo.remember(screens.paper.root, screens.paper.root / "content", files)
    assert screens.post("import/undo").status == 200
    assert not any(file.exists() for file, _data in files)
    page = lxml.html.fromstring(screens.get("/away").text)
    assert page.xpath("normalize-space(//*[@data-together])") == "这 2 个一起放回去"
    names = {button.get("data-path"): button.get("data-name") for button in page.xpath("//button[@data-name]")}
    assert names.keys() == before.keys()
    picture = "photos/2024/05/well-1.png"
    shown = screens.get(page.xpath("//a[contains(@href, 'well-1')]")[0].get("href"))
    assert (shown.body, shown.headers["content-type"]) == (before[picture], "image/png")
    for path, name in names.items():
        assert screens.post("restore", path=path, name=name).status == 200
    assert [file.read_bytes() for file, _data in files] == list(before.values())
    assert "放回去</button>" not in screens.get("/away").text
    files[0][0].write_bytes(b"other")
    assert screens.post("restore", path=picture, name=names[picture]).status == 409
    assert files[0][0].read_bytes() == b"other"


@pytest.mark.parametrize(
    "path",
    ["photos/../articles/a.md", "photos/../../x.png", "photos/x.md", "photos/none.png", "photos/\0.png", "photos/"],
)
def test_no_other_picture_is_put_back(screens, path):
    screens.paper.write("articles/a.md", "---\n标题: 井\n---\n")
    assert screens.post("restore", path=path, name="20240509T123456Z-1f2e3d4c-deleted.png").status == 404
    assert screens.get(f"/content/away/{path.removeprefix('photos/')}?name=x".replace("\0", "%00")).status == 404


def test_what_was_edited_since_is_not_taken_back(screens):
    id = begun(screens, one_md=ONE)
    [written] = screens.post("import/write", id=id, day="2024-05-01").json["written"]
    file = screens.paper.root / "content" / written["path"]
    file.write_text("改过", encoding="utf-8")
    undone = screens.post("import/undo")
    assert undone.status == 409
    assert undone.json["message"] == f"一个文件也没有删：导入以后改过 {written['path']}。要撤回，请先把改过的移走。"
    assert file.exists()


def test_doubles_and_conflicts_are_told(screens):
    id = begun(screens, one_md=ONE)
    [written] = screens.post("import/write", id=id, day="2024-05-01").json["written"]
    screens.desk.catalogue.refresh()
    id = begun(screens, again_md=ONE)
    [piece] = screens.post("import/look", id=id, day="2024-05-01").json["files"][0]["pieces"]
    assert (piece["state"], piece["alike"]) == ("same", [])
    [piece] = screens.post("import/look", id=id, day="2024-05-02").json["files"][0]["pieces"]
    assert (piece["state"], piece["alike"]) == ("new", [])  # another day has a folder of its own
    file = screens.paper.root / "content" / written["path"]
    file.write_text(file.read_text(encoding="utf-8") + "\n又一段。\n", encoding="utf-8")
    [piece] = screens.post("import/look", id=id, day="2024-05-01").json["files"][0]["pieces"]
    assert piece["state"] == "taken"
    before = content(screens)
    answer = screens.post("import/write", id=id, day="2024-05-01").json
    assert (answer["done"], answer["written"]) == (False, [])
    assert "E808" in answer["faults"][0]
    assert content(screens) == before
    wishes = {"id": id, "day": "2024-05-01", "pieces": {"0:0": {"slug": piece["slug"]}}}
    [other] = screens.post("import/look", **wishes).json["files"][0]["pieces"]
    assert (other["state"], other["alike"]) == ("new", [written["path"]])
    [again] = screens.post("import/write", **wishes).json["written"]
    assert sorted([written["path"], again["path"]]) == content(screens)


def test_a_folder_with_other_files(screens):
    id = begun(screens, folder__a_md=ONE, folder__b_md=ONE.replace("灯", "井"))
    assert sent(screens, id, "folder/a.jpg", b"\xff\xd8").status == 200
    assert sent(screens, id, "folder/broken.docx", b"no zip").status == 200
    answer = screens.post("import/look", id=id, day="2024-05-01").json
    assert [file["name"] for file in answer["files"]] == ["folder/a.md", "folder/b.md"]
    assert answer["passed"] == 1
    [fault] = answer["faults"]
    assert fault.startswith("folder/broken.docx: E")
    assert str(screens.paper.root) not in json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize(
    "name",
    ["../a.md", "a/../../b.md", "/etc/a.md", "..", "", "a\\b.md", "c:a.md", ".hidden/a.md", "a\0.md", "con.md", "x" * 300 + ".md",
     "/".join("a" * 20) + ".md"],
)  # fmt: skip
def test_names_lead_nowhere_else(screens, name):
    id = begun(screens)
    answer = sent(screens, id, name, ONE)
    assert answer.status == 413
    assert "文件名不行" in answer.json["message"]
    assert incoming(screens) == []


def test_too_many_and_too_much_is_refused(screens, monkeypatch):
    monkeypatch.setattr(trays, "MOST_FILES", 2)
    monkeypatch.setattr(trays, "LARGEST", 3_000_000)
    monkeypatch.setattr(trays, "LARGEST_FILE", 2_000_000)
    id = begun(screens)
    assert sent(screens, id, "a.md", b"x" * 2_000_001).json == {"message": "“a.md”太大，没有收下：一个文件最多 2 MB。"}
    assert sent(screens, id, "a.md", b"x" * 2_000_000).status == 200
    assert sent(screens, id, "b.md", b"x" * 1_000_001).json == {
        "message": "“b.md”没有收下：一次最多 3 MB。请分几次导入。"
    }
    assert sent(screens, id, "c.md", b"x").status == 200
    assert sent(screens, id, "d.md", b"x").json == {"message": "一次最多 2 个文件。请分几次导入。"}
    assert sorted(file.name for file in incoming(screens)) == ["a.md", "c.md"]


def test_a_gigabyte_without_a_length_is_refused_while_it_comes(screens, monkeypatch):
    monkeypatch.setattr(trays, "LARGEST_FILE", 4_000_000)
    id = begun(screens)
    assert screens.sent_endlessly(f"/api/import/file?id={id}&name=a.md") < 100_000_000
    assert incoming(screens) == []


def test_a_gigabyte_that_says_so_is_refused_at_once(screens):
    path = f"/api/import/file?id={begun(screens)}&name=a.md"
    with closing(screens.announcing(path, 1 << 30)) as connection, connection.getresponse() as response:
        assert response.status == 413
        assert json.loads(response.read())["message"] == "“a.md”太大，没有收下：一个文件最多 64 MB。"


def test_a_file_that_is_cut_off_is_not_there(screens):
    id = begun(screens)
    screens.announcing(f"/api/import/file?id={id}&name=a.md", 1000, b"half").close()
    answer = {}
    for _ in range(100):  # until the server has heard of it
        answer = screens.post("import/look", id=id, day="2024-05-01").json
        if not incoming(screens):
            break
        threading.Event().wait(0.05)
    assert incoming(screens) == []
    assert answer["files"] == []


@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Cookie": ""}, {"Host": "evil.example"}])
def test_nobody_else_may_send(screens, headers):
    id = begun(screens)
    assert screens.ask("POST", f"/api/import/file?id={id}&name=a.md", ONE.encode(), **headers).status in (403, 421)
    assert incoming(screens) == []


def test_what_is_left_behind_goes(screens):
    ids = [begun(screens, one_md=ONE) for _ in range(trays.MOST_TRAYS)]
    assert len(incoming(screens)) == trays.MOST_TRAYS
    begun(screens)
    assert screens.post("import/look", id=ids[0]).status == 410  # the oldest gave way
    assert screens.post("import/leave", id=ids[1]).status == 200
    assert len(incoming(screens)) == trays.MOST_TRAYS - 2
    with at_work(screens.paper) as other:  # a desk that was killed left them
        begun(other)
        assert incoming(other) == []
    begun(screens, one_md=ONE)
    screens.desk.close()
    assert not (screens.paper.root / trays.FOLDER).exists()


@pytest.mark.parametrize(
    ("wishes", "status"),
    [
        ({"day": "昨天"}, 400),
        ({"days": {"0": "x"}}, 400),
        ({"pieces": []}, 200),
        ({"pieces": {"0:0": 3}}, 400),
        ({"pieces": {"0:0": {"title": ["x"], "kind": "banner", "section": "没有的", "page": "-1", "slug": "../x"}}}, 200),
        ({"page": "9999", "section": 3}, 200),
    ],
)  # fmt: skip
def test_odd_wishes_do_no_harm(screens, wishes, status):
    id = begun(screens, one_md=ONE)
    answer = screens.post("import/look", id=id, **wishes)
    assert answer.status == status
    if status == 200:
        [piece] = answer.json["files"][0]["pieces"]
        assert (piece["title"], piece["kind"], piece["section"]) == ("灯亮了", "story", "要闻")
        assert "/" not in piece["target"]


def test_two_windows_do_not_meet(screens):
    one, other = begun(screens, a_md=ONE), begun(screens, a_md=PAGE)
    titles = [screens.post("import/look", id=id).json["files"][0]["pieces"][0]["title"] for id in (one, other)]
    assert titles == ["灯亮了", "老井出水了"]
