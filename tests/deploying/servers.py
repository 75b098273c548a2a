"""The recipes of `deploy/` in real servers, and what a browser asks of them."""

from __future__ import annotations

import gzip
import os
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from pathlib import Path
from urllib.parse import quote

import brotli
import pytest

from tests.paper import ROOT

HOME = "/srv/www/paper"  # the folder of the site, in the recipes
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
APACHE_NEEDS = ("mpm_event", "authz_core", "mime", "dir", "rewrite", "headers")
AS_IT_IS = "".join(map(chr, range(33, 127)))
UNPACK: dict[str | None, Callable[[bytes], bytes]] = {
    None: lambda data: data,
    "gzip": gzip.decompress,
    "br": brotli.decompress,
}


@dataclass(frozen=True)
class Answer:
    """What a server answers."""

    status: int
    headers: HTTPMessage
    sent: bytes

    @property
    def body(self) -> bytes:
        """What a browser makes of it."""
        return UNPACK[self.headers["Content-Encoding"]](self.sent)

    def __getitem__(self, header: str) -> str | None:
        value: str | None = self.headers[header]
        return value


@dataclass(frozen=True)
class Server:
    """A server that runs on this machine."""

    kind: str
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Asks for a path, of which no more is encoded than must be, with headers whose names have `_` for `-`."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(
                method,
                quote(path, AS_IT_IS),
                headers={name.replace("_", "-"): value for name, value in headers.items()},
            )
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def open_folder() -> Iterator[Path]:
    """A folder that everybody may read: servers are other users, and pytest's own folders are its user's alone."""
    folder = Path(tempfile.mkdtemp(prefix="linli-test-"))
    folder.chmod(0o755)
    (folder / "work").mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def running(kind: str, www: Path, work: Path) -> Iterator[Server]:
    """A server of a kind with the repository's own recipe for it, serving a folder.

    nginx is there on every machine that runs all tests; the others are too large for that, and may be missing.
    """
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (work / "log").open("wb") as log:
        process = subprocess.Popen(KINDS[kind](port, www, work), cwd=work, stdout=log, stderr=log)
    try:
        for _ in range(600):
            assert process.poll() is None, (work / "log").read_text(encoding="utf-8")
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                threading.Event().wait(0.05)
        yield Server(kind, port)
    finally:
        process.terminate()
        process.wait()


def _program(*names: str, needed: bool = False) -> str:
    for name in names:
        found = shutil.which(name) or shutil.which(name, path="/usr/sbin")
        if found:
            return found
    if needed and os.environ.get("CI"):
        pytest.fail(f"no {names[0]} on a CI machine: scripts/install-browser installs it")
    pytest.skip(f"no {names[0]} here")


def _recipe(name: str, www: Path) -> str:
    return (ROOT / "deploy" / name).read_text(encoding="utf-8").replace(HOME, str(www))


def _nginx(port: int, www: Path, work: Path) -> list[str]:
    program = _program("nginx", needed=True)
    site = _recipe("nginx.conf", www).replace("listen 80;", f"listen 127.0.0.1:{port};")
    module = ""
    if BROTLI.exists():
        module, site = f"load_module {BROTLI};", site.replace("# brotli_static on;", "brotli_static on;")
    elif os.environ.get("CI"):
        pytest.fail("no libnginx-mod-http-brotli-static on a CI machine: scripts/install-browser installs it")
    (work / "site.conf").write_text(site, encoding="utf-8")
    temporary = "".join(
        f"{kind}_temp_path {work}/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (work / "nginx.conf").write_text(
        f"{module} {user} daemon off; pid {work}/pid; error_log {work}/error.log; events {{}}\n"
        f"http {{ include /etc/nginx/mime.types; access_log off; {temporary} include {work}/site.conf; }}\n",
        encoding="utf-8",
    )
    return [program, "-c", str(work / "nginx.conf"), "-p", str(work)]


def _caddy(port: int, www: Path, work: Path) -> list[str]:
    program = _program("caddy")
    site = _recipe("Caddyfile", www).replace("\npaper.example {", f"\nhttp://127.0.0.1:{port} {{")
    (work / "Caddyfile").write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{site}", encoding="utf-8")
    command = [program, "run", "--config", "Caddyfile", "--adapter", "caddyfile"]
    return ["env", f"XDG_DATA_HOME={work}", f"XDG_CONFIG_HOME={work}", *command]


def _apache(port: int, www: Path, work: Path) -> list[str]:
    program = _program("apache2", "httpd")
    if not APACHE_MODULES.is_dir():
        pytest.skip(f"no modules of Apache in {APACHE_MODULES}")
    recipe = _recipe("htaccess", www)
    (www / ".htaccess").write_text(recipe, encoding="utf-8")
    moved = [line[6:] for line in recipe.split("\n") if line.startswith("#     Rewrite")]
    user = ["User www-data", "Group www-data"] if os.geteuid() == 0 else []
    lines = [
        *("ServerName paper.example", f"ServerRoot {work}", "PidFile pid", "ErrorLog error.log"),
        *(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in APACHE_NEEDS),
        *(f"Listen 127.0.0.1:{port}", "TypesConfig /etc/mime.types", f"DocumentRoot {www}", *user, *moved),
        *(f"<Directory {www}>", "AllowOverride All", "Require all granted", "</Directory>"),
    ]
    (work / "apache.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [program, "-f", str(work / "apache.conf"), "-DFOREGROUND"]


KINDS: dict[str, Callable[[int, Path, Path], list[str]]] = {"nginx": _nginx, "caddy": _caddy, "apache": _apache}
