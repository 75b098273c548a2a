"""A piece comes online at its hour: everywhere at once, at the first build after it, and not before."""

import json
import re
import sys
from pathlib import Path

import pytest

from linli.build.request import BuildRequest
from linli.model.people import contributor_id
from newsroom import building
from newsroom import settings as paper_settings
from newsroom.cli import main
from tests.build.test_press import changed, clean_build
from tests.paper import CONFIG, Paper

PLUGINS = (
    '"plugins.sections", "plugins.issues", "plugins.pictures", "plugins.hanzi", "plugins.search", "plugins.syndication"'
)
BEFORE, AFTER = "2024-06-30 21:37", "2024-06-30 23:59"
AUTHOR = "单雨禾"


@pytest.fixture
def whole(tmp_path) -> Paper:
    """A paper with all plugins, and a piece that waits until 23:59 of its day."""
    paper = Paper.make(tmp_path, CONFIG.replace('"plugins.sections"', PLUGINS))
    paper.picture("notice.svg")
    paper.article("1.md", "巷口的路灯亮了", "灯亮了。", 日期="2024-06-30 08:00", 短名="lamp", 地区="柳溪镇", 版次="1")
    paper.article(
        "2.md", "巷口的路灯换新", f"换新了。\n\n![灯](photos/notice.svg)\n\n（记者 {AUTHOR}）", 日期="2024-06-30 23:59", 短名="notice",
        地区="石桥镇", 版次="2", 旧址="/notice.html",
    )  # fmt: skip
    return paper


def at(paper: Paper, moment: str, *arguments: str) -> int:
    return paper.build("--today", moment, *arguments)


def told_of(paper: Paper) -> set[str]:
    """The files that know of the piece: by its address, its words, its picture, its author."""
    known = re.compile("notice|换新|換新|石桥镇发|单雨禾|單雨禾".encode())
    return {path for path, data in paper.files().items() if known.search(path.encode()) or known.search(data)}


def test_a_piece_is_nowhere_before_its_hour_and_everywhere_after_it(whole):
    assert at(whole, BEFORE) == 0
    assert told_of(whole) == set()
    assert at(whole, AFTER) == 0
    files = told_of(whole)
    for prefix in ("", "hant/"):
        for page in (
            "", "2024/06/30/notice/", "2024/06/30/lamp/", "section/news/", "section/news/2024/06/", "region/shiqiao/", "archive/2024/06/",
            "issue/2024-06-30/", "issue/2024-06-30/2/", f"by/{contributor_id(AUTHOR)}/",
        ):  # fmt: skip
            assert f"{prefix}{page}index.html" in files
        assert {f"{prefix}{name}" for name in ("feed.atom", "feed.json", "sitemap-news.xml", "notice.html")} <= files
    assert {"_redirects", "sitemap-2024-06.xml", "photos/notice.svg"} <= files
    assert [path for path in files if path.startswith("search/cards/")]
    assert whole.files() == clean_build(whole, "--today", AFTER)


@pytest.mark.parametrize(
    ("moment", "online"),
    [("2024-06-30 23:58:59", False), ("2024-06-30 23:59:00", True), ("2024-06-30T15:58Z", False), ("2024-06-30T15:59Z", True),
     ("2024-06-30", True), ("2024-06-29", False), ("2024年6月30日晚上11点58分", False), ("2024-07-01 00:00", True)],
)  # fmt: skip
def test_the_minute_counts_by_the_clock_of_the_paper(whole, moment, online):
    assert at(whole, moment) == 0
    assert (whole.output / "2024/06/30/notice/index.html").is_file() == online


@pytest.mark.unmeasured
def test_going_back_and_forth_leaves_what_a_clean_build_makes(whole):
    for moment in (AFTER, BEFORE, "2024-07-02", "2024-06-30 07:59", BEFORE, AFTER):
        assert at(whole, moment) == 0
        assert whole.files() == clean_build(whole, "--today", moment), moment


def test_a_piece_in_another_zone_is_of_the_day_of_the_paper(whole):
    whole.article("3.md", "夜里的雨", 日期="2024-06-29T20:30:00Z", 短名="rain")
    assert at(whole, "2024-06-30 04:29") == 0
    assert not (whole.output / "2024/06/30/rain").exists()
    assert at(whole, "2024-06-30 04:30") == 0
    assert (whole.output / "2024/06/30/rain/index.html").is_file()
    assert b"2024-06-30T04:30:00+08:00" in (whole.output / "feed.json").read_bytes()


