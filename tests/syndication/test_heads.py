"""What the head of a page tells: sharing texts, feeds, the manifest and its icons."""

import json
import os
from io import BytesIO
from urllib.parse import urljoin

import pytest
from PIL import Image

from linli.store.store import Store
from newsroom.cli import main
from plugins.syndication.logo import Logo, logo_of
from tests.paper import ROOT, Paper
from tests.syndication.conftest import SITE, SYNDICATED

LARGEST = 10_000  # bytes of an icon
ICONS = {"icon-192.png": 192, "icon-512.png": 512, "icon-maskable-512.png": 512, "apple-touch-icon.png": 180}


def meta(paper: Paper, url: str) -> dict[str, str]:
    found = paper.page(url).xpath("//meta[@property or @name]")
    return {tag.get("property") or tag.get("name"): tag.get("content") for tag in found}


def test_an_article_is_shared_with_all_that_belongs_to_it(paper):
    told = meta(paper, "2024/06/29/story/")
    author = told["article:author"]
    assert (paper.output / author.removeprefix(SITE) / "index.html").is_file()
    expected = {
        "og:type": "article",
        "og:site_name": "柳溪报",
        "og:title": '<i>&"干部"</i> 与头发',
        "og:description": "头发与干部。",
        "og:url": f"{SITE}2024/06/29/story/",
        "og:locale": "zh_CN",
        "og:image": f"{SITE}photos/%E6%A1%A5.svg",
        "og:image:width": "30",
        "og:image:height": "20",
        "og:image:alt": "桥面 <i>&",
        "article:published_time": "2024-06-29T08:30:00+08:00",
        "article:modified_time": "2024-06-29T08:30:00+08:00",
        "article:section": "基层治理",
        "twitter:card": "summary_large_image",
        "robots": "max-image-preview:large",
    }
    assert expected.items() <= told.items()
    twin = meta(paper, "hant/2024/06/29/story/")
    assert twin["article:author"] == author.replace(SITE, f"{SITE}hant/")
    assert (twin["article:section"], twin["og:image"]) == ("基層治理", told["og:image"])


@pytest.mark.parametrize("url", ["", "section/news/", "2024/06/30/view/", "about/"])
def test_what_has_no_picture_is_shared_with_the_icon(paper, url):
    for prefix in ("", "hant/"):
        told = meta(paper, prefix + url)
        assert told["twitter:card"] == "summary"
        assert (told["og:image:width"], told["og:image:height"]) == ("512", "512")
        data = (paper.output / told["og:image"].removeprefix(SITE)).read_bytes()
        assert Image.open(BytesIO(data)).size == (512, 512)
        assert told["og:image:alt"] == ("柳溪報" if prefix else "柳溪报")


def test_a_paper_has_its_own_logo(small):
    logo = BytesIO()
    exif = Image.Exif()
    exif[0x010E], exif[0x0112] = "secret", 6  # a note, and a quarter turn
    Image.new("RGB", (200, 300)).save(logo, "JPEG", exif=exif)
    small.write("photos/logo.jpg", logo.getvalue())
    small.article("1.md", "一", 日期="2024-06-30", 短名="a")
    (small.root / "pelicanconf.py").write_text(f'{SYNDICATED}\nLOGO = "photos/logo.jpg"\n', encoding="utf-8")
    assert small.build() == 0
    told = meta(small, "hant/2024/06/30/a/")
    assert told["og:image"].startswith(f"{SITE}theme/logo.")
    assert told["og:image:width"] == "300"
    published = Image.open(BytesIO((small.output / told["og:image"].removeprefix(SITE)).read_bytes()))
    assert (published.size, published.info) == ((300, 200), {})
    page = small.page("2024/06/30/a/")
    node = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert b"secret" not in (small.output / told["og:image"].removeprefix(SITE)).read_bytes()
    expected = {"@type": "ImageObject", "url": told["og:image"], "width": 300, "height": 200}
    assert node["publisher"]["logo"] == expected


