"""What is drawn on a terminal while a build is at work."""

import io
from types import SimpleNamespace

import pytest

from newsroom import terminal
from newsroom.terminal import Progress


@pytest.fixture
def screen(monkeypatch) -> io.StringIO:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(terminal, "PATIENCE", -1)
    screen = Terminal()
    monkeypatch.setattr(terminal, "sys", SimpleNamespace(stderr=screen))
    return screen


def test_tasks_at_the_same_time_share_a_line(screen):
    progress = Progress()
    progress("排印", 40, 900)
    progress("索引", 100, 5103)
    progress("排印", 900, 900)
    progress("索引", 200, 5103)
    progress.end()
    assert screen.getvalue().split("\r\x1b[K")[1:] == [
        "排印 40/900",
        "排印 40/900  索引 100/5103",
        "排印 900/900  索引 100/5103",
        "索引 200/5103",
        "",
    ]


def test_nothing_is_drawn_elsewhere(capsys):
    progress = Progress()
    progress("排印", 40, 900)
    progress.end()
    assert capsys.readouterr().err == ""
