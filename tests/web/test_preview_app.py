"""What a preview shows before, while and after the site is built: the real server, states that are put there by hand."""

import http.client
import threading
from pathlib import Path

import pytest

from newsroom.previewing.app import preview_app
from newsroom.previewing.state import Fault, Preview
from newsroom.web.guard import Guard
from newsroom.web.server import LocalServer

PAGE = "<html><head></head><body>老井边</body></html>"


@pytest.fixture
def preview(tmp_path):
    preview = Preview(tmp_path / "site", tmp_path / "photos")
    preview.server = LocalServer(Guard(preview_app(preview)), 0)
    preview.server.start()
    yield preview
    preview.close()
    preview.server.close()


def _put(preview, path: str, text: str = PAGE) -> None:
    file = preview.site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _ask(preview, path="/") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", preview.server.port, timeout=10)
    connection.request("GET", path)
    response = connection.getresponse()
    answer = response.status, response.read().decode()
    connection.close()
    return answer


def test_before_the_first_build_it_says_so(preview):
    status, page = _ask(preview, "/2024/06/01/well/")
    assert status == 503
    assert "正在排版" in page
    assert "/.linli/live.js?0" in page  # which loads the page again when the site is there
    _put(preview, "index.html")
    preview.put((), (), {}, changed=True)
    assert _ask(preview, "/2024/06/01/well/")[0] == 404
    assert _ask(preview)[0] == 200


def test_what_the_last_preview_made_is_shown_at_once(preview):
    _put(preview, "index.html")
    status, page = _ask(preview)
    assert (status, "老井边" in page, "/.linli/live.js?0" in page) == (200, True, True)


def test_before_the_first_build_of_all_the_published_site_is_shown(preview, tmp_path):
    published = preview.published = tmp_path / "output"
    for path, text in (("2024/06/01/well/index.html", PAGE), ("theme/site.css", "a{}")):
        (published / path).parent.mkdir(parents=True, exist_ok=True)
        (published / path).write_text(text, encoding="utf-8")
    (tmp_path / "secret.html").write_text("别处的", encoding="utf-8")
    status, page = _ask(preview, "/2024/06/01/well/")
    assert (status, "老井边" in page, "/.linli/live.js?0" in page) == (200, True, True)
    assert _ask(preview, "/theme/site.css") == (200, "a{}")
    assert _ask(preview, "/../secret.html")[0] == 503
    assert _ask(preview, "/2024/06/02/new/")[0] == 503  # not published yet: it says that it is at work
    preview.put((), (), {}, changed=True)
    assert _ask(preview, "/2024/06/01/well/")[0] == 404  # from now on what is built counts alone


def test_faults_stand_in_the_place_of_pages(preview):
    _put(preview, "index.html")
    _put(preview, "theme/site.css", "a{}")
    preview.put((Fault("栏目不对", "well.md 第 3 行", "E203"),), (), {}, changed=False)
    status, page = _ask(preview)
    assert (status, "well.md 第 3 行" in page) == (500, True)
    assert _ask(preview, "/theme/site.css") == (200, "a{}")


def test_a_name_that_no_file_can_have_is_a_page_that_is_not_there(preview):
    preview.put((), (), {}, changed=True)
    assert _ask(preview, f"/{'x' * 5000}")[0] == 404


def test_listeners_hear_of_progress_and_of_the_next_state(preview):
    connection = http.client.HTTPConnection("127.0.0.1", preview.server.port, timeout=10)
    connection.request("GET", "/.linli/events")
    stream = connection.getresponse()
    assert [stream.readline() for _line in range(2)] == [b"data: 0\n", b"\n"]
    threading.Timer(0.05, preview.put_progress, ["印版 300/900"]).start()
    assert [stream.readline() for _line in range(3)] == [b"event: progress\n", "data: 印版 300/900\n".encode(), b"\n"]
    threading.Timer(0.05, preview.put, [(), (), {}], {"changed": True}).start()
    heard = [stream.readline() for _line in range(5)]
    assert heard == [b"event: progress\n", b"data: \n", b"\n", f"data: {preview.state.name}\n".encode(), b"\n"]
    preview.close()
    assert b"data" not in stream.read()  # a sign of life at most, and the end
    connection.close()


def test_a_page_is_never_older_than_the_state_that_it_names(preview, monkeypatch):
    """A page is read, the next state comes before the answer goes out: the page must ask for it, not take itself for it."""
    _put(preview, "index.html")
    preview.put((), (), {}, changed=True)
    before = preview.state.name
    read = Path.read_bytes

    def read_and_built(file: Path) -> bytes:
        data = read(file)
        if file.name == "index.html" and preview.state.name == before:
            preview.put((), (), {}, changed=True)
        return data

    monkeypatch.setattr(Path, "read_bytes", read_and_built)
    assert f"/.linli/live.js?{before}" in _ask(preview)[1]
    assert preview.state.name != before


def test_no_state_of_another_run_is_taken_for_one_of_this(preview, tmp_path):
    other = Preview(tmp_path / "site", tmp_path / "photos")
    for one in (preview, other):
        one.put((), (), {}, changed=True)
    assert preview.state.name != other.state.name