def test_a_logo_is_looked_at_when_the_file_is_another(tmp_path):
    store, file, other = Store(tmp_path / "store", b""), tmp_path / "logo.png", tmp_path / "other.png"
    for place, colour in ((file, "red"), (other, "blue")):
        Image.new("RGB", (16, 16), colour).save(place, "PNG", compress_level=0)
        os.utime(place, ns=(1, 1))
    red = logo_of(store, file)
    assert red == Logo.of(file)
    file.write_bytes(other.read_bytes())  # into the same file, and with the same time: nobody can see that
    os.utime(file, ns=(1, 1))
    assert logo_of(store, file) == red
    other.replace(file)
    assert logo_of(store, file) == Logo.of(file) != red
    store.connection.close()


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_damaged_logo_is_a_finding(small, command, monkeypatch, capsys):
    whole = BytesIO()
    Image.effect_noise((64, 64), 90).save(whole, "PNG")
    small.write("photos/logo.png", whole.getvalue()[:-400])
    small.article("1.md", "一", 日期="2024-06-30")
    (small.root / "pelicanconf.py").write_text(f'{SYNDICATED}\nLOGO = "photos/logo.png"\n', encoding="utf-8")
    monkeypatch.chdir(small.root)
    assert main([command]) == 1
    captured = capsys.readouterr()
    told = "content/photos/logo.png:1: E304 图片“photos/logo.png”不完整或已损坏。请重新存一份。"
    assert told in (captured.out + captured.err).splitlines()


def test_feeds_are_named_where_readers_and_programs_look(paper):
    atom, feed = "application/atom+xml", "application/feed+json"
    expected = [(atom, "柳溪报", "feed.atom"), (feed, "柳溪报", "feed.json")]
    governance = [(atom, "柳溪报·基层治理", "section/governance/feed.atom"), *expected]
    for url, feeds in (("", expected), ("2024/06/29/story/", expected), ("section/governance/", governance)):
        page = paper.page(url)
        links = page.xpath("//link[@rel='alternate'][@type]")
        found = [(link.get("type"), link.get("title"), urljoin(SITE + url, link.get("href"))) for link in links]
        assert found == [(kind, title, SITE + path) for kind, title, path in feeds]
        (link,) = page.xpath("//footer//a[contains(@href, 'feed')]")
        assert urljoin(SITE + url, link.get("href")) == f"{SITE}feed.atom"
    twin = paper.page("hant/section/governance/")
    links = [
        urljoin(f"{SITE}hant/section/governance/", href) for href in twin.xpath("//link[@type]/@href") if "feed" in href
    ]
    assert links == [f"{SITE}hant/{path}" for _kind, _title, path in governance]


@pytest.mark.parametrize(("prefix", "name", "lang"), [("", "柳溪报", "zh-Hans"), ("hant/", "柳溪報", "zh-Hant")])
def test_the_manifest(paper, unpublished, prefix, name, lang):
    for site in (paper, unpublished):
        page = site.page(f"{prefix}section/news/")
        (href,) = page.xpath("//link[@rel='manifest']/@href")
        address = urljoin(f"{SITE}{prefix}section/news/", href)
        assert address == f"{SITE}{prefix}manifest.webmanifest"
        manifest = json.loads((site.output / address.removeprefix(SITE)).read_bytes())
        assert (manifest["name"], manifest["short_name"], manifest["lang"]) == (name, name, lang)
        assert urljoin(address, manifest["start_url"]) == urljoin(address, manifest["scope"]) == SITE + prefix
        assert manifest["display"] in ("minimal-ui", "browser", "standalone")
        sizes = set()
        for icon in manifest["icons"]:
            data = (site.output / urljoin(address, icon["src"]).removeprefix(SITE)).read_bytes()
            if icon["type"] == "image/png":
                assert "x".join(map(str, Image.open(BytesIO(data)).size)) == icon["sizes"]
                sizes.add((icon["sizes"], icon.get("purpose")))
        assert sizes == {("192x192", None), ("512x512", None), ("512x512", "maskable")}


@pytest.mark.parametrize(("name", "size"), ICONS.items())
def test_icons_are_small(name, size):
    data = (ROOT / "theme/static/img" / name).read_bytes()
    assert Image.open(BytesIO(data)).size == (size, size)
    assert len(data) <= LARGEST


def test_icons_of_every_page(paper):
    page = paper.page("2024/06/29/story/")
    for rel, sizes in (("icon", {(16, 16), (32, 32), (48, 48)}), ("apple-touch-icon", {(180, 180)})):
        href = page.xpath(f"//link[@rel='{rel}']/@href")[0]
        image = Image.open(BytesIO((paper.output / "2024/06/29/story" / href).read_bytes()))
        assert (set(image.info.get("sizes", ())) or {image.size}) == sizes
    assert (paper.output / "favicon.ico").read_bytes() == (ROOT / "theme/static/img/favicon.ico").read_bytes()


@pytest.mark.parametrize("file", ["404.html", "news/12.html"])
def test_what_search_engines_shall_not_list(paper, file):
    import lxml.html

    page = lxml.html.fromstring((paper.output / file).read_bytes())
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


def test_the_setting_is_documented():
    assert "`LOGO`" in (ROOT / "docs/publishers.md").read_text(encoding="utf-8")
