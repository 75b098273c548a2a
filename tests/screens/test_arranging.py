"""Arranging the paper of a day: what is written, what is not, and what happens when others write too."""

import json
from concurrent.futures import ThreadPoolExecutor

import lxml.html
import pytest

from newsroom.manuscripts.files import Manuscripts
from newsroom.screens import board as boards
from tests.paper import Paper
from tests.screens.conftest import SETTINGS, at_work

DAY = "2024-05-09"
TEXT = "---\n标题: {title}\n栏目: 要闻\n日期: 2024-05-09\n版次: {page}\n备忘: 别动我\n---\n\n正文。\n"


@pytest.fixture
def day(screens):
    paper = screens.paper
    for name, page in (("a", 1), ("b", 1), ("c", 2), ("d", 2), ("e", None)):
        fields = {"版次": page} if page else {}
        paper.article(f"2024/05/09/{name}.md", f"稿件{name}", 日期=DAY, 短名=name, **fields)
    screens.desk.catalogue.refresh()
    return screens


def board(screens, day: str = DAY) -> dict:
    return screens.post("arrange/look", date=day).json


def order(answer: dict) -> dict:
    """The names of the pieces, page by page."""
    return {
        page["number"]: "".join(piece["path"][-4] for piece in page["pieces"])
        for page in answer["pages"]
        if page["pieces"]
    }


def piece_of(screens, name: str, day: str = DAY) -> dict:
    return next(
        piece
        for page in board(screens, day)["pages"]
        for piece in page["pieces"]
        if piece["path"].endswith(f"/{name}.md")
    )


def path_of(name: str) -> str:
    return f"articles/2024/05/09/{name}.md"


def move(screens, name: str, page: int | None, before: str | None = None, **more):
    values = {"path": path_of(name), "digest": piece_of(screens, name)["digest"], "page": page}
    values |= {"before": path_of(before) if before else None, "date": DAY} | more
    return screens.post("arrange/move", **values)


def files(screens) -> dict[str, bytes]:
    root = screens.paper.root / "content"
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*.md")}


