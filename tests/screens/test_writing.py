"""The screen to write on: what is saved, what is kept of it, and what is refused."""

import io
import json
import os
import re
import subprocess
import threading
import tracemalloc
from contextlib import closing

import lxml.html
import pytest
from PIL import Image

from linli.messages import UNSPEAKABLE
from linli.reading.values import KINDS, parse_kind
from newsroom.manuscripts.blocks import document_of
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work

PATH = "articles/a.md"
BODY = "本报讯（记者 林小满）老井清了。\n\n##  谁来管灯\n\n* 一\n* 二"


@pytest.fixture
def piece(screens):
    return screens.paper.article("a.md", "老井出水", BODY, 日期="2024-05-01", 短名="well")


def shown(screens, path: str = PATH) -> dict:
    """What the screen has of a piece."""
    page = screens.get(f"/write?path={path}").text
    start = page.index('<script type="application/json" id="document">')
    document = json.loads(page[page.index(">", start) + 1 : page.index("</script>", start)])
    digest = page.partition('data-digest="')[2].partition('"')[0]
    return {"path": path, "digest": digest, "document": document}


def text(*words: str) -> dict:
    """A tree of paragraphs."""
    paragraphs = [{"type": "paragraph", "content": [{"type": "text", "text": word}]} for word in words]
    return {"type": "doc", "content": paragraphs}


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 40), **options) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, form, **options)
    return out.getvalue()


def sent(screens, name: str, data: bytes):
    return screens.ask("POST", f"/api/photo?name={name}", data)


def test_a_save_without_a_change_leaves_the_file_alone(screens, piece):
    before, stat = piece.read_bytes(), piece.stat()
    values = shown(screens)
    answer = screens.post("save", **values, fields={"title": "老井出水", "section": "要闻", "subtitle": ""})
    assert (answer.status, answer.json["digest"]) == (200, values["digest"])
    assert (piece.read_bytes(), piece.stat().st_mtime_ns) == (before, stat.st_mtime_ns)
    assert screens.desk.manuscripts.versions.of(PATH) == []


def test_only_what_was_changed_is_another_and_the_old_is_kept(screens, piece):
    before = piece.read_bytes()
    values = shown(screens)
    values["document"]["content"][0]["content"][0]["text"] += "村民来了。"
    answer = screens.post("save", **values, fields={"subtitle": "村民都来看"})
    expected = (
        before.decode()
        .replace("老井清了。", "老井清了。村民来了。")
        .replace("老井出水\n", "老井出水\n副题: 村民都来看\n")
    )
    assert piece.read_text(encoding="utf-8") == expected
    assert answer.json["body"] == BODY.replace("老井清了。", "老井清了。村民来了。")
    [version] = screens.desk.manuscripts.versions.of(PATH)
    assert screens.desk.manuscripts.versions.data(version) == before


def test_fields_that_were_empty_stay(screens):
    path = screens.post("new", title="老井", kind="消息", section="news").json["path"]
    file = screens.paper.root / "content" / path
    before = file.read_text(encoding="utf-8")
    assert "署名:\n" in before
    fields = {"title": "老井", "byline": "", "region": "", "summary": "清了"}
    assert screens.post("save", **{**shown(screens, path), "document": text("井。")}, fields=fields).status == 200
    assert file.read_text(encoding="utf-8") == before.replace("摘要:", "摘要: 清了") + "\n井。\n"
    assert screens.post("save", **shown(screens, path), fields={"summary": ""}).status == 200
    assert "摘要" not in file.read_text(encoding="utf-8")


def test_a_body_can_be_saved_as_it_stands_in_the_file(screens, piece):
    digest = shown(screens)["digest"]
    assert screens.post("save", path=PATH, digest=digest, fields={}, body="```\n原样\n```").status == 200
    assert piece.read_text(encoding="utf-8").endswith("---\n\n```\n原样\n```\n")


def test_what_another_program_wrote_is_never_written_over(screens, piece):
    values = shown(screens)
    other = piece.read_bytes().replace("老井清了".encode(), "老井干了".encode())
    piece.write_bytes(other)
    answer = screens.post("save", **{**values, "document": text("我写的。")}, fields={})
    assert answer.status == 409
    assert answer.json["message"] == (
        "这篇稿件刚在别处改过（另一个窗口，或另一个程序），没有覆盖。"
        "请看两边不同的地方，留下要的；没留下的，在“以前的样子”里还找得到。"
    )
    assert answer.json["current"]["body"] == BODY.replace("老井清了", "老井干了")
    assert answer.json["current"]["fields"]["title"] == "老井出水"
    assert ["-", "我写的。"] in answer.json["difference"]
    assert [sign for sign, line in answer.json["difference"] if "老井干了" in line] == ["+"]
    assert piece.read_bytes() == other
    known = answer.json["current"]["digest"]
    assert screens.post("save", path=PATH, digest=known, document=text("我写的。"), fields={}).status == 200
    [version] = screens.desk.manuscripts.versions.of(PATH)
    assert screens.desk.manuscripts.versions.data(version) == other  # what was written over by choice is kept


