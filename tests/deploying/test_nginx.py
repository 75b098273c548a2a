"""`deploy/nginx.conf` in a real nginx: compressed files, caching, headers, the page for what is not there."""

import gzip
import os
import shutil
import socket
import subprocess
import threading
import urllib.error
import urllib.request

import pytest

from newsroom.deploying import send
from newsroom.deploying.folder import Folder
from tests.paper import CONFIG, ROOT

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@pytest.fixture
def server(paper, tmp_path_factory):
    """The address of the paper, served by nginx with the repository's own configuration."""
    if NGINX is None:
        if os.environ.get("CI"):
            pytest.fail("no nginx on a CI machine: scripts/install-browser installs it")
        pytest.skip("no nginx: sudo apt-get install nginx-light")
    paper.picture("well.svg")
    config = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.syndication"')
    (paper.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    text = "![井](photos/well.svg)\n\n" + "正文。" * 200
    paper.article("2024/03/01/a.md", "甲", text, 短名="a", 旧址="/old/12.html, /old/13.php")
    assert paper.build() == 0
    work = tmp_path_factory.mktemp("nginx")
    work.chmod(0o755)
    send(paper.output, Folder(work / "www", precompress=True), lambda *_: None)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/www/paper", str(work / "www"))
    (work / "site.conf").write_text(site, encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {work}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(
        f"{user} daemon off; pid {work}/pid; error_log {work}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary} include {work}/site.conf; }}\n",
        encoding="utf-8",
    )
    process = subprocess.Popen([NGINX, "-c", str(work / "nginx.conf"), "-p", str(work)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                threading.Event().wait(0.05)
        yield f"http://127.0.0.1:{port}", paper
    finally:
        process.terminate()
        process.wait()


def get(url, **headers):
    """Status, headers and body."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def test_nginx_sends_what_programs_read_as_what_it_is(server):
    base, paper = server
    for path, kind in (
        ("feed.atom", "application/xml; charset=utf-8"),
        ("feed.json", "application/json; charset=utf-8"),
        ("manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("favicon.ico", "image/x-icon"),
        ("old/12.html", "text/html; charset=utf-8"),
        ("old/13.php", "text/html; charset=utf-8"),  # led on to the page of a folder
    ):
        status, headers, body = get(f"{base}/{path}")
        assert (status, headers["Content-Type"]) == (200, kind), path
        assert headers["X-Content-Type-Options"] == "nosniff"
        file = paper.output / path
        assert body == (file / "index.html" if file.is_dir() else file).read_bytes()


def test_nginx_serves_the_paper(server):
    base, paper = server
    files = paper.files()

    status, headers, body = get(f"{base}/2024/03/01/a/")
    assert (status, body) == (200, files["2024/03/01/a/index.html"])
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]

    status, headers, body = get(f"{base}/2024/03/01/a/", **{"Accept-Encoding": "gzip"})
    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == files["2024/03/01/a/index.html"]
    assert get(f"{base}/2024/03/01/a/", **{"If-None-Match": headers["ETag"], "Accept-Encoding": "gzip"})[0] == 304

    sheet = next(path for path in files if path.endswith(".css"))
    assert get(f"{base}/{sheet}")[1]["Cache-Control"] == "public, max-age=31536000, immutable"
    assert get(f"{base}/photos/well.svg")[1]["Content-Type"].startswith("image/svg+xml")

    status, headers, body = get(f"{base}/2024/03/01/nowhere/")
    assert (status, body) == (404, files["404.html"])
    assert get(f"{base}/.linli-deployed.json")[0] == 404
    assert get(f"{base}/2024/03/01/a")[0] == 200  # led on to the address with a slash
