"""QR qr lead to the page in the script that it is in, and are made once."""

from io import BytesIO

import pytest
import segno
from PIL import Image

from linli.images.qr import qr_code
from plugins.desk import jobs
from tests.paper import CONFIG, Paper

TWINS = CONFIG.replace('"plugins.press"', '"plugins.hanzi", "plugins.press"')
zxingcpp = pytest.importorskip("zxingcpp", reason="zxing-cpp has no wheel for this platform")


def read(data: bytes) -> list[str]:
    return [found.text for found in zxingcpp.read_barcodes(Image.open(BytesIO(data)))]


@pytest.fixture
def paper(tmp_path):
    paper = Paper.make(tmp_path, TWINS)
    paper.article("a.md", "老井", 日期="2024-05-01", 短名="a")
    assert paper.build() == 0
    return paper


@pytest.mark.parametrize("length", [10, 40, 90, 200])
def test_a_code_can_be_read(length):
    address = "https://liuxi.example/news/2024/05/01/".ljust(length, "x")
    assert read(qr_code(address)) == [address]


@pytest.mark.parametrize("length", [37, 90, 300])
def test_a_code_is_drawn_as_segno_draws_it(length):
    address = "https://liuxi.example/news/2024/05/01/".ljust(length, "x")
    whole = BytesIO()
    symbol = segno.make(address, error="m", boost_error=False, mode="byte", mask=0, micro=False)
    symbol.save(whole, kind="png", scale=4, border=4)
    assert qr_code(address) == whole.getvalue()


def test_each_script_has_its_own(paper):
    files = paper.files()
    assert read(files["2024/05/01/a/qr.png"]) == ["https://liuxi.example/news/2024/05/01/a/"]
    assert read(files["hant/2024/05/01/a/qr.png"]) == ["https://liuxi.example/news/hant/2024/05/01/a/"]
    for script in ("", "hant/"):
        assert paper.page(f"{script}2024/05/01/a/").xpath("//*[@class='share__code']/img/@src") == ["qr.png"]


def test_a_code_is_made_once(paper, monkeypatch):
    made = []
    monkeypatch.setattr(jobs, "qr_code", lambda address: made.append(address) or b"")
    config = paper.root / "pelicanconf.py"
    config.write_text(TWINS.replace("写在溪边", "写在桥边"), encoding="utf-8")
    paper.article("a.md", "老井出水", 日期="2024-05-01", 短名="a")
    assert paper.build() == 0
    assert made == []
    paper.article("b.md", "新桥", 日期="2024-05-01", 短名="b")
    assert paper.build() == 0
    assert made == ["https://liuxi.example/news/2024/05/01/b/", "https://liuxi.example/news/hant/2024/05/01/b/"]
    config.write_text(TWINS.replace("liuxi.example/news", "paper.example"), encoding="utf-8")
    assert paper.build() == 0
    assert len(made) == 6


def test_without_an_address_there_is_none(tmp_path):
    paper = Paper.make(tmp_path, TWINS.replace("https://liuxi.example/news", ""))
    paper.article("a.md", "老井", 日期="2024-05-01", 短名="a")
    assert paper.build() == 0
    assert [path for path in paper.files() if path.endswith("qr.png")] == []
    page = paper.page("2024/05/01/a/")
    assert page.xpath("//*[@class='share__code' or @class='share__scan' or @class='share__address']") == []
    assert len(page.xpath("//*[@class='share__copy']")) == 1


def test_a_withdrawn_piece_has_none(paper):
    paper.article("a.md", "老井", 日期="2024-05-01", 短名="a", 状态="撤稿", 更正="2024-05-02 与事实不符。")
    assert paper.build() == 0
    assert [path for path in paper.files() if path.endswith("qr.png")] == []
