"""Which part of a printed page is which piece, by the words of its PDF."""

from contextlib import suppress

import pytest

from newsroom.arranging import pdf
from newsroom.arranging.pdf import Run, Unopened, looked_at, runs_of
from newsroom.arranging.proposals import Text, proposals_of
from tests.arranging.samples import BELL, BUS, COAT, WELL, page, paragraphs

TEXTS = [Text(f"{title}.md", title, "\n".join([title, *paragraphs(title)])) for title in (BELL, COAT, WELL, BUS)]


def line(text: str, left: float, top: float, width: float = 40, size: float = 1) -> Run:
    return Run(text, left, top, left + width, top + size, size)


def inside(box, other) -> bool:
    return box[0] >= other[0] and box[1] >= other[1] and box[2] <= other[2] and box[3] <= other[3]


def overlap(one, other) -> float:
    return max(0, min(one[2], other[2]) - max(one[0], other[0])) * max(0, min(one[3], other[3]) - max(one[1], other[1]))


def test_each_piece_of_a_broadsheet_is_found_whole():
    found = proposals_of(runs_of(page()), TEXTS)
    assert [one.path for one in found] == [f"{title}.md" for title in (BELL, COAT, WELL, BUS)]
    assert all(one.has_title for one in found)
    bell, coat, well, bus = (one.box for one in found)
    assert bell[2] - bell[0] > 85
    assert coat[2] < well[0]
    assert bus[1] > coat[3] - 1
    assert all(overlap(one, other) < 3 for one in (bell, coat) for other in (well, bus))


def test_a_headline_that_runs_down_is_one_line():
    runs = runs_of(page(down=True))
    assert BUS in [run.text for run in runs]


def test_another_text_in_print_is_found_by_its_headline():
    found = proposals_of(runs_of(page(other_words=True)), TEXTS)
    assert {one.path for one in found} == {text.path for text in TEXTS}
    assert all(one.has_title and one.lines > 1 for one in found)


def test_a_page_without_the_day_s_pieces_offers_nothing():
    assert (
        proposals_of(runs_of(page()), [Text("x.md", "没有登的一篇", "没有登的一篇\n写的是别的事情，纸上找不到。")])
        == []
    )
    assert proposals_of(runs_of(page()), []) == []
    assert proposals_of([], TEXTS) == []


def test_a_piece_around_another_is_two_boxes_and_none_covers_the_other():
    around = [line("左边一栏的字从上到下", 0, top, 20) for top in range(0, 40, 2)]
    around += [line("下面一栏的字从左到右", 0, top, 90) for top in range(40, 60, 2)]
    middle = [line("被围在中间的一篇短文", 30, top, 50) for top in range(0, 36, 2)]
    texts = [Text("a", "甲", "左边一栏的字从上到下\n下面一栏的字从左到右"), Text("b", "乙", "被围在中间的一篇短文")]
    found = proposals_of([*around, *middle], texts)
    assert [one.path for one in found].count("a") == 2
    (b,) = [one.box for one in found if one.path == "b"]
    assert all(overlap(one.box, b) == 0 for one in found if one.path == "a")


def test_lines_that_stand_in_several_pieces_go_to_the_nearer():
    texts = [
        Text("a", "甲", "井边的人都散了，天黑了\n本报记者摄影报道一组"),
        Text("b", "乙", "桥上的灯全亮了，很好看\n本报记者摄影报道一组"),
    ]
    runs = [
        line("井边的人都散了，天黑了", 0, 0),
        line("本报记者摄影报道一组", 0, 2),
        line("桥上的灯全亮了，很好看", 50, 0),
    ]
    found = {one.path: one for one in proposals_of(runs, texts)}
    assert (found["a"].lines, found["b"].lines) == (2, 1)


def test_lines_above_a_headline_are_of_the_piece_above_it():
    texts = [
        Text("a", "甲", "井边的人都散了，天黑了\n一直说到太阳落山"),
        Text("b", "新桥通车", "新桥通车\n一直说到太阳落山"),
    ]
    column = [line("一直说到太阳落山", 0, top) for top in range(2, 20, 2)]
    found = proposals_of([line("井边的人都散了，天黑了", 0, 0), *column, line("新桥通车", 0, 20, size=3)], texts)
    assert [(one.path, one.lines) for one in found] == [("a", 10), ("b", 1)]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + b"x" * 9999, b"%PDF-1.4\n%%EOF", b"GIF89a"])
def test_what_is_no_pdf_is_not_opened(data):
    for work in (looked_at, runs_of):
        with pytest.raises(Unopened):
            work(data)


def test_a_locked_pdf_is_not_opened():
    from io import BytesIO

    from pypdf import PdfWriter

    writer, data = PdfWriter(), BytesIO()
    writer.add_blank_page(100, 100)
    writer.encrypt("密码", algorithm="RC4-128")
    writer.write(data)
    with pytest.raises(Unopened):
        looked_at(data.getvalue())


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_pdf_that_was_cut_off_is_read_or_not_opened(cut):
    data = page()[: int(len(page()) * cut)]
    with suppress(Unopened):
        assert isinstance(runs_of(data), list)


def test_a_picture_is_as_wide_as_a_site_needs():
    from io import BytesIO

    from PIL import Image

    count, data = looked_at(page())
    with Image.open(BytesIO(data)) as image:
        assert (count, image.format, image.width) == (1, "JPEG", pdf.WIDTH)
        assert 2200 < image.height < 2400