def test_what_was_taken_away_meanwhile_can_be_saved_anew(screens, piece):
    values = shown(screens)
    piece.unlink()
    answer = screens.post("save", **{**values, "document": text("我写的。")}, fields={"title": "老井出水"})
    assert (answer.status, answer.json["current"]) == (409, None)
    assert not piece.exists()
    again = {**values, "digest": "", "document": text("我写的。")}
    answer = screens.post("save", **again, fields={"title": "老井出水", "section": "要闻"})
    assert answer.status == 200
    assert piece.read_text(encoding="utf-8") == "---\n标题: 老井出水\n栏目: 要闻\n---\n\n我写的。\n"


@pytest.mark.parametrize("other", [b"", b"PK\x03\x04\0\0\xff\xfe"])
def test_what_is_no_text_meanwhile_is_kept_and_makes_room(screens, piece, other):
    head = piece.read_text(encoding="utf-8").split("---\n")[1] + "自用: 甲\n"
    values = {**shown(screens), "document": text("我写的。"), "head": head.rstrip("\n")}
    piece.write_bytes(other)
    answer = screens.post("save", **values, fields={"title": "老井出水"})
    assert (answer.status, answer.json["current"]) == (409, None)
    assert piece.read_bytes() == other
    again = {**values, "digest": answer.json["digest"]}
    assert screens.post("save", **again, fields={"title": "老井出水"}).status == 200
    assert piece.read_text(encoding="utf-8") == f"---\n{head}---\n\n我写的。\n"
    versions = screens.desk.manuscripts.versions
    assert [versions.data(one) for one in versions.of(PATH)] == [other]
    assert screens.get(f"/past?path={PATH}").status == 200


@pytest.mark.parametrize("other", [b"", b"PK\x03\x04\0\0\xff\xfe"])
def test_what_cannot_be_opened_leads_to_its_versions(screens, piece, other):
    screens.desk.manuscripts.versions.keep(PATH, piece.read_bytes())
    piece.write_bytes(other)
    answer = screens.get(f"/write?path={PATH}")
    [link] = lxml.html.fromstring(answer.body).xpath("//main//a/@href")
    assert (answer.status, link) == (422, f"/past?path={PATH}")
    assert "老井清了" in screens.get(link).text or "换回这一版" in screens.get(link).text


def test_fields_that_the_form_does_not_have_are_saved_anew_too(screens, piece):
    """Corrections stay; signatures stand as they were given, and are void by themselves when the text is another."""
    head = piece.read_text(encoding="utf-8").split("---\n")[1]
    more = "更正: 2024-06-02 井深应为十丈。\n更正: 2024-06-03 井在东头。\n自用: 甲\n初审: 张三 2024-06-01 10:20 #0123456789abcdef01\n"
    piece.write_text(f"---\n{head}{more}---\n\n{BODY}\n", encoding="utf-8")
    values = shown(screens)
    fields = {"title": "老井又出水", "page": "3"}
    saved = screens.post("save", **values, fields=fields)
    assert saved.json["head"].split("\n") == piece.read_text(encoding="utf-8").split("---\n")[1].split("\n")[:-1]
    whole = piece.read_bytes()
    piece.unlink()
    again = {**values, "digest": "", "head": saved.json["head"]}
    assert screens.post("save", **again, fields=fields).status == 200
    assert piece.read_bytes() == whole
    piece.unlink()
    assert screens.post("save", **again, fields=fields | {"title": ""}).status == 200
    assert piece.read_bytes() == whole.replace("标题: 老井又出水\n".encode(), b"")


def test_what_is_sent_as_fields_is_nothing_else(screens, piece):
    values = shown(screens)
    piece.unlink()
    for head in (["标题: 甲"], {"标题": "甲"}, 5):
        assert screens.post("save", **{**values, "digest": "", "head": head}, fields={}).status == 400
    assert not piece.exists()
    sent = {**values, "digest": "", "head": "标题: 甲\n---\n\n夹在中间", "document": text("井。")}
    assert screens.post("save", **sent, fields={}).status == 200
    assert piece.read_text(encoding="utf-8") == "---\n标题: 甲\n---\n\n井。\n"


