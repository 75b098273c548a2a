"""Every link of the demo paper leads somewhere, at the root of a host and below a path."""

from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html
import pytest

from tests.demo import demo
from tests.paper import ROOT

pytestmark = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return demo(tmp_path_factory)


@pytest.mark.parametrize("base", ["https://paper.example/", "https://paper.example/news/"])
def test_links_resolve(site, base):
    ids = {}
    links = []
    for file in sorted(site.rglob("*.html")):
        if file.name == "404.html":
            continue  # served at any address: its links start at the root of the host
        address = urljoin(base, file.relative_to(site).as_posix().removesuffix("index.html"))
        page = lxml.html.fromstring(file.read_bytes())
        ids[address] = set(page.xpath("//@id"))
        links += [(address, urljoin(address, link)) for link in page.xpath("//@href | //@src")]
    assert len(links) > 1000
    broken = []
    for address, link in links:
        target, fragment = urldefrag(link)
        if urlsplit(target).scheme not in ("http", "https") or urlsplit(target).netloc != "paper.example":
            continue
        if not target.startswith(base):
            broken.append((address, link))
            continue
        path = site / unquote(target.removeprefix(base).partition("?")[0])
        if not (path / "index.html" if target.endswith("/") else path).is_file() or (
            fragment and fragment not in ids.get(target, {fragment})
        ):
            broken.append((address, link))
    assert broken == []


def test_no_page_asks_another_host_for_anything(site):
    for file in site.rglob("*.html"):
        page = lxml.html.fromstring(file.read_bytes())
        asked = page.xpath(
            "//img/@src | //script/@src | //link[@rel='stylesheet' or @rel='icon']/@href | //@srcset | //iframe/@src"
        )
        assert [link for link in asked if "//" in link] == []
        assert page.xpath("//*[@style] | //style | //script[not(@src)][not(@type='application/ld+json')]") == []


GIVEN = {"scope"}  # names that templates give each other


def test_every_template_variable_is_documented():
    from jinja2 import Environment, meta, nodes

    from linli.build.templates import templates_of

    documented = (ROOT / "docs/theme.md").read_text(encoding="utf-8")
    environment = Environment()
    environment.filters |= dict.fromkeys(("furniture", "phrased", "tied", "upright"), str)
    names = set()
    for file in templates_of(ROOT / "theme"):
        tree = environment.parse(file.read_text(encoding="utf-8"))
        imported = {name for found in tree.find_all(nodes.FromImport) for name in found.names}
        names |= meta.find_undeclared_variables(tree) - imported
    assert {"page", "lead", "reprinted"} <= names
    undocumented = {name for name in names - GIVEN if f"`{name}`" not in documented and f"`{name}(" not in documented}
    assert undocumented == set()


def test_every_command_and_field_is_documented():
    from linli.model.fields import KEYS
    from newsroom.cli import COMMANDS

    commands = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    fields = (ROOT / "docs/articles.md").read_text(encoding="utf-8")
    assert [command for command in COMMANDS if f"linli {command}" not in commands] == []
    assert [key for key, names in KEYS.items() if f"| {key} | {names[0]}" not in fields] == []
