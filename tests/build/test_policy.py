"""One policy, in every page, in the file for hosts that read one, and in the recipes for servers."""

import re

import lxml.html
import pytest

from linli.build.policy import REFERRER, policy, site_headers
from tests.paper import CONFIG, ROOT, Paper, facts


def meta(page, name):
    return page.xpath(f"//meta[@http-equiv='{name}' or @name='{name}']/@content")


def test_the_policy_lets_in_the_site_alone():
    sources = dict(rule.split(" ", 1) for rule in policy(facts()).split("; "))
    assert sources.pop("default-src") == sources.pop("base-uri") == sources.pop("frame-src") == "'none'"
    assert sources["worker-src"] == sources["child-src"]  # as Safari before 15.5 has it
    assert set(sources.values()) == {"'self'"}


def test_every_page_has_it_before_anything_is_loaded(tmp_path):
    plugins = '"plugins.hanzi", "plugins.search", "plugins.syndication", "plugins.press"'
    paper = Paper.make(tmp_path, CONFIG.replace('"plugins.press"', plugins))
    paper.article("2024/03/01/a.md", "甲", 旧址="/news/12.html, /news/13")
    assert paper.build() == 0
    pages = {path: lxml.html.fromstring(data) for path, data in paper.files().items() if path.endswith(".html")}
    assert {"index.html", "404.html", "news/12.html", "news/13/index.html", "hant/news/12.html"} <= pages.keys()
    for path, page in pages.items():
        assert (path, meta(page, "Content-Security-Policy")) == (path, [policy(facts())])
        assert page.xpath("//link[following::meta[@http-equiv]] | //script[following::meta[@http-equiv]]") == []
        assert meta(page, "referrer") == [REFERRER]


def test_hosts_are_told_the_same(paper):
    assert paper.build() == 0
    headers = site_headers(facts())
    expected = ["/news/*", *(f"  {name}: {value}" for name, value in headers.items())]
    lines = paper.files()["_headers"].decode().split("\n")
    assert lines[: len(expected)] == expected
    assert lines[len(expected) :] == ["/news/theme/*", "  Cache-Control: public, max-age=31536000, immutable", ""]


@pytest.mark.parametrize("recipe", ["nginx.conf", "Caddyfile", "htaccess"])
def test_recipes_for_servers_tell_them_the_same(recipe):
    text = (ROOT / "deploy" / recipe).read_text(encoding="utf-8")
    for name, value in site_headers(facts()).items():
        found = re.findall(rf'^.*\b{name} ("[^"]*"|\S+?)(?: always)?;?$', text, re.M)
        assert [one.strip('"') for one in found] == [value]