def changed(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {path[-4] for path in after if before.get(path) != after[path]}


def test_the_screen_has_the_day(day):
    page = lxml.html.fromstring(day.get(f"/arrange?date={DAY}").body)
    assert page.xpath("//h1/text()")[0].strip() == "2024年5月9日"
    shown = json.loads(page.get_element_by_id("arrange").get("data-board"))
    assert order(shown) == {1: "ab", 2: "cd", None: "e"}
    assert page.xpath("//nav//a[@aria-current='page']/text()") == ["编排"]
    assert page.xpath("//*[@style] | //script[not(@src)]") == []


def test_to_another_page_writes_one_line_of_one_file(day):
    before = files(day)
    answer = move(day, "a", 2)
    assert (answer.status, answer.json["told"], answer.json["written"]) == (
        200,
        "“稿件a”放到第 2 版第 3 篇，共 3 篇。",
        1,
    )
    assert order(answer.json) == {1: "b", 2: "cda", None: "e"}
    after = files(day)
    assert changed(before, after) == {"a"}
    assert after[path_of("a")] == before[path_of("a")].replace("版次: 1".encode(), "版次: 2\n排序: -1".encode())


def test_into_another_order_on_the_first_page_writes_one_file(day):
    before = files(day)
    answer = move(day, "b", 1, "a")
    assert order(answer.json) == {1: "ba", 2: "cd", None: "e"}
    after = files(day)
    assert changed(before, after) == {"b"}
    assert "排序: 1\n" in after[path_of("b")].decode()


def test_the_built_site_has_the_order(day):
    assert move(day, "d", 2, "c").status == 200
    assert move(day, "b", 1, "a").status == 200
    assert move(day, "e", 1, "a").status == 200
    assert day.paper.build() == 0
    for number, names in ((1, "bea"), (2, "dc")):
        links = day.paper.page(f"issue/{DAY}/{number}").xpath("//ul[contains(@class, 'items')]//h2/a/@href")
        assert [link.rstrip("/")[-1] for link in links] == list(names)
    front = day.paper.page("").xpath("//main//h2/a/@href | //main//h1/a/@href")
    assert [link.rstrip("/")[-1] for link in front][:3] == ["b", "e", "a"]  # a page is never above the page before it


def test_out_of_all_pages_takes_the_field_away(day):
    assert order(move(day, "b", None).json) == {1: "a", 2: "cd", None: "eb"}
    assert "版次" not in files(day)[path_of("b")].decode()


def test_where_it_stands_nothing_is_written(day):
    before = files(day)
    answer = move(day, "a", 1, "b")
    assert (answer.json["written"], answer.json["undo"]) == (0, None)
    assert files(day) == before


def test_the_lead_is_the_heaviest(day):
    assert move(day, "d", None, lead=True).json["told"] == "“稿件d”做了头条。"
    assert piece_of(day, "d")["lead"] == 1
    before = files(day)
    assert move(day, "d", None, lead=True).json["written"] == 0
    assert files(day) == before


def test_the_last_move_is_taken_back_byte_for_byte(day):
    path = day.paper.root / "content" / path_of("a")
    path.write_bytes(TEXT.format(title="稿件a", page="第1版").replace("\n", "\r\n").encode("utf-8-sig"))
    before = files(day)
    first = move(day, "a", 2).json["undo"]["id"]
    written = files(day)[path_of("a")]
    assert written == before[path_of("a")].replace("版次: 第1版".encode(), "版次: 2\r\n排序: -1".encode())
    second = move(day, "c", 1).json["undo"]["id"]
    assert day.post("arrange/undo", date=DAY, id=first).status == 409  # it is not the last
    answer = day.post("arrange/undo", date=DAY, id=second)
    assert (answer.status, answer.json["told"]) == (200, "撤回了：“稿件c”放到第 1 版第 2 篇，共 2 篇。")
    assert answer.json["undo"]["id"] == first
    assert day.post("arrange/undo", date=DAY, id=first).status == 200
    assert files(day) == before
    assert board(day)["undo"] is None
    assert day.post("arrange/undo", date=DAY, id=first).status == 409


def test_what_was_written_since_is_not_taken_back(day):
    undo = move(day, "a", 2).json["undo"]["id"]
    file = day.paper.root / "content" / path_of("a")
    file.write_bytes(file.read_bytes() + b"!")
    before = files(day)
    answer = day.post("arrange/undo", date=DAY, id=undo)
    assert (answer.status, answer.json["message"]) == (409, "移了以后，稿件又被改过，撤不回了。请照现在的样子再移。")
    assert answer.json["board"]["undo"] is None
    assert files(day) == before


def test_a_file_changed_underneath_is_not_written_over(day):
    digest = piece_of(day, "a")["digest"]
    file = day.paper.root / "content" / path_of("a")
    file.write_bytes(file.read_bytes().replace("正文".encode(), "另一个程序写的".encode()))
    before = files(day)
    values = {"date": DAY, "path": path_of("a"), "digest": digest, "page": 2, "before": None}
    answer = day.post("arrange/move", **values)
    assert answer.status == 409
    assert answer.json["message"] == "“稿件a”刚被改过，没有动它。现在的样子在下面，请再移一次。"
    assert files(day) == before
    again = order(
        day.post("arrange/move", **values | {"digest": answer.json["board"]["pages"][0]["pieces"][0]["digest"]}).json
    )
    assert again == {1: "b", 2: "cda", None: "e"}
    assert "另一个程序写的" in files(day)[path_of("a")].decode()


def test_another_window_moved_what_it_was_to_come_before(day):
    digest = piece_of(day, "a")["digest"]
    assert move(day, "c", 1).status == 200
    values = {"date": DAY, "path": path_of("a"), "digest": digest, "page": 2, "before": path_of("c")}
    answer = day.post("arrange/move", **values)
    assert (answer.status, answer.json["message"]) == (409, "这一版刚被动过，没有移。现在的样子在下面，请再移一次。")


def test_two_windows_at_once_lose_nothing(day):
    digests = {name: piece_of(day, name)["digest"] for name in "abcd"}
    page = {"a": 2, "b": 2, "c": 1, "d": 1}

    def go(name: str):
        return day.post(
            "arrange/move", date=DAY, path=path_of(name), digest=digests[name], page=page[name], before=None
        )

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(go, "abcd"))
    found = board(day)
    for name, answer in zip("abcd", answers, strict=True):
        if answer.status == 200:
            assert piece_of(day, name)["path"] in [p["path"] for p in found["pages"][page[name] - 1]["pieces"]]
    assert {answer.status for answer in answers} <= {200, 409}
    assert sorted("".join(order(found).values())) == list("abcde")


def test_when_one_of_several_cannot_be_written_none_is(day, monkeypatch):
    before = files(day)
    save, calls = Manuscripts.save, []

    def fail_at_the_second(self, path, data, known):
        calls.append(path)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return save(self, path, data, known)

    monkeypatch.setattr(Manuscripts, "save", fail_at_the_second)
    for name in "fgh":
        day.paper.article(f"2024/05/09/{name}.md", f"稿件{name}", 日期=DAY, 短名=name, 版次=2)
    day.desk.catalogue.refresh()
    before = files(day)
    answer = move(day, "h", 2, "d")  # those behind it sink: several files
    assert (answer.status, len(calls) > 2) == (507, True)
    assert files(day) == before


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"path": "articles/../../pelicanconf.py"}, 409),
        ({"path": "/etc/passwd"}, 409),
        ({"path": "articles/\0"}, 409),
        ({"path": 7}, 400),
        ({"page": 0}, 400),
        ({"page": 1000}, 400),
        ({"page": "2"}, 400),
        ({"page": True}, 400),
        ({"page": 2.5}, 400),
        ({"date": "2024-13-01"}, 404),
        ({"date": "20240509"}, 404),
        ({"date": "2024-05-10"}, 409),
        ({"date": "0001-01-01"}, 409),
        ({"before": ["articles"]}, 409),
    ],
)
def test_what_makes_no_sense_is_refused(day, values, status):
    before = files(day)
    asked = {"date": DAY, "path": path_of("a"), "digest": piece_of(day, "a")["digest"], "page": 2, "before": None}
    answer = day.post("arrange/move", **asked | values)
    assert (answer.status, bool(answer.json["message"])) == (status, True)
    assert files(day) == before


