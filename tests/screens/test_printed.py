"""The screen of a printed page: files that come in, regions that are saved, and what a PDF's words speak for."""

import http.client
import json
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import lxml.html
import pytest
from PIL import Image

from newsroom.arranging import pdf, prints
from newsroom.manuscripts.versions import FOLDER as VERSIONS
from newsroom.screens import printed
from newsroom.web.guard import COOKIE
from tests.arranging import samples
from tests.screens.conftest import TOKEN

DAY = "2024-05-09"
FOLDER = f"issues/{DAY}"
BOX = [[10, 10], [30, 10], [30, 20], [10, 20]]
REGIONS = """# 第一版
0 0 100 60: 防汛图
读不懂的一行
0,60 100,60 100,100 40,100 40,80 0,80: small
"""


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 90), mode: str = "RGB", **options) -> bytes:
    data = BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(data, form, **options)
    return data.getvalue()


@pytest.fixture
def day(screens):
    paper = screens.paper
    paper.article("2024/05/09/map.md", "防汛图", 日期=DAY, 短名="map", 版次=1)
    paper.article("2024/05/09/small.md", "小事不小", 日期=DAY, 短名="small", 版次=1)
    paper.article("2024/05/09/one.md", "简讯", 日期=DAY, 短名="one", 版次=2)
    paper.article("2024/05/09/two.md", "简讯", 日期=DAY, 短名="two")
    screens.desk.catalogue.refresh()
    return screens


@pytest.fixture
def drawn(day):
    """With a picture and regions."""
    day.paper.write(f"{FOLDER}/1.jpg", picture())
    day.paper.write(f"{FOLDER}/1.txt", REGIONS)
    return day


def look(screens, page: int = 1) -> dict:
    return screens.post("printed/look", date=DAY, page=str(page)).json


def send(screens, data: bytes, page: int = 1, **known: str):
    known = {"picture": "", "pdf": ""} | known
    query = "&".join(f"{kind}={digest}" for kind, digest in known.items())
    return screens.ask("POST", f"/api/printed/file?date={DAY}&page={page}&{query}", data)


def save(screens, regions: list[dict], digest: str, page: int = 1):
    return screens.post("printed/save", date=DAY, page=str(page), digest=digest, regions=regions)


def stored(screens, folder: str = "content/issues") -> dict[str, bytes]:
    root = screens.paper.root / folder
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_the_screen_has_picture_regions_and_pieces(drawn):
    answer = drawn.get(f"/printed?date={DAY}&page=1")
    page = lxml.html.fromstring(answer.body)
    shown = json.loads(page.get_element_by_id("printed").get("data-shown"))
    assert [(one["words"], one["path"], one["line"]) for one in shown["regions"]] == [
        ("防汛图", "articles/2024/05/09/map.md", 2),
        ("small", "articles/2024/05/09/small.md", 4),
    ]
    assert [piece["title"] for piece in shown["pieces"]] == ["防汛图", "小事不小", "简讯", "简讯"]
    assert page.xpath("//*[@style] | //script[not(@src)]") == []
    image = drawn.get(f"/printed/picture?date={DAY}&page=1")
    assert (image.headers["content-type"], image.body) == ("image/jpeg", picture())


def test_saved_regions_are_on_the_built_site(drawn):
    shown = look(drawn)
    first, second = shown["regions"]
    new = {"line": 0, "corners": BOX, "words": "", "path": "articles/2024/05/09/two.md"}
    moved = {**first, "corners": [[0, 0], [50, 0], [50, 60], [0, 60]]}
    answer = save(drawn, [moved, second, new], shown["digest"])
    assert (answer.status, answer.json["told"]) == (200, "存好了，这一版有 3 块。")
    assert stored(drawn)[f"{DAY}/1.txt"].decode().splitlines() == [
        "# 第一版",
        "0 0 50 60: 防汛图",
        "读不懂的一行",
        "0,60 100,60 100,100 40,100 40,80 0,80: small",
        "10 10 20 10: two.md",  # two pieces have its headline
    ]
    drawn.paper.write(f"{FOLDER}/1.txt", stored(drawn)[f"{DAY}/1.txt"].decode().replace("读不懂的一行\n", ""))
    assert drawn.paper.build() == 0
    page = drawn.paper.page(f"issue/{DAY}/1")
    areas = [(a.get("href"), a[0].get("points")) for a in page.xpath("//figure//svg/a")]
    assert areas == [
        ("../../../2024/05/09/map/", "0,0 50,0 50,60 0,60"),
        ("../../../2024/05/09/small/", "0,60 100,60 100,100 40,100 40,80 0,80"),
        ("../../../2024/05/09/two/", "10,10 30,10 30,20 10,20"),
    ]