def test_a_file_that_came_in_gb18030_is_saved_in_utf8_and_kept_as_it_was(screens):
    data = "---\n标题: 老井\n栏目: 要闻\n日期: 2024-05-01\n---\n\n井。\n".encode("gb18030")
    file = screens.paper.write(PATH, data)
    values = shown(screens)
    assert screens.post("save", **values, fields={}).status == 200
    assert file.read_bytes() == data  # nothing was changed
    assert screens.post("save", **{**values, "document": text("井清了。")}, fields={}).status == 200
    assert file.read_text(encoding="utf-8").endswith("井清了。\n")
    [version] = screens.desk.manuscripts.versions.of(PATH)
    assert screens.desk.manuscripts.versions.data(version) == data


OUTSIDE = [
    *("../pelicanconf.py", "articles/../../x.md", "/etc/passwd", "articles/.hidden.md", "articles/a.txt", "photos/a.md", "", "articles"),
    *("articles/a.md/../../../x.md", "articles\\a.md", "articles/a\0.md", "articles/\ud800.md", "x" * 5000 + ".md"),
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE)
def test_paths_lead_nowhere_else(screens, piece, path):
    before = sorted(screens.paper.root.rglob("*"))
    asked = {"path": path, "digest": "", "fields": {"title": "X"}, "document": text("x")}
    assert screens.post("save", **asked).status in (404, 409)
    assert screens.post("remove", path=path, digest="").status in (404, 409)
    assert screens.post("proof", path=path).status == 404
    assert screens.post("mend", path=path).status == 404
    assert screens.post("restore", path=path, name="x").status == 404
    if not UNSPEAKABLE.search(path):
        assert screens.get(f"/write?path={path}").status == 404
    assert sorted(screens.paper.root.rglob("*")) == before


def test_links_lead_nowhere_else(screens, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("---\n标题: 密\n---\n")
    content = screens.paper.root / "content"
    (content / "articles" / "link.md").symlink_to(secret)
    (content / "articles" / "folder").symlink_to(tmp_path)
    for path in ("articles/link.md", "articles/folder/secret.md"):
        assert screens.get(f"/write?path={path}").status == 404
        assert screens.post("save", path=path, digest="", fields={}, document=text("x")).status == 404
    assert secret.read_text() == "---\n标题: 密\n---\n"


def test_a_pipe_is_not_waited_for(screens):
    os.mkfifo(screens.paper.root / "content" / PATH)
    for address in (f"/write?path={PATH}", f"/past?path={PATH}", f"/review?path={PATH}"):
        assert screens.get(address).status == 404
    assert screens.post("save", path=PATH, digest="", fields={}, document=text("x")).status == 404


TREES = [
    *(None, 3, "x", [], {}, {"type": "page"}, {"type": "doc", "content": {}}, {"type": "doc", "content": [3]}),
    {"type": "doc", "content": [{"type": "script"}]},
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text"}]}]},
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": [{"type": "blink"}]}]}]},
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": 3}]}]},
    {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "x", "marks": ["strong"]}]}]},
    {"type": "doc", "content": [{"type": "paragraph", "attrs": 3}]},
    {"type": "doc", "content": [{"type": "figure", "attrs": {"src": "photos/a.jpg) [x](y"}}]},
]  # fmt: skip


@pytest.mark.parametrize("tree", TREES)
def test_bad_trees_are_refused(screens, piece, tree):
    before = piece.read_bytes()
    answer = screens.post("save", path=PATH, digest=shown(screens)["digest"], fields={}, document=tree)
    assert (answer.status, answer.json) == (400, {"message": "没有看懂这个请求。请刷新页面再试。"})
    assert piece.read_bytes() == before


def test_a_tree_that_is_too_deep_is_refused(screens, piece):
    tree = {"type": "paragraph", "content": []}
    for _ in range(200):
        tree = {"type": "blockquote", "content": [tree]}
    answer = screens.post(
        "save", path=PATH, digest=shown(screens)["digest"], fields={}, document={"type": "doc", "content": [tree]}
    )
    assert answer.status == 400
    raw = b'{"path": "articles/a.md", "digest": "", "fields": {}, "document": ' + b"[" * 200_000
    assert screens.ask("POST", "/api/save", raw).status == 400


def test_what_could_not_be_read_again_is_not_written(screens, piece):
    before = piece.read_bytes()
    answer = screens.post("save", **{**shown(screens), "document": text("字" * 200_000)}, fields={})
    assert (answer.status, list(answer.json)) == (422, ["message"])
    assert piece.read_bytes() == before


@pytest.mark.parametrize(
    "fields", [None, [], {"title": 3}, {"nobody": "x"}, {"title": None}, {"__class__": "x"}, {"title": ["a"]}]
)
def test_bad_fields_are_refused(screens, piece, fields):
    before = piece.read_bytes()
    values = shown(screens)
    assert screens.post("save", **values, fields=fields).status == 400
    assert piece.read_bytes() == before


