"""Corrections and withdrawals: what they write, what is asked for, and what is refused."""

import json
import threading

import pytest

from newsroom.manuscripts.manuscript import Manuscript

PATH = "articles/a.md"


@pytest.fixture
def piece(screens):
    return screens.paper.article("a.md", "老井出水", "十七户人家喝上了水。", 日期="2024-05-01", 短名="well")


def known(screens, path: str = PATH) -> tuple[str, dict]:
    """The digest of a piece as the screen has it, and its corrections."""
    page = screens.get(f"/write?path={path}").text
    start = page.index('id="corrections">')
    corrections = json.loads(page[page.index(">", start) + 1 : page.index("</script>", start)])
    return page.partition('data-digest="')[2].partition('"')[0], corrections


def correct(screens, act="write", day="2024-05-18", text="“十七户”应为“十九户”。", path=PATH, **more):
    digest, _shown = known(screens, path)
    return screens.post("correct", **{"path": path, "digest": digest, "act": act, "day": day, "text": text, **more})


def lines(piece, name: str) -> list[str]:
    return [line for line in piece.read_text(encoding="utf-8").split("\n") if line.startswith(name)]


def test_a_correction_is_a_line_and_the_next_stands_behind_it(screens, piece):
    before = piece.read_bytes()
    answer = correct(screens)
    line = "更正: 2024-05-18 “十七户”应为“十九户”。"
    assert (answer.status, lines(piece, "更正")) == (200, [line])
    assert answer.json["corrections"]["list"] == [{"day": "2024-05-18", "text": "“十七户”应为“十九户”。"}]
    assert answer.json["head"].split("\n") == list(Manuscript.of(PATH, piece.read_bytes()).head)
    assert piece.read_bytes().replace(f"{line}\n".encode(), b"") == before
    [version] = screens.desk.manuscripts.versions.of(PATH)
    assert screens.desk.manuscripts.versions.data(version) == before
    correct(screens, day="2024年5月20日", text="日前本报\n所登有误。")
    assert lines(piece, "更正") == [line, "更正: 2024-05-20 日前本报 所登有误。"]
    assert known(screens)[1]["list"][1] == {"day": "2024-05-20", "text": "日前本报 所登有误。"}
    assert screens.post("proof", path=PATH).json["findings"] == []


def test_a_correction_is_changed_and_taken_away(screens, piece):
    correct(screens)
    correct(screens, text="井在村东。")
    first, second = known(screens)[1]["list"]
    assert correct(screens, day="2024-05-19", text="应为“十九户”。", place=0, was=first).status == 200
    assert lines(piece, "更正") == ["更正: 2024-05-19 应为“十九户”。", "更正: 2024-05-18 井在村东。"]
    assert correct(screens, act="remove", place=0, was=first).status == 400  # it is another by now
    assert correct(screens, act="remove", place=1, was=second).status == 200
    assert lines(piece, "更正") == ["更正: 2024-05-19 应为“十九户”。"]


def test_what_is_not_changed_stays_as_it_is_written(screens, piece):
    odd = piece.read_text(encoding="utf-8").replace("---\n\n", "更　正：2024年5月18日，井在村东。\n---\n\n")
    piece.write_bytes(odd.replace("\n", "\r\n").encode())
    [row] = known(screens)[1]["list"]
    assert row == {"day": "2024-05-18", "text": "井在村东。"}
    before = piece.read_bytes()
    assert correct(screens, **row, place=0, was=row).status == 200
    assert piece.read_bytes() == before
    correct(screens)
    assert piece.read_bytes().startswith(before.partition("井在村东。".encode())[0])
    assert piece.read_bytes().count(b"\n") == piece.read_bytes().count(b"\r\n") == before.count(b"\n") + 1


def test_a_withdrawal_says_when_and_why(screens, piece):
    correct(screens)
    answer = correct(screens, act="withdraw", text="文中所述与事实不符。")
    assert (answer.status, answer.json["status"]) == (200, "撤稿")
    # Of one day the first is the newest: the reason, and not what was corrected before.
    assert lines(piece, "更正") == ["更正: 2024-05-18 文中所述与事实不符。", "更正: 2024-05-18 “十七户”应为“十九户”。"]
    assert lines(piece, "状态") == ["状态: 撤稿"]
    assert "E215" not in {row["code"] for row in screens.post("proof", path=PATH).json["findings"]}