def test_what_was_replaced_is_kept(drawn):
    shown = look(drawn)
    assert save(drawn, [], shown["digest"]).status == 200
    assert stored(drawn)[f"{DAY}/1.txt"].decode() == "# 第一版\n读不懂的一行\n"
    assert list(stored(drawn, VERSIONS).values()) == [REGIONS.encode()]


def test_nothing_drawn_makes_no_file(day):
    assert save(day, [], "").status == 200
    assert stored(day) == {}


def test_another_window_or_program_is_not_written_over(drawn):
    shown = look(drawn)
    drawn.paper.write(f"{FOLDER}/1.txt", REGIONS + "1 1 5 5: 小事不小\n")
    answer = save(drawn, shown["regions"], shown["digest"])
    assert (answer.status, answer.json["message"]) == (409, "这一版的区域刚被别处改过，没有覆盖。")
    assert len(answer.json["shown"]["regions"]) == 3
    assert stored(drawn)[f"{DAY}/1.txt"].decode() == REGIONS + "1 1 5 5: 小事不小\n"
    assert save(drawn, shown["regions"], answer.json["shown"]["digest"]).status == 200


def test_of_two_windows_at_the_same_moment_one_is_told(day):
    def go(words: str):
        return save(day, [{"line": 0, "corners": BOX, "words": words, "path": ""}], "").status

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(go, ["防汛图", "小事不小"])) == [200, 409]


@pytest.mark.parametrize(
    ("data", "name"),
    [(picture(), "1.jpg"), (picture("PNG"), "1.png"), (picture("WEBP"), "1.jpg"), (picture("TIFF"), "1.jpg")],
)
def test_a_picture_goes_where_the_paper_has_it(day, data, name):
    answer = send(day, data)
    assert (answer.status, list(stored(day))) == (200, [f"{DAY}/{name}"])
    assert answer.json["told"].startswith(f"存成了 issues/{DAY}/{name}。")
    assert ("另做成" in answer.json["told"]) == (data[8:12] == b"WEBP" or data[:2] in (b"II", b"MM"))
    assert stored(day)[f"{DAY}/{name}"] == data or "另做成" in answer.json["told"]


def test_a_large_picture_is_made_smaller(day, monkeypatch):
    monkeypatch.setattr(prints, "LARGE", 20_000)
    answer = send(day, picture("PNG", (3000, 4000), "RGBA"))
    assert "另做成宽 1600 像素以内的 jpg" in answer.json["told"]
    with Image.open(BytesIO(stored(day)[f"{DAY}/1.jpg"])) as image:
        assert image.size == (1600, 2133)


def test_another_picture_takes_the_place_of_the_first_and_it_is_kept(day):
    assert send(day, picture("PNG")).status == 200
    refused = send(day, picture())
    assert (refused.status, bool(refused.json["shown"]["picture"])) == (409, True)
    known = look(day)["picture"]
    assert send(day, picture(), picture=known).status == 200
    assert list(stored(day)) == [f"{DAY}/1.jpg"]  # a page has one picture
    assert list(stored(day, VERSIONS).values()) == [picture("PNG")]