@pytest.mark.parametrize("value", ["甲\n---\n状态: 草稿", "甲\r\n体裁: 评论", "---", "甲\u2028乙", "甲\x00乙"])
def test_a_field_stays_one_line(screens, piece, value):
    assert screens.post("save", **shown(screens), fields={"subtitle": value}).status == 200
    fields = screens.post("save", **shown(screens), fields={"kicker": "引"}).json
    assert fields["digest"]
    head = piece.read_text(encoding="utf-8").split("---\n\n", 1)[0].splitlines()
    assert len([line for line in head if line.startswith(("状态", "体裁"))]) == 0
    assert piece.read_text(encoding="utf-8").endswith(BODY + "\n")


def test_a_body_that_looks_like_fields_does_no_harm(screens, piece):
    assert screens.post("save", **{**shown(screens), "document": text("---", "标题: 假的")}, fields={}).status == 200
    assert screens.get(f"/write?path={PATH}").text.count('value="老井出水"') == 1


def test_a_piece_is_begun(screens):
    answer = screens.post("new", title="  溪山桥通车 ", kind="评论", section="opinion")
    assert answer.json == {"path": "articles/2024/06/30/xi-shan-qiao-tong-che.md"}
    file = screens.paper.root / "content" / answer.json["path"]
    lines = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("标题", "体裁", "栏目", "状态"))] == [
        *("标题: 溪山桥通车", "体裁: 评论", "栏目: 言论", "状态: 草稿")
    ]
    again = screens.post("new", title="溪山桥通车", kind="消息", section="news")
    assert again.json == {"path": "articles/2024/06/30/xi-shan-qiao-tong-che-2.md"}


def test_every_kind_that_a_command_begins_is_begun(screens):
    page = lxml.html.fromstring(screens.get("/").body)
    offered = {parse_kind(option.get("value")) for option in page.xpath("//select[@id='kind']/option")}
    assert offered == set(KINDS)
    answer = screens.post("new", title="讲文明话 办暖心事", kind="公益", section="news")
    assert answer.json == {"path": "banners/jiang-wen-ming-hua-ban-nuan-xin-shi.md"}
    file = screens.paper.root / "content" / answer.json["path"]
    assert file.read_text(encoding="utf-8").split("\n")[1:6] == [
        *("标题: 讲文明话 办暖心事", "体裁: 公益", "截止:", "短名: jiang-wen-ming-hua-ban-nuan-xin-shi", "状态: 草稿")
    ]
    form = lxml.html.fromstring(screens.get(f"/write?path={answer.json['path']}").body).get_element_by_id("manuscript")
    assert [one.get("name") for one in form.xpath(".//input[@name] | .//select")] == [
        *("title", "date", "until", "status", "slug")
    ]
    values = {**shown(screens, answer.json["path"]), "document": text("富强 民主", "自由 平等")}
    assert screens.post("save", **values, fields={"status": "", "until": "2024-12-31"}).status == 200
    assert screens.post("proof", path=answer.json["path"]).json["findings"] == []


def test_a_piece_is_begun_in_the_script_of_the_paper(tmp_path):
    with at_work(
        Paper.make(tmp_path, SETTINGS.replace('"hant": "s2tw"', '"hans": "t2s"') + 'SCRIPT = "hant"\n')
    ) as screens:
        path = screens.post("new", title="溪山橋通車", kind="通讯", section="news").json["path"]
        head = (screens.paper.root / "content" / path).read_text(encoding="utf-8")
        assert {"標題: 溪山橋通車", "體裁: 通訊", "狀態: 草稿"} <= set(head.split("\n"))
        [row] = [row for row in screens.post("proof", path=path).json["findings"] if row["is_error"]] or [None]
        assert row is None


@pytest.mark.parametrize(
    ("title", "kind"), [("", "消息"), ("   ", "消息"), ("甲", "诗"), ("甲", "../x"), (3, "消息"), ("甲", None)]
)
def test_what_cannot_be_begun_is_told(screens, title, kind):
    answer = screens.post("new", title=title, kind=kind, section="news")
    assert (answer.status, list(answer.json)) == (400, ["message"])
    assert list((screens.paper.root / "content/articles").iterdir()) == []


@pytest.mark.parametrize("title", ["../../x", "a/b", "甲\n---\n状态: 发布", "\0", "con", "x" * 3000, "😀", "..."])
def test_odd_headlines_do_no_harm(screens, title):
    answer = screens.post("new", title=title, kind="消息", section="news")
    assert answer.status in (200, 400)
    if answer.status == 200:
        file = screens.paper.root / "content" / answer.json["path"]
        assert file.parent == screens.paper.root / "content/articles/2024/06/30"
        assert screens.get(f"/write?path={answer.json['path']}").status == 200
        assert [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("状态")] == [
            "状态: 草稿"
        ]


