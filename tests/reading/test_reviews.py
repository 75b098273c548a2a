"""Sign-offs: how they are written, what each holds for, and when a step holds."""

from zoneinfo import ZoneInfo

import pytest

from linli.model.review import Part, State, parts_changed
from linli.reading.frontmatter import split
from linli.reading.reviews import DIGITS, digest_of, parse_sign_off, pictures_of, review_of
from linli.text.dates import NoSuchDay

ZONE = ZoneInfo("Asia/Shanghai")
STEPS = ("初审", "复审", "终审")
DIGEST = "0123456789abcdef01"
FIELDS = "标题: 一口老井\n栏目: 要闻\n题图: photos/a.jpg"
BODY = "井水清了。\n\n![井](photos/b.jpg)\n\n[名单](files/c.pdf)"


def source(fields=FIELDS, body=BODY):
    found, findings = split(f"---\n{fields}\n---\n\n{body}\n", "articles/a.md", STEPS)
    assert found is not None and findings == []
    return found


@pytest.fixture
def content(tmp_path):
    for name in ("photos/a.jpg", "photos/b.jpg", "files/c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    return tmp_path


@pytest.mark.parametrize(
    ("text", "sign_off"),
    [
        (f"张三 2024-05-09 10:20 #{DIGEST}", ("张三", "2024-05-09 10:20", DIGEST)),
        (f"张三 2024-05-09 10:20#{DIGEST}", ("张三", "2024-05-09 10:20", DIGEST)),
        (f"张三，2024年5月9日10时20分 ＃{DIGEST}", ("张三", "2024-05-09 10:20", DIGEST)),
        ("张三 2024-05-09 10:20", ("张三", "2024-05-09 10:20", "")),
        ("张三 2024-05-09", ("张三", "2024-05-09", "")),
        ("买买提·艾力 2024/5/9 下午3点", ("买买提·艾力", "2024-05-09 15:00", "")),
        ("Anna Li 2024-05-09 10:20", ("Anna Li", "2024-05-09 10:20", "")),
    ],
)
def test_a_sign_off_is_read(text, sign_off):
    assert parse_sign_off(text, ZONE) == sign_off


@pytest.mark.parametrize(
    "text",
    ["张三", "2024-05-09 10:20", "张三 今天", "张三 2024-05-09 10:20 #1234", f"张三 2024-05-09 10:20 #{DIGEST}0"],
)
def test_what_is_no_sign_off_is_told(text):
    with pytest.raises(ValueError, match=r"读不懂|不是日期"):
        parse_sign_off(text, ZONE)


def test_a_day_that_is_none_is_told():
    with pytest.raises(NoSuchDay, match="没有“2024-02-30 10:20”这一天"):
        parse_sign_off("张三 2024-02-30 10:20", ZONE)


HEAD, TEXT, PICTURES = Part.HEAD, Part.BODY, Part.PICTURES


@pytest.mark.parametrize(
    ("fields", "body", "changed"),
    [
        (FIELDS.replace("老井", "新井"), BODY, [HEAD]),
        (f"{FIELDS}\n引题: 柳溪", BODY, [HEAD]),
        (f"{FIELDS}\n更正: 2024-06-01 第一段有误。", BODY, [HEAD]),
        (f"{FIELDS}\n署名: 记者 张三", BODY, [HEAD]),
        (FIELDS, BODY.replace("清了", "浑了"), [TEXT]),
        (FIELDS, BODY.replace("![井]", "![一口井]"), [TEXT]),
        (FIELDS, BODY.replace("b.jpg", "a.jpg"), [TEXT, PICTURES]),
        (FIELDS.replace("a.jpg", "b.jpg"), BODY, [HEAD, PICTURES]),
        # where and when it stands, and what nobody reads
        (f"{FIELDS}\n权重: 9\n版次: 2\n短名: a\n状态: 草稿\n日期: 2024-05-09\n旧址: /a.html\n人名: 张三", BODY, []),
        (FIELDS.replace("要闻", "言论"), BODY, []),
        (f"{FIELDS}\n初审: 张三 2024-05-09 10:20 #{DIGEST}", BODY, []),
        (FIELDS.replace("标题: 一口老井", "标题：  一口老井 "), BODY, []),
        (FIELDS, f"\n\n{BODY}  \n\n", []),
        (FIELDS, f"{BODY}<!-- 请核对 -->", []),
    ],
)  # fmt: skip
def test_the_digest_is_of_what_readers_read(content, fields, body, changed):
    one, other = (digest_of(found, "articles/a.md", content) for found in (source(), source(fields, body)))
    assert len(one) == 3 * DIGITS
    assert list(parts_changed(one, other)) == changed


def test_the_digest_is_of_the_bytes_of_pictures_and_attachments(content):
    before = digest_of(source(), "articles/a.md", content)
    for name in ("photos/a.jpg", "photos/b.jpg", "files/c.pdf"):
        (content / name).write_bytes(b"another")
        after = digest_of(source(), "articles/a.md", content)
        assert parts_changed(before, after) == (Part.PICTURES,), name
        before = after


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("![](photos/b.jpg)", ["photos/b.jpg"]),
        ("![](b.jpg)", ["photos/b.jpg"]),
        ("![](/photos/b.jpg '图说')", ["photos/b.jpg"]),
        ("![](<photos/b.jpg>)", ["photos/b.jpg"]),
        ("![](photos/%62.jpg)", ["photos/b.jpg"]),
        ("![](../photos/b.jpg)", ["photos/b.jpg"]),
        ('<img src="photos/b.jpg">', ["photos/b.jpg"]),
        ("<img src=photos/b.jpg >", ["photos/b.jpg"]),
        ("![井][1]\n\n[1]: photos/b.jpg", ["photos/b.jpg"]),
        ("![](files/c.pdf)", ["files/c.pdf"]),
        ("![](photos/none.jpg) ![](https://paper.example/photos/b.jpg) ![](../../etc/passwd) ![]( )", []),
    ],
)
def test_pictures_are_found_however_they_are_written(content, body, found):
    assert pictures_of(source("标题: 井", body), "articles/a.md", content) == found


