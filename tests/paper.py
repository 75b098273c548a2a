"""A small paper in a folder, for tests: written, built and looked at."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import lxml.html
import pytest

from linli.build import schedule
from linli.model.paper import Paper as Facts
from linli.model.places import Section
from newsroom.cli import main
from tests.compiling import compile_theme

ROOT = Path(__file__).parents[1]
CONFIG = """
from plugins.desk.pelican_settings import *

SITENAME = "柳溪报"
MOTTO = "写在溪边"
SITEURL = "https://liuxi.example/news"
SECTIONS = {"news": "要闻", "governance": "基层治理", "opinion": "言论"}
REGIONS = {"liuxi": "柳溪镇", "shiqiao": "石桥镇"}
IMPRINT = ["柳溪报编辑部"]
ICP = "溪ICP备00000001号"
POLICE = "溪公网安备00000001号"
LICENCE = "互联网新闻信息服务许可证 00000001"
PLUGINS = ["plugins.desk", "plugins.bylines", "plugins.sections", "plugins.press"]
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20" viewBox="0 0 30 20"><path d="M0 0h30v20z"/></svg>'

FEW, FEW_HERE = (
    schedule.FEW,
    10 * schedule.FEW,
)  # pages that a build prints without workers: an editor's, and one of tests


@contextmanager
def without_workers() -> Iterator[None]:
    """Has builds of small papers do all in this process, which here has what workers would have to load; it takes half of the time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schedule, "FEW", FEW_HERE)
        yield


@contextmanager
def without_coverage() -> Iterator[None]:
    """Has programs that are started, and that run nothing of the project, do so without being asked which lines they run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
        yield


@dataclass
class Paper:
    """A paper's folder. Paths are below `content`, addresses below `output`."""

    root: Path

    @classmethod
    def make(cls, root: Path, config: str = CONFIG) -> Paper:
        compile_theme(ROOT / "theme")
        (root / "content" / "articles").mkdir(parents=True)
        (root / "content" / "photos").mkdir()
        (root / "pelicanconf.py").write_text(config, encoding="utf-8")
        (root / "theme").symlink_to(ROOT / "theme")
        return cls(root)

    @property
    def output(self) -> Path:
        return self.root / "output"

    def write(self, path: str, text: str | bytes) -> Path:
        """A file under `content`."""
        file = self.root / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def article(self, path: str, title: str, body: str = "正文。", **fields: object) -> Path:
        """An article with Chinese or English keys; the section is 要闻 if none is given."""
        fields = {"section": "要闻"} | fields if "栏目" not in fields else fields
        head = "\n".join(f"{key}: {value}" for key, value in {"标题": title, **fields}.items() if value is not None)
        return self.write(f"articles/{path}", f"---\n{head}\n---\n\n{body}\n")

    def picture(self, name: str) -> Path:
        return self.write(f"photos/{name}", SVG)

    def build(self, *arguments: str) -> int:
        """`linli build` in the paper's folder; gives its exit code."""
        here = Path.cwd()
        os.chdir(self.root)
        try:
            return main(["build", "--today", "2024-06-30", *arguments])
        finally:
            os.chdir(here)

    def page(self, url: str) -> lxml.html.HtmlElement:
        """A page of the site, parsed."""
        return lxml.html.fromstring((self.output / url / "index.html").read_bytes())

    def files(self) -> dict[str, bytes]:
        """Every file of the site."""
        return {p.relative_to(self.output).as_posix(): p.read_bytes() for p in self.output.rglob("*") if p.is_file()}

    def stats(self) -> dict[str, tuple[int, int]]:
        """Time and inode of every file of the site."""
        return {
            p.relative_to(self.output).as_posix(): (p.stat().st_mtime_ns, p.stat().st_ino)
            for p in self.output.rglob("*")
            if p.is_file()
        }


def facts(**changes: object) -> Facts:
    """The facts of a small paper, with some of them otherwise."""
    known = {
        "name": "柳溪报",
        "motto": "",
        "lang": "zh-Hans",
        "url": "",
        "sections": (Section("news", "要闻"),),
        "regions": (),
    }
    others = dict.fromkeys(("serial", "icp", "police", "licence"), "")
    return Facts(**{**known, **others, "imprint": (), "timezone": "Asia/Shanghai", **changes})


def texts(element: lxml.html.HtmlElement, selector: str) -> list[str]:
    """The text of elements by CSS-less XPath, white space folded."""
    return [" ".join(found.text_content().split()) for found in element.xpath(selector)]