def test_a_piece_is_taken_away_and_put_back(screens, piece):
    before = piece.read_bytes()
    digest = shown(screens)["digest"]
    assert screens.post("remove", path=PATH, digest="0" * 64).status == 409
    assert piece.exists()
    name = screens.post("remove", path=PATH, digest=digest).json["version"]
    assert not piece.exists()
    assert "老井出水" in screens.get("/away").text
    assert screens.get(f"/past?path={PATH}").status == 200
    assert screens.post("restore", path=PATH, name=name).json == {"digest": digest}
    assert piece.read_bytes() == before
    assert "老井出水" not in screens.get("/away").text
    other = screens.paper.article("b.md", "石桥", "石桥。", 日期="2024-05-01", 短名="bridge")
    known = shown(screens, "articles/b.md")["digest"]
    assert screens.post("remove", path="articles/b.md", digest=known).status == 200
    assert not other.exists()
    for day, file in enumerate(sorted(screens.desk.manuscripts.versions.folder.rglob("*-deleted.md")), 1):
        file.rename(
            file.with_name(f"2024010{day}T000000Z-{file.name.partition('-')[2]}")
        )  # days ago, the other after it
    assert screens.post("remove", path=PATH, digest=digest).status == 200  # and again
    page = lxml.html.fromstring(screens.get(f"/away?gone={PATH}").body)
    assert page.xpath("//ul[@class='away']/li/a/text()") == ["老井出水", "石桥"]  # the one that went last is the first
    assert page.xpath("//button[@autofocus]/@aria-label") == ["放回去：老井出水"]


def test_every_version_is_listed_and_comes_back(screens, piece):
    first = piece.read_bytes()
    for words in ("一稿。", "二稿。", "三稿。"):
        assert screens.post("save", **{**shown(screens), "document": text(words)}, fields={}).status == 200
    versions = screens.desk.manuscripts.versions.of(PATH)
    held = {screens.desk.manuscripts.versions.data(one): one.name for one in versions}
    assert len(held) == 3 and first in held
    page = screens.get(f"/past?path={PATH}").text
    assert page.count("换回这一版") == 3
    assert "二稿。" in page and "三稿。" in page
    assert screens.post("restore", path=PATH, name=held[first]).status == 200
    assert piece.read_bytes() == first
    kept = screens.desk.manuscripts.versions.of(PATH)
    assert any("三稿。" in screens.desk.manuscripts.versions.data(one).decode() for one in kept)


@pytest.mark.parametrize("name", ["", "x", "../../a.md", "20240509T123456Z-1f2e3d4c.md", "git:HEAD", "git:--help"])
def test_no_other_version_comes_back(screens, piece, name):
    before = piece.read_bytes()
    assert screens.post("restore", path=PATH, name=name).status == 404
    assert piece.read_bytes() == before


@pytest.mark.parametrize(("form", "suffix"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp"), ("GIF", "gif")])
def test_a_picture_is_put_into_the_folder_of_the_month(screens, form, suffix):
    data = picture(form)
    answer = sent(screens, "%E8%80%81%E4%BA%95.BIN", data)
    assert answer.json == {"src": f"photos/2024/06/lao-jing.{suffix}"}
    assert (screens.paper.root / "content" / answer.json["src"]).read_bytes() == data
    assert screens.get(f"/content/{answer.json['src']}").body == data
    assert sent(screens, "%E8%80%81%E4%BA%95.jpg", data).json == answer.json  # the same once
    other = sent(screens, "%E8%80%81%E4%BA%95.jpg", picture(form, (61, 40))).json["src"]
    assert other.startswith("photos/2024/06/lao-jing-") and other.endswith(f".{suffix}")
    assert (screens.paper.root / "content" / answer.json["src"]).read_bytes() == data


@pytest.mark.parametrize(
    "name",
    ["../../x.jpg", "/etc/x.jpg", "..%2f..%2fx", "a%00b.jpg", "", ".", "..", ".htaccess", "con.jpg", "x" * 3000, "a%0a.jpg", "%F0%9F%98%80.jpg",
     "%22%3E%3Cscript%3E.jpg", "a)b(c.jpg", "C:%5Cx.jpg"],
)  # fmt: skip
def test_names_of_pictures_lead_nowhere_else(screens, name):
    answer = sent(screens, name, picture())
    assert answer.status == 200
    src = answer.json["src"]
    assert src.startswith("photos/2024/06/") and src.count("/") == 3
    assert set(src) <= set("abcdefghijklmnopqrstuvwxyz0123456789-./")
    assert [file.name for file in (screens.paper.root / "content/photos/2024/06").iterdir()] == [src.split("/")[-1]]


@pytest.mark.parametrize(
    "data",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"MZ" * 500,
     b"GIF89a" + b"\xff" * 100, picture()[:200]],
)  # fmt: skip
def test_what_is_no_picture_is_refused(screens, data):
    answer = sent(screens, "a.jpg", data)
    assert answer.status == 400 or (data[:2] == b"\xff\xd8" and answer.status == 200)
    if answer.status == 400:
        assert answer.json["message"].startswith("“a.jpg”不是能用的图片。")
        assert list((screens.paper.root / "content/photos").rglob("*.*")) == []


def test_a_picture_of_too_many_pixels_is_refused_unopened(screens):
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    data = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    answer = sent(screens, "a.png", data)
    assert answer.status == 400
    assert list((screens.paper.root / "content/photos").rglob("*.png")) == []


def test_a_gigabyte_that_says_so_is_refused_at_once(screens):
    with (
        closing(screens.announcing("/api/photo?name=a.jpg", 1 << 30)) as connection,
        connection.getresponse() as response,
    ):
        assert response.status == 413
        assert json.loads(response.read()) == {"message": "图片太大了，没有收下。请用 60 MB 以内的。"}


@pytest.mark.parametrize("address", ["/api/photo?name=a.jpg", "/api/save"])
def test_a_gigabyte_without_a_length_is_not_read_into_memory(screens, address):
    tracemalloc.start()
    try:
        assert screens.sent_endlessly(address) < 150_000_000
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "path", ["../../pelicanconf.py", "%2e%2e/articles/a.md", "x.html", "x.js", "none.jpg", "", "a%00.jpg"]
)
def test_nothing_but_pictures_is_shown(screens, piece, path):
    screens.paper.write("photos/x.html", "<script>1</script>")
    screens.paper.write("photos/x.js", "1")
    assert screens.ask("GET", f"/content/photos/{path}").status == 404


