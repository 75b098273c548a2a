"""What the screens of the desk share: the day, which pieces wait for sign-offs, what is cleared, and what is being read."""

import os
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from linli.files import OLD, beside
from newsroom import settings as paper_settings
from newsroom.manuscripts.files import Manuscripts
from newsroom.screens.desk import Desk
from newsroom.signing import Signing
from tests.paper import CONFIG, Paper
from tests.screens.conftest import SETTINGS

PATH = "articles/a.md"


def desk_of(paper: Paper) -> Desk:
    return Desk(paper_settings.read(paper.root / "pelicanconf.py"), "about:blank")


def test_the_day_is_that_of_the_clock_unless_the_settings_say_another(tmp_path):
    desk = desk_of(Paper.make(tmp_path, CONFIG))
    desk.settings = replace(desk.settings, now=datetime(2024, 5, 1, 23, 59, tzinfo=UTC))  # when it was opened
    assert abs(desk.now - datetime.now(UTC)) < timedelta(minutes=1)
    fixed = desk_of(Paper.make(tmp_path / "fixed", SETTINGS))
    assert fixed.today.isoformat() == "2024-06-30"


@pytest.fixture
def reads(monkeypatch):
    """The paths that were read."""
    found = []
    read = Manuscripts.read
    monkeypatch.setattr(Manuscripts, "read", lambda self, path: (found.append(path), read(self, path))[1])
    return found


def signed(desk: Desk, file, *people: str) -> None:
    for person in people:
        file.write_bytes(Signing(desk.settings).signed(PATH, file.read_bytes(), person))


def test_what_waits_for_sign_offs_is_read_once_and_again_when_it_is_another(tmp_path, reads):
    paper = Paper.make(tmp_path, SETTINGS + 'REVIEWS = ["初审", "终审"]\n')
    file = paper.article("a.md", "老井", "井。\n\n![井](photos/a.png)", 日期="2024-05-01")
    paper.picture("a.png")
    desk = desk_of(paper)
    assert [desk.held.is_held(PATH), desk.held.is_held(PATH), reads] == [True, True, [PATH]]
    signed(desk, file, "张三", "李四")
    assert [desk.held.is_held(PATH), desk.held.is_held(PATH), reads] == [False, False, [PATH] * 2]
    paper.picture("a.png").write_bytes(b"another")  # what was signed had another picture
    assert [desk.held.is_held(PATH), desk.held.is_held(PATH), reads] == [True, True, [PATH] * 3]
    file.unlink()
    assert not desk.held.is_held(PATH)


def test_a_picture_that_comes_later_is_seen(tmp_path, reads):
    paper = Paper.make(tmp_path, SETTINGS + 'REVIEWS = ["初审"]\n')
    file = paper.article("a.md", "老井", "井。\n\n![井](photos/b.png)", 日期="2024-05-01")
    desk = desk_of(paper)
    signed(desk, file, "张三")
    assert not desk.held.is_held(PATH)
    paper.picture("b.png")
    assert desk.held.is_held(PATH)


def test_without_reviews_nothing_is_read(tmp_path, reads):
    paper = Paper.make(tmp_path, SETTINGS)
    paper.article("a.md", "老井", "井。", 日期="2024-05-01")
    assert not desk_of(paper).held.is_held(PATH)
    assert reads == []


@pytest.mark.parametrize("address", ["/", "/?q=桥", "/arrange"])
def test_a_list_says_that_it_is_still_reading(screens, address):
    page = screens.get(address).text
    assert (page.count("正在读稿件"), page.count("data-unread"), page.count("没有"), page.count("还在读")) == (
        1,
        1,
        0,
        0,
    )
    screens.desk.catalogue.refresh()
    page = screens.get(address).text
    assert "正在读稿件" not in page and "data-unread" not in page


def test_what_saves_that_were_killed_left_is_cleared_at_the_start(tmp_path):
    paper = Paper.make(tmp_path, SETTINGS)
    file = paper.article("a.md", "老井", "井。", 日期="2024-05-01")
    left = [
        beside(file),
        beside(paper.root / "publishconf.py"),
        beside(paper.root / ".newsroom/versions/articles/a.md/x.md"),
    ]
    kept = [beside(tmp_path / "elsewhere/folder/x.md"), beside(file)]
    for one in (*left, *kept):
        one.parent.mkdir(parents=True, exist_ok=True)
        one.write_bytes(b"half")
    for one in (*left, kept[0]):
        os.utime(one, (time.time() - OLD - 60,) * 2)
    desk_of(paper).begin()
    for _ in range(200):
        if not any(one.exists() for one in left):
            break
        threading.Event().wait(0.05)
    assert [one.exists() for one in (*left, *kept, file)] == [False] * 3 + [True] * 3


def test_processes_that_have_ended_are_forgotten_and_the_others_end_with_the_desk(tmp_path):
    desk = desk_of(Paper.make(tmp_path, SETTINGS))
    ended, working = (subprocess.Popen([sys.executable, "-c", code]) for code in ("", "import time; time.sleep(600)"))
    desk.keep(ended)
    ended.wait()
    desk.keep(working)
    assert desk.started == [working]
    desk.close()
    assert working.returncode is not None
