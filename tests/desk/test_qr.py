"""QR codes lead to the page in the script that it is in, and are made once for a day."""

import re
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageDraw

from linli.images.qr import SVG, qr_codes
from plugins.desk import jobs
from tests.paper import CONFIG, Paper

TWINS = CONFIG.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"')
SITE = "https://liuxi.example/news/"
SCALE = 4
zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp has no wheel for this platform")


def drawn(data: bytes) -> tuple[Image.Image, dict[str, tuple[int, int, int, int]]]:
    """A sheet as it is painted, and the part that each id shows."""
    sheet = ElementTree.fromstring(data)
    views = {view.get("id"): [int(n) for n in view.get("viewBox").split()] for view in sheet.iter(f"{{{SVG}}}view")}
    width, height = max(x + w for x, _y, w, _h in views.values()), max(y + h for _x, y, _w, h in views.values())
    picture = Image.new("L", (width * SCALE, height * SCALE), 128)
    draw = ImageDraw.Draw(picture)

    def rectangle(x: int, y: int, width: int, height: int, colour: int) -> None:
        draw.rectangle((x * SCALE, y * SCALE, (x + width) * SCALE - 1, (y + height) * SCALE - 1), colour)

    for path in sheet.iter(f"{{{SVG}}}path"):
        if path.get("fill"):
            y, size = map(int, re.fullmatch(r"M0 (\d+)h(\d+)v\2h-\2z", path.get("d")).groups())
            rectangle(0, y, size, size, 255)
            continue
        left, top = map(int, re.fullmatch(r"translate\((\d+) (\d+)\.5\)", path.get("transform")).groups())
        for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", path.get("d")):
            rectangle(left + int(x), top + int(y), int(length), 1, 0)
    return picture, {id: tuple(n * SCALE for n in (x, y, x + w, y + h)) for id, (x, y, w, h) in views.items()}


def read(data: bytes) -> dict[str, list[str]]:
    """What a phone reads off each code of a sheet, by id."""
    picture, views = drawn(data)
    return {id: [found.text for found in zxingcpp.read_barcodes(picture.crop(box))] for id, box in views.items()}


@pytest.fixture
def paper(tmp_path):
    paper = Paper.make(tmp_path, TWINS)
    paper.article("a.md", "老井", 日期="2024-05-01", 短名="a")
    paper.article("b.md", "新桥", 日期="2024-05-01", 短名="b-2")
    paper.article("c.md", "风筝", 日期="2024-05-03", 短名="c")
    assert paper.build() == 0
    return paper


def test_codes_of_any_size_can_be_read():
    codes = [
        (f"n-{length}", "https://liuxi.example/news/2024/05/01/".ljust(length, "x")) for length in (40, 10, 90, 200)
    ]
    assert read(qr_codes(codes)) == {id: [address] for id, address in codes}


def test_each_script_has_its_own(paper):
    files = paper.files()
    for script in ("", "hant/"):
        assert read(files[f"{script}2024/05/01/qr.svg"]) == {
            "a": [f"{SITE}{script}2024/05/01/a/"],
            "b-2": [f"{SITE}{script}2024/05/01/b-2/"],
        }
        assert read(files[f"{script}2024/05/03/qr.svg"]) == {"c": [f"{SITE}{script}2024/05/03/c/"]}
        shown = paper.page(f"{script}2024/05/01/b-2/").xpath("//*[@class='share__code']/img/@src")
        assert shown == ["../qr.svg#b-2"]


def test_codes_are_made_once_for_a_day(paper, monkeypatch):
    made = []
    monkeypatch.setattr(jobs, "qr_codes", lambda codes: made.append([address for _id, address in codes]) or b"")
    config = paper.root / "pelicanconf.py"
    config.write_text(TWINS.replace("写在溪边", "写在桥边"), encoding="utf-8")
    paper.article("a.md", "老井出水", 日期="2024-05-01", 短名="a")
    assert paper.build() == 0
    assert made == []
    paper.article("d.md", "新路", 日期="2024-05-03", 短名="d")
    assert paper.build() == 0
    assert made == [[f"{SITE}{script}2024/05/03/{slug}/" for slug in "cd"] for script in ("", "hant/")]
    config.write_text(TWINS.replace("liuxi.example/news", "paper.example"), encoding="utf-8")
    assert paper.build() == 0
    assert len(made) == 6


def test_without_an_address_there_is_none(tmp_path):
    paper = Paper.make(tmp_path, TWINS.replace("https://liuxi.example/news", ""))
    paper.article("a.md", "老井", 日期="2024-05-01", 短名="a")
    assert paper.build() == 0
    assert [path for path in paper.files() if path.endswith("qr.svg")] == []
    page = paper.page("2024/05/01/a/")
    assert page.xpath("//*[@class='share__code' or @class='share__scan']") == []
    assert page.xpath("//*[@class='printout']/a/@href") == []
    assert len(page.xpath("//*[@class='share__copy']")) == 1


def test_a_withdrawn_piece_has_none(paper):
    for name, slug in (("a", "a"), ("c", "c")):
        paper.article(
            f"{name}.md",
            "老井",
            日期=f"2024-05-0{1 if name == 'a' else 3}",
            短名=slug,
            状态="撤稿",
            更正="2024-05-04 与事实不符。",
        )
    assert paper.build() == 0
    files = paper.files()
    assert sorted(path for path in files if path.endswith("qr.svg")) == ["2024/05/01/qr.svg", "hant/2024/05/01/qr.svg"]
    assert list(read(files["2024/05/01/qr.svg"])) == ["b-2"]
