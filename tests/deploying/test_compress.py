"""Packed copies: the same bytes each time, the time of their file, and never those of another."""

import gzip
import os
import shutil
from itertools import product
from pathlib import Path

import brotli
import pytest

from linli.build.fingerprint import content_hash
from linli.build.finished import FinishedSite
from newsroom.deploying import compress, send
from newsroom.deploying.folder import Folder

PAGE = ("<p>柳溪的灯。</p>" * 40).encode()
OTHER = ("<p>柳溪的桥。</p>" * 40).encode()


@pytest.mark.parametrize(
    ("path", "size", "packed"),
    [
        ("index.html", 256, True),
        ("old/12.HTM", 1000, True),
        ("theme/css/base.0123456789.css", 1000, True),
        ("feed.atom", 1000, True),
        ("files/表.csv", 1000, True),
        ("index.html", 255, False),  # tiny
        ("photos/a.jpg", 9000, False),
        ("photos/a.480w.0123456789.webp", 9000, False),
        ("files/a.pdf", 9000, False),
        ("_headers", 9000, False),
        (".linli-deployed.json", 9000, False),
    ],
)
def test_what_is_worth_it(path, size, packed):
    assert compress.is_packed(path, size) is packed


def copies(file):
    return {
        suffix: unpack(file.with_name(file.name + suffix).read_bytes())
        for suffix, unpack in ((".gz", gzip.decompress), (".br", brotli.decompress))
        if file.with_name(file.name + suffix).exists()
    }


def finished(root: Path, files: dict[str, bytes]) -> FinishedSite:
    """A site that has these files and no others."""
    shutil.rmtree(root, ignore_errors=True)
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    hashes = {path: content_hash(data) for path, data in files.items()}
    return FinishedSite(root, hashes, {path: len(data) for path, data in files.items()}, "", ())


def put(tmp_path: Path, data: bytes, *, packed: bool) -> Path:
    """The file at the target, after a site of one page was sent there; and nothing is left to send."""
    site, folder = finished(tmp_path / "site", {"index.html": data}), Folder(tmp_path / "www", precompress=packed)
    folder.root.mkdir(exist_ok=True)
    if not (folder.root / "index.html").exists() or not folder.same(["index.html"], site):
        folder.send(["index.html"], site, lambda _count: None)
    assert folder.same(["index.html"], site) == {"index.html"}
    return tmp_path / "www" / "index.html"


@pytest.mark.parametrize("wanted", list(product((True, False), repeat=4)))
def test_a_file_has_its_own_copies_or_none(tmp_path, wanted):
    for data, packed in zip((PAGE, OTHER, PAGE, b"short"), wanted, strict=True):
        file = put(tmp_path, data, packed=packed)
        there = copies(file)
        assert there == ({".gz": data, ".br": data} if packed and data != b"short" else {})
        times = {one.stat().st_mtime_ns for one in file.parent.iterdir()}
        assert len(times) == 1
        other = Folder(file.parent, precompress=not packed)
        site = finished(tmp_path / "site", {"index.html": data})
        assert bool(other.same(["index.html"], site)) is (data == b"short")


def test_the_same_data_gives_the_same_bytes():
    assert compress.copies_of("a.html", PAGE) == compress.copies_of("b.html", PAGE)


def test_two_pages_of_one_size_never_have_one_second(tmp_path):
    """Servers make ETags of seconds and sizes, and two deployments can come in one second."""
    times = [put(tmp_path, data, packed=True).stat().st_mtime_ns for data in (PAGE, OTHER, PAGE)]
    assert len({time // 1_000_000_000 for time in times}) == 3


@pytest.mark.parametrize(
    "harm",
    [
        lambda copy: copy.unlink(),
        lambda copy: copy.write_bytes(copy.read_bytes()[:-9]),
        lambda copy: copy.write_bytes(copy.read_bytes() + b"more"),
        lambda copy: copy.write_bytes(b"<p>no copy</p>"),
        lambda copy: copy.write_bytes(gzip.compress(OTHER) if copy.suffix == ".gz" else brotli.compress(OTHER)),
        lambda copy: os.utime(copy, (1, 1)),
    ],
)
@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_a_copy_that_is_wrong_is_made_anew(tmp_path, suffix, harm):
    file = put(tmp_path, PAGE, packed=True)
    copy = file.with_name(file.name + suffix)
    right, when = copy.read_bytes(), file.stat().st_mtime_ns
    harm(copy)
    if copy.exists() and copy.stat().st_mtime > 1:
        os.utime(copy, ns=(when, when))
    site = finished(tmp_path / "site", {"index.html": PAGE})
    assert Folder(file.parent, precompress=True).same(["index.html"], site) == set()
    put(tmp_path, PAGE, packed=True)
    assert copy.read_bytes() == right


def test_a_copy_that_unpacks_to_too_much_is_none():
    bomb = b"0" * 50_000_000
    assert not compress.holds(".gz", gzip.compress(bomb), PAGE)
    assert not compress.holds(".br", brotli.compress(bomb), PAGE)


@pytest.mark.parametrize("packed", list(product((True, False), repeat=2)))
def test_a_copy_goes_with_its_file(paper, packed):
    www = paper.root / "www"
    for path in ("a", "b"):
        paper.article(f"{path}.md", path, "正文。" * 100, 日期="2024-06-01", 短名=path)
    assert paper.build() == 0
    send(paper.output, Folder(www, precompress=packed[0]))
    (paper.root / "content/articles/b.md").unlink()
    assert paper.build() == 0
    send(paper.output, Folder(www, precompress=packed[1]))
    assert not (www / "2024/06/01/b").exists()
    names = {path.name for path in (www / "2024/06/01/a").iterdir()}
    assert names == ({"index.html", "index.html.gz", "index.html.br"} if packed[1] else {"index.html"})


def test_a_copy_that_an_older_release_left_behind_goes(tmp_path):
    """Before, a deployment without packed copies left those of the one before, and servers went on sending them."""
    file = put(tmp_path, PAGE, packed=False)
    file.with_name("index.html.gz").write_bytes(gzip.compress(OTHER))
    assert copies(put(tmp_path, PAGE, packed=False)) == {}
