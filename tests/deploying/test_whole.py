"""What the build made is sent whole, or not at all."""

import os
import shutil
from pathlib import Path

import pytest

from linli.build.finished import finished_site
from linli.build.workspace import Workspace
from linli.errors import BuildError
from tests.deploying.places import contents, deploy

CHANGED = "网站里有 {count} 个文件不见了，或和出报时不一样：{paths}。没有发。请先运行 linli build，它会补好。\n"
UNKNOWN = "{folder} 没有出报的记录，或上一次出报没有做完，看不出网站是不是完整。没有发。请先运行 linli build。\n"


def scribble(file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"x")


def link(file: Path) -> None:
    file.rename(file.with_name("aside"))
    file.symlink_to("aside")


HARM = {"gone": Path.unlink, "changed": scribble, "empty": lambda file: os.truncate(file, 0), "a link": link}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_a_site_with_a_file_missing_or_changed_is_not_sent(built, capsys, harm):
    assert deploy(built, "--to", "www") == 0
    before = contents(built.root / "www")
    harm(built.output / "index.html")
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert capsys.readouterr() == ("", CHANGED.format(count=1, paths="index.html"))
    assert contents(built.root / "www") == before
    assert built.build() == 0
    assert deploy(built, "--to", "www") == 0


def test_style_sheets_that_are_gone_here_stay_there(built, capsys):
    assert deploy(built, "--to", "www") == 0
    before = contents(built.root / "www")
    shutil.rmtree(built.output / "theme")
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert "不见了" in capsys.readouterr().err
    assert contents(built.root / "www") == before


def test_bytes_that_a_look_does_not_tell_are_found_when_they_are_sent(built, capsys):
    page = built.output / "2024/03/02/yi/index.html"
    status = page.stat()
    with page.open("r+b") as file:
        file.write(b"X")
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert capsys.readouterr().err == CHANGED.format(count=1, paths="2024/03/02/yi/index.html")
    assert not (built.root / "www/2024/03/02/yi/index.html").exists()


@pytest.mark.parametrize("part", ["ledger.sqlite", "seal", "inventory.*", ""])
def test_a_site_without_its_records_is_not_sent(built, capsys, part):
    workspace = built.root / ".output.press"
    for file in workspace.glob(part) if part else [workspace]:
        shutil.rmtree(file) if file.is_dir() else file.unlink()
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert capsys.readouterr() == ("", UNKNOWN.format(folder=built.output))
    assert not (built.root / "www").exists()
    assert built.build() == 0
    assert deploy(built, "--to", "www") == 0


def test_a_site_whose_records_are_damaged_is_not_sent(built, capsys):
    for name in ("ledger.sqlite", "seal"):
        (built.root / ".output.press" / name).write_bytes(b"no file of ours" * 999)
        capsys.readouterr()
        assert deploy(built, "--to", "www") == 1
        assert capsys.readouterr().err == UNKNOWN.format(folder=built.output)
        assert built.build() == 0
    assert deploy(built, "--to", "www") == 0


def test_a_copy_of_a_site_is_not_sent(built, capsys):
    shutil.copytree(built.output, built.root / "copy")
    capsys.readouterr()
    assert deploy(built, "--to", "www", "--output", "copy") == 1
    assert capsys.readouterr().err == UNKNOWN.format(folder="copy")


def test_what_no_build_made_is_not_sent_and_that_is_told(built, capsys):
    (built.output / "mine.txt").write_text("mine", encoding="utf-8")
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 0
    assert capsys.readouterr().err == "网站的文件夹里有 1 个文件不是出报做的，没有发：mine.txt\n"
    assert not (built.root / "www/mine.txt").exists()


def test_no_build_begins_while_a_site_is_sent(built, capsys):
    with finished_site(built.output):
        capsys.readouterr()
        built.article("2024/03/04/d.md", "丁")
        assert built.build() == 1
        assert capsys.readouterr().err == "这份报纸正在出报，或正在发到网上。请等它做完再试。\n"
        assert deploy(built, "--to", "www") == 1
    assert built.build() == 0
    assert Workspace(built.output).is_sealed


def test_a_look_changes_nothing_of_the_records(built):
    workspace = built.root / ".output.press"
    before = {file: file.stat().st_mtime_ns for file in workspace.rglob("*")}
    with finished_site(built.output) as site:
        assert {path: site.read(path) for path in site.files} == built.files()
        assert site.url == "https://liuxi.example/news"
    assert {file: file.stat().st_mtime_ns for file in workspace.rglob("*")} == before


def test_drafts_of_a_preview_are_not_sent(built, capsys):
    from linli.build.request import BuildRequest
    from newsroom import building
    from newsroom.settings import read

    built.article("2024/03/04/d.md", "草稿", 状态="草稿")
    output = built.root / "previewed"
    building.run(BuildRequest(read(built.root / "pelicanconf.py", output=output), unpublished=True))
    assert (output / "2024/03/04/cao-gao/index.html").is_file()
    capsys.readouterr()
    assert deploy(built, "--to", "www", "--output", "previewed") == 1
    assert capsys.readouterr().err == "previewed 是预览用的，里面有草稿，不能发。请先运行 linli build。\n"
    assert built.build("--output", "previewed") == 0
    assert deploy(built, "--to", "www", "--output", "previewed") == 0
    with pytest.raises(BuildError), finished_site(built.root / "nowhere"):
        pass
