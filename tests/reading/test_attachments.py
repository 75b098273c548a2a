"""Attachments are published as they are, told of at their links; sound and video play."""

import pytest

from linli.hooks import Caption
from linli.reading.markup import Markup
from newsroom.cli import main

CONFIG_WITH = '"plugins.pictures", "plugins.hanzi", "plugins.syndication", "plugins.press"'


@pytest.fixture
def site(paper, monkeypatch):
    monkeypatch.chdir(paper.root)
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8").replace('"plugins.press"', CONFIG_WITH), encoding="utf-8")
    paper.write("files/2024/名单 一.pdf", b"%PDF" + b" " * 1_230_000)
    paper.write("files/jing.mp4", b"video")
    paper.write("files/jing.vtt", b"WEBVTT")
    paper.write("files/shui.mp3", b"sound")
    return paper


def test_a_link_says_what_it_leads_to(site):
    site.article(
        "2024/06/01/a.md",
        "名单",
        "名单见[公示名单](</files/2024/名单 一.pdf>)，又见[名单](files/2024/%E5%90%8D%E5%8D%95%20%E4%B8%80.pdf)。",
        slug="a",
    )
    assert site.build() == 0
    page = site.page("2024/06/01/a")
    links = page.xpath("//*[contains(@class, 'prose')]//a")
    assert [link.tail or "" for link in links] == ["", ""]
    assert [link.getnext().text for link in links] == ["（PDF，1.2 MB）", "（PDF，1.2 MB）"]
    assert all(link.get("href").startswith("../../../../files/2024/") for link in links)
    assert page.xpath("//meta[@name='description']/@content")[0].startswith("名单见公示名单，又见名单。")
    twin = site.page("hant/2024/06/01/a").xpath("//*[contains(@class, 'prose')]//a/@href")
    assert all(address.startswith("../../../../../files/2024/") for address in twin)
    assert (site.output / "files/2024/名单 一.pdf").read_bytes().startswith(b"%PDF")
    assert not (site.output / "hant/files").exists()
    site.write("files/2024/名单 一.pdf", b"%PDF" + b" " * 4_000)
    assert site.build() == 0
    assert "（PDF，4 KB）" in site.page("2024/06/01/a").text_content()


def test_sound_and_video_play_with_the_browsers_own_controls(site):
    body = '![井边](files/jing.mp4)\n井水流出来。\n\n![水声](/files/shui.mp3 "水声")\n\n<video src="https://a.example/b.mp4"></video><audio src="/files/shui.mp3" autoplay onplay="x()"></audio>'
    site.article("2024/06/01/a.md", "声音", body, slug="a")
    assert site.build() == 0
    page = site.page("2024/06/01/a")
    video, other = page.xpath("//video")
    assert dict(video.attrib) == {
        "controls": "",
        "preload": "metadata",
        "src": "../../../../files/jing.mp4",
        "title": "井边",
    }
    assert video.xpath("track/@src") == ["../../../../files/jing.vtt"]
    assert page.xpath("//figure[video]/figcaption")[0].text == "井水流出来。"
    assert "src" not in other.attrib
    sound, raw = page.xpath("//audio")
    assert sound.get("preload") == "none" and "controls" in raw.attrib
    assert set(raw.attrib) == {"controls", "src"}
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "media-src 'self'" in policy


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("![水声](files/mei.mp3)", "E301 找不到“files/mei.mp3”。"),
        ('<audio src="/files/mei.mp3"></audio>', "E301 找不到“files/mei.mp3”。"),
        ('<video src="files/../../jing.mp4"></video>', "W501 正文里的 <video> 放不出来，"),
        ('<video src="https://a.example/b.mp4"></video>', "W501 正文里的 <video> 放不出来，"),
        ('<audio src="javascript:x()"></audio>', "W501 正文里的 <audio> 放不出来，"),
        ('<audio><source src="files/mei.mp3"></audio>', "W501 正文里的 <source> 不能用，"),
    ],
)
def test_a_player_with_nothing_to_play_is_one_finding(site, capsys, body, finding):
    site.article("2024/06/01/a.md", "声音", f"井水清了。\n\n{body}", slug="a")
    capsys.readouterr()
    assert site.build() == finding.startswith("E")
    (line,) = [line for line in capsys.readouterr().err.splitlines() if line.startswith("content/")]
    assert line.startswith(f"content/articles/2024/06/01/a.md:9: {finding}")


def test_what_browsers_run_is_refused(site, capsys):
    site.article("2024/06/01/a.md", "名单", slug="a")
    for name in ("a.html", "b.svg", "c.js", "d", "e.pdf.gz"):
        site.write(f"files/{name}", b"x")
    assert site.build() == 1
    said = capsys.readouterr().err
    assert said.count("E308") == 5
    assert "content/files/b.svg:1: E308 SVG 图不能当附件：里面可以有脚本。请放进 photos，写成图片。" in said
    assert site.build("--without-faulty") == 1
    assert not (site.output / "files/a.html").exists() and (site.output / "files/jing.mp4").exists()


def test_a_dead_link_to_a_file_says_where_it_goes(site, capsys):
    body = "[甲](/photos/2024/a.pdf)、[乙](files/none.docx)、[丙](files/jing.vtt)。<iframe src='https://a.example'></iframe>"
    site.article("2024/06/01/a.md", "名单", body, slug="a")
    assert main(["check", "content/articles"]) == 0
    said = capsys.readouterr().out
    assert "链接“/photos/2024/a.pdf”打不开，没有这个文件。附件请放进内容文件夹的 files，写成 /files/a.pdf。" in said
    assert "链接“files/none.docx”打不开" in said and "jing.vtt" not in said
    assert "W501 正文里的 <iframe> 不能用，页面上已去掉：网页不用外站的文件。" in said


def test_what_a_file_is_and_the_number_of_a_note_are_no_text_to_be_found():
    text = "名单见[名单](/files/a.pdf)[^1]，都来。\n\n[^1]: 三月。"
    rendered = Markup().render(
        text, root="", picture=lambda *_: None, caption=lambda text: Caption(None, text), attachment=lambda path: 1000
    )
    assert "（PDF，1 KB）" in rendered.html
    assert rendered.text.blocks == ("名单见名单，都来。", "1. 三月。")
    assert rendered.text.lead == "名单见名单，都来。"


def test_an_address_has_no_character_that_servers_and_browsers_do_not_take(site):
    for name in ("完成率100%.txt", "a b.txt", "c|d.txt", "二　三.txt"):
        site.write(f"files/{name}", "一。" * 200)
    body = "[一](files/完成率100%.txt)、[二](<files/a b.txt#下>)、[三](files/c|d.txt)、[四](files/二　三.txt)、[五](<https://a.example/b c?d=|>)、[六](</x y/>)、[七](/z%20z%/)"
    site.article("2024/06/01/a.md", "名单", body, slug="a")
    assert site.build() == 0
    addresses = site.page("2024/06/01/a").xpath("//*[contains(@class, 'prose')]//a/@href")
    assert [address.removeprefix("../../../../") for address in addresses] == [
        "files/%E5%AE%8C%E6%88%90%E7%8E%87100%25.txt",
        "files/a%20b.txt#下",
        "files/c%7Cd.txt",
        "files/%E4%BA%8C%E3%80%80%E4%B8%89.txt",
        "https://a.example/b%20c?d=%7C",
        "x%20y/",
        "z%20z%25/",
    ]
    assert all((site.output / "files" / name).exists() for name in ("完成率100%.txt", "c|d.txt", "二　三.txt"))