@pytest.mark.parametrize("date", ["2024-02-30", "x", "2024-W20-4", "<script>", "../../etc", "9999-99-99"])
def test_no_day_has_no_screen(day, date):
    answer = day.get(f"/arrange?date={date}")
    assert (answer.status, "<script>" in answer.text) == (404, False)
    page = lxml.html.fromstring(answer.body)
    assert page.xpath("string(//*[@role='alert'])")  # what is wrong is told above the days
    assert page.get_element_by_id("to").value == date


@pytest.mark.parametrize("date", ["2024年5月9日", "2024/5/9", "２０２４-05-09", " 2024.5.9 "])
def test_a_day_is_read_as_editors_write_it(day, date):
    answer = day.get(f"/arrange?date={date}".replace(" ", "%20"))
    assert (answer.status, answer.headers["location"]) == (303, "/arrange?date=2024-05-09")


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "2024-05-10"])
def test_a_day_without_pieces_has_empty_pages(day, date):
    answer = day.get(f"/arrange?date={date}")
    assert answer.status == 200
    assert board(day, date)["count"] == 0


def test_a_day_with_all_there_is(screens):
    paper = screens.paper
    for number in range(60):
        page = {"版次": number % 8 + 1} if number % 9 else {}
        paper.article(
            f"2024/05/09/p{number:02}.md", f"第{number}篇", 日期=f"{DAY} 08:{number:02}", 短名=f"p{number}", **page
        )
    paper.article("2024/05/09/x.md", "草稿", 日期=DAY, 短名="x", 版次=1, 状态="草稿")
    paper.article("2024/05/09/y.md", "撤下的", 日期=DAY, 短名="y", 版次=1, 状态="撤稿", 更正=f"{DAY} 误登")
    paper.article("2024/05/09/z.md", "版次写错", 日期=DAY, 短名="z", 版次="头版")
    paper.article("2024/05/10/w.md", "在别的文件夹", 日期="2024-05-09T20:30:00+08:00", 短名="w", 版次=1)
    paper.write("articles/2024/05/09/v.md", "没有字段的文件\n")
    paper.write("articles/2024/05/09/u.md", b"\x00\xff\xfe" * 9)
    screens.desk.catalogue.refresh()
    found = board(screens)
    titles = {piece["title"]: piece for page in found["pages"] for piece in page["pieces"]}
    assert len(titles) == 60 + 4
    assert "撤下的" not in titles
    assert titles["草稿"]["marks"] == ["草稿"]
    assert titles["版次写错"]["faults"] == ["“头版”不是版次。请写数字，例如 3。"]
    assert titles["v.md"]["fixed"]
    assert "在别的文件夹" in titles
    answer = screens.post(
        "arrange/move", date=DAY, path="articles/2024/05/09/v.md", digest=titles["v.md"]["digest"], page=1, before=None
    )
    assert (answer.status, answer.json["message"]) == (409, "“v.md”没有字段区，写不进去。请先补上字段。")
    moved = move(screens, "p59", 3, None)
    assert moved.status == 200
    assert moved.json["written"] <= 1


def test_the_days_are_listed_by_month(screens, monkeypatch):
    monkeypatch.setattr(boards, "MONTHS", 2)
    for day in ("2024-01-05", "2024-02-05", "2024-03-05", "2024-03-06"):
        screens.paper.article(f"{day.replace('-', '/')}/a.md", day, 日期=day, 短名="a")
    screens.desk.catalogue.refresh()
    page = lxml.html.fromstring(screens.get("/arrange").body)
    links = page.xpath("//section//li/a/@href")
    assert links == [f"/arrange?date={day}" for day in ("2024-03-06", "2024-03-05", "2024-02-05")]
    (older,) = page.xpath("//a[starts-with(@href, '/arrange?from')]/@href")
    page = lxml.html.fromstring(screens.get(older).body)
    assert page.xpath("//section//li/a/@href") == ["/arrange?date=2024-01-05"]


def test_a_paper_without_pieces_says_so(screens):
    screens.desk.catalogue.refresh()
    assert "还没有稿件" in screens.get("/arrange").text


def test_signatures_hold_when_a_piece_is_moved(tmp_path):
    paper = Paper.make(tmp_path, SETTINGS + 'REVIEWS = ["初审"]\n')
    paper.article("2024/05/09/a.md", "稿件a", 日期=DAY, 短名="a", 版次=1)
    with at_work(paper) as screens:
        screens.desk.catalogue.refresh()
        digest = piece_of(screens, "a")["digest"]
        signed = screens.post("sign", path=path_of("a"), digest=digest, person="张三", step="初审")
        assert signed.json["steps"][0]["state"] == "standing"
        assert move(screens, "a", 3).status == 200
        assert screens.post("review", path=path_of("a")).json["steps"][0]["state"] == "standing"