def test_a_paper_elsewhere_has_its_own_clock(whole):
    config = whole.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + 'TIMEZONE = "America/New_York"\n', encoding="utf-8")
    assert at(whole, "2024-07-01T03:58:00Z") == 0
    assert not (whole.output / "2024/06/30/notice").exists()
    assert at(whole, "2024-07-01T03:59:00Z") == 0
    assert (whole.output / "2024/06/30/notice/index.html").is_file()
    assert b"2024-06-30T23:59:00-04:00" in (whole.output / "feed.json").read_bytes()


def test_when_clocks_go_back_an_hour_a_piece_stays(whole):
    config = whole.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + 'TIMEZONE = "America/New_York"\n', encoding="utf-8")
    whole.article("3.md", "半夜的风", 日期="2024-11-03 01:30", 短名="wind")
    for moment, online in (("2024-11-03T05:29Z", False), ("2024-11-03T05:30Z", True), ("2024-11-03T06:10Z", True)):
        assert at(whole, moment) == 0
        assert (whole.output / "2024/11/03/wind/index.html").is_file() == online, moment


def test_banners_keep_to_their_hours(whole):
    whole.write("banners/a.md", "---\n标题: 防汛从今晚起\n日期: 2024-06-30 20:00\n截止: 2024-06-30 22:00\n---\n")
    shown = []
    for clock in ("19:59", "20:00", "21:59", "22:00:00", "22:00:01"):
        assert at(whole, f"2024-06-30 {clock}") == 0
        shown.append("防汛从今晚起" in (whole.output / "index.html").read_text(encoding="utf-8").replace("<wbr>", ""))
    assert shown == [False, True, True, True, False]


@pytest.fixture
def built(whole, monkeypatch):
    """Builds as at a moment; tells whether the build looked at the content, or ended at its stamp."""
    monkeypatch.chdir(whole.root)
    looked = []
    monkeypatch.setattr(building, "_built", lambda request, build=building._built: looked.append(1) or build(request))

    def build(moment: str) -> bool:
        looked.clear()
        settings = paper_settings.read(Path("pelicanconf.py"), today=moment)
        build.result = building.run(BuildRequest(settings))
        return bool(looked)

    return build


def test_a_build_ends_at_once_as_long_as_nothing_comes_due(built, whole):
    assert built("2024-06-30 20:00")
    before = whole.stats()
    for moment in ("2024-06-30 20:01", "2024-06-30 08:00", BEFORE, "2024-06-30 23:58:59"):
        assert not built(moment), moment
        assert [piece.path for piece in built.result.waiting] == ["articles/2.md"]
    assert whole.stats() == before
    assert built("2024-06-30 23:59")
    assert (whole.output / "2024/06/30/notice/index.html").is_file()
    assert not built("2024-06-30 23:59:30")
    assert built.result.waiting == []
    assert built(BEFORE)  # whoever goes back sees the site as it was
    assert not (whole.output / "2024/06/30/notice").exists()
    assert built("2024-06-30 07:59")
    assert not (whole.output / "2024/06/30/lamp").exists()


def test_another_day_is_looked_at_and_what_stays_is_left_alone(built, whole):
    whole.article("3.md", "明天的事", 日期="2024-07-01 00:05", 短名="later")
    assert built(AFTER)
    before = whole.stats()
    assert built("2024-07-01 00:00")  # past midnight, and nothing is due
    empty = {f"{prefix}section/{id}/feed.atom" for prefix in ("", "hant/") for id in ("governance", "opinion")}
    assert changed(before, whole.stats()) == empty  # a feed without a piece says of which day it is
    assert not built("2024-07-01 00:04")
    assert built("2024-07-01 00:05")
    assert (whole.output / "2024/07/01/later/index.html").is_file()


def test_a_change_is_told_until_its_hour_has_come(built, whole):
    whole.article("1.md", "巷口的路灯亮了", 日期="2024-06-30 08:00", 短名="lamp", 更新="2024-06-30 22:00")
    for moment, looked, codes in (
        (BEFORE, True, ["W223"]),
        ("2024-06-30 21:59", False, ["W223"]),
        ("2024-06-30 22:00", True, []),
        ("2024-06-30 07:00", True, []),  # the piece is not online itself
    ):
        assert built(moment) == looked, moment
        assert [finding.code for finding in built.result.warnings] == codes, moment


