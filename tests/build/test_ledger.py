"""Every file of a site is one job's: none takes over what another has, and a file may still move from one to another."""

import json
import shutil
import tempfile
from contextlib import closing
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from linli.build.ledger import Ledger, LedgerEntry
from linli.build.request import BuildRequest
from linli.errors import BuildError
from newsroom import building
from newsroom import settings as paper_settings
from tests.build.test_press import clean_build
from tests.paper import CONFIG, ROOT, Paper

CLAIMING = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "claiming"')
PLUGIN = """
import json
from dataclasses import dataclass
from functools import partial

from pelican import signals

from linli.build.extensions import SITEWIDE
from linli.build.job import Job, JobError
from linli.build.page import File, digest


@dataclass(frozen=True)
class Claiming(Job):
    own: str
    files: tuple
    weight_: int = 1
    deferrable_: bool = False
    fails: bool = False

    name = property(lambda self: self.own)
    weight = property(lambda self: self.weight_)
    deferrable = property(lambda self: self.deferrable_)
    themed = property(lambda self: False)

    def pages(self, library, paper):
        if self.fails:
            raise JobError("做不成。")
        for path, text in self.files:
            yield File(path, digest(path, text), partial(text.encode), shared=True)


class Listing:
    def __init__(self, jobs):
        self.all = jobs

    def jobs(self, pages):
        return self.all


class Generator:
    def __init__(self, context, settings, **_others):
        self.context, self.settings = context, settings

    def generate_context(self):
        claims = json.loads(self.settings["CLAIMING_JOBS"])
        jobs = [Claiming(name, tuple(map(tuple, files)), **more) for name, (files, more) in claims.items()]
        self.normal = [job for job in jobs if not job.name.startswith(SITEWIDE)]
        self.context["build"].sitewide.append(Listing([job for job in jobs if job.name.startswith(SITEWIDE)]))

    def generate_output(self, writer):
        for job in self.normal:
            writer.submit(job)


def generators(pelican):
    return Generator


def register():
    signals.get_generators.connect(generators)
"""
MANY = {f"other{number}": ([f"others/{number}.txt"], {}) for number in range(17)}  # so that workers are at work
SLOW = {"weight_": 200}
CLOSING = "没有出报，原来的网站没有动。这不是稿件的错，请把这一行告诉管网站的人。"
Claims = dict[str, tuple[list[str], dict]]
pytestmark = pytest.mark.workers


