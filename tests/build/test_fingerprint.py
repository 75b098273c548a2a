import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from linli.build.fingerprint import LIBRARIES, Code, _fingerprint, _releases
from tests.paper import CONFIG, Paper


def test_every_library_that_pages_depend_on_has_its_release_noted():
    noted = {release.rpartition("-")[0]: release for release in _releases()}
    missing = LIBRARIES - noted.keys()
    assert {name: f"{name}-{version(name)}" for name in noted} == noted
    assert len(missing) == 1  # one of the two packages that convert Chinese
    assert missing < {"opencc", "opencc_python_reimplemented"}


@pytest.mark.parametrize(
    ("plugin", "counting", "others"),
    [
        ("almanac", ["almanac.py"], ["weather.py", "notes/almanac.py"]),
        ("ours", ["ours/__init__.py", "ours/days.py", "ours/tables/moon.tsv"], ["almanac.py", "ours/readme.md"]),
        ("ours.days", ["ours/__init__.py", "ours/days.py", "ours/tables/moon.tsv"], ["almanac.py"]),
        ("ours.tables", ["ours/tables/__init__.py", "ours/tables/moon.tsv"], ["ours/days.py"]),
        ("missing", [], ["almanac.py"]),
    ],
)
def test_a_plugin_counts_with_the_folder_of_its_package(tmp_path, plugin, counting, others):
    def fingerprint() -> bytes:
        return _fingerprint.__wrapped__(Code((plugin,), (str(tmp_path),)))  # nothing is remembered

    for path in {"ours/__init__.py", "ours/tables/__init__.py", *counting, *others}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# 1\n")
    seen = [fingerprint()]
    for path in others:
        (tmp_path / path).write_text("# 2\n")
        assert fingerprint() == seen[-1], path
    for path in counting:
        (tmp_path / path).write_text("# 2\n")
        seen.append(fingerprint())
    assert len(set(seen)) == 1 + len(counting)


def test_our_own_plugins_count_once_wherever_the_settings_lie(tmp_path):
    bare = Code().fingerprint
    assert Code(("plugins.desk", "plugins.press"), (str(tmp_path),)).fingerprint == bare


PLUGIN = """
from pelican import signals

from linli.build.page import File
from linli.build.job import Job
from linli.hooks import manuscript_read
from linli.store.database import digest

class Motto(Job):
    name = "motto"
    fingerprint = digest("motto")

    def pages(self, library, paper):
        yield File("motto.txt", self.fingerprint, "一杯茶".encode)

class Generator:
    def __init__(self, **_others):
        pass

    def generate_output(self, writer):
        writer.submit(Motto())

def read(manuscript):
    manuscript.article.kicker = "一杯茶"

def generators(pelican):
    return Generator

def register():
    signals.get_generators.connect(generators)
    manuscript_read.connect(read)
"""


def test_pages_are_made_anew_when_the_code_of_a_papers_own_plugin_changes(tmp_path):
    paper = Paper.make(tmp_path, CONFIG.replace('"plugins.press"', '"plugins.press", "motto"'))
    plugin = tmp_path / "motto.py"
    plugin.write_text(PLUGIN, encoding="utf-8")
    paper.article("1.md", "一", 日期="2024-03-01", 短名="a")
    assert build(tmp_path) == (paper.output / "motto.txt").read_text(encoding="utf-8") == "一杯茶"
    before = paper.stats()
    build(tmp_path)
    assert paper.stats() == before

    plugin.write_text(PLUGIN.replace("一杯茶", "两杯茶"), encoding="utf-8")
    assert build(tmp_path) == (paper.output / "motto.txt").read_text(encoding="utf-8") == "两杯茶"


def build(folder: Path) -> str:
    """Builds the paper in a process of its own, as editors do; gives the kicker of its article."""
    command = [sys.executable, "-m", "newsroom", "build", "--today", "2024-06-30"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    return Paper(folder).page("2024/03/01/a").xpath("string(//*[contains(@class, 'kicker')])").strip()
