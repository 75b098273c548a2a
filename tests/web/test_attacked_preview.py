"""A preview that is asked for what it must not give: it answers, gives nothing from outside, and leads nowhere else."""

import os
import re
import socket
from itertools import product

import pytest

from linli.findings import Finding
from newsroom.previewing.app import preview_app
from newsroom.previewing.builder import _in_file
from newsroom.previewing.state import Preview
from newsroom.web.guard import Guard
from newsroom.web.server import LocalServer

SECRET = b"SECRET-0042"
UP = ["../", "%2e%2e/", "%2E./", ".%2e%2f", "%252e%252e/", "..%2f", "..%5c", "..\\", "%c0%ae%c0%ae/", "..;/", "....//", "%00../", "..%00/"]  # fmt: skip
BASES = ["/", "/photos/", "/photos/out/", "/theme/", "/.linli/", "/.linli/static/"]
TARGETS = ["pelicanconf.py", "outside/a.svg", "content/articles/a.md", "etc/passwd"]
ODD = ["/photos/out/a.svg", "/photos/b.svg", "/photos/out", "/link", "/link/a.svg", "//evil.example/", "///evil.example/..", "////evil.example/%2e%2e",
       "/%2f%2fevil.example/..", "/%5cevil.example/%2e%2e", "/\\evil.example/..", "http://evil.example/", "http://[", "http://[::1", "//[", "/%", "/%zz", "/%00", "/a%00.html", "/%ff%fe",
       f"/{'a' * 300}", f"/{'a/' * 3000}", f"/photos/{'x' * 300}.jpg", "*", "/.linli/../", "/theme%0d%0aX-Injected:1/..", "/%0d%0aX-Injected:1"]  # fmt: skip
HOSTS = ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1", "[", "localhost.", "0.0.0.0", "127.1", "a b", "\xff"]  # fmt: skip


@pytest.fixture
def ask(tmp_path):
    """Asks a preview for something; gives the answer as it comes."""
    for folder in ("site/theme", "site/a", "photos", "outside", "content/articles"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("pelicanconf.py", "content/articles/a.md", "outside/a.svg"):
        (tmp_path / file).write_bytes(SECRET)
    (tmp_path / "site/index.html").write_text("<head></head>井")
    (tmp_path / "site/a/index.html").write_text("<head></head>水")
    (tmp_path / "site/link").symlink_to(tmp_path / "outside")
    (tmp_path / "photos/out").symlink_to(tmp_path / "outside")
    (tmp_path / "photos/b.svg").symlink_to(tmp_path / "outside/a.svg")
    preview = Preview(tmp_path / "site", tmp_path / "photos")
    preview.put((), (), {}, changed=True)
    server = LocalServer(Guard(preview_app(preview)), 0)
    server.start()

    def ask(path: str, host: str = "localhost") -> bytes:
        request = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
            connection.sendall(request.encode("latin-1", "replace"))
            return b"".join(iter(lambda: connection.recv(65536), b""))

    yield ask
    preview.close()
    server.close()


def test_nothing_from_outside_is_served(ask):
    assert "水".encode() in ask("/a/") and b"location: /a/\r\n" in ask("/a")
    asked = [base + up * depth + target for base, up, depth, target in product(BASES, UP, (1, 3), TARGETS)] + ODD
    for path in asked:
        answer = ask(path)
        head = answer.partition(b"\r\n\r\n")[0]
        assert SECRET not in answer and b"root:x:" not in answer, path
        assert re.match(rb"HTTP/1\.1 (?:200|301|400|404) ", answer), path
        assert b"\nX-Injected" not in head, path
        location = re.search(rb"(?i)Location: (\S*)", head)
        assert location is None or re.match(rb"/(?![/\\])", location[1]), path


def test_a_page_elsewhere_that_names_this_machine_is_not_served(ask):
    for host in HOSTS:
        assert ask("/", host).startswith(b"HTTP/1.1 421 "), host


@pytest.mark.parametrize("target", ["outside/a.svg", "/dev/zero", None])
def test_a_fault_shows_no_line_of_a_file_elsewhere(ask, tmp_path, target):
    file = tmp_path / "content/b.svg"
    os.mkfifo(file) if target is None else file.symlink_to(tmp_path / target)
    assert _in_file(Finding("content/b.svg", 1, "E116", "这是一个链接。"), tmp_path).source == ""
    assert _in_file(Finding("content/articles/a.md", 1, "E201", "缺少标题。"), tmp_path).source == SECRET.decode()