def test_the_next_is_told_to_people_and_to_programs(whole, capsys, monkeypatch):
    whole.article("3.md", "明年的事", 日期="2025-01-01", 短名="later")
    whole.article("4.md", "没写完", 日期="2024-07-01", 短名="draft", 状态="草稿")
    line = "还有 2 篇没到时候。下一篇是 6月30日 23:59：content/articles/2.md。到那时再出报，它才会发布。"
    assert at(whole, BEFORE) == 0
    assert line in capsys.readouterr().out.splitlines()
    assert at(whole, BEFORE, "--json") == 0
    said = capsys.readouterr()
    assert line in said.err.splitlines()
    made = json.loads(said.out)
    assert (made["articles"], made["written"], made["next_due"]) == (1, 0, "2024-06-30T23:59:00+08:00")
    assert made["waiting"] == [
        {"path": "content/articles/2.md", "address": "2024/06/30/notice/", "due": "2024-06-30T23:59:00+08:00"},
        {"path": "content/articles/3.md", "address": "2025/01/01/later/", "due": "2025-01-01T00:00:00+08:00"},
    ]
    assert at(whole, AFTER) == 0
    assert "下一篇是 2025年1月1日 00:00：content/articles/3.md。" in capsys.readouterr().out
    assert at(whole, "2025-01-01", "--json") == 0
    made = json.loads(capsys.readouterr().out)
    assert (made["next_due"], made["waiting"]) == (None, [])
    config = whole.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + f'TODAY = "{BEFORE}"\n', encoding="utf-8")
    monkeypatch.chdir(whole.root)
    assert main(["check"]) == 0
    checked = capsys.readouterr().out.splitlines()
    assert line in checked
    assert "content/articles/2.md:4: W204 日期 2024-06-30 23:59 还没有到，到时候再出报才会发布。请查对。" in checked
    assert main(["check", "content/articles/1.md"]) == 0
    assert line not in capsys.readouterr().out


def test_a_preview_shows_what_waits_and_says_so(whole, capsys, monkeypatch):
    from newsroom.previewing.builder import Builder

    config = whole.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + f'TODAY = "{BEFORE}"\n', encoding="utf-8")
    whole.article("3.md", "明天的事", 日期="2024-07-01", 短名="later")
    builder = Builder(config, whole.root / "preview", lambda _text: None)
    marks = builder.build(hurried=True).marks
    assert marks == {
        f"{prefix}2024/{url}/": mark
        for prefix in ("", "hant/")
        for url, mark in (("06/30/notice", "6月30日 23:59 见报"), ("07/01/later", "7月1日见报"))
    }
    assert (whole.root / "preview/2024/06/30/notice/index.html").is_file()
    said = "有 2 篇没到时候，预览里看得到，出报时还不发布。"
    assert said in capsys.readouterr().out.splitlines()
    builder.build(hurried=True)
    assert said not in capsys.readouterr().out  # it was said already


def test_the_paper_of_today_is_printed_whole(whole, capsys, monkeypatch):
    config = whole.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8") + f'TODAY = "{BEFORE}"\n', encoding="utf-8")
    monkeypatch.chdir(whole.root)
    assert main(["issue", "2024-06-30"]) == 0
    assert "巷口的路灯换新" in capsys.readouterr().out


def test_now_is_now_in_the_zone_of_the_paper(whole, monkeypatch):
    """Without a day the clock counts: a piece of a minute ago is there, one of in two minutes is not."""
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

    now = datetime.now(ZoneInfo("Asia/Shanghai"))
    for name, moment in (("past", now - timedelta(minutes=1)), ("future", now + timedelta(minutes=30))):
        whole.article(f"{name}.md", name, 日期=f"{moment:%Y-%m-%d %H:%M}", 短名=name)
    monkeypatch.chdir(whole.root)
    assert main(["build"]) == 0
    pages = {path.parent.name for path in whole.output.glob("20*/*/*/*/index.html")}
    assert "past" in pages
    assert "future" not in pages


def test_nothing_of_the_clock_of_the_machine_counts(whole):
    """The same moment in another zone of the machine is the same."""
    import subprocess

    code = f"import sys; from newsroom.cli import main; sys.exit(main(['build', '--today', '{BEFORE}']))"
    for zone in ("America/Los_Angeles", "Pacific/Kiritimati"):
        done = subprocess.run(
            [sys.executable, "-c", code],
            cwd=whole.root,
            env={"TZ": zone, "PATH": "/usr/bin:/bin", "PYTHONPATH": str(Path(__file__).parents[2])},
            capture_output=True,
        )
        assert done.returncode == 0
        assert not (whole.output / "2024/06/30/notice").exists()