def test_a_name_that_an_editor_chose_stays(day):
    day.paper.write(f"{FOLDER}/01.JPEG", picture())
    day.paper.write(f"{FOLDER}/01.txt", REGIONS)
    shown = look(day)
    other = picture(size=(30, 45))
    assert send(day, other, picture=shown["picture"]).status == 200
    assert save(day, shown["regions"][:1], shown["digest"]).status == 200
    assert sorted(stored(day)) in ([f"{DAY}/01.txt", f"{DAY}/1.jpg"], [f"{DAY}/01.JPEG", f"{DAY}/01.txt"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x",
        b"%PD",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture()[:300],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
    ],
)
def test_what_is_no_picture_is_refused(day, data):
    answer = send(day, data)
    assert (answer.status, answer.json["message"]) == (400, "这不是能用的图片或 PDF，没有收下。请用 jpg、png 或 PDF。")
    assert stored(day) == {}


def test_too_many_pixels_are_refused(day):
    answer = send(day, picture("PNG", (9000, 9000), "1"))
    assert (answer.status, "像素太多" in answer.json["message"]) == (400, True)


@pytest.mark.parametrize("data", [b"%PDF-1.7\n" + b"x" * 5000, samples.page()[:3000], b"%PDF-"])
def test_a_broken_pdf_is_refused(day, data):
    answer = send(day, data)
    assert (answer.status, "打不开" in answer.json["message"]) == (400, True)
    assert stored(day) == {}


def test_what_is_too_large_is_refused_before_it_comes(day):
    connection = http.client.HTTPConnection("127.0.0.1", day.port, timeout=30)
    headers = {"Cookie": f"{COOKIE}={TOKEN}", "Origin": day.origin, "Content-Length": str(10**9)}
    connection.putrequest("POST", f"/api/printed/file?date={DAY}&page=1")
    for name, value in headers.items():
        connection.putheader(name, value)
    connection.endheaders(b"%PDF-1.7\n" + b"x" * 100_000)
    assert connection.getresponse().status == 413
    connection.close()
    assert stored(day) == {}


def test_what_grows_too_large_is_refused(day, monkeypatch):
    monkeypatch.setattr(printed, "LARGEST", 1000)
    assert send(day, b"%PDF-1.7\n" + b"x" * 2000).status == 413
    assert stored(day) == {}


def test_a_pdf_makes_a_picture_and_speaks_for_regions(screens):
    paper = screens.paper
    titles = [samples.BELL, samples.COAT, samples.WELL, samples.BUS]
    for number, title in enumerate(titles):
        body = "\n\n".join(samples.paragraphs(title))
        paper.article(f"2024/05/09/p{number}.md", title, body, 日期=DAY, 短名=f"p{number}", 版次=1)
    screens.desk.catalogue.refresh()
    answer = send(screens, samples.page())
    assert answer.json["told"] == f"存成了 {FOLDER}/1.pdf。 照它做了版面图 {FOLDER}/1.jpg。"
    before = stored(screens)
    assert before[f"{DAY}/1.pdf"] == samples.page()
    offered = screens.post("printed/propose", date=DAY, page="1").json
    assert [one["words"] for one in offered["proposals"]] == titles
    assert offered["told"] == "认出 4 块，还没有写进文件。对的收下，不对的不要。"
    assert stored(screens) == before  # an offer is not written
    taken = [
        {"line": 0, "corners": one["corners"], "words": one["words"], "path": one["path"]}
        for one in offered["proposals"]
    ]
    assert save(screens, taken, "").status == 200
    assert paper.build() == 0
    areas = paper.page(f"issue/{DAY}/1").xpath("//figure//svg/a/@href")
    assert areas == [f"../../../2024/05/09/p{number}/" for number in range(4)]


def test_without_words_or_a_pdf_there_is_no_offer(day):
    assert day.post("printed/propose", date=DAY, page="1").status == 404
    scan = BytesIO()
    Image.new("RGB", (200, 300), "white").save(scan, "PDF")
    assert send(day, scan.getvalue()).status == 200
    answer = day.post("printed/propose", date=DAY, page="1").json
    assert (answer["proposals"], answer["told"]) == ([], "这个 PDF 里没有文字，大概是一张图。请自己画。")


