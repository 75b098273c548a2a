"""The recipes of `deploy/` in real servers: nothing stale, one address a page, errors in the reader's script."""

from itertools import product
from urllib.parse import quote, unquote

import pytest

from linli.model.addresses import file_of, is_fingerprinted
from newsroom.deploying import send
from newsroom.deploying.folder import Folder
from tests.deploying.servers import KINDS, open_folder, running
from tests.paper import CONFIG, Paper

pytestmark = pytest.mark.unmeasured
PLUGINS = '"plugins.sections", "plugins.hanzi", "plugins.syndication"'
LONG = "旧报" * 30
OLD = f"/old/12.html, /old/13.php, /old/13.PHP, /About/, /关于(本报)/$1&a=b;c'd~e.html, /old/{LONG}.html, /old/+!@.htm"
OLD_ADDRESSES = OLD.split(", ")
ENCODINGS = ("identity", "gzip", "br", "gzip, deflate, br, zstd")


def published(root, **fields):
    paper = Paper.make(
        root, CONFIG.replace('"plugins.sections"', PLUGINS).replace("liuxi.example/news", "liuxi.example")
    )
    paper.picture("well.svg")
    paper.article("2024/03/01/a.md", "甲", "![井](photos/well.svg)\n\n" + "正文。" * 200, 短名="a", **fields)
    assert paper.build() == 0
    return paper


@pytest.fixture(scope="module")
def paper(tmp_path_factory):
    """A paper with old addresses."""
    old = ", ".join(quote(one, "/") for one in OLD_ADDRESSES)  # `,` and `;` part addresses
    return published(tmp_path_factory.mktemp("paper"), 旧址=old)


@pytest.fixture(scope="module", params=KINDS)
def served(request, paper):
    """A server, the paper, and the folder that it serves."""
    with open_folder() as folder:
        www = folder / "www"
        send(paper.output, Folder(www, precompress=True), lambda *_: None)
        (www / ".well-known").mkdir()
        (www / ".well-known/security.txt").write_text("Contact: mailto:a@liuxi.example\n", encoding="utf-8")
        (www / ".git").mkdir()
        (www / ".git/config").write_text("secret\n", encoding="utf-8")
        with running(request.param, www, folder / "work") as server:
            yield server, paper, www


def test_everything_is_sent_as_what_it_is(served):
    server, paper, _www = served
    for path, kinds in (
        ("feed.atom", ["application/xml; charset=utf-8"]),
        ("feed.json", ["application/json; charset=utf-8", "application/json"]),
        ("manifest.webmanifest", ["application/manifest+json; charset=utf-8", "application/manifest+json"]),
        ("sitemap.xml", ["text/xml; charset=utf-8", "application/xml; charset=utf-8", "application/xml"]),
        ("robots.txt", ["text/plain; charset=utf-8"]),
        ("favicon.ico", ["image/x-icon", "image/vnd.microsoft.icon"]),
        ("photos/well.svg", ["image/svg+xml; charset=utf-8", "image/svg+xml"]),
    ):
        for encoding in ENCODINGS:
            answer = server.ask(f"/{path}", Accept_Encoding=encoding)
            assert (answer.status, answer.body) == (200, paper.files()[path]), (path, encoding)
            assert (answer["Content-Type"] or "").replace(";charset", "; charset") in kinds, (path, encoding)


def test_pages_are_asked_for_each_time_and_assets_are_kept(served):
    server, paper, _www = served
    files = paper.files()
    kept = {path for path in files if server.ask(f"/{path}")["Cache-Control"] == "public, max-age=31536000, immutable"}
    assert kept == {path for path in files if is_fingerprinted(path)} != set()
    page = server.ask("/2024/03/01/a/")
    assert (page.status, page["Cache-Control"]) == (200, "no-cache")
    assert page["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_what_is_packed_is_the_same_page_under_its_own_tag(served, encoding):
    server, paper, _www = served
    page = server.ask("/2024/03/01/a/", Accept_Encoding=encoding)
    assert page.body == paper.files()["2024/03/01/a/index.html"]
    assert page["Content-Encoding"] == {"identity": None, "gzip": "gzip"}.get(encoding, "br")
    again = server.ask("/2024/03/01/a/", Accept_Encoding=encoding, If_None_Match=page["ETag"])
    assert (again.status, again.sent) == (304, b"")
    tags = {server.ask("/2024/03/01/a/", Accept_Encoding=one)["ETag"] for one in ("identity", "gzip", "br")}
    assert len(tags) == 3
    if encoding != "identity":
        assert page["Vary"] == "Accept-Encoding"


def test_heads_and_parts(served):
    server, paper, _www = served
    whole = paper.files()["2024/03/01/a/index.html"]
    head = server.ask("/2024/03/01/a/", "HEAD")
    assert (head.status, head.sent, head["Content-Length"]) == (200, b"", str(len(whole)))
    part = server.ask("/2024/03/01/a/", Range="bytes=10-19")
    assert (part.status, part.sent) == (206, whole[10:20])


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        ("/2024/03/01/nowhere/", "404.html"),
        ("/nowhere.html?a=1", "404.html"),
        ("/hantnowhere", "404.html"),
        ("/photos/", "404.html"),  # a folder without a page
        ("/photos/nowhere.jpg", "404.html"),
        ("/theme/css/nowhere.0123456789.css", "404.html"),
        ("/hant/2024/03/01/nowhere/", "hant/404.html"),
        ("/hant/%E6%97%A7/", "hant/404.html"),
        ("/.linli-deployed.json", "404.html"),
        ("/.git/config", "404.html"),
        ("/.well-known/.git/config", "404.html"),
        ("/_headers", "404.html"),
        ("/_redirects", "404.html"),
        ("/_redirects.nginx", "404.html"),
    ],
)
def test_what_is_not_there_is_said_in_the_script_that_is_read_and_not_kept(served, asked, file):
    server, paper, _www = served
    for encoding in ENCODINGS:
        answer = server.ask(asked, Accept_Encoding=encoding)
        assert (answer.status, answer.body) == (404, paper.files()[file]), encoding
        assert answer["Cache-Control"] == "no-cache"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert (answer["Content-Security-Policy"] or "").endswith("frame-ancestors 'none'")