def test_a_drawing_is_shown_and_runs_nothing(screens):
    screens.paper.picture("x.svg")
    answer = screens.get("/content/photos/x.svg")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox;"
    )


def test_what_is_wrong_is_told_with_its_place(screens, piece):
    screens.paper.article("b.md", "坏的", "第一段。\n\n他说,好。\n\n<script>x</script>", 日期="昨天")
    answer = screens.post("proof", path="articles/b.md").json
    found = {one["code"]: one for one in answer["findings"]}
    assert found["W501"]["is_error"] is False
    assert (found["W501"]["line"], found["W501"]["block"], found["W501"]["field"]) == (11, 2, "")
    date = next(one for one in answer["findings"] if one["is_error"])
    assert (date["field"], date["block"]) == ("date", None)
    assert (answer["mends"], answer["kept"]) == (1, "")
    assert screens.post("proof", path=PATH).json["url"] == "2024/05/01/well/"


def test_what_is_missing_is_told_as_the_form_has_it(screens):
    """Nobody is told to write a line into a file, or Markdown."""
    screens.paper.write("photos/x.png", picture("PNG"))
    screens.paper.write("articles/c.md", "---\n署名: 记者 林小满\n---\n\n井。\n")
    rows = screens.post("proof", path="articles/c.md").json["findings"]
    assert {row["code"]: row["field"] for row in rows} == {"E201": "title", "E202": "section", "E204": "date"}
    screens.paper.write("articles/c.md", "---\n标题: ？\n栏目: 要闻\n日期: 2024-05-01\n---\n\n井。\n")
    more = screens.post("proof", path="articles/c.md").json["findings"]
    assert {row["code"]: row["field"] for row in more} == {"E212": "slug"}
    screens.paper.article("c.md", "井", "![](photos/x.png)\n\n水。\n\n![井](photos/x.png)", 日期="2024-05-01")
    pictures = screens.post("proof", path="articles/c.md").json["findings"]
    assert [(row["code"], row["block"]) for row in pictures if row["code"][0] == "W"] == [("W311", 0), ("W312", 2)]
    more += pictures
    path = screens.post("new", kind="消息", title="桥", section="news").json["path"]
    file = screens.paper.root / "content" / path
    file.write_text(file.read_text(encoding="utf-8").replace("状态: 草稿\n", ""), encoding="utf-8")
    more += screens.post("proof", path=path).json["findings"]
    for row in [*rows, *more]:
        assert not re.search(r"加一行|字段区|!\[|: ……", row["message"]), row["message"]


