"""Sending to a folder of another machine: real rsync, a real SSH server on this one."""

import json
import os
import shutil

import pytest

from newsroom.deploying.target import LOCK, MANIFEST
from tests.deploying.places import contents, deploy

pytestmark = pytest.mark.long


def test_a_machine_gets_the_site_and_then_only_what_changed(built, ssh, capsys):
    www = built.root / "a b/它's"  # what a shell would take apart
    www.parent.mkdir()
    address = f"{ssh}{www}"
    assert deploy(built, "--to", address, "--dry-run") == 0
    assert not www.exists()
    assert deploy(built, "--to", address) == 0
    assert contents(www) == built.files()
    assert www.stat().st_mode & 0o777 == 0o755
    capsys.readouterr()
    assert deploy(built, "--to", address) == 0
    assert capsys.readouterr().out == f"已发到 {address}：新 0 个文件，删 0 个，{len(built.files())} 个没有变。\n"
    (www / "mine.txt").write_text("mine", encoding="utf-8")
    (built.root / "content/articles/2024/03/02/b.md").unlink()
    built.article("2024/03/03/c.md", "丙")
    page = www / "404.html"
    page.write_bytes(b"X" * page.stat().st_size)
    (www / "theme/css/.base.css.Ab12Cd").write_text("half", encoding="utf-8")
    (www / ".index.html.Ab12Cd").write_text("half", encoding="utf-8")
    assert built.build() == 0
    assert deploy(built, "--to", address) == 0
    mine = {"mine.txt": b"mine", "theme/css/.base.css.Ab12Cd": b"half"}  # that is no half of a file of ours
    assert contents(www) == built.files() | mine
    assert not (www / "2024/03/02").exists()
    assert json.loads((www / MANIFEST).read_bytes()) == sorted(built.files())


def test_copies_go_with_their_files(built, ssh):
    www = built.root / "www"
    assert deploy(built, "--to", f"{ssh}{www}", "--precompress") == 0
    copies = sorted(www.rglob("*.gz"))
    assert len(copies) > 5
    assert all(copy.stat().st_mtime_ns == copy.with_suffix("").stat().st_mtime_ns for copy in copies)
    copies[0].unlink()
    assert deploy(built, "--to", f"{ssh}{www}", "--precompress") == 0
    assert sorted(www.rglob("*.gz")) == copies
    assert deploy(built, "--to", f"{ssh}{www}") == 0
    assert contents(www) == built.files()


def test_nothing_there_is_believed(built, ssh, capsys):
    www, outside = built.root / "www", built.root / "outside"
    address = f"{ssh}{www}"
    assert deploy(built, "--to", address) == 0
    (www / MANIFEST).write_text('["../outside/secret", "/etc/passwd"]', encoding="utf-8")
    outside.mkdir()
    (outside / "secret").write_text("不动", encoding="utf-8")
    capsys.readouterr()
    assert deploy(built, "--to", address) == 0
    assert "坏了" in capsys.readouterr().err
    assert contents(www) == built.files()
    (www / "2024").rename(outside / "2024")
    (www / "2024").symlink_to(outside / "2024")
    before = contents(outside)
    assert deploy(built, "--to", address) == 1
    assert "目标位置里的 2024 是链接" in capsys.readouterr().err
    (www / "2024").unlink()
    shutil.copytree(outside / "2024", www / "2024")
    (www / "index.html").unlink()
    (www / "index.html").symlink_to(outside / "secret")
    (www / MANIFEST).unlink()
    (www / MANIFEST).symlink_to(outside / "secret")
    assert deploy(built, "--to", address) == 0
    assert contents(outside) == before
    assert contents(www) == built.files()


def test_a_folder_of_others_is_left_alone_there_too(built, ssh, capsys):
    www = built.root / "www"
    www.mkdir()
    (www / "index.html").write_text("别人的", encoding="utf-8")
    (www / "新\\#012行").write_text("别人的", encoding="utf-8")
    capsys.readouterr()
    assert deploy(built, "--to", f"{ssh}{www}") == 1
    assert "那里有 2 个：index.html、新\\#012行。会盖掉 1 个：index.html。别的不动。" in capsys.readouterr().err
    assert sorted(os.listdir(www)) == ["index.html", "新\\#012行"]
    assert deploy(built, "--to", f"{ssh}{www}", "--take-over") == 0
    assert LOCK not in os.listdir(www)


@pytest.mark.parametrize("address", ["ssh://127.0.0.1:1/srv/www", "ssh://nobody.invalid/srv/www"])
def test_a_machine_that_does_not_answer_is_one_line(built, ssh, capsys, address):
    capsys.readouterr()
    assert deploy(built, "--to", address) == 1
    err = capsys.readouterr().err
    assert err.startswith(f"发不到 {address}（")
    assert len(err.splitlines()) == 1


def test_a_folder_that_cannot_be_made_is_one_line(built, ssh, capsys):
    (built.root / "file").write_text("", encoding="utf-8")
    for folder in ("file/www", "no/such/folder"):
        capsys.readouterr()
        assert deploy(built, "--to", f"{ssh}{built.root}/{folder}") == 1
        err = capsys.readouterr().err
        assert err.startswith(f"发不到 {ssh}{built.root}/{folder}（")
        assert len(err.splitlines()) == 1


def test_without_rsync_it_is_told_what_to_install(built, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nowhere")
    capsys.readouterr()
    assert deploy(built, "--to", "ssh://server/srv/www") == 1
    assert capsys.readouterr().err == "发到 ssh:// 要用 rsync。请先装好它，例如 sudo apt-get install rsync。\n"