def test_what_others_ask_for_is_served(served):
    server, _paper, www = served
    answer = server.ask("/.well-known/security.txt")
    assert (answer.status, answer.sent) == (200, (www / ".well-known/security.txt").read_bytes())


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("/hant", "/hant/"),
        ("/section/news", "/section/news/"),
        ("/2024/03/01/a", "/2024/03/01/a/"),
        ("/index.html", "/"),
        ("/hant/section/news/index.html", "/hant/section/news/"),
    ],
)
def test_a_page_has_one_address(served, asked, place):
    server, _paper, _www = served
    answer = server.ask(asked)
    assert answer.status in (301, 308)
    assert (answer["Location"] or "").removeprefix(f"http://127.0.0.1:{server.port}") == place


@pytest.mark.parametrize(
    "asked",
    [
        *("//elsewhere.example/", "//elsewhere.example/index.html", "///elsewhere.example//index.html"),
        *("/\\elsewhere.example/index.html", "/%5Celsewhere.example/index.html", "/\\/elsewhere.example/index.html"),
        *("/%0d%0aX-Own:%20yes/index.html", "/a%0aX-Own:yes//b/", "//%0d%0aX-Own:yes/"),
        *("/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/photos/..%2f..%2f..%2fetc/passwd", "/%00", "/%"),
        f"/{'井'.encode().hex() * 400}/",
    ],
)
def test_no_address_leads_outside(served, asked):
    server, _paper, _www = served
    answer = server.ask(asked)
    assert answer["X-Own"] is None
    assert b"root:" not in answer.sent
    place = (answer["Location"] or "/").removeprefix(f"http://127.0.0.1:{server.port}")
    assert place[0] == "/" and place[1:2] not in ("/", "\\")


@pytest.mark.parametrize("prefix", ["", "/hant"])
def test_old_addresses_lead_on(served, prefix):
    server, _paper, _www = served
    for old in OLD_ADDRESSES:
        places = [prefix + old]
        while len(places) < 4 and places[-1] is not None:
            answer = server.ask(places[-1])
            place = answer["Location"]
            places.append(place and unquote(place.removeprefix(f"http://127.0.0.1:{server.port}")))
        page = f"{prefix}/2024/03/01/a/"  # at once, or after the slash of a folder
        assert places in ([prefix + old, page, None], [prefix + old, f"{prefix}{old}/", page, None]), old
        assert answer.status == 200


SITES = ("first", "edited", "withdrawn", "gone")


@pytest.fixture(scope="module")
def sites(tmp_path_factory):
    """The site as it was and as it became, day by day: folders with a site each, built by a paper of its own."""
    folder = tmp_path_factory.mktemp("sites")
    long, other = "正文。" * 200, "改正。" * 200  # of one length: a server tells files apart by time and size
    for name, body, fields in (
        ("first", f"![井](photos/well.svg)\n\n{long}", {}),
        ("edited", other, {}),
        ("withdrawn", long, {"状态": "撤稿", "更正": "2024-03-03 撤下。"}),
        ("gone", None, {}),
    ):
        (folder / name).mkdir()
        paper = published(folder / name)
        file = paper.root / "content/articles/2024/03/01/a.md"
        file.unlink()
        if body is not None:
            paper.article("2024/03/01/a.md", "甲", body, 短名="a", **fields)
        assert paper.build() == 0
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_no_answer_is_stale_whatever_was_packed_before(kind, sites):
    """Four days, each deployed with packed copies or without: what readers get is what was sent last, in every encoding."""
    stale = []
    with open_folder() as folder:
        www = folder / "www"
        send(sites / "first" / "output", Folder(www), lambda *_: None)
        with running(kind, www, folder / "work") as server:
            for packed in product((True, False), repeat=len(SITES)):
                kept = {}
                for site, precompress in zip(SITES, packed, strict=True):
                    send(sites / site / "output", Folder(www, precompress=precompress), lambda *_: None)
                    stale += [(packed, site, *one) for one in read(server, sites / site / "output", kept)]
    assert stale == []


def read(server, site, kept):
    """A reader of all pages, whose browser keeps what it got with its tag: what is another than the site has it."""
    for path, encoding in product(("", "2024/03/01/a/", "section/news/", "feed.atom", "hant/2024/03/01/a/"), ENCODINGS):
        file = site / file_of(path)
        tag, body = kept.pop((path, encoding), (None, None))
        answer = server.ask(f"/{path}", Accept_Encoding=encoding, **({"If_None_Match": tag} if tag else {}))
        if answer.status != 304:
            body = answer.body if answer.status == 200 else None
        if body != (file.read_bytes() if file.exists() else None):
            yield path, encoding
        if body is not None:
            kept[path, encoding] = (answer["ETag"], body)


def test_a_photo_of_an_editor_is_not_taken_for_an_asset():
    assert is_fingerprinted("theme/css/base.0123456789.css")
    assert is_fingerprinted("photos/2024/桥.480w.0123456789.webp")
    assert not is_fingerprinted("photos/IMG.1700000000.jpg")
    assert not is_fingerprinted("old/theme/base.0123456789.css")