def test_mends_are_shown_before_they_are_written(screens, piece):
    digest = screens.post("save", **{**shown(screens), "document": text("他说,好。")}, fields={}).json["digest"]
    before = piece.read_bytes()
    [change] = screens.post("mend", path=PATH).json["changes"]
    assert (change["before"], change["after"]) == ("他说,好。", "他说，好。")
    assert piece.read_bytes() == before
    assert screens.post("mend", path=PATH, digest="0" * 64, write=True).status == 409
    assert piece.read_bytes() == before
    assert screens.post("mend", path=PATH, digest=digest, write=True).json["changes"] == [change]
    assert "他说，好。" in piece.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["save", "correct", "new", "remove", "proof", "mend", "restore", "paste", "picture", "photo"]
)
@pytest.mark.parametrize("headers", [{"Origin": "http://evil.example"}, {"Cookie": ""}, {"Host": "evil.example"}])
def test_nobody_else_may_ask(screens, piece, name, headers):
    body = json.dumps({"path": PATH, "title": "x", "kind": "消息", "section": "news"}).encode()
    assert screens.ask("POST", f"/api/{name}", body, **headers).status in (403, 421)
    assert screens.ask("GET", f"/api/{name}").status in (404, 405)


def test_of_two_that_save_at_once_one_is_told(screens, piece):
    values = shown(screens)
    answers = []
    threads = [
        threading.Thread(
            target=lambda n=n: answers.append(screens.post("save", **{**values, "document": text(f"{n}。")}, fields={}))
        )
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status for answer in answers) == [200, *[409] * 7]


def test_line_ends_and_the_mark_of_utf8_stay(screens):
    data = b"\xef\xbb\xbf" + "---\r\n标题: 老井\r\n栏目: 要闻\r\n日期: 2024-05-01\r\n---\r\n\r\n井。\r\n".encode()
    file = screens.paper.write(PATH, data)
    assert screens.post("save", **{**shown(screens), "document": text("井。", "清了。")}, fields={}).status == 200
    assert file.read_bytes() == data.replace("井。".encode(), "井。\r\n\r\n清了。".encode())


@pytest.mark.parametrize("encoding", ["utf-16", "gb18030"])
def test_windows_line_ends_stay_in_any_encoding(screens, encoding):
    file = screens.paper.write(
        PATH, "---\n标题: 老井\n栏目: 要闻\n日期: 2024-05-01\n---\n\n井。\n".replace("\n", "\r\n").encode(encoding)
    )
    assert screens.post("save", **{**shown(screens), "document": text("井。", "清了。")}, fields={}).status == 200
    assert file.read_bytes().endswith("---\r\n\r\n井。\r\n\r\n清了。\r\n".encode())


def test_what_is_given_up_is_kept(screens, piece):
    before = piece.read_bytes()
    answer = screens.post("keep", path=PATH, document=text("我写的。"), fields={"subtitle": "副"})
    assert piece.read_bytes() == before
    [version] = screens.desk.manuscripts.versions.of(PATH)
    assert version.name == answer.json["version"]
    assert b"\n\xe6\x88\x91" in screens.desk.manuscripts.versions.data(version)
    assert screens.post("keep", path="../x.md", document=text("x"), fields={}).status == 404


def test_what_is_pasted_is_a_tree(screens):
    answer = screens.post("paste", html="<p>一</p><ul><li>二</li></ul><img src=x>").json
    assert [node["type"] for node in answer["document"]["content"]] == ["paragraph", "bullet_list"]
    assert answer["pictures"] == 1
    assert [node["type"] for node in screens.post("paste", text="一\n二").json["document"]["content"]] == [
        "paragraph"
    ] * 2
    assert screens.post("paste", html=3).status == screens.post("paste").status == 400
    assert screens.post("paste", html="").json["document"]["content"] == [{"type": "paragraph", "content": []}]


def git(paper, *arguments: str) -> None:
    names = ["-c", "user.name=林小满", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *names, *arguments], cwd=paper.root, check=True, capture_output=True)


def test_versions_of_the_repository_are_listed_and_come_back(screens, piece):
    first = piece.read_bytes()
    git(screens.paper, "init", "-q")
    git(screens.paper, "add", "content")
    git(screens.paper, "commit", "-qm", "第一稿 <b>")
    piece.write_bytes(first.replace("老井清了".encode(), "老井干了".encode()))
    git(screens.paper, "commit", "-qam", "第二稿")
    head = (screens.paper.root / ".git/HEAD").read_bytes()
    page = lxml.html.fromstring(screens.get(f"/past?path={PATH}").body)
    assert [" ".join(title.text_content().split()[2:]) for title in page.xpath("//section/h2")] == [
        "Git：林小满：第二稿",
        "Git：林小满：第一稿 <b>",
    ]
    [older] = [button.get("data-name") for button in page.xpath("//section[2]/button")]
    assert screens.post("restore", path=PATH, name=older).status == 200
    assert piece.read_bytes() == first
    assert (screens.paper.root / ".git/HEAD").read_bytes() == head
    assert subprocess.run(
        ["git", "status", "--short"], cwd=screens.paper.root, capture_output=True, text=True
    ).stdout.startswith(" M ")
    assert screens.post("restore", path=PATH, name="git:" + "0" * 40).status == 404


