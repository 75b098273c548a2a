"""Whatever old address is accepted: the paper is built, deployed, served by a plain server, and the address leads to its piece."""

import os
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, urljoin
from urllib.request import urlopen

import lxml.html
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.model.addresses import file_of
from linli.reading.aliases import read_aliases
from linli.reading.collisions import Claim, Claimant, pairs
from linli.reading.frontmatter import Field
from newsroom.deploying import send
from newsroom.deploying.folder import Folder
from tests.paper import Paper
from tests.syndication.conftest import SYNDICATED

pytestmark = pytest.mark.unmeasured
SEPARATORS = {ord(sign): quote(sign) for sign in ",;，、；"}  # of the field: encoded in an address
SEGMENTS = st.one_of(
    st.text("abzAZ09旧井-_.~!$&'()+,;=@%:*?#\\ <>|\"\u200b\u3000é𠮷：“”", min_size=1, max_size=6),
    st.from_regex(r"[A-Za-z0-9_-]{1,8}(\.(html?|shtml|php|asp|aspx|jsp|action|HTML?|gz|br))?", fullmatch=True),
    st.sampled_from(["", ".", "..", "%2E%2e", "%2F", "%00", "%E6%97%A7", "%BE%AE", "index.html", "index.php", "qr.svg"]),
    st.sampled_from(["section", "Section", "archive", "photos", "feed.atom", "404.html", "_headers", ".git", "hant", "2024"]),
    st.sampled_from(["a" * 240, "a" * 241, "井" * 80, "井" * 81, "nw.D1_20190305_1-01.htm", "content_123.htm"]),
)  # fmt: skip
WRITTEN = st.lists(SEGMENTS, min_size=1, max_size=4).map(lambda parts: f"/{'/'.join(parts)}".translate(SEPARATORS))


class Quiet(SimpleHTTPRequestHandler):
    """A plain static server."""

    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def page(url: str) -> tuple[str, lxml.html.HtmlElement]:
    """Where an address leads on to, and the page there."""
    with urlopen(url) as answer:
        return answer.url, lxml.html.fromstring(answer.read())


def accepted(written: list[str]) -> list[tuple[str, str]]:
    """What a check lets pass, as it is written and as it is read."""
    found = []
    for one in written:
        addresses, findings = read_aliases(Field(one, 6), "articles/1.md", ("hans", "hant"))
        if not any(finding.is_error for finding in findings):
            found += [(one, address) for address in addresses]
    claims = [Claim(Claimant.ALIAS, f"{number}", file_of(address)) for number, (_, address) in enumerate(found)]
    lost = {int(second.path) for _first, second in pairs(claims)}
    return [one for number, one in enumerate(found) if number not in lost]


@settings(
    max_examples=int(os.environ.get("LINLI_EXAMPLES", "10")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
)
@given(st.lists(WRITTEN, min_size=20, max_size=40))
def test_an_old_address_that_is_accepted_leads_to_its_piece(written):
    old = accepted(written)
    folder = Path(tempfile.mkdtemp(prefix="linli-test-"))
    try:
        paper = Paper.make(folder, SYNDICATED)
        for number, (one, _address) in enumerate(old):
            paper.article(f"{number}.md", f"第{number}篇", 日期="2024-06-01", 短名=f"n{number}", 旧址=one)
        assert paper.build() == 0
        send(paper.output, Folder(folder / "www", precompress=True), lambda *_: None)
        with served(folder / "www") as site:
            for number, (_written, address) in enumerate(old):
                for asked in {address, address.removesuffix("/")}:
                    there, moved = page(site + quote(asked))
                    (refresh,) = moved.xpath("//meta[@http-equiv='refresh']/@content")
                    _end, piece = page(urljoin(there, refresh.removeprefix("0; url=")))
                    assert piece.xpath("string(//h1)").strip() == f"第{number}篇", (address, asked)
        table = (paper.output / "_redirects").read_text(encoding="utf-8").splitlines() if old else []
        assert not old or table.pop() == "/news/hant/* /news/hant/404.html 404"
        assert len(table) == 2 * len(old)
        assert all(len(line.split(" ")) == 3 and line.isascii() and "*" not in line for line in table)
    finally:
        shutil.rmtree(folder)
