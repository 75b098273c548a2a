"""How a desk ends, by Ctrl-C: cleanly, and saying so once, whatever else is at work in the same terminal."""

import multiprocessing
import os
import signal
import subprocess
import sys
from contextlib import closing

import pytest

from newsroom import INTERRUPTED
from newsroom.__main__ import main
from newsroom.web.server import LocalServer
from tests.paper import ROOT, Paper
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


@pytest.mark.parametrize("command", ["newsroom", "preview"])
def test_a_desk_that_cannot_begin_leaves_no_process(tmp_path, monkeypatch, capsys, command):
    paper = Paper.make(tmp_path, SETTINGS)
    monkeypatch.chdir(paper.root)
    with closing(LocalServer(None, 0)) as other:
        monkeypatch.setattr(sys, "argv", ["linli", command, "--port", str(other.port)])
        assert main() == 2
    assert f"端口 {other.port} 被占用" in capsys.readouterr().err
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(("command", "said"), [("newsroom", "《柳溪报》的采编台关上了。\n"), ("preview", "")])
def test_ctrl_c_before_the_desk_is_there_ends_it_as_later(tmp_path, command, said):
    code = (
        "import sys; import newsroom.web.server as server; from newsroom.__main__ import main\n"
        "def serve(*_): raise KeyboardInterrupt\n"
        f"server.serve = serve; sys.argv[1:] = ['{command}']; sys.exit(main())"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Paper.make(tmp_path, SETTINGS).root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, said, "")


class _Interrupted:
    """Where a module is looked for: Ctrl-C comes as one of these is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def find_spec(self, name: str, *_place: object) -> None:
        if name == self.name:
            raise KeyboardInterrupt


@pytest.mark.parametrize(("module", "said"), [("newsroom.cli", ""), ("newsroom.commands.stats", "\n已取消。\n")])
def test_ctrl_c_while_modules_are_loaded_is_no_traceback(monkeypatch, capsys, module, said):
    monkeypatch.setattr(sys, "meta_path", [_Interrupted(module), *sys.meta_path])
    monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setattr(sys, "argv", ["linli", "stats"])
    assert main() == INTERRUPTED
    assert capsys.readouterr() == ("", said)