def test_a_withdrawal_without_a_reason_leads_to_the_button(screens, piece):
    piece.write_text(piece.read_text(encoding="utf-8").replace("日期", "状态: 撤下\n日期"), encoding="utf-8")
    [row] = [row for row in screens.post("proof", path=PATH).json["findings"] if row["is_error"]]
    assert (row["code"], row["field"]) == ("E215", "withdrawal")
    assert row["message"] == "撤下的稿件要说明哪天撤的、为什么。请按“撤稿”，写上。"
    assert correct(screens, act="withdraw").status == 200
    assert [row for row in screens.post("proof", path=PATH).json["findings"] if row["is_error"]] == []


def test_a_faulty_correction_is_told_at_its_own_place(screens, piece):
    text = piece.read_text(encoding="utf-8")
    piece.write_text(text.replace("日期", "更正: 2024-05-18 井在村东。\n更正: 井不深。\n日期"), encoding="utf-8")
    [row] = [row for row in screens.post("proof", path=PATH).json["findings"] if row["is_error"]]
    assert (row["code"], row["field"]) == ("E213", "correction-1")
    shown = known(screens)[1]["list"][1]
    assert shown == {"day": "", "text": "井不深。"}
    assert correct(screens, text="井不深。", place=1, was=shown).status == 200
    assert lines(piece, "更正")[1] == "更正: 2024-05-18 井不深。"


WRONG = [
    ({"text": ""}, "text", "请写上哪里错了、应当怎样。"),
    ({"text": " \n\t"}, "text", "请写上哪里错了、应当怎样。"),
    ({"act": "withdraw", "text": ""}, "text", "请写上为什么撤，读者会看到。"),
    ({"day": ""}, "day", "请写上日期，例如 2024-05-18。"),
    ({"day": "2024-02-30"}, "day", "请写上日期，例如 2024-05-18。"),
    ({"day": "2024-04-30"}, "day", "更正的日期（2024-04-30）早于稿件的日期（2024-05-01）。请查对。"),
    ({"day": "2024-04-30", "act": "withdraw"}, "day", "更正的日期（2024-04-30）早于稿件的日期（2024-05-01）。请查对。"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "field", "message"), WRONG)
def test_what_is_wrong_is_told_at_its_field(screens, piece, values, field, message):
    before = piece.read_bytes()
    answer = correct(screens, **values)
    assert (answer.status, answer.json) == (400, {"message": message, "field": field})
    assert piece.read_bytes() == before


def test_a_withdrawal_is_the_newest(screens, piece):
    correct(screens, day="2024-05-20")
    answer = correct(screens, act="withdraw", day="2024-05-19")
    assert answer.json == {"message": "撤稿的日期早于这一篇已有的更正（2024-05-20）。请查对。", "field": "day"}
    assert lines(piece, "状态") == []


@pytest.mark.parametrize(
    ("path", "fields", "why"),
    [
        ("articles/b.md", "栏目: 要闻\n日期: 2024-05-01\n状态: 草稿\n", "草稿"),
        ("articles/b.md", "栏目: 要闻\n日期: 2024-07-01\n", "还没有登出来"),
        ("pages/b.md", "短名: b\n", "不用更正"),
        ("banners/b.md", "", "不用更正"),
    ],
)
def test_what_readers_have_not_seen_is_not_corrected(screens, path, fields, why):
    file = screens.paper.write(path, f"---\n标题: 桥\n{fields}---\n\n桥通了。\n")
    before = file.read_bytes()
    assert why in known(screens, path)[1]["refusal"]
    for act in ("write", "withdraw"):
        answer = correct(screens, act=act, day="2024-07-02", path=path)
        assert answer.status == 400 and why in answer.json["message"]
    assert file.read_bytes() == before


BAD = [
    *({"act": "x"}, {"act": None}, {"place": "0"}, {"place": True}, {"place": 9}, {"place": -1}, {"day": 3}, {"text": None}),
    *({"act": "remove"}, {"act": "remove", "place": 0, "was": {"day": "x"}}, {"digest": 3}, {"path": "../x.md"}),
]  # fmt: skip


@pytest.mark.parametrize("values", BAD)
def test_odd_requests_are_refused(screens, piece, values):
    correct(screens)
    before = piece.read_bytes()
    digest, _shown = known(screens)
    asked = {"path": PATH, "digest": digest, "act": "write", "day": "2024-05-18", "text": "甲", **values}
    assert screens.post("correct", **asked).status in (400, 404)
    assert piece.read_bytes() == before


