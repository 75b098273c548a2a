"""`linli stats`: what a paper pays by and reports upwards."""

import csv
import subprocess
import sys
from datetime import date
from xml.etree import ElementTree

import pytest

from newsroom.chart import MOST, Bar, Panel, chart
from newsroom.cli import main
from newsroom.period import Period, parse_edge
from tests.paper import CONFIG

SVG = "{http://www.w3.org/2000/svg}"
MARCH = ("--from", "2024-03", "--to", "2024-03")


@pytest.fixture
def run(paper, monkeypatch, capsys):
    """Runs `linli stats` on 2024-06-30; gives exit code, output and errors."""
    (paper.root / "pelicanconf.py").write_text(CONFIG + 'TODAY = "2024-06-30"\n', encoding="utf-8")
    monkeypatch.chdir(paper.root)

    def command(*arguments):
        code = main(["stats", *arguments])
        return (code, *capsys.readouterr())

    return command


@pytest.fixture
def pieces(paper):
    """Four pieces of spring, and what does not count: a draft, one dated ahead, a banner."""
    paper.article("a.md", "甲", "老井清了。\n\n（记者 范云 通讯员 何苗）", 日期="2024-03-01", 地区="柳溪镇井坊村")
    paper.article("b.md", "乙", "桥 通了。\n\n（记者 范云 文/图）", 日期="2024-03-31", 地区="柳溪镇")
    paper.article("c.md", "丙", "看图。\n\n（曲波 摄）", 日期="2024-04-15", 体裁="图片新闻", 栏目="言论")
    paper.article("d.md", "丁", "没有署名。", 日期="2024-06-30")
    paper.article("e.md", "戊", "草稿。\n\n（范云）", 日期="2024-03-02", 状态="草稿")
    paper.article("f.md", "己", "还没到。\n\n（范云）", 日期="2024-07-01")
    paper.write("banners/a.md", "---\n标题: 节约用水\n日期: 2024-03-01\n---\n")


def test_all_tables_of_the_running_year(pieces, run):
    code, out, err = run()
    assert (code, err) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "柳溪报 2024年1月至6月：4 篇，17 字",
        "",
        "作者 篇数 字数 角色和篇数",
        "范云 2 9 记者 2 作者 1 摄影 1",
        "何苗 1 5 通讯员 1",
        "曲波 1 3 摄影 1",
        "（没有署名） 1 5",
        "",
        "角色 篇数 字数 人数",
        "记者 2 9 1",
        "摄影 2 7 2",
        "通讯员 1 5 1",
        "作者 1 4 1",
        "",
        "栏目 篇数 字数",
        "要闻 3 14",
        "言论 1 3",
        "",
        "地区 篇数 字数",
        "柳溪镇 2 9",
        "（没有地区） 2 8",
        "",
        "月份 篇数 字数",
        "2024-03 2 9",
        "2024-04 1 3",
        "2024-06 1 5",
    ]


def test_columns_of_full_width_characters_are_in_line(pieces, run):
    lines = run("--by", "region")[1].splitlines()[2:]
    assert lines == ["地区          篇数  字数", "柳溪镇           2     9", "（没有地区）     2     8"]


@pytest.mark.parametrize(
    ("arguments", "first"),
    [
        (["--from", "2024-03-31", "--to", "2024-03-31"], "柳溪报　2024年3月31日：1 篇，4 字"),
        (["--from", "2024-03", "--to", "2024-03"], "柳溪报　2024年3月：2 篇，9 字"),
        (["--from", "2024年3月", "--to", "2024年4月"], "柳溪报　2024年3月至4月：3 篇，12 字"),
        (["--from", "2024", "--to", "2024"], "柳溪报　2024年：4 篇，17 字"),
        (["--from", "2024/3/2"], "柳溪报　2024年3月2日至6月30日：3 篇，12 字"),
        (["--to", "2024-03"], "柳溪报　2024年1月至3月：2 篇，9 字"),
    ],
)
def test_periods(pieces, run, arguments, first):
    code, out, _ = run(*arguments, "--by", "month")
    assert (code, out.splitlines()[0]) == (0, first)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--from", "昨天"], "“昨天”不是日期。请写成 2024-03-12 或 2024-03。"),
        (["--from", "2024-02-30"], "没有“2024-02-30”这一天。请查对日期。"),
        (["--to", "2024-13"], "没有“2024-13”这个月。请查对日期。"),
        (["--from", "2024-05", "--to", "2024-03"], "--from（2024-05-01）在 --to（2024-03-31）之后。请把两个日期换过来。"),
        (["--csv", "none/a.csv", *MARCH], "写不了：没有这个文件或文件夹"),
    ],
)  # fmt: skip
def test_used_wrongly(pieces, run, arguments, message):
    code, _, err = run(*arguments)
    assert code == 2
    assert err.strip().endswith(message)


def test_an_empty_period_says_so_and_where_to_look(pieces, paper, run):
    code, out, err = run("--from", "2023-01", "--to", "2023-02", "--csv", "a.csv")
    assert code == 0
    assert out.splitlines() == [
        "2023年1月至2月没有见报的稿件。",
        "最近的一篇是 2024-06-30；看那个月：linli stats --from 2024-06 --to 2024-06",
    ]
    assert err == "没有写 a.csv。\n"
    assert not (paper.root / "a.csv").exists()


def test_an_empty_paper(run):
    assert run(*MARCH) == (0, "2024年3月没有见报的稿件。\n", "")