class Claiming:
    """A paper of one article, with jobs that make the files that they are told to."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        paper.write("photos/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"/>')
        paper.article("1.md", "一", "![井](photos/a.svg)", 日期="2024-03-01", 短名="a")

    def claim(self, claims: Claims, text: str = "") -> None:
        """The jobs of the next builds: by name, files and more of the job. A file says whose it is."""
        written = {
            name: ([(path, f"{path} {name} {text}") for path in files], more) for name, (files, more) in claims.items()
        }
        config = f"{CLAIMING}\nCLAIMING_JOBS = {json.dumps(written)!r}\n"
        (self.paper.root / "pelicanconf.py").write_text(config, encoding="utf-8")

    def build(self, claims: Claims, text: str = "") -> int:
        self.claim(claims, text)
        return self.paper.build()


@pytest.fixture
def claiming(tmp_path: Path, monkeypatch) -> Claiming:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "claiming.py").write_text(PLUGIN, encoding="utf-8")
    return Claiming(Paper.make(tmp_path, CLAIMING))


def clash(one: str, other: str, path: str) -> str:
    return f"{one} 和 {other} 都要用地址 /{path}。{CLOSING}\n"


@pytest.mark.parametrize(("more", "built"), [({}, True), (MANY, False)], ids=["later", "at once, by workers"])
@pytest.mark.parametrize(
    ("files", "owners", "path"),
    [
        (["archive/index.html"], {"archive"}, "archive/index.html"),
        (["hant/2024/03/01/a/index.html"], {"articles:news:2024/03"}, "hant/2024/03/01/a/index.html"),
        (["photos/a.svg"], {"static"}, "photos/a.svg"),
        (["free.txt", "404.html"], {"page:404"}, "404.html"),
        (["archive/index.html/x.txt"], {"archive"}, "archive/index.html"),
        (["photos/a.svg/x.txt"], {"static"}, "photos/a.svg"),
        (["by"], {"contributor:fan-yun-ab5a"}, "by"),
        (["hant/archive"], {"archive", "month:archive/2024/03"}, "hant/archive"),
    ],
)
def test_a_job_takes_nothing_from_the_site(claiming, capsys, more, built, files, owners, path):
    claiming.paper.article("1.md", "一", "![井](photos/a.svg)\n\n（范云）", 日期="2024-03-01", 短名="a")
    weight = SLOW if more else {}
    if built:
        assert claiming.build(dict(more)) == 0
    before = claiming.paper.files() if built else {}
    capsys.readouterr()
    assert claiming.build({"late": (files, weight), **more}) == 1
    told = capsys.readouterr().err
    owners = {owner for owner in owners if not owner.startswith("contributor")} or {name_of_contributor(told)}
    assert told in {clash(*pair, path) for owner in owners for pair in ((owner, "late"), ("late", owner))}
    assert (claiming.paper.files() if built else {}) == before
    assert claiming.paper.output.exists() == built
    assert claiming.build(dict(more)) == 0
    if built:
        assert claiming.paper.files() == before


def name_of_contributor(told: str) -> str:
    return next(word for word in told.split() if word.startswith("contributor:fan-yun-"))


@pytest.mark.parametrize("more", [{}, MANY], ids=["here", "workers"])
def test_two_new_jobs_with_one_file(claiming, capsys, more):
    weight = SLOW if more else {}
    assert claiming.build({"one": (["x.txt"], weight), "two": (["x.txt"], weight), **more}) == 1
    assert capsys.readouterr().err in (clash("one", "two", "x.txt"), clash("two", "one", "x.txt"))
    assert claiming.build({"one": (["x"], weight), "two": (["x/y"], weight), **more}) == 1
    assert capsys.readouterr().err == clash("one", "two", "x")
    assert claiming.build({"one": (["x/y/z"], weight), "two": (["x"], weight), **more}) == 1
    assert capsys.readouterr().err == clash("two", "one", "x")


def test_one_job_makes_a_file_twice(claiming, capsys):
    assert claiming.build({"one": (["x.txt", "y.txt", "x.txt"], {})}) == 1
    assert capsys.readouterr().err == f"one 两次用了同一个地址 /x.txt。{CLOSING}\n"


MOVES = [
    ({"a": ["x", "y"], "z": ["w"]}, {"a": ["y"], "z": ["w", "x"]}),
    ({"z": ["x", "y"], "a": ["w"]}, {"z": ["y"], "a": ["w", "x"]}),
    ({"a": ["x"], "z": ["y"]}, {"a": ["y"], "z": ["x"]}),
    ({"a": ["x"], "m": ["y"], "z": ["w"]}, {"a": ["y"], "m": ["w"], "z": ["x"]}),
    ({"a": ["x"]}, {"z": ["x"]}),
    ({"a": ["x", "y"]}, {"a": [], "b": ["x"], "z": ["y"]}),
    ({"a": ["x"], "z": ["y"]}, {"a": ["x/y"], "z": ["y"]}),
    ({"a": ["x/y/z"]}, {"a": ["x"]}),
    ({"a": ["x/y"], "z": ["v"]}, {"a": ["v"], "z": ["x"]}),
    ({"a": ["x"], "z": ["v/w"]}, {"a": ["v"], "z": ["x/y", "x/z"]}),
    ({"after:a": ["x", "y"]}, {"after:a": ["y"], "z": ["x"]}),
    ({"after:a": ["x", "y"]}, {"z": ["x"]}),
    ({"z": ["x", "y"]}, {"z": ["y"], "after:a": ["x"]}),
    ({"a": ["x"]}, {"after:a": ["x"]}),
]


@pytest.mark.parametrize("weight", [{}, SLOW], ids=["here", "workers"])
def test_files_move(claiming, weight):
    """Each move in a folder of its own, all in one build, and back again."""
    states = [
        {
            f"{job}{number}": ([f"{number}/{file}" for file in files], weight)
            for number, move in enumerate(MOVES)
            for job, files in move[side].items()
        }
        for side in (0, 1)
    ]
    for side, text in ((0, "1"), (1, "1"), (0, "1"), (1, "2")):
        assert claiming.build(states[side], text) == 0
        assert claiming.paper.files() == clean_build(claiming.paper)


def test_a_sitewide_job_keeps_its_file(claiming, capsys):
    assert claiming.build({"after:a": (["x"], {})}) == 0
    assert claiming.build({"after:a": (["x"], {}), "z": (["x"], {})}) == 1
    assert capsys.readouterr().err == clash("after:a", "z", "x")


def test_a_job_that_could_not_be_done_keeps_its_files(claiming, capsys):
    assert claiming.build({"a": (["x", "y"], {}), "z": ([], {})}) == 0
    assert claiming.build({"a": (["y"], {"fails": True}), "z": (["x"], {})}) == 1
    assert capsys.readouterr().err == clash("a", "z", "x")
    assert claiming.build({"a": (["y"], {"fails": True}), "z": (["w"], {})}) == 0
    assert {"x", "y", "w"} <= claiming.paper.files().keys()


def test_a_build_in_a_hurry_takes_from_a_job_that_waits(claiming, monkeypatch):
    deferrable = {"deferrable_": True}
    assert claiming.build({"a": (["x", "y"], deferrable), "z": ([], {})}) == 0
    monkeypatch.chdir(claiming.paper.root)
    claiming.claim({"a": (["y", "v"], deferrable), "z": (["x"], {})})
    settings = paper_settings.read(Path("pelicanconf.py"), today="2024-06-30")
    built = building.run(BuildRequest(settings, hurried=True))
    assert (built.postponed, claiming.paper.files()["x"]) == (1, b"x z ")
    assert claiming.paper.build() == 0
    assert claiming.paper.files() == clean_build(claiming.paper)


def test_a_static_file_of_the_theme_and_a_job(claiming, capsys):
    assert claiming.build({}) == 0
    path = next(path for path in claiming.paper.files() if path.startswith("theme/css/base."))
    (claiming.paper.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", claiming.paper.root / "theme")
    assert claiming.build({"a": ([path], {})}) == 1
    assert capsys.readouterr().err == clash("static", "a", path)
    with (claiming.paper.root / "theme/static/css/base.css").open("a", encoding="utf-8") as sheet:
        sheet.write("/* another, so another name */\n")
    assert claiming.paper.build() == 0
    assert claiming.paper.files() == clean_build(claiming.paper)


JOBS = st.dictionaries(
    st.sampled_from("abcd"), st.sets(st.sampled_from(["x", "x/y", "x/z", "v", "w/1", "w"]), max_size=3), max_size=4
)


def meet(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}/") or other.startswith(f"{one}/")


@examples(deadline=None)
@given(st.data())
def test_a_build_is_refused_when_two_files_meet_and_only_then(data):
    """Whatever the order of results, and whichever jobs are run again without need."""
    folder = Path(tempfile.mkdtemp(prefix="linli-test-"))
    site: dict[str, set[str]] = {}
    try:
        with closing(Ledger(folder / "ledger.sqlite")) as ledger:
            for number in range(1, 4):
                wanted = data.draw(JOBS)
                stale = {job for job in wanted if wanted[job] != site.get(job)}
                stale |= {job for job in wanted if data.draw(st.booleans())}
                if build(data, ledger, number, site, wanted, stale):
                    site = wanted
                assert {job: set(ledger.files(job)) for job in "abcd"} == {job: site.get(job, set()) for job in "abcd"}
    finally:
        shutil.rmtree(folder)


def build(data, ledger: Ledger, number: int, site: dict, wanted: dict, stale: set[str]) -> bool:
    """Notes a build as the press does; whether it was kept."""
    every = [path for files in wanted.values() for path in files]
    met = any(meet(one, other) for one, other in combinations(every, 2))
    known = {job: ledger.files(job) for job in sorted(stale)}
    ledger.begin()
    try:
        for job in sorted(site.keys() - wanted.keys()):
            ledger.remove_job(job)
        for job in data.draw(st.permutations(sorted(stale))):
            content = data.draw(st.sampled_from([b"1", b"2"]))
            entries = []
            for path in sorted(wanted[job]):
                before = known[job].get(path)
                written = before is None or before.content != content
                entries.append((LedgerEntry(path, b"", content), written))
            ledger.put(job, content, entries, sorted(known[job].keys() - wanted[job]), number)
        written, removed = ledger.changed(number)
        ledger.check(written, ())
    except BuildError:
        ledger.end(keep=False)
        assert met
        return False
    ledger.end(keep=True)
    assert not met
    assert set(removed) == {path for files in site.values() for path in files} - set(every)
    return True
