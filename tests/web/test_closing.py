"""How a desk ends, by Ctrl-C: cleanly, and saying so once, whatever else is at work in the same terminal."""

import os
import signal

from tests.paper import Paper
from tests.screens.conftest import SETTINGS, start


def test_two_desks_end_each_and_say_so_once(tmp_path):
    names = ("甲报", "乙报")
    desks = []
    for number, name in enumerate(names):
        folder = tmp_path / str(number)
        folder.mkdir()
        desks.append(start(Paper.make(folder, SETTINGS.replace("柳溪报", name)))[0])
    for desk in desks:
        os.killpg(desk.pid, signal.SIGINT)  # as a terminal sends it, to whatever the desk has started too
    for desk, name in zip(desks, names, strict=True):
        said = desk.communicate(timeout=60)[0]
        assert [line for line in said.splitlines() if "已更新" not in line] == [f"《{name}》的采编台关上了。"]
        assert desk.returncode == 0