def test_csv_is_one_tidy_table_that_excel_reads(pieces, paper, run):
    code, out, _ = run("--csv", "a.csv", *MARCH)
    assert (code, out.splitlines()[-1]) == (0, "已写 a.csv")
    data = (paper.root / "a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["统计", "名称", "角色", "篇数", "字数", "从", "到"]
    assert {tuple(row[5:]) for row in rows[1:]} == {("2024-03-01", "2024-03-31")}
    assert [row[:5] for row in rows[1:]] == [
        ["作者", "范云", "", "2", "9"],
        ["作者", "何苗", "", "1", "5"],
        ["作者和角色", "范云", "记者", "2", "9"],
        ["作者和角色", "范云", "作者", "1", "4"],
        ["作者和角色", "范云", "摄影", "1", "4"],
        ["作者和角色", "何苗", "通讯员", "1", "5"],
        ["角色", "记者", "记者", "2", "9"],
        ["角色", "通讯员", "通讯员", "1", "5"],
        ["角色", "作者", "作者", "1", "4"],
        ["角色", "摄影", "摄影", "1", "4"],
        ["栏目", "要闻", "", "2", "9"],
        ["地区", "柳溪镇", "", "2", "9"],
        ["月份", "2024-03", "", "2", "9"],
    ]


def test_svg_has_a_bar_with_its_value_for_every_row(pieces, paper, run):
    assert run("--svg", "a.svg", "--by", "contributor", "--by", "month", *MARCH)[0] == 0
    root = ElementTree.parse(paper.root / "a.svg").getroot()
    assert root.get("width") == "190mm"
    assert root.find(f"{SVG}title").text == "柳溪报　2024年3月"
    assert [text.text for text in root.iter(f"{SVG}text")] == [
        "柳溪报　2024年3月",
        "共 2 篇，9 字",
        "作者（篇数）",
        "范云",
        "2 篇，9 字",
        "何苗",
        "1 篇，5 字",
        "月份（篇数）",
        "2024-03",
        "2 篇，9 字",
    ]
    paper_, first, second, third = root.iter(f"{SVG}rect")
    assert paper_.get("fill") == "#fff"
    assert float(first.get("width")) == 2 * float(second.get("width")) == float(third.get("width"))


def test_a_chart_says_how_many_did_not_fit_and_cuts_long_names():
    bars = [Bar(f"名字很长很长很长很长的<单位>{n}", n, str(n)) for n in range(MOST + 5, 0, -1)]
    root = ElementTree.fromstring(ElementTree.tostring(chart("甲", "乙", [Panel("丙", bars, "另有 5 项")]).getroot()))
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts[3] == "名字很长很长很长很长的…"
    assert texts[-1] == "另有 5 项"
    assert len(list(root.iter(f"{SVG}rect"))) == 1 + MOST
    height = float(root.get("viewBox").split()[3])
    assert all(float(text.get("y")) < height for text in root.iter(f"{SVG}text"))


def test_files_with_errors_are_told_and_the_rest_is_counted(pieces, paper, run):
    paper.article("g.md", "庚", 日期="2024-02-30")
    code, out, err = run(*MARCH)
    assert code == 1
    assert out.startswith("柳溪报　2024年3月：2 篇，9 字\n")
    assert [line.split()[1] for line in err.splitlines()[:-1]] == ["E205"]
    assert err.splitlines()[-1] == "有 1 个文件有错误，可能没有算进去。改好后再统计一次。"


def test_the_sites_own_store_is_read_and_not_touched(pieces, paper, run, capsys):
    assert paper.build() == 0
    capsys.readouterr()
    before = {path: path.stat().st_mtime_ns for path in (paper.root / ".output.press").iterdir()}
    store = (paper.root / ".output.press/store.sqlite").read_bytes()
    paper.article("h.md", "辛", "新的一篇。", 日期="2024-03-05")
    assert run(*MARCH)[1].splitlines()[0] == "柳溪报　2024年3月：3 篇，14 字"
    assert (paper.root / ".output.press/store.sqlite").read_bytes() == store
    assert {path: path.stat().st_mtime_ns for path in (paper.root / ".output.press").iterdir()} == before


def test_help_says_what_is_counted(run):
    command = [sys.executable, "-m", "newsroom", "stats", "--help"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.replace("\n", "").replace(" ", "")
    assert "字数是正文的字数，连同小标题、图说和标点，空白不算" in out
    assert "每人都算一篇、都算全篇的字数" in out


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2024, 3, 1), date(2024, 3, 15), "2024年3月1日至15日"),
        (date(2023, 12, 1), date(2024, 2, 29), "2023年12月至2024年2月"),
        (date(2023, 1, 1), date(2024, 12, 31), "2023年至2024年"),
        (date(2023, 12, 5), date(2024, 1, 6), "2023年12月5日至2024年1月6日"),
        (date(2024, 2, 1), date(2024, 2, 28), "2024年2月1日至28日"),
    ],
)
def test_period_in_words(first, last, text):
    assert Period(first, last).text == text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("２０２４年２月", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-2-3", date(2024, 2, 3), date(2024, 2, 3)),
    ],
)
def test_edges(text, first, last):
    assert (parse_edge(text, last=False), parse_edge(text, last=True)) == (first, last)


@pytest.mark.parametrize("sealed", [True, False])
def test_a_damaged_store_of_the_site_is_not_read(pieces, paper, run, capsys, sealed):
    assert paper.build() == 0
    capsys.readouterr()
    before = run(*MARCH)[1]
    store = paper.root / ".output.press/store.sqlite"
    data = bytearray(store.read_bytes())
    for start in range(8192, len(data), 8192):
        data[start : start + 2000] = bytes(2000)
    store.write_bytes(data)
    if not sealed:
        (paper.root / ".output.press/seal").rename(paper.root / ".output.press/seal.broken")
    assert run(*MARCH)[1] == before