def test_a_repository_runs_nothing(screens, piece, tmp_path):
    git(screens.paper, "init", "-q")
    git(screens.paper, "add", "content")
    git(screens.paper, "commit", "-qm", "一")
    for name in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand", "core.hooksPath"):
        git(screens.paper, "config", name, f"touch {tmp_path}/ran; false")
    git(screens.paper, "config", "log.showSignature", "true")
    assert "Git：林小满：一" in screens.get(f"/past?path={PATH}").text
    assert not (tmp_path / "ran").exists()


def test_a_picture_is_turned_and_cropped(screens):
    notes = Image.Exif()
    notes[0x0112], notes[0x013B] = 6, "Cheng"
    before = picture("JPEG", (60, 40), exif=notes)
    src = sent(screens, "a.jpg", before).json["src"]
    assert screens.post("picture", src=src, turn=90, crop=[0, 0, 0.5, 1]).json == {"src": src, "has_before": True}
    with Image.open(screens.paper.root / "content" / src) as image:
        assert image.size == (30, 40)  # 40 × 60 as it is seen, 60 × 40 turned, the left half
        assert (image.getexif()[0x0112], image.getexif()[0x013B]) == (1, "Cheng")
    assert screens.post("picture/before", src=src).json["src"] == src
    assert (screens.paper.root / "content" / src).read_bytes() == before


@pytest.mark.parametrize(("form", "suffix"), [("PNG", "png"), ("WEBP", "webp"), ("TIFF", "jpg"), ("BMP", "jpg")])
def test_pictures_stay_what_they_are_or_become_one_that_browsers_show(screens, form, suffix):
    name = f"photos/a.{form.lower()}"
    file = screens.paper.write(name, picture(form))
    answer = screens.post("picture", src=name, turn=270).json
    assert answer["src"] == f"photos/a.{suffix}"
    with Image.open(screens.paper.root / "content" / answer["src"]) as image:
        assert image.size == (40, 60)
    assert file.exists()
    assert screens.get(f"/content/{name}").status == 200


def test_a_cover_is_a_file_of_its_own(screens):
    src = sent(screens, "a.jpg", picture()).json["src"]
    before = (screens.paper.root / "content" / src).read_bytes()
    covers = [
        screens.post("picture", src=src, crop=crop, cover=True).json["src"]
        for crop in ([0, 0, 0.5, 1], [0, 0, 0.5, 1], [0, 0, 1, 0.5])
    ]
    assert covers[0] == covers[1] == "photos/2024/06/a-cover.jpg" != covers[2]
    assert (screens.paper.root / "content" / src).read_bytes() == before


@pytest.mark.parametrize(
    "values",
    [{"turn": 45}, {"turn": "90"}, {"turn": True}, {"crop": [0, 0, 2, 1]}, {"crop": [0, 0, 0, 0]}, {"crop": "x"}, {"crop": [0, 0, 1]}, {"crop": [0, 0, None, 1]},
     {"crop": [0.99, 0.99, 0.5, 0.5]}],
)  # fmt: skip
def test_odd_wishes_for_pictures_are_refused(screens, values):
    src = sent(screens, "a.jpg", picture()).json["src"]
    before = (screens.paper.root / "content" / src).read_bytes()
    assert screens.post("picture", src=src, **values).status == 400
    assert (screens.paper.root / "content" / src).read_bytes() == before


@pytest.mark.parametrize(
    "src",
    [
        "photos/../articles/a.md",
        "articles/a.md",
        "/etc/passwd",
        "photos/x.svg",
        "",
        "photos/a\0.jpg",
        "photos/none.jpg",
    ],
)
def test_nothing_but_pictures_is_turned(screens, piece, src):
    screens.paper.picture("x.svg")
    before = piece.read_bytes()
    assert screens.post("picture", src=src, turn=90).status == (400 if src.endswith("svg") else 404)
    assert screens.post("picture/before", src=src).status == 404
    assert piece.read_bytes() == before


def test_what_moves_is_not_turned(screens):
    out = io.BytesIO()
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    src = sent(screens, "a.gif", out.getvalue()).json["src"]
    assert screens.post("picture", src=src, turn=90).json == {"message": "会动的图片不能转、不能裁。"}


def test_every_answer_has_the_policy(screens, piece):
    for path in ("/", f"/write?path={PATH}", "/static/desk.css", "/words.js", "/none"):
        policy = screens.get(path).headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert policy.count("unsafe") == path.startswith("/write")  # browsers style what is edited


def test_an_unchanged_tree_is_the_body(screens, piece):
    assert shown(screens)["document"] == document_of(BODY)


def test_a_name_that_is_too_long_is_no_picture(screens):
    answer = screens.get(f"/content/photos/{'a' * 5000}.jpg")
    assert (answer.status, "没有这张图片。" in answer.text) == (404, True)
