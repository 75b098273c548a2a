import errno
import os
import stat
import time
from pathlib import Path

import pytest

from linli.files import OLD, beside, clear_halves, read_plain, write_atomically


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path):
    file, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    other.write_bytes(b"other")
    write_atomically(file, b"new", durable=True)
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


@pytest.mark.parametrize("mode", [0o600, 0o444, 0o664])
def test_a_file_that_was_there_keeps_its_permissions(tmp_path, mode):
    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    file.chmod(mode)
    write_atomically(file, b"new")
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode)) == (b"new", mode)
    assert os.listdir(tmp_path) == ["a.md"]


def test_what_is_private_is_so_from_the_beginning(tmp_path, monkeypatch):
    file, modes, replace = tmp_path / "a.json", [], os.replace
    file.write_bytes(b"old")
    monkeypatch.setattr(
        os, "replace", lambda one, other: (modes.append(stat.S_IMODE(os.stat(one).st_mode)), replace(one, other))
    )
    write_atomically(file, b"new", private=True)
    assert (file.read_bytes(), stat.S_IMODE(file.stat().st_mode), modes) == (b"new", 0o600, [0o600])


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path):
    file, link = tmp_path / "a.md", tmp_path / "b.md"
    file.write_bytes(b"old")
    link.symlink_to("a.md")
    write_atomically(link, b"new")
    assert (file.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"old", b"new", False)


def test_a_name_as_long_as_systems_allow(tmp_path):
    file = tmp_path / ("稿" * 84 + ".md")
    write_atomically(file, b"new")
    assert os.listdir(tmp_path) == [file.name]


@pytest.mark.parametrize("call", ["replace", "fsync"])
def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch, call):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "a.md"
    file.write_bytes(b"old")
    monkeypatch.setattr(os, call, full)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(file, b"new", durable=True)
    assert (os.listdir(tmp_path), file.read_bytes()) == (["a.md"], b"old")


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "none" / "a.md", b"new")
    assert os.listdir(tmp_path) == []


def test_what_killed_writes_left_is_cleared_and_nothing_else(tmp_path):
    content, elsewhere = tmp_path / "content", tmp_path / "elsewhere"
    day = content / "articles/2024/05/09"
    for folder in (day, elsewhere):
        folder.mkdir(parents=True)
    left = [beside(day / "lamp.md"), beside(content / ("稿" * 84 + ".md")), beside(day / "a\nb.md")]
    young = beside(day / "lamp.md")
    names = (
        ".lamp.md.part",
        ".lamp.md.1a2b3c4.part",
        "lamp.md.1a2b3c4d.part",
        ".lamp.md.1A2B3C4D.part",
        ".x.1a2b3c4d.part.md",
        ".1a2b3c4d.part",
    )
    kept = [*(day / name for name in names), beside(elsewhere / "x.md"), young]
    for file in (*left, *kept):
        file.write_bytes(b"half")
    folder, link = beside(day / "folder"), beside(day / "link")
    folder.mkdir()
    link.symlink_to(elsewhere / "x")
    (day / "linked").symlink_to(elsewhere)
    ago = time.time() - OLD - 60
    for file in (*left, *kept, folder):
        if file != young:
            os.utime(file, (ago, ago))
    clear_halves(content, deep=False)
    assert [file.exists() for file in left] == [True, False, True]
    clear_halves(content)
    assert [file for file in left if file.exists()] == []
    assert all(file.exists() for file in (*kept, folder)) and link.is_symlink()
    clear_halves(Path(tmp_path / "none"))


def test_nothing_but_a_file_is_read(tmp_path):
    file, pipe, other = tmp_path / "a.md", tmp_path / "pipe.md", tmp_path / "link.md"
    file.write_bytes("老井".encode())
    os.mkfifo(pipe)
    other.symlink_to(pipe)
    assert read_plain(file) == read_plain(str(file)) == "老井".encode()
    for path in (pipe, other, tmp_path, tmp_path / "none.md"):
        with pytest.raises(OSError) as caught:
            read_plain(path)
        assert str(path) == str(caught.value.filename)
