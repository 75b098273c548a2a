"""Jobs about all pages of the site are done when all are known, and go when nobody asks for them."""

import re

from tests.build.test_press import changed, clean_build
from tests.paper import CONFIG, Paper

LISTING = CONFIG.replace('"plugins.sections"', '"plugins.sections", "listing"')
PLUGIN = """
from dataclasses import dataclass

from pelican import signals

from linli.build.extensions import SITEWIDE
from linli.build.page import File, digest
from linli.build.job import Job


@dataclass(frozen=True)
class Lines(Job):
    lines: tuple

    @property
    def name(self):
        return SITEWIDE + "lines"

    def pages(self, library, paper):
        yield File("lines.txt", self.fingerprint, lambda: "\\n".join(self.lines).encode())


class Listing:
    def jobs(self, pages):
        return [Lines(tuple(f"{page.url} {page.day}" for page in pages))]


class Generator:
    def __init__(self, context, **_others):
        self.context = context

    def generate_context(self):
        self.context["build"].sitewide.append(Listing())

    def generate_output(self, writer):
        pass


def generators(pelican):
    return Generator


def register():
    signals.get_generators.connect(generators)
"""


def lines(paper: Paper) -> dict[str, str]:
    text = (paper.output / "lines.txt").read_text(encoding="utf-8")
    return dict(line.rsplit(" ", 1) for line in text.split("\n"))


def test_a_sitewide_job_knows_every_page(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "listing.py").write_text(PLUGIN, encoding="utf-8")
    paper = Paper.make(tmp_path, LISTING)
    paper.article("1.md", "一", 日期="2024-03-01", 短名="a", 署名="范云")
    paper.article("2.md", "二", 日期="2024-06-01", 短名="b", 栏目="言论")
    assert paper.build() == 0
    pages = {path.removesuffix("index.html") for path in paper.files() if path.endswith(".html")}
    leading_on = {url for url in pages if re.fullmatch(r"(20\d\d/\d\d/(\d\d/)?|archive/20\d\d/)", url)}
    assert set(lines(paper)) == pages - {"404.html"} - leading_on
    assert leading_on == {"2024/03/", "2024/03/01/", "2024/06/", "2024/06/01/", "archive/2024/"}
    assert lines(paper)["2024/03/01/a/"] == lines(paper)["archive/2024/03/"] == "2024-03-01"
    assert lines(paper)[""] == "2024-06-01"

    before = paper.stats()
    assert paper.build() == 0
    assert paper.stats() == before

    paper.article("2.md", "二", "改了。", 日期="2024-06-01", 短名="b", 栏目="言论")
    assert paper.build() == 0
    assert changed(before, paper.stats())
    assert paper.stats()["lines.txt"] == before["lines.txt"]

    (tmp_path / "content/articles/2.md").unlink()
    assert paper.build() == 0
    assert "2024/06/01/b/" not in lines(paper)
    assert paper.files() == clean_build(paper)

    (tmp_path / "pelicanconf.py").write_text(CONFIG, encoding="utf-8")
    assert paper.build() == 0
    assert not (paper.output / "lines.txt").exists()
    (tmp_path / "pelicanconf.py").write_text(LISTING, encoding="utf-8")
    assert paper.build() == 0
    assert set(lines(paper)) >= {"", "2024/03/01/a/"}
