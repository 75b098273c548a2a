"""The preview as an editor has it: the real command, a real browser, files that are saved."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import lxml.html
import pytest
from PIL import Image

from tests.paper import CONFIG, ROOT, Paper

LINE = re.compile(r"http://127\.0\.0\.1:(\d+)/")
WHOLE = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search"')


class Preview:
    """`linli preview` at work in a paper's folder."""

    def __init__(self, paper: Paper, *arguments: str) -> None:
        command = [sys.executable, "-m", "newsroom", "preview", "--port", "0", *arguments]
        self.errors = paper.root / "errors.txt"
        with self.errors.open("wb") as errors:
            self.process = subprocess.Popen(
                command,
                cwd=paper.root,
                env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"},
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )
        self.port = int(LINE.search(self.process.stdout.readline())[1])
        self.address = f"http://127.0.0.1:{self.port}/"

    def built(self) -> "Preview":
        """Waits until the site is there."""
        deadline = time.monotonic() + 60
        while self.ask("/nothing/")[0] == 503 and time.monotonic() < deadline:
            time.sleep(0.05)
        return self

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
        """Status and body of one request, its path as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers=headers)
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body

    def end(self) -> int:
        self.process.terminate()
        self.process.communicate(timeout=30)
        return self.process.returncode


def made(folder) -> Paper:
    paper = Paper.make(folder, WHOLE)
    paper.article("2024/06/01/well.md", "老井边的议事会", "村民在井边商量修路。", slug="well")
    return paper


@contextmanager
def at_work(paper: Paper) -> Iterator[Preview]:
    """A preview that is built, and ends well."""
    preview = Preview(paper).built()
    yield preview
    assert preview.end() == 0
    assert "Traceback" not in preview.errors.read_text(encoding="utf-8")


@pytest.fixture
def paper(tmp_path) -> Paper:
    return made(tmp_path)


@pytest.fixture
def preview(paper):
    with at_work(paper) as preview:
        yield preview


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    """A preview for all tests that only ask it; none has the mark `browser`, with which nobody asks which lines it runs."""
    with at_work(made(tmp_path_factory.mktemp("asked"))) as preview:
        yield preview


def test_names_that_leave_the_site_are_refused(paper, preview):
    (paper.root / "secret.txt").write_text("秘密", encoding="utf-8")
    assert preview.ask("/")[0] == 200
    ways = ["/../../secret.txt", "/%2e%2e/%2e%2e/secret.txt", "/..%2f..%2fsecret.txt", "/..\\..\\secret.txt"]
    ways += [f"/{paper.root}/secret.txt", f"/%2f{paper.root}/secret.txt", "/a%00b", "/theme/", "/photos/"]
    for way in ways:
        status, body = preview.ask(way)
        assert (way, status) == (way, 404)
        assert "秘密".encode() not in body
    (paper.root / ".preview" / "site" / "way-out").symlink_to(paper.root)
    assert preview.ask("/way-out/secret.txt")[0] == 404


def test_it_listens_on_this_machine_alone(asked):
    assert asked.ask("/")[0] == 200
    with pytest.raises(OSError), socket.create_connection((_other_address(), asked.port), timeout=2):
        pass
    assert asked.ask("/", Host="paper.example")[0] == 421  # a name given to this machine elsewhere
    assert asked.ask("/", Host="localhost:1")[0] == 200


def _other_address() -> str:
    """Another address of this machine: of the loopback range, where nothing else listens."""
    return "127.0.0.2"


def test_every_kind_of_file_is_served_as_what_it_is(asked):
    status, page = asked.ask("/2024/06/01/well/")
    assert status == 200
    assert "老井边的议事会".encode() in page
    assert asked.ask("/2024/06/01/well/", "HEAD") == (200, b"")
    status, missing = asked.ask("/nothing/")
    assert status == 404
    assert "没有这一页".encode() in missing
    assert asked.ask("/2024/06/01/well")[0] == 301
    assert asked.ask("/.linli/other")[0] == 404


def test_a_port_that_is_taken_is_told(paper, asked):
    command = [sys.executable, "-m", "newsroom", "preview", "--port", str(asked.port)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    second = subprocess.run(command, cwd=paper.root, env=environment, capture_output=True, text=True, timeout=60)
    assert second.returncode == 2
    other = asked.port + 20
    assert second.stderr == f"端口 {asked.port} 被占用。请用 --port 换一个，例如 --port {other}。\n"


def test_settings_that_are_not_there_are_told(tmp_path):
    command = [sys.executable, "-m", "newsroom", "preview"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    found = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60)
    assert found.returncode == 2
    assert found.stderr.startswith("找不到设置文件 pelicanconf.py。")


@pytest.mark.browser
def test_a_save_shows_without_a_hand_on_the_browser(paper, preview, browser):
    page = browser.new_page()
    page.goto(preview.address + "2024/06/01/well/")
    paper.article("2024/06/01/well.md", "老井边又开了会", "路修好了。", slug="well")
    page.get_by_role("heading", name="老井边又开了会").wait_for()
    paper.root.joinpath("pelicanconf.py").write_text(WHOLE.replace("柳溪报", "新柳溪报"), encoding="utf-8")
    page.get_by_role("link", name="新柳溪报").wait_for()
    page.close()


@pytest.mark.browser
def test_a_mistake_shows_as_a_page_and_goes_when_it_is_mended(paper, preview, browser):
    page = browser.new_page()
    page.goto(preview.address + "2024/06/01/well/")
    paper.article("2024/06/01/well.md", "老井边的议事会", slug="well", section="要文")
    page.get_by_role("heading", name="稿件有错，暂不能显示").wait_for()
    fault = page.locator(".linli-faults li")
    assert fault.count() == 1
    assert fault.locator(".place").inner_text() == "content/articles/2024/06/01/well.md 第 3 行 E203"
    assert fault.locator("p").nth(1).inner_text() == "没有“要文”这个栏目。可用的有：要闻、基层治理、言论。"
    assert fault.locator("pre").inner_text() == "section: 要文"
    (paper.root / "pelicanconf.py").write_text(WHOLE + "\nREGIONS = [", encoding="utf-8")
    page.get_by_text("这一行的 [ 没有配对的 ]。").wait_for()
    assert fault.locator(".place").inner_text() == "pelicanconf.py 第 15 行 E002"
    assert fault.locator("pre").inner_text() == "REGIONS = ["
    (paper.root / "pelicanconf.py").write_text(WHOLE, encoding="utf-8")
    page.get_by_text("没有“要文”这个栏目").wait_for()
    paper.article("2024/06/01/well.md", "改好了", slug="well")
    page.get_by_role("heading", name="改好了").wait_for()
    page.close()


@pytest.mark.browser
def test_what_is_not_published_yet_is_shown_and_marked(paper, browser):
    paper.article("2024/06/02/draft.md", "没写完的稿子", status="草稿", slug="draft")
    paper.article("2999/01/02/later.md", "以后见报的稿子", slug="later")
    preview = Preview(paper)
    page = browser.new_page()
    page.goto(preview.address)
    marks = page.locator("main a .linli-mark")
    marks.first.wait_for()
    assert sorted(set(marks.all_inner_texts())) == ["1月2日见报", "草稿"]
    page.goto(preview.address + "hant/2999/01/02/later/")
    page.locator("main .linli-mark").first.wait_for()
    assert page.locator("main > article > header > .linli-mark").inner_text() == "1月2日见报"
    page.close()
    assert preview.end() == 0
    assert paper.build() == 0
    assert not (paper.output / "2024/06/02/draft/index.html").exists()
    assert not (paper.output / "2999").exists()


def test_a_picture_that_is_not_worked_on_yet_is_shown_as_it_is(paper):
    (paper.root / "pelicanconf.py").write_text(
        WHOLE.replace('"plugins.hanzi"', '"plugins.hanzi", "plugins.pictures"'), encoding="utf-8"
    )
    picture = Image.new("RGB", (1700, 900), "red")
    picture.save(paper.root / "content" / "photos" / "well.jpg")
    paper.article("2024/06/01/well.md", "老井", "![老井](photos/well.jpg)", slug="well")
    preview = Preview(paper).built()
    page = lxml.html.fromstring(preview.ask("/2024/06/01/well/")[1])
    addresses = re.findall(r"photos/\S+", " ".join(page.xpath("//article//img/@src | //article//@srcset")))
    assert len(addresses) > 1
    assert {preview.ask(f"/{address}")[0] for address in addresses} == {200}
    assert preview.ask("/photos/other.jpg")[0] == 404
    assert preview.ask("/photos/../articles/2024/06/01/well.md")[0] == 404
    assert preview.end() == 0


@pytest.mark.browser
def test_search_is_there_when_the_pages_are_read(preview, browser):
    page = browser.new_page()
    page.goto(preview.address + "search/?q=井边")
    page.get_by_text("找到 1 篇").wait_for()
    page.close()
