"""A build by a real cluster of two workers on this machine gives the same site."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.cluster import cluster
from tests.paper import CONFIG, without_coverage
from tests.pictures.samples import jpeg

BUILD = "import sys; from newsroom.cli import main; sys.exit(main(['build', '--today', '2024-06-30', *sys.argv[1:]]))"


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory):
    """The address of a dask scheduler with two workers, each a process."""
    with without_coverage(), cluster(tmp_path_factory.mktemp("cluster")) as address:
        yield address


def build(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-c", BUILD, *arguments], cwd=folder, capture_output=True, text=True)


def files_of(site: Path) -> dict[str, bytes]:
    return {p.relative_to(site).as_posix(): p.read_bytes() for p in site.rglob("*") if p.is_file()}


def test_a_cluster_builds_the_same_site(paper, scheduler):
    config = CONFIG.replace('"plugins.bylines", ', '"plugins.bylines", "plugins.pictures", ')
    (paper.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    for number in range(3):
        paper.write(f"photos/{number}.jpg", jpeg((90 + number, 60)))
    paper.article("2024/03/01/p.md", "图", "\n\n".join(f"![](photos/{number}.jpg)" for number in range(3)), 短名="p")
    for number in range(300):
        day = f"2024/{number % 5 + 1:02d}/{number % 28 + 1:02d}"
        paper.article(
            f"{day}/{number}.md", f"稿件{number}", "本报讯 正文。\n\n（记者 范云）", 短名=f"n{number}", 地区="柳溪镇"
        )
    ended = build(paper.root, "--scheduler", scheduler, "--output", "cluster")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert paper.build() == 0
    by_cluster = files_of(paper.root / "cluster")
    assert by_cluster == paper.files()
    assert [path for path in by_cluster if path.startswith("by/")] != []
    assert len([path for path in by_cluster if path.startswith("photos/")]) == 6

    # Workers stay from build to build. What they know of one is not of the next, though both have the same number.
    paper.article("2024/05/29/0.md", "又一篇", "本报讯 正文。", 短名="n0")
    (paper.root / "content/articles/2024/01/01/0.md").unlink()
    ended = build(paper.root, "--scheduler", scheduler, "--output", "cluster", "--clean")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert paper.build() == 0
    assert files_of(paper.root / "cluster") == paper.files()


def test_a_mistake_is_told_by_a_cluster_too(paper, scheduler):
    for number in range(200):
        paper.article(f"{number}.md", f"稿件{number}", 日期="2024-03-01" if number else "2024-02-30", 短名=f"n{number}")
    ended = build(paper.root, "--scheduler", scheduler)
    assert ended.returncode == 1
    assert ended.stderr.splitlines()[0] == "content/articles/0.md:4: E205 没有“2024-02-30”这一天。请查对日期。"


@pytest.mark.parametrize(
    "address", ["nonsense://127.0.0.1:1", "tcp://127.0.0.1:1", "scheduler", "tcp://127.0.0.1:99999"]
)
def test_a_scheduler_that_is_not_there_is_one_line(paper, address):
    for number in range(200):
        paper.article(f"{number}.md", f"稿件{number}", 日期="2024-03-01", 短名=f"n{number}")
    ended = build(paper.root, "--scheduler", address)
    assert ended.returncode == 1
    message = f"连不上调度器 {address}。请检查地址，例如 tcp://127.0.0.1:8786，以及它是否已启动。"
    assert ended.stderr.strip() == message
