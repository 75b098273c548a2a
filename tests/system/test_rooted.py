"""A folder in which paths lead nowhere else, by the number of an open folder and, as on Windows, by its path."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from linli import system
from linli.system import rooted
from linli.system.common import System
from linli.system.rooted import Kind, Rooted
from linli.system.windows import Windows


@pytest.fixture(params=[True, False], ids=["by number", "by path"])
def inside(request, tmp_path, monkeypatch):
    monkeypatch.setattr(rooted, "BY_NUMBER", request.param)
    root = tmp_path / "www"
    root.mkdir()
    return Rooted(root)


def test_a_file_comes_whole_with_its_folders_and_goes_with_them(inside):
    inside.write("2024/05/a.html", b"one", 5_000_000_000)
    assert inside.read("2024/05/a.html") == b"one"
    assert inside.time_of("2024/05/a.html") == 5_000_000_000
    inside.write("2024/05/a.html", b"two")
    assert inside.look() == {"2024/05/a.html": Kind.FILE}
    inside.remove("2024/05/a.html")
    assert list(inside.root.iterdir()) == []
    assert inside.read("2024/05/a.html") is None


def test_a_file_keeps_its_permissions(inside):
    inside.write("a.html", b"one")
    (inside.root / "a.html").chmod(0o640)
    inside.write("a.html", b"two")
    assert (inside.root / "a.html").stat().st_mode & 0o777 == 0o640


def test_a_link_on_the_way_is_not_followed(inside, tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/a.html").write_bytes(b"theirs")
    (inside.root / "2024").symlink_to(tmp_path / "outside")
    assert inside.read("2024/a.html") is None
    inside.remove("2024/a.html")
    for call in (inside.write, inside.create):
        with pytest.raises(OSError):
            call("2024/a.html", b"ours")
    assert (tmp_path / "outside/a.html").read_bytes() == b"theirs"
    assert inside.look() == {"2024": Kind.LINK}


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_read(inside, tmp_path):
    (tmp_path / "secret").write_bytes(b"theirs")
    (inside.root / "a.html").symlink_to(tmp_path / "secret")
    assert inside.read("a.html") == b""
    inside.write("a.html", b"ours")
    assert (inside.root / "a.html").read_bytes() == b"ours"
    assert (tmp_path / "secret").read_bytes() == b"theirs"


def test_a_file_is_made_only_where_there_is_none_and_taken_only_if_it_is_the_one(inside):
    assert inside.create("lock", b"one")
    assert not inside.create("lock", b"two")
    assert not inside.move_aside("lock", b"two")
    assert inside.read("lock") == b"one"
    assert inside.move_aside("lock", b"one")
    assert not inside.move_aside("lock", b"one")
    assert list(inside.root.iterdir()) == []


@pytest.mark.parametrize("here", [System(), Windows()], ids=["posix", "windows"])
def test_a_folder_is_held_by_one_at_a_time(here, tmp_path):
    most, having = [], []

    def hold():
        for _ in range(20):
            with here.alone(tmp_path):
                having.append(1)
                most.append(len(having))
                having.pop()

    threads = [threading.Thread(target=hold) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1] * 80
    assert list(tmp_path.iterdir()) == []


def test_a_process_is_told_from_one_that_had_its_number(ended):
    for here in (system.this, System()):
        assert here.started(os.getpid())
        assert here.started(ended) == ""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as later:
        assert system.this.started(later.pid) not in ("", system.this.started(os.getpid()))


def test_a_process_of_windows_that_has_ended_is_none(monkeypatch):
    times = {1: (5, 0), 2: (5, 7), 3: None}
    monkeypatch.setattr(Windows, "_times", staticmethod(times.get))
    assert [Windows().started(pid) for pid in times] == ["5", "", ""]
