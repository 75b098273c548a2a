"""Deployments are killed at any step: readers meet no page whose parts are missing, and the next one is right."""

import random
import shutil
from collections.abc import Callable

import pytest

from tests.build.harm import SOAK
from tests.cutting import ENDLESS, KILLED
from tests.deploying.places import contents, cut, dangling, objects, run
from tests.paper import CONFIG, ROOT, Paper

EDITIONS = ("first", "second")


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Paper:
    """A paper with two editions: in one there are pieces and pictures that the other has not, and every page has another style sheet."""
    config = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.syndication"')
    paper = Paper.make(tmp_path_factory.mktemp("kills"), config + 'TWINS = {"hant": "s2tw"}\n')
    (paper.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", paper.root / "theme")
    paper.article("old.md", "旧", "正文。" * 100, 日期="2024-03-01")
    tokens = paper.root / "theme/static/css/tokens.css"
    for name in EDITIONS:
        for file in (*paper.root.glob("content/articles/new-*"), *paper.root.glob("content/photos/new-*")):
            file.unlink()
        paper.picture(f"new-{name}.svg")
        paper.article(f"new-{name}.md", f"新{name}", f"![新](photos/new-{name}.svg)", 日期="2024-04-01")
        with tokens.open("a", encoding="utf-8") as file:
            file.write(f':root {{ --edition: "{name}"; }}\n')
        assert paper.build("--output", name) == 0
        assert dangling(contents(paper.root / name)) == set()
    return paper


def kill(
    paper: Paper, times: int, arguments: list[str], look: Callable[[], dict[str, bytes]], copies: bool = False
) -> None:
    """Has deployments killed, one after the other, and looks at what readers have after each."""
    chance = random.Random(times)
    sending = ["deploy", *arguments, "--output"]
    assert run(paper, *sending, EDITIONS[0]) == 0
    ended = cut(paper, ENDLESS, *sending, EDITIONS[1])
    assert ended.returncode == 0, ended.stderr
    steps = ended.steps
    assert steps > 30
    for number in range(times):
        name = EDITIONS[number % 2]
        while True:
            ended = cut(paper, chance.randrange(1, steps + 1), *sending, name)
            assert ended.returncode in (0, KILLED), ended.stderr
            assert dangling(look()) == set()
            if chance.random() < 0.7:  # else it is killed again
                break
        assert run(paper, *sending, name) == 0
        there = look()
        assert {path: data for path, data in there.items() if not path.endswith((".gz", ".br"))} == contents(
            paper.root / name
        )
        assert any(path.endswith(".gz") for path in there) == copies


@pytest.mark.unmeasured
def test_to_a_folder(paper, tmp_path):
    www = tmp_path / "www"
    kill(paper, 6 * SOAK, ["--to", str(www)], lambda: contents(www))


@pytest.mark.unmeasured
def test_to_a_folder_with_copies(paper, tmp_path):
    www = tmp_path / "www"
    kill(paper, 3 * SOAK, ["--to", str(www), "--precompress"], lambda: contents(www), copies=True)


@pytest.mark.unmeasured
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_to_a_bucket(paper, s3, bucket):
    kill(paper, 4 * SOAK, ["--to", "s3://paper/news", "--endpoint", s3], lambda: objects(bucket, "news/"))


def test_over_ssh(paper, ssh, tmp_path):
    www = tmp_path / "www"
    kill(paper, SOAK, ["--to", f"{ssh}{www}"], lambda: contents(www))
