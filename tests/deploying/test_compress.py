"""Packed copies: the same bytes each time, the time of their file, and never those of another."""

import gzip
import os
from itertools import product

import brotli
import pytest

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


@pytest.mark.parametrize("wanted", list(product((True, False), repeat=4)))
def test_a_file_has_its_own_copies_or_none(tmp_path, wanted):
    file = tmp_path / "index.html"
    for data, packed in zip((PAGE, OTHER, PAGE, b"short"), wanted, strict=True):
        with compress.accompanied(file, data, wanted=packed):
            file.write_bytes(data)
        there = copies(file)
        assert there == ({".gz": data, ".br": data} if packed and data != b"short" else {})
        times = {os.stat(tmp_path / name).st_mtime_ns for name in os.listdir(tmp_path)}
        assert len(times) == 1
        assert compress.are_right(file, data, wanted=packed)
        assert compress.are_right(file, data, wanted=not packed) is (data == b"short")


def test_the_same_data_gives_the_same_bytes(tmp_path):
    made = []
    for name in ("a.html", "b.html"):
        with compress.accompanied(tmp_path / name, PAGE, wanted=True):
            (tmp_path / name).write_bytes(PAGE)
        made.append([(tmp_path / f"{name}{suffix}").read_bytes() for suffix in (".gz", ".br")])
    assert made[0] == made[1]


def test_two_pages_of_one_size_never_have_one_second(tmp_path):
    """Servers make ETags of seconds and sizes, and two deployments can come in one second."""
    file = tmp_path / "index.html"
    seconds = []
    for data in (PAGE, OTHER, PAGE):
        with compress.accompanied(file, data, wanted=True):
            file.write_bytes(data)
        seconds.append(file.stat().st_mtime_ns // 1_000_000_000)
    assert len(set(seconds)) == 3


@pytest.mark.parametrize(
    "harm",
    [
        lambda copy: copy.unlink(),
        lambda copy: copy.write_bytes(copy.read_bytes()[:-9]),
        lambda copy: copy.write_bytes(b"<p>no copy</p>"),
        lambda copy: copy.write_bytes(gzip.compress(OTHER) if copy.suffix == ".gz" else brotli.compress(OTHER)),
        lambda copy: os.utime(copy, (1, 1)),
    ],
)
@pytest.mark.parametrize("suffix", [".gz", ".br"])
def test_a_copy_that_is_wrong_is_made_anew(tmp_path, suffix, harm):
    site, www = tmp_path / "site", tmp_path / "www"
    site.mkdir()
    (site / "index.html").write_bytes(PAGE)
    send(site, Folder(www, precompress=True), lambda *_: None)
    copy = www / f"index.html{suffix}"
    right, when = copy.read_bytes(), (www / "index.html").stat().st_mtime_ns
    harm(copy)
    if copy.exists() and copy.stat().st_mtime > 1:
        os.utime(copy, ns=(when, when))
    assert send(site, Folder(www, precompress=True), lambda *_: None).written == 1
    assert copy.read_bytes() == right
    assert send(site, Folder(www, precompress=True), lambda *_: None).written == 0


@pytest.mark.parametrize("packed", list(product((True, False), repeat=2)))
def test_a_copy_goes_with_its_file(tmp_path, packed):
    site, www = tmp_path / "site", tmp_path / "www"
    for path in ("index.html", "a/index.html"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(PAGE)
    send(site, Folder(www, precompress=packed[0]), lambda *_: None)
    (site / "a/index.html").unlink()
    send(site, Folder(www, precompress=packed[1]), lambda *_: None)
    assert not (www / "a").exists()
    names = {path.name for path in www.iterdir() if not path.name.startswith(".")}
    assert names == ({"index.html", "index.html.gz", "index.html.br"} if packed[1] else {"index.html"})


def test_a_copy_that_an_older_release_left_behind_goes(tmp_path):
    """Before, a deployment without packed copies left those of the one before, and servers went on sending them."""
    site, www = tmp_path / "site", tmp_path / "www"
    site.mkdir()
    (site / "index.html").write_bytes(PAGE)
    send(site, Folder(www), lambda *_: None)
    (www / "index.html.gz").write_bytes(gzip.compress(OTHER))
    send(site, Folder(www), lambda *_: None)
    assert copies(www / "index.html") == {}
