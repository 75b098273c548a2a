"""`linli issue`, on the terminal and as a PDF."""

import http.server
import os
import re
import sys
import threading
import zlib

import pytest

from linli.errors import SettingsError
from newsroom import pdf
from newsroom.cli import main
from tests.issues.conftest import picture


@pytest.fixture
def issue(paper, monkeypatch, capsys):
    monkeypatch.chdir(paper.root)

    def run(*arguments):
        code = main(["issue", *arguments])
        return code, *capsys.readouterr()

    return run


TOLD = """柳溪报 2024年3月18日 星期一 农历二月初九  2 版，4 篇
第1版 · 要闻
  防汛图
  小事不小
第4版 · 副刊
  风筝
其他
  只在网上
"""


@pytest.mark.parametrize("day", ["2024-03-18", "2024年3月18日", "2024/3/18"])
def test_the_headlines_of_a_day(issue, day):
    assert issue(day) == (0, TOLD, "")


def test_a_day_without_pages(issue):
    assert issue("2024-03-11") == (0, "柳溪报 2024年3月11日 星期一 农历二月初二  2 篇\n  老井\n  夜校\n", "")


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2024-03-12", "2024-03-12 没有报纸。前一期是 2024-03-11。后一期是 2024-03-18。"),
        ("2024-03-20", "2024-03-20 没有报纸。前一期是 2024-03-18。后一期是 2024-04-08。"),
        ("2023-01-01", "2023-01-01 没有报纸。后一期是 2024-03-11。"),
        ("2025-01-01", "2025-01-01 没有报纸。前一期是 2024-04-08。"),
    ],
)
def test_a_day_without_a_paper_names_the_nearest(issue, day, line, paper):
    assert issue(day, "--pdf", "a.pdf") == (1, "", line + "\n")
    assert not (paper.root / "a.pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["2024-03"], "“2024-03”不是日期。请写成 2023-07-12 或 2023年7月12日。"),
        (["2024-02-30"], "没有“2024-02-30”这一天。请查对日期。"),
        (["2024-03-18", "--pdf", "none/a.pdf"], "没有 none 这个文件夹。请先建好，或换一个地方。"),
        (["2024-03-18", "--pdf", "content"], "content 是文件夹。请在后面写上文件名，例如 content/1.pdf。"),
        (
            ["2024-03-18", "--config", "none.py"],
            "找不到设置文件 none.py。请在报纸的文件夹里运行，或用 --config 指出它。",
        ),
    ],
)
def test_wrong_use(issue, arguments, line):
    code, out, err = issue(*arguments)
    assert (code, out) == (2, "")
    assert err.endswith(line + "\n")


def test_mistakes_in_the_content_are_told(issue, paper):
    paper.article("x.md", "甲", 日期="2024-03-18", 版次="头版")
    code, out, err = issue("2024-03-18")
    assert (code, out) == (1, "")
    assert err.startswith("content/articles/x.md:5: E207")


def test_other_content_is_read_apart(issue, paper, tmp_path):
    other = tmp_path / "other/articles"
    other.mkdir(parents=True)
    (other / "a.md").write_text("---\n标题: 别的\n栏目: 要闻\n日期: 2024-03-18\n---\n", encoding="utf-8")
    assert issue("2024-03-18", "--content", "other")[1].splitlines()[-1] == "  别的"
    assert issue("2024-03-18") == (0, TOLD, "")
    assert not (paper.root / ".output.press").exists()


def test_it_neither_builds_nor_disturbs_the_site(issue, paper):
    assert issue("2024-03-18") == (0, TOLD, "")
    assert not paper.output.exists()
    paper.article("2024/03/18/h.md", "后来的", 日期="2024-03-18", 版次=4, 短名="later")
    assert issue("2024-03-18")[1].count("后来的") == 1
    assert paper.build() == 0
    assert "后来的" in paper.page("issue/2024-03-18/4").text_content()


def test_while_a_build_is_at_work_it_reads_for_itself(issue, paper):
    from linli.build.workspace import Workspace

    workspace = Workspace(paper.output)
    workspace.enter()
    try:
        assert issue("2024-03-18") == (0, TOLD, "")
    finally:
        workspace.leave()


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ImportError, "做 PDF 要用 WeasyPrint。请先运行：pip install '.[pdf]'。\n"),
        (
            OSError,
            "WeasyPrint 要用的 Pango 没有装。请先运行："
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0。\n",
        ),
    ],
)
def test_without_weasyprint(issue, monkeypatch, error, line):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise error(name)

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    assert issue("2024-03-18", "--pdf", "a.pdf") == (2, "", line)


@pytest.fixture(scope="module")
def weasyprint():
    try:
        return pdf.weasyprint()
    except SettingsError as error:
        if os.environ.get("CI"):
            pytest.fail(f"no WeasyPrint on a CI machine: {error}")
        pytest.skip(f"WeasyPrint cannot be loaded: {error}")