def test_what_is_written_stays_one_line(screens, piece):
    correct(screens, text="甲\n---\n状态: 草稿\r\n\u2028乙\x00")
    assert lines(piece, "更正") == ["更正: 2024-05-18 甲 --- 状态: 草稿 乙"]
    assert lines(piece, "状态") == []
    before = piece.read_bytes()
    assert correct(screens, text="字" * 200_000).status == 422
    assert piece.read_bytes() == before


def test_what_another_wrote_meanwhile_is_not_written_over(screens, piece):
    digest, _shown = known(screens)
    piece.write_bytes(piece.read_bytes() + "又一段。\n".encode())
    before = piece.read_bytes()
    answer = screens.post("correct", path=PATH, digest=digest, act="write", day="2024-05-18", text="甲")
    assert answer.status == 409 and "又一段。" in answer.json["current"]["body"]
    assert piece.read_bytes() == before


ODD = [
    *("<script>alert(1)</script>", "{{ 7 * 7 }}", "{邻里|lín lǐ}", "T08:30应为T09:30", "8时30分应为9时30分", "--- 标题: 假的", "“”", '"引"', "：冒号", "2024-05-17 的稿"),
    *("日", "更正: 2024-01-01 甲", "![x](photos/a.png)", "😀" * 50),
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
def test_odd_words_are_read_back_as_they_were_written(screens, piece, text):
    title = Manuscript.of(PATH, piece.read_bytes()).fields["title"].value
    answer = correct(screens, text=text)
    assert answer.status == 200
    [row] = known(screens)[1]["list"]
    assert row == {"day": "2024-05-18", "text": text.removeprefix("：")}
    found = Manuscript.of(PATH, piece.read_bytes())
    assert (found.fields["title"].value, found.body, len(found.corrections)) == (title, "十七户人家喝上了水。", 1)
    assert correct(screens, text=row["text"], place=0, was=row).status == 200


def test_what_nobody_sees_is_no_correction(screens, piece):
    before = piece.read_bytes()
    answer = correct(screens, text="\u200b\u200e\u2060")
    assert (answer.status, answer.json["field"]) == (400, "text")
    assert piece.read_bytes() == before


@pytest.mark.parametrize(
    "day", ["0000-00-00", "99999-01-01", "昨天", "2024-05-18\n状态: 草稿", "-1", "２０２４", "x" * 9999]
)
def test_odd_days_are_refused(screens, piece, day):
    before = piece.read_bytes()
    answer = correct(screens, day=day)
    assert (answer.status, answer.json["field"]) == (400, "day")
    assert piece.read_bytes() == before


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
def test_files_of_any_encoding_are_corrected(screens, encoding):
    text = "---\r\n标题: 老井\r\n栏目: 要闻\r\n日期: 2024-05-01\r\n---\r\n\r\n井。\r\n"
    file = screens.paper.write(PATH, text.encode(encoding))
    assert correct(screens, act="withdraw", text="不实。").status == 200
    after = text.replace("---\r\n\r\n", "状态: 撤稿\r\n更正: 2024-05-18 不实。\r\n---\r\n\r\n")
    assert file.read_bytes().decode("utf-8-sig") == after


def test_a_file_without_fields_is_not_corrected(screens):
    file = screens.paper.write(PATH, "只有正文。\n")
    assert correct(screens).status == correct(screens, act="withdraw").status == 400
    assert file.read_text(encoding="utf-8") == "只有正文。\n"


def test_of_two_that_correct_at_once_one_is_told(screens, piece):
    digest, _shown = known(screens)
    asked = {"path": PATH, "digest": digest, "act": "write", "day": "2024-05-18"}
    answers = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(screens.post("correct", **asked, text=f"{n}。").status))
        for n in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, *[409] * 5]
    assert len(lines(piece, "更正")) == 1


def test_what_cannot_be_written_is_told(screens, piece, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    before = piece.read_bytes()
    monkeypatch.setattr("newsroom.manuscripts.files.write_atomically", full)
    answer = correct(screens)
    assert (answer.status, answer.json["message"]) == (507, "存不了（磁盘满了）。请检查磁盘和文件夹的权限。")
    assert piece.read_bytes() == before