def test_a_pdf_goes_in_where_there_is_no_pdfium(day, monkeypatch):
    monkeypatch.setattr(pdf, "works", lambda: False)
    assert send(day, samples.page()).status == 200
    assert list(stored(day)) == [f"{DAY}/1.pdf"]
    answer = day.post("printed/propose", date=DAY, page="1")
    assert (answer.status, answer.json["message"]) == (422, "这台电脑上认不了 PDF 里的文字，请自己画。")


def test_a_pdf_that_takes_for_ever_is_given_up(day, monkeypatch):
    monkeypatch.setattr(printed, "apart", lambda work, *given: apart_for(0.01, work, *given))
    answer = send(day, samples.page())
    assert (answer.status, stored(day)) == (400, {})


def apart_for(patience, work, *given):
    from newsroom.screens.apart import apart

    return apart(work, *given, patience=patience)


@pytest.mark.parametrize("query", ["date=2024-05-09&page=0", "date=2024-05-09&page=1000", "date=2024-05-09&page=一", "date=2024-05-09",
    "date=../..&page=1", "date=2024-05-09&page=../1", "date=2024-02-30&page=1", "page=1", "date=2024-05-09&page=-1"])  # fmt: skip
def test_no_page_has_no_screen(drawn, query):
    assert drawn.get(f"/printed?{query}").status == 404
    assert drawn.get(f"/printed/picture?{query}").status == 404
    assert drawn.ask("POST", f"/api/printed/file?{query}".replace("一", "x"), picture()).status == 404


@pytest.mark.parametrize(
    "regions",
    [
        None,
        {},
        [None],
        [{}],
        [{"corners": []}],
        [{"corners": [[0, 0], [1]]}],
        [{"corners": "0 0 9 9", "words": "防汛图"}],
        [{"corners": BOX, "words": 7}],
        [{"corners": BOX, "words": "x" * 2000}],
        [{"corners": BOX, "words": "防汛图", "line": True}],
        [{"corners": BOX, "words": ""}],
        [{"corners": [[0, 0], [200, 0], [200, 5], [0, 5]], "words": "防汛图"}],
        [{"corners": BOX, "words": "防汛图"}] * 301,
        [{"corners": BOX, "words": "防汛图", "path": "../../etc/passwd"}] * 301,
    ],
)
def test_regions_that_make_no_sense_are_refused(drawn, regions):
    before = stored(drawn)
    answer = save(drawn, regions, look(drawn)["digest"])
    assert (answer.status, bool(answer.json["message"])) == (400, True)
    assert stored(drawn) == before


def test_words_that_would_be_another_line_are_not_written_so(drawn):
    words = "防汛图\n# 假的\n0 0 9 9: 小事不小"
    answer = save(drawn, [{"line": 0, "corners": BOX, "words": words, "path": ""}], look(drawn)["digest"])
    assert answer.status == 200
    assert len(look(drawn)["regions"]) == 1


def test_a_file_that_is_no_text_is_left_alone(drawn):
    drawn.paper.write(f"{FOLDER}/1.txt", b"\x00\xff\xfe\x01" * 99)
    before = stored(drawn)
    shown = look(drawn)
    assert (shown["regions"], bool(shown["unreadable"])) == ([], True)
    assert save(drawn, [{"line": 0, "corners": BOX, "words": "防汛图"}], shown["digest"]).status == 422
    assert stored(drawn) == before


def test_links_out_of_the_folder_are_not_followed(day, tmp_path):
    secret = tmp_path / "secret.jpg"
    secret.write_bytes(picture())
    folder = day.paper.root / "content" / FOLDER
    folder.mkdir(parents=True)
    (folder / "1.jpg").symlink_to(secret)
    assert look(day)["picture"] == "" or secret.is_relative_to(day.paper.root / "content")
    outside = tmp_path / "elsewhere"
    outside.mkdir()
    (day.paper.root / "content" / "issues" / "2024-05-10").symlink_to(outside)
    answer = day.ask("POST", "/api/printed/file?date=2024-05-10&page=1&picture=&pdf=", picture())
    assert (answer.status, list(outside.iterdir())) == (507, [])