def test_damaged_pictures_are_found_all_the_same(weasyprint):
    from PIL import ImageFile

    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


class PDF:
    """What can be read of a PDF without a library: its objects, compressed streams opened."""

    def __init__(self, data: bytes) -> None:
        assert data.startswith(b"%PDF-")
        self.text = data
        for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", data, re.S):
            try:
                self.text += zlib.decompress(stream)
            except zlib.error:
                continue

    def has(self, pattern: str) -> bool:
        return re.search(pattern.encode("latin-1"), self.text, re.S) is not None

    def writes(self, characters: str) -> bool:
        """Whether some font has these characters as text that can be copied."""
        return all(re.search(rb"<%s>" % c.encode("utf-16-be").hex().encode(), self.text, re.I) for c in characters)

    def info(self, key: str, value: str) -> bool:
        written = f"/{key} <feff{value.encode('utf-16-be').hex()}>"
        return written.lower().encode() in self.text.lower()


def test_a_pdf(issue, paper, weasyprint):
    paper.picture("kite.svg")
    body = "![风筝](photos/kite.svg)\n\n放纸鸢。\n\n" + "春天的风。" * 200
    paper.article("2024/03/18/e.md", "风筝", body, 日期="2024-03-18", 短名="kite", 版次=4)
    code, out, err = issue("2024-03-18", "--pdf", "a.pdf")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"2024-03-18 的报纸（4 篇，\d 张纸，\d+ KB）存到了 a\.pdf，用时 \d+\.\d 秒。\n", out)
    assert not paper.output.exists()
    printed = PDF((paper.root / "a.pdf").read_bytes())
    assert printed.info("Title", "2024年3月18日 全文_柳溪报")
    assert printed.info("Author", "柳溪报")
    assert printed.writes("柳溪报防汛图小事不只在网上放纸鸢年月日星期一")
    assert printed.has(r"/FontFile[23]?")
    assert printed.has(r"/URI \(https://liuxi\.example/news/2024/03/18/map/\)")
    assert len(re.findall(rb"/Type /Page\b", printed.text)) >= 2
    assert not list(paper.root.glob("*.part"))


def test_nothing_is_asked_of_the_network(weasyprint):
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there = f"http://127.0.0.1:{server.server_port}"
    elsewhere = [f"{there}/a.png", "file:///etc/hostname", f"{there}/news/../b.png"]
    html = "<!DOCTYPE html><html lang=zh><title>报</title>" + "".join(f'<img src="{address}">' for address in elsewhere)
    html += f'<link rel="stylesheet" href="{there}/c.css"><p style="background: url({there}/d.png)">报'
    made = pdf.pdf_of(html, "issue/print/", f"{there}/news", {}.get, lambda _step: None)
    server.shutdown()
    server.server_close()
    assert asked == []
    assert made.data.startswith(b"%PDF-")
    assert {*elsewhere[:2], f"{there}/d.png"} <= set(made.files)


def test_what_a_camera_notes_is_not_in_the_pdf(issue, paper, weasyprint):
    paper.write("photos/kite.jpg", picture("JPEG", comment="SECRET", xmp=b"SECRET"))
    paper.article("2024/04/08/g.md", "长路", "![风筝](photos/kite.jpg)", 日期="2024-04-08", 短名="road")
    assert issue("2024-04-08", "--pdf", "a.pdf")[0] == 0
    assert b"SECRET" not in PDF((paper.root / "a.pdf").read_bytes()).text


def test_a_paper_without_an_address_has_no_links_in_its_pdf(issue, paper, weasyprint):
    config = paper.root / "pelicanconf.py"
    config.write_text(config.read_text(encoding="utf-8").replace("https://liuxi.example/news", ""), encoding="utf-8")
    assert issue("2024-04-08", "--pdf", "a.pdf")[0] == 0
    assert not PDF((paper.root / "a.pdf").read_bytes()).has("/URI")


def test_a_pdf_that_cannot_be_written(issue, paper, weasyprint, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    code, out, err = issue("2024-04-08", "--pdf", "a.pdf")
    assert (code, out) == (1, "")
    assert err == "写不了 a.pdf（磁盘满了）。请检查文件夹的权限和磁盘。\n"
    assert not list(paper.root.glob("*a.pdf*"))


def test_characters_that_no_font_has_are_told(issue, paper, weasyprint):
    paper.article("2024/04/08/g.md", "长路", "\U000f1234", 日期="2024-04-08", 短名="road")
    code, _out, err = issue("2024-04-08", "--pdf", "a.pdf")
    assert code == 0
    assert err.startswith("有 1 个字没有字体，PDF 里是方框：\U000f1234。请安装中文字体")
