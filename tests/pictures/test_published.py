"""Pictures in a whole site: what is published, that nothing private is, and that a picture is worked on once."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from linli.images.opening import opened
from tests.build.test_press import CLEAN, changed, clean_build
from tests.paper import CONFIG, Paper, texts
from tests.pictures import samples
from tests.pictures.samples import jpeg, png
from tests.pictures.test_encode import PRIVATE, assert_clean

pytestmark = pytest.mark.unmeasured
PLUGINS = '"plugins.bylines", "plugins.pictures", '


@pytest.fixture
def paper(tmp_path) -> Paper:
    return Paper.make(tmp_path, CONFIG.replace('"plugins.bylines", ', PLUGINS))


@pytest.fixture
def well(paper) -> Paper:
    """A paper with one photo in an article, built."""
    paper.write("photos/2024/well.jpg", jpeg((1700, 1000), orientation=6))
    paper.article("2024/03/01/a.md", "老井", "![井](photos/2024/well.jpg)\n井水清了。（范云 摄）\n\n正文。", 短名="a")
    assert paper.build() == 0
    return paper


def published(paper: Paper) -> list[str]:
    return sorted(
        path.split(".")[0] + "." + ".".join(part for part in path.split(".")[1:] if len(part) != 10)
        for path in paper.files()
        if path.startswith("photos/")
    )


def made(paper: Paper) -> dict[str, int]:
    """When each picture was worked on, by its key."""
    return {folder.name: folder.stat().st_mtime_ns for folder in (paper.root / ".output.press/pictures").iterdir()}


def test_no_private_data(paper):
    """Every file of a site whose pictures are full of notes, by its bytes and by Pillow."""
    for name, data in PRIVATE.items():
        paper.write(f"photos/2024/{name}", data)
    for number, name in enumerate(PRIVATE):
        paper.article(
            f"2024/03/{number + 1:02d}/a.md", f"稿{number}", f"![图](photos/2024/{name})", 体裁="图片新闻", 短名="a"
        )
    paper.article("2024/04/01/b.md", "封面", "正文。", 题图="photos/2024/a.jpg", 短名="b")
    assert paper.build() == 0
    pictures = 0
    for path, data in paper.files().items():
        assert b"SECRET" not in data, path
        if path.startswith("photos/"):
            assert_clean(data)
            pictures += 1
    assert pictures > len(PRIVATE)


def test_a_page_names_every_size_and_reserves_the_room(well):
    assert published(well) == [f"photos/2024/well.{kind}" for kind in ("1000w.webp", "480w.webp", "800w.webp", "jpg")]
    page = well.page("2024/03/01/a")
    image = page.xpath("//figure//img")[0]
    assert (image.get("src"), image.get("width"), image.get("height")) == (
        "../../../../photos/2024/well.jpg",
        "1000",
        "1700",
    )
    assert (image.get("loading"), image.get("fetchpriority"), image.get("decoding")) == (None, "high", "async")
    source = page.xpath("//figure//picture/source")[0]
    assert source.get("type") == "image/webp"
    shown = [part.split() for part in source.get("srcset").split(", ")]
    assert [width for _, width in shown] == ["480w", "800w", "1000w"]
    files = well.files()
    assert all(address.removeprefix("../../../../") in files for address, _ in shown)
    assert texts(page, "//figcaption") == ["井水清了。 范云 摄"]
    by = page.xpath("//figcaption//a/@href")[0].removeprefix("../../../../")
    assert texts(well.page(by), "//*[@class='line']//a") == ["老井"]


def test_originals_and_what_nobody_shows_stay_at_home(well):
    well.write("photos/2024/unused.jpg", jpeg())
    well.write("photos/2024/letter.doc", b"private")
    well.write("photos/2024/later.jpg", jpeg((91, 60)))
    well.write("photos/2024/draft.jpg", jpeg((92, 60)))
    well.article("2024/07/02/b.md", "七月", "![](photos/2024/later.jpg)")
    well.article("2024/03/02/c.md", "草稿", "![](photos/2024/draft.jpg)", 状态="草稿")
    before = published(well)
    assert well.build() == 0
    assert published(well) == before
    original = (well.root / "content/photos/2024/well.jpg").read_bytes()
    assert original == jpeg((1700, 1000), orientation=6)
    assert original not in well.files().values()
    assert well.build("--today", "2024-07-02") == 0
    assert {path.split(".")[0] for path in published(well)} == {"photos/2024/later", "photos/2024/well"}


def test_a_picture_is_worked_on_once(well):
    before = made(well)
    assert len(before) == 1
    file = well.root / "content/photos/2024/well.jpg"
    os.utime(file)
    well.article("2024/03/02/b.md", "又一篇", "![](photos/2024/well.jpg)")
    assert well.build() == 0
    (well.root / "content/photos/2024/same.jpg").write_bytes(file.read_bytes())  # the same under another name
    well.article("2024/03/03/c.md", "再一篇", "![](photos/2024/same.jpg)")
    for name in ("store.sqlite", "ledger.sqlite"):
        (well.root / ".output.press" / name).unlink()
    assert well.build() == 0
    assert made(well) == before
    assert well.build("--clean") == 0
    assert made(well).keys() == before.keys()
    assert made(well) != before


def test_what_is_no_longer_shown_is_thrown_away(well):
    well.write("photos/2024/new.jpg", jpeg((95, 60)))
    article = well.root / "content/articles/2024/03/01/a.md"
    article.write_text(article.read_text(encoding="utf-8").replace("well.jpg", "new.jpg"), encoding="utf-8")
    before = made(well)
    assert well.build() == 0
    assert published(well) == ["photos/2024/new.95w.webp", "photos/2024/new.jpg"]
    assert len(made(well)) == 1
    assert not made(well).keys() & before.keys()


def test_another_picture_under_the_same_name_reaches_its_pages(well):
    before = well.files()
    well.write("photos/2024/well.jpg", jpeg((1700, 1000), orientation=8))
    assert well.build() == 0
    after = well.files()
    renditions = {path for path in before | after if path.endswith(".webp")}
    assert renditions <= changed(before, after)  # other bytes have another address
    assert changed(before, after) - renditions == {
        "photos/2024/well.jpg", "2024/03/01/a/index.html", "index.html", "section/news/index.html",
    }  # fmt: skip
    assert after == clean_build(well)


def test_one_edit_touches_no_picture(well):
    before = well.stats()
    well.article("2024/05/01/n.md", "新稿", "正文。")
    assert well.build() == 0
    assert not [path for path in changed(before, well.stats()) if path.startswith("photos/")]


def test_taken_out_the_files_themselves_are_published(well):
    before = well.files()
    config = well.root / "pelicanconf.py"
    config.write_text(CONFIG, encoding="utf-8")
    code = "import sys; from newsroom.cli import main; sys.exit(main(['build', '--today', '2024-06-30']))"
    subprocess.run([sys.executable, "-c", code], cwd=well.root, check=True, capture_output=True)
    assert published(well) == ["photos/2024/well.jpg"]
    assert well.files()["photos/2024/well.jpg"] == jpeg((1700, 1000), orientation=6)
    page = well.page("2024/03/01/a")
    assert page.xpath("//source") == []
    assert (page.xpath("//figure//img/@width"), page.xpath("//figure//img/@height")) == (["1000"], ["1700"])
    config.write_text(CONFIG.replace('"plugins.bylines", ', PLUGINS), encoding="utf-8")
    assert well.build() == 0
    assert well.files() == before


def test_a_mistake_is_told_where_the_picture_is_named(paper, capsys):
    paper.write("photos/a.jpg", jpeg()[:2500])
    paper.write("photos/b.jpg", png())
    paper.article(
        "2024/03/01/a.md", "甲", "一\n\n![](photos/a.jpg)\n\n![](photos/b.jpg)\n\n![](https://a.example/x.png)"
    )
    assert paper.build() == 1
    assert capsys.readouterr().err.splitlines() == [
        "content/articles/2024/03/01/a.md:8: E304 图片“photos/a.jpg”不完整或已损坏。请重新存一份。",
        "content/articles/2024/03/01/a.md:10: W301 图片“photos/b.jpg”里面其实是 PNG。网页上能看；请把文件名的末尾改成 .png。",
        "content/articles/2024/03/01/a.md:12: E307 图片“https://a.example/x.png”不在本报的文件夹里：网页不用外站的文件。请把图片存进 photos，写成 photos/……。",
        "有 2 处错误，没有出报；网站还是原来的样子。改好后再运行一次。",
    ]
    assert not paper.output.exists()


def test_a_picture_that_breaks_off_within_stops_the_build(well, capsys):
    broken = bytearray(png())
    at = broken.index(b"IDAT") + 10
    broken[at : at + 8] = b"\xff" * 8
    before = well.stats()
    well.write("photos/2024/broken.png", bytes(broken))
    well.article("2024/03/02/b.md", "乙", "![](photos/2024/broken.png)")
    capsys.readouterr()
    assert well.build() == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "content/photos/2024/broken.png:1: E304 图片“photos/2024/broken.png”不完整或已损坏。请重新存一份。"
    )
    assert well.stats() == before
    well.write("photos/2024/broken.png", png())
    assert well.build() == 0


def test_a_killed_build_keeps_the_pictures_it_had_done(paper):
    for number in range(5):
        paper.write(f"photos/{number}.jpg", jpeg((1700 + number, 500)))
    paper.article("2024/03/01/a.md", "甲", "\n\n".join(f"![](photos/{number}.jpg)" for number in range(5)), 短名="a")
    process = subprocess.Popen([sys.executable, "-c", CLEAN], cwd=paper.root, stdout=subprocess.DEVNULL)
    cache = paper.root / ".output.press/pictures"
    while process.poll() is None and len(list(cache.glob("[!.]*"))) < 2:
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.05)
    process.kill()  # the build alone: its workers end with it
    process.wait()
    before = {key: time for key, time in made(paper).items() if not key.startswith(".")}
    assert len(before) >= 2
    (cache / ".cut.off").mkdir(exist_ok=True)
    assert paper.build() == 0
    after = made(paper)
    assert len(after) == 5
    assert before.items() <= after.items()
    assert len([path for path in published(paper) if path.endswith(".jpg")]) == 5


def test_progress_is_told(paper, monkeypatch):
    from linli.build.request import BuildRequest
    from newsroom import building, settings

    for number in range(3):
        paper.write(f"photos/{number}.jpg", jpeg((90 + number, 60)))
    paper.article("2024/03/01/a.md", "甲", "\n\n".join(f"![](photos/{number}.jpg)" for number in range(3)), 短名="a")
    monkeypatch.chdir(paper.root)
    told = []
    asked = settings.read(Path("pelicanconf.py"), today="2024-06-30")
    building.run(BuildRequest(asked, progress=lambda *step: told.append(step)))
    assert [step for step in told if step[0] == "图片"] == [("图片", 1, 3), ("图片", 2, 3), ("图片", 3, 3)]


def test_any_file_name(paper):
    names = ["照片 一.jpg", "a#b?c.jpg", "100%.jpg", "甲,乙.jpg", "b&c'd.jpg"]
    for name in names:
        paper.write(f"photos/{name}", jpeg())
    paper.article("2024/03/01/a.md", "甲", "\n\n".join(f"![图](<photos/{name}>)" for name in names), 短名="a")
    assert paper.build() == 0
    page = paper.page("2024/03/01/a")
    addresses = [
        *page.xpath("//img[contains(@src, 'photos/')]/@src"),
        *(s.split()[0] for s in page.xpath("//source/@srcset")),
    ]
    assert len(set(addresses)) == 2 * len(names)
    for address in addresses:
        assert unquote(urlsplit(address).path).removeprefix("../../../../") in paper.files()


def test_twins_share_the_pictures(paper):
    config = CONFIG.replace('"plugins.bylines", ', PLUGINS).replace(
        '"plugins.sections"', '"plugins.sections", "plugins.hanzi"'
    )
    (paper.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    paper.write("photos/头发.jpg", jpeg((1700, 1000)))
    paper.article(
        "2024/03/01/a.md", "理发", "![头发](photos/头发.jpg)\n理发。（范云 摄）\n\n![](photos/头发.jpg)", 短名="a"
    )
    assert paper.build() == 0
    own, twin = (paper.page(f"{prefix}2024/03/01/a") for prefix in ("", "hant/"))
    assert not (paper.output / "hant/photos").exists()
    for path in ("//img[contains(@src, 'photos/')]/@src", "//source/@srcset"):
        assert [a.replace("../../../../../", "../../../../") for a in twin.xpath(path)] == own.xpath(path)
        assert all("../../../../../photos/头发" in address for address in twin.xpath(path))
    assert texts(twin, "//figcaption")[0] == "理髮。 范雲 攝"
    assert twin.xpath("//section/@aria-label") == ["第 1 張，共 2 張", "第 2 張，共 2 張"]


def test_a_workspace_on_a_full_disk_is_one_line(well, monkeypatch, capsys):
    from plugins.pictures import generator

    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generator.PictureCache, "put", full)
    well.write("photos/2024/new.jpg", jpeg((95, 60)))
    well.article("2024/03/02/b.md", "乙", "![](photos/2024/new.jpg)")
    capsys.readouterr()
    assert well.build() == 1
    assert "磁盘满了，没有出报" in capsys.readouterr().err
    monkeypatch.undo()
    assert well.build() == 0


def test_samples_hold_what_they_should():
    """Else the tests above would find nothing in nothing."""
    with opened(jpeg()) as image:
        assert image.getexif().get_ifd(samples.GPS)[2] == (28.0, 7.0, 48.0)
        assert {"xmp", "comment", "photoshop"} <= image.info.keys()
