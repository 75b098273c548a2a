"""Manuscripts: what is edited changes, all else stays as it is written."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.files import digest_of
from linli.model.fields import KEYS
from linli.reading.frontmatter import cleaned
from linli.text.radicals import without_radicals
from newsroom.manuscripts.catalogue import Catalogue
from newsroom.manuscripts.files import Conflict, Manuscripts, Outside
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.manuscripts.versions import Versions

WELL = """---
标题： 老井边的议事会
栏目:要闻
颜色: 红
日期: 2024-06-01

署名: 何青禾
---

村民在井边商量修路。

## 谁来修

大家一起修。
"""


def _read(text: str) -> Manuscript:
    return Manuscript.of("articles/well.md", text.encode())


def test_fields_and_body_are_read():
    found = _read(WELL)
    assert {key: field.value for key, field in found.fields.items()} == {
        "title": "老井边的议事会",
        "section": "要闻",
        "date": "2024-06-01",
        "byline": "何青禾",
    }
    assert found.body.startswith("村民在井边商量修路。")
    assert WELL.split("\n")[found.body_line - 1] == "村民在井边商量修路。"
    assert [finding.code for finding in found.findings] == ["E110"]


def test_nothing_asked_for_changes_nothing():
    assert _read(WELL).edited({}) == WELL
    assert _read(WELL).edited({"title": "老井边的议事会", "byline": "何青禾"}) == WELL


def test_one_field_changes_one_line():
    before = WELL.split("\n")
    after = _read(WELL).edited({"title": "老井边又开了会"}).split("\n")
    assert [line for line in after if line not in before] == ["标题: 老井边又开了会"]
    assert len(after) == len(before)


def test_a_new_field_takes_its_place_and_an_empty_one_goes():
    after = _read(WELL).edited({"kind": "评论", "weight": "3", "byline": "", "summary": ""}).split("\n")
    assert after[1:8] == [
        "标题： 老井边的议事会",
        "体裁: 评论",
        "栏目:要闻",
        "颜色: 红",
        "日期: 2024-06-01",
        "排序: 3",
        "",
    ]
    assert "署名" not in "".join(after)


def test_a_body_is_put_in_place_of_another():
    after = _read(WELL).edited({}, "\n\n路修好了。\n\n\n")
    assert after == WELL[: WELL.index("村民")] + "路修好了。\n"
    assert _read(after).body == "路修好了。"


def test_a_file_without_fields_gets_them():
    after = _read("路修好了。\n").edited({"title": "路", "section": "要闻"})
    assert after == "---\n标题: 路\n栏目: 要闻\n---\n\n路修好了。\n"


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp", "Cf"], exclude_characters="\"'"))
FIELDS = st.dictionaries(st.sampled_from(sorted(KEYS)), TEXT, max_size=6)


@given(FIELDS, FIELDS, TEXT)
def test_what_is_written_is_read_back(first, then, body):
    written = _read(_read("正文").edited(first, body)).edited(then)
    wanted = {key: text for key, value in (first | then).items() if (text := without_radicals(cleaned(value)).strip())}
    assert {key: field.value for key, field in _read(written).fields.items()} == wanted
    assert _read(written).edited(then) == written


@pytest.fixture
def manuscripts(tmp_path):
    moments = iter(datetime(2024, 6, 1, 10, tzinfo=UTC) + timedelta(minutes=n) for n in range(100))
    (tmp_path / "content" / "articles").mkdir(parents=True)
    return Manuscripts(tmp_path / "content", Versions(tmp_path / "versions", lambda: next(moments)))


def test_every_version_that_was_saved_over_is_kept(manuscripts):
    path, digest = "articles/2024/06/01/well.md", ""
    for text in ("一", "二", "三"):
        digest = manuscripts.save(path, text.encode(), digest)
    assert manuscripts.read(path).decode() == "三"
    kept = manuscripts.versions.of(path)
    assert [manuscripts.versions.data(version).decode() for version in kept] == ["二", "一"]
    assert manuscripts.save(path, "三".encode(), digest) == digest
    assert manuscripts.versions.of(path) == kept


@pytest.mark.parametrize("step", [0, 1, 999_999])
def test_versions_of_one_second_have_an_order(tmp_path, step):
    start = datetime(2024, 6, 1, 10, tzinfo=UTC)
    moments = iter(start + timedelta(microseconds=step * number) for number in range(9))
    (tmp_path / "content/articles").mkdir(parents=True)
    manuscripts = Manuscripts(tmp_path / "content", Versions(tmp_path / "versions", lambda: next(moments)))
    path, digest = "articles/well.md", ""
    for text in "一二三一二四":
        digest = manuscripts.save(path, text.encode(), digest)
    kept = manuscripts.versions.of(path)
    assert "".join(manuscripts.versions.data(one).decode() for one in kept) == "二一三二一"
    assert [one.name for one in kept] == sorted((one.name for one in kept), reverse=True)


def test_versions_that_were_kept_by_the_second_are_read(manuscripts):
    folder = manuscripts.versions.folder / "articles/well.md"
    folder.mkdir(parents=True)
    for name in (
        "20240601T095959Z-1f2e3d4c.md",
        "20240601T095959Z-1f2e3d4d-deleted.md",
        "20241301T095959Z-1f2e3d4c.md",
    ):
        (folder / name).write_text("一", encoding="utf-8")
    assert [version.kept for version in manuscripts.versions.of("articles/well.md")] == [
        datetime(2024, 6, 1, 9, 59, 59, tzinfo=UTC)
    ] * 2


def test_what_another_wrote_meanwhile_is_not_written_over(manuscripts):
    path = "articles/well.md"
    digest = manuscripts.save(path, "一".encode(), "")
    manuscripts.file(path).write_text("别人写的", encoding="utf-8")
    with pytest.raises(Conflict) as conflict:
        manuscripts.save(path, "二".encode(), digest)
    assert conflict.value.data.decode() == manuscripts.read(path).decode() == "别人写的"
    with pytest.raises(Conflict):
        manuscripts.save(path, "二".encode(), "")
    with pytest.raises(Conflict):
        manuscripts.delete(path, digest)
    manuscripts.file(path).unlink()
    with pytest.raises(Conflict) as conflict:
        manuscripts.save(path, "二".encode(), digest)
    assert conflict.value.data is None


def test_what_was_taken_away_can_be_put_back(manuscripts):
    path = "articles/well.md"
    version = manuscripts.delete(path, manuscripts.save(path, "一".encode(), ""))
    assert manuscripts.read(path) is None
    assert manuscripts.versions.deleted() == [version]
    manuscripts.save(path, manuscripts.versions.data(version), "")
    assert manuscripts.read(path).decode() == "一"


@pytest.mark.parametrize(
    "path",
    [
        "../pelicanconf.md",
        "articles/../../secret.md",
        "/etc/passwd.md",
        "articles/a.txt",
        "photos/a.md",
        "articles/.a.md",
        "articles/.git/a.md",
        "articles\\..\\a.md",
        "articles/a\0.md",
        "articles/\ud800.md",
        "articles",
        "",
        "articles/way-out/a.md",
        "articles/link.md",
    ],
)
def test_no_name_leads_outside(manuscripts, path):
    outside = manuscripts.content.parent / "elsewhere"
    outside.mkdir()
    (manuscripts.content / "articles" / "way-out").symlink_to(outside)
    (manuscripts.content / "articles" / "link.md").symlink_to(outside / "a.md")
    for call in (manuscripts.read, lambda path: manuscripts.save(path, "一".encode(), "")):
        with pytest.raises(Outside):
            call(path)
    assert not list(outside.iterdir())


def test_the_catalogue_lists_the_newest_first_and_faulty_ones_too(tmp_path):
    for path, text in {
        "articles/2024/06/01/well.md": WELL,
        "articles/2024/06/02/road.md": "---\n标题: 路通了\n状态: 草稿\n---\n\n公交车开进村。\n",
        "articles/loose.md": "没有字段的稿子",
        "articles/broken.md": b"\x00\x01",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    catalogue = Catalogue(tmp_path, ZoneInfo("Asia/Shanghai"))
    catalogue.refresh()
    entries = list(catalogue.entries())
    assert [(entry.day, entry.title, entry.is_draft) for entry in entries] == [
        ("2024-06-02", "路通了", True),
        ("2024-06-01", "老井边的议事会", False),
        ("", "loose", False),
        ("", "broken", False),
    ]
    assert [entry.title for entry in catalogue.entries("井边 商量")] == ["老井边的议事会"]
    assert catalogue.people() == ["何青禾"]
    (tmp_path / "articles/2024/06/02/road.md").write_text("---\n标题: 路修好了\n---\n\n好。\n", encoding="utf-8")
    (tmp_path / "articles/loose.md").unlink()
    catalogue.refresh()
    assert [entry.title for entry in catalogue.entries()] == ["路修好了", "老井边的议事会", "broken"]


@pytest.mark.parametrize(
    ("zone", "written", "day"),
    [
        ("Asia/Shanghai", "2024-06-01", "2024-06-01"),
        ("Asia/Shanghai", "2024-06-01 23:30", "2024-06-01"),
        ("Asia/Shanghai", "2024-06-01 24:00", "2024-06-02"),
        ("Asia/Shanghai", "2024-06-01T20:30:00Z", "2024-06-02"),
        ("America/New_York", "2024-06-01T02:30:00Z", "2024-05-31"),
        ("Asia/Shanghai", "2024-06-02T00:30:00+09:00", "2024-06-01"),
        ("Asia/Shanghai", "昨天", "2024-05-20"),
    ],
)
def test_a_piece_is_listed_under_the_day_that_the_paper_has_it_on(tmp_path, zone, written, day):
    folder = tmp_path / "articles/2024/05/20"
    folder.mkdir(parents=True)
    (folder / "well.md").write_text(
        f"---\n标题: 老井\n日期: {written}\n专题: 修路，老井\n---\n\n井。\n", encoding="utf-8"
    )
    catalogue = Catalogue(tmp_path, ZoneInfo(zone))
    catalogue.refresh()
    [entry] = catalogue.entries()
    assert (entry.day, entry.topics) == (day, ("修路", "老井"))


def test_a_digest_is_that_of_the_bytes():
    assert digest_of(b"") != digest_of(b"\n")