def states(*values, digest=DIGEST):
    fields = [f"{name}: {value}" for name, value in zip(STEPS, values, strict=False) if value]
    review, faults = review_of(STEPS, source("\n".join([FIELDS, *fields])), digest, ZONE)
    return [step.state for step in review.steps], review, faults


A, B, C = (f"{name} 2024-05-09 1{number}:20 #{DIGEST}" for number, name in enumerate(["张三", "李四", "王五"]))
STANDING, MISSING, CHANGED = State.STANDING, State.MISSING, State.CHANGED


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ((A, B, C), [STANDING] * 3),
        ((), [MISSING] * 3),
        ((A, B), [STANDING, STANDING, MISSING]),
        ((A, "", C), [STANDING, MISSING, STANDING]),
        ((A, A.replace("10:20", "11:20"), C), [STANDING, State.REPEATED, STANDING]),
        ((A, B, A.replace("10:20", "12:20")), [STANDING, STANDING, State.REPEATED]),
        ((B, A, C), [STANDING, State.EARLY, STANDING]),
        ((A, B.replace("11:20", "10:20"), C), [STANDING] * 3),  # in the same minute
        ((A, B.replace(" 11:20", ""), C), [STANDING] * 3),  # the same day
        ((A, B.replace(f" #{DIGEST}", ""), C), [STANDING, State.OPEN, STANDING]),
        ((A, "李四", C), [STANDING, State.UNREADABLE, STANDING]),
        ((A.replace("0123", "3210"), B, C), [CHANGED, STANDING, STANDING]),
    ],
)
def test_each_step_comes_to_something(values, found):
    got, review, faults = states(*values)
    assert got == found
    assert review.is_complete == (found == [STANDING] * 3)
    assert len(faults) == found.count(State.UNREADABLE)


def test_what_was_signed_by_all_and_changed_has_lapsed():
    assert states(A, B, C, digest="f" * 18)[1].has_lapsed
    assert not states(A, B, digest="f" * 18)[1].has_lapsed
    assert not states(A, B, C)[1].has_lapsed
    assert states(A, B, C, digest=DIGEST[:6] + "f" * 12)[1].steps[0].changed == (Part.BODY, Part.PICTURES)


def test_a_step_may_be_written_in_the_other_script_and_behind_a_blank_line():
    found, findings = split(f"---\n标题: 井\n\n初審：{A}\n終審: {C}\n---\n\n正文\n", "a.md", ("初审", "终审"))
    assert findings == []
    assert found.fields["初审"].value == A and found.fields["终审"].line == 5


def test_a_paper_without_steps_knows_no_such_field():
    _found, findings = split(f"---\n标题: 井\n初审: {A}\n---\n", "a.md")
    assert [finding.code for finding in findings] == ["E110"]
