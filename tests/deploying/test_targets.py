"""Where a site is sent, and where nothing is: no folder of the paper, no other machine by mistake, nobody else's files."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import pytest

from newsroom.deploying.address import open_target
from newsroom.deploying.target import MANIFEST
from newsroom.settings import read
from tests.deploying.places import contents, deploy
from tests.paper import CONFIG, ROOT, Paper

MACHINE = "像是另一台机器，没有发。"
UNKNOWN = "不知道怎么发到 "


def everything(folder: Path) -> dict[str, bytes]:
    """What a deployment may not touch: all below a folder, but for the records of builds."""
    return {
        str(file): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and not file.is_symlink() and file.name != "lock"
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Paper:
    """A paper, built, with all that a reckless address can hit: nothing may touch it."""
    paper = Paper.make(tmp_path_factory.mktemp("targets") / "paper")
    root = paper.root
    (root / "theme").unlink()
    shutil.copytree(ROOT / "theme", root / "theme")
    (root / "docs").mkdir()
    (root / "docs/readme.md").write_text("说明", encoding="utf-8")
    (root / ".git").mkdir()
    for name, target in (("content", "content"), ("link", "link-to-content"), ("root", root)):
        (root / f"link-to-{name}").symlink_to(target)
    (root / "loop").symlink_to("loop")
    paper.picture("well.svg")
    paper.article("2024/03/01/a.md", "甲", "![井](photos/well.svg)")
    assert paper.build() == 0
    assert paper.build("--output", "aside") == 0
    return paper


GROUNDS = [
    "content", "content/", "./content", "content/photos", "content/photos/new", "www/../content", "theme", "theme/static/css",
    "output", "output/theme", "output/new", ".output.press", ".output.press/spare", "aside", "aside/2024", ".", "..", "/",
    ".git", ".git/objects", "CONTENT", "Content/Photos", "OUTPUT", "link-to-content", "link-to-root/content", "link-to-link",
    "docs", str(Path.home()), "~", "~/", os.path.dirname(Path.home()), str(ROOT / "linli"), str(ROOT / "plugins/desk"), str(ROOT / "newsroom/new"),
    "content/articles/2024/..", "loop",
]  # fmt: skip


@pytest.mark.parametrize("address", GROUNDS)
def test_nothing_is_sent_over_the_paper(site, capsys, address):
    before = everything(site.root)
    capsys.readouterr()
    for arguments in ([], ["--take-over"], ["--dry-run"]):
        output = ["--output", "aside"] if address.startswith("aside") else []
        assert deploy(site, "--to", address, *arguments, *output) == 1
        out, err = capsys.readouterr()
        assert (out, len(err.splitlines())) == ("", 1)
        assert "请换一个" in err or "能往那里发" in err
    assert everything(site.root) == before


@pytest.mark.parametrize("address", [
    "user@server:/srv/www", "server:/srv/www", "server:www", "server:", ":/srv", "user@server", "user@server/www", "rsync://server/www",
    "sftp://server/www", "ftp://server/www", "scp://server/www", "//server/share", "\\\\server\\share", "user＠server：/srv/www", "server：/srv/www",
    "[::1]:/srv/www", "C:\\www",
])  # fmt: skip
def test_what_looks_like_another_machine_is_refused_with_the_way_to_do_it(site, capsys, address):
    before = everything(site.root)
    capsys.readouterr()
    assert deploy(site, "--to", address) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert err.startswith(f"{address} {MACHINE}用 ssh 能登录的，请写 --to ssh://")
    assert everything(site.root) == before


def test_the_way_to_do_it_names_the_same_place(site, capsys):
    capsys.readouterr()
    for address, there in (("me@server:/srv/www", "ssh://me@server/srv/www（"), ("server:www", "ssh://server/~/www（")):
        assert deploy(site, "--to", address) == 1
        assert there in capsys.readouterr().err


@pytest.mark.parametrize("address", [
    "http://paper.example", "https://paper.example/www", "file:///srv/www", "s3://", "s3:///x", "s3://bucket/../x", "s3://bucket/a//b", "s3://bucket?x",
    "s3://-bucket/x", "ssh://", "ssh://-oProxyCommand=touch%20harmed/www", "ssh://-l@server/www", "ssh://user@-server/www", "ssh://us er@server/www",
    "ssh://server:port/www", "ssh://server:99999/www", "ssh://$(touch harmed)/www", "ssh://server`touch harmed`/www", "--to", "-rf", "ssh://server/www#x",
])  # fmt: skip
def test_an_address_of_no_kind_is_refused(site, capsys, address):
    before = everything(site.root)
    capsys.readouterr()
    assert deploy(site, f"--to={address}") == 1
    assert capsys.readouterr() == (
        "",
        f"{UNKNOWN}{address}。请写一个文件夹、s3://桶名/前缀，或 ssh://用户@服务器/文件夹。\n",
    )
    assert everything(site.root) == before


@pytest.mark.parametrize("address", [
    "ssh://server", "ssh://server/", "ssh://server//", "ssh://server/~", "ssh://server/-rf", "ssh://server/a/../b", "ssh://server/./a", "ssh://server/~root/www",
    "ssh://server/~/../www", "ssh://server/%2e%2e/www", "ssh://server/a%0ab", "ssh://server/%2e", "ssh://server/a//b", "ssh://server/~/-x", "ssh://server/:x/",
])  # fmt: skip
def test_a_folder_of_another_machine_is_written_out(site, capsys, address):
    capsys.readouterr()
    assert deploy(site, "--to", address) == 1
    assert "里要写清楚那台机器上的文件夹" in capsys.readouterr().err


@pytest.mark.parametrize("address", ["", " ", "\n", "www\n", "www\x00", "\x1b[31mwww", "www\u202e"])
def test_an_address_that_is_not_there_or_cannot_be_seen_is_refused(site, capsys, address):
    before = everything(site.root)
    capsys.readouterr()
    assert deploy(site, "--to", address) == 1
    assert capsys.readouterr().err.startswith("没有写发到哪里，或里面有看不见的字符。")
    assert everything(site.root) == before


@pytest.mark.parametrize(
    "address", [" www", "www ", "\u3000www", "../www\u00a0", " s3://bucket/x", "ssh://server/www "]
)
def test_spaces_around_an_address_make_no_folder_of_that_name(site, capsys, address):
    before = everything(site.root)
    capsys.readouterr()
    assert deploy(site, "--to", address) == 1
    assert capsys.readouterr().err[:9] in ("发到哪里写成了“" + address[:1], "没有写发到哪里，或")
    assert everything(site.root) == before


@pytest.mark.parametrize("address", ["$HOME/www", "${HOME}/www", "%USERPROFILE%\\www", "$WWW", "%APPDATA%/www"])
def test_a_variable_makes_no_folder_of_its_name(site, capsys, address):
    before = everything(site.root)
    capsys.readouterr()
    assert deploy(site, "--to", address) == 1
    assert capsys.readouterr().err.startswith(f"{address} 里的变量没有换成真的路径，没有发。")
    assert everything(site.root) == before


def test_a_password_has_no_place_in_an_address(site, capsys):
    capsys.readouterr()
    assert deploy(site, "--to", "ssh://me:secret@server/www") == 1
    err = capsys.readouterr().err
    assert err.startswith("网址里不要写密码。")
    assert "secret" not in err


@pytest.mark.parametrize(
    "address",
    ["www", "build/www", "../www", "新的/网站", "./a:b", "./$HOME", "a$b/%c%", "./a@b", "deploy", "link-to-www"],
)
def test_any_other_folder_will_do(built, address):
    (built.root / "link-to-www").symlink_to("somewhere")
    (built.root / "somewhere").mkdir()
    assert deploy(built, "--to", address) == 0
    assert contents(built.root / address) == built.files()
    shutil.rmtree((built.root / address).resolve())


@pytest.mark.parametrize(("address", "place"), [
    ("ssh://me@server/srv/www/", "me@server:/srv/www"), ("ssh://server:2222/a b/'c'", "server:/a b/'c'"), ("ssh://me@[::1]/www", "me@[::1]:/www"),
    ("ssh://server/~/www", "server:www"), ("ssh：//server/www", "server:/www"), ("ssh://server/%E6%8A%A5", "server:/报"),
])  # fmt: skip
def test_what_rsync_is_told_of_another_machine(site, address, place, monkeypatch):
    monkeypatch.chdir(site.root)
    monkeypatch.setattr(shutil, "which", lambda _name: "/usr/bin/rsync")
    assert open_target(address, settings=read(Path("pelicanconf.py")), output=site.output).place == place


def test_a_folder_of_others_is_looked_at_first(built, capsys):
    www = built.root / "www"
    (www / "2024/03/01/jia").mkdir(parents=True)
    (www / "index.html").write_text("别人的首页", encoding="utf-8")
    (www / "notes.txt").write_text("别人的", encoding="utf-8")
    (www / "theme").write_text("别人的", encoding="utf-8")
    (www / "2024/03/01/jia/index.html").mkdir()
    (www / "2024/03/01/jia/index.html/mine.txt").write_text("别人的", encoding="utf-8")
    before = everything(built.root)
    view = (
        "那里有 4 个：2024/03/01/jia/index.html/mine.txt、index.html、notes.txt……。会盖掉 1 个：index.html。"
        "会删去 2 个：2024/03/01/jia/index.html/mine.txt、theme。别的不动。"
    )
    for arguments in ([], ["--dry-run"]):
        capsys.readouterr()
        assert deploy(built, "--to", "www", *arguments) == 1
        wanted = f"www 里有不是邻里发的文件，没有发。{view}看过以后确实要发到这里，请加 --take-over。\n"
        assert capsys.readouterr() == ("", wanted)
        assert everything(built.root) == before
    assert deploy(built, "--to", "www", "--take-over", "--dry-run") == 0
    assert everything(built.root) == before
    capsys.readouterr()
    assert deploy(built, "--to", "www", "--take-over") == 0
    assert capsys.readouterr().err == f"www 里有不是邻里发的文件。{view}\n"
    assert contents(www) == built.files() | {"notes.txt": "别人的".encode()}
    assert deploy(built, "--to", "www") == 0


def test_a_file_that_others_put_among_ours_later_is_not_overwritten(built, capsys):
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    (www / "2024/03/05/ding").mkdir(parents=True)
    (www / "2024/03/05/ding/index.html").write_text("别人的", encoding="utf-8")
    built.article("2024/03/05/d.md", "丁")
    assert built.build() == 0
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert "会盖掉 1 个：2024/03/05/ding/index.html。" in capsys.readouterr().err
    assert deploy(built, "--to", "www", "--take-over") == 0
    assert contents(www) == built.files()


def test_parts_of_the_program_are_never_taken_over(site, capsys):
    before = everything(site.root)
    capsys.readouterr()
    assert deploy(site, "--to", "docs", "--take-over") == 1
    assert capsys.readouterr().err.startswith("docs 里是邻里的程序，不能往那里发。")
    assert everything(site.root) == before


def test_no_link_at_the_target_leads_elsewhere(built, capsys):
    outside = built.root / "outside"
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    (www / "2024").rename(outside)
    (www / "2024").symlink_to(outside)
    built.article("2024/03/03/c.md", "丙")
    (built.root / "content/articles/2024/03/02/b.md").unlink()
    assert built.build() == 0
    before = everything(outside)
    capsys.readouterr()
    for arguments in ([], ["--take-over"]):
        assert deploy(built, "--to", "www", *arguments) == 1
        assert capsys.readouterr() == (
            "",
            "目标位置里的 2024 是链接，通到别处，没有发。请先把它拿走，或换成真的文件夹。\n",
        )
    assert everything(outside) == before


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(built):
    secret = built.root / "secret.html"
    secret.write_text("不动", encoding="utf-8")
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    for name in ("index.html", MANIFEST, "404.html"):
        (www / name).unlink()
        (www / name).symlink_to(secret)
    os.mkfifo(www / "robots.fifo")
    assert deploy(built, "--to", "www", "--take-over") == 0
    assert secret.read_text(encoding="utf-8") == "不动"
    assert contents(www) == built.files()
    assert not any(file.is_symlink() for file in www.rglob("*"))


@pytest.mark.parametrize("listed", [
    "[", "null", "{}", "7", '["../secret.html"]', '["/etc/passwd"]', '["a/../../secret.html"]', '["a//b"]', '["a\\\\b"]', '[""]', '["."]', '["a/."]', "[7]",
    '["a\\u0000b"]', '["a\\nb"]', '["\\ud800"]', "[" * 100_000, '["' + "x" * 300 + '"]', '["' + "x/" * 3000 + 'y"]', f'["{MANIFEST}"]', "\xff", "",
])  # fmt: skip
def test_a_list_at_the_target_that_cannot_be_believed_is_made_anew(built, capsys, listed):
    secret = built.root / "secret.html"
    secret.write_text("不动", encoding="utf-8")
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    (www / MANIFEST).write_bytes(listed.encode("latin-1"))
    (www / "old.html").write_text("旧的", encoding="utf-8")
    (www / "index.html").write_text("改了", encoding="utf-8")
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 0
    assert capsys.readouterr().err == (
        f"www 的清单 {MANIFEST} 坏了，照那里现有的文件重新做。\n"
        "那里另有 1 个文件不知道是谁发的，没有动，其中可能有撤下的旧网页，请逐条核对：old.html\n"
    )
    assert secret.read_text(encoding="utf-8") == "不动"
    assert contents(www) == built.files() | {"old.html": "旧的".encode()}
    assert json.loads((www / MANIFEST).read_bytes()) == sorted(built.files())


def test_what_is_on_the_list_and_not_there_is_not_told_as_removed(built, capsys):
    assert deploy(built, "--to", "www") == 0
    www = built.root / "www"
    left = www / "2019/01/02/old"
    left.mkdir(parents=True)  # as after a deployment that was cut off between a file and its folder
    (www / "2019/01/03").mkdir()
    (www / "2019/01/03/index.html.gz").write_bytes(b"")
    listed = json.loads((www / ".linli-deployed.json").read_text(encoding="utf-8"))
    listed += ["2019/01/02/old/index.html", "2019/01/03/index.html", *(f"x/{number}" for number in range(1000))]
    (www / ".linli-deployed.json").write_text(json.dumps(listed), encoding="utf-8")
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 0
    assert "新 0 个文件，删 1 个，" in capsys.readouterr().out
    assert not (www / "2019").exists()
    assert contents(www) == built.files()


def test_a_huge_list_is_not_read(built, capsys):
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    with (www / MANIFEST).open("r+b") as file:
        file.truncate(1 << 40)
    assert deploy(built, "--to", "www") == 0
    assert "坏了" in capsys.readouterr().err
    assert json.loads((www / MANIFEST).read_bytes()) == sorted(built.files())


def test_a_damaged_list_does_not_make_a_folder_ours(built, capsys):
    (built.root / "www").mkdir()
    (built.root / "www" / MANIFEST).write_text("[", encoding="utf-8")
    (built.root / "www/mine.txt").write_text("别人的", encoding="utf-8")
    assert deploy(built, "--to", "www") == 1
    assert (built.root / "www" / MANIFEST).read_text(encoding="utf-8") == "["


def test_what_was_changed_at_the_target_is_sent_again_whatever_its_size_and_time(built):
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    file = www / "index.html"
    status, data = file.stat(), file.read_bytes()
    file.write_bytes(b"X" + data[1:])
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert deploy(built, "--to", "www") == 0
    assert file.read_bytes() == data


def test_what_was_left_half_written_goes(built):
    www = built.root / "www"
    assert deploy(built, "--to", "www") == 0
    for name in (".linli-0123abcd.part", "2024/03/01/jia/.index.html.0123abcd.part"):
        (www / name).write_text("half", encoding="utf-8")
    (www / ".mine.part").write_text("mine", encoding="utf-8")
    assert deploy(built, "--to", "www") == 0
    assert contents(www) == built.files() | {".mine.part": b"mine"}


def test_a_site_without_an_address_is_not_sent_without_a_word(built, capsys):
    assert deploy(built, "--to", "www") == 0
    before = contents(built.root / "www")
    config = CONFIG.replace('SITEURL = "https://liuxi.example/news"', 'SITEURL = ""')
    (built.root / "pelicanconf.py").write_text(config, encoding="utf-8")
    assert built.build() == 0
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert capsys.readouterr() == (
        "",
        "这个网站出报时没有写 SITEURL，没有网站地图和完整的网址，没有发。请用 linli build --config publishconf.py 再出一次；"
        "确实要这样发，请加 --without-address。\n",
    )
    assert contents(built.root / "www") == before
    assert deploy(built, "--to", "www", "--without-address") == 0
    assert contents(built.root / "www") == built.files()


def test_a_full_disk_is_one_line_and_leaves_nothing_half_written(built, tmp_path_factory, capsys):
    disk = tmp_path_factory.mktemp("disk")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=200k", "none", disk], capture_output=True).returncode:
        pytest.skip("this machine cannot mount a small disk")
    try:
        capsys.readouterr()
        assert deploy(built, "--to", str(disk / "www")) == 1
        assert capsys.readouterr().err.endswith("（磁盘满了）。改好后可以再运行一次。\n")
        assert [file for file in disk.rglob("*") if file.name.startswith(".linli") and file.name != MANIFEST] == []
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)
        assert deploy(built, "--to", str(disk / "www")) == 0
        assert contents(disk / "www") == built.files()
    finally:
        subprocess.run(["umount", "-l", disk], check=True)


def test_names_that_are_no_text_are_shown_all_the_same(built, capsys):
    www = built.root / "www"
    www.mkdir()
    (Path(os.fsdecode(os.fsencode(www) + b"/\xff\n"))).write_text("别人的", encoding="utf-8")
    capsys.readouterr()
    assert deploy(built, "--to", "www") == 1
    assert "那里有 1 个：??。" in capsys.readouterr().err


def test_every_name_that_a_paper_may_have_can_be_sent(built, capsys):
    """A wide space, and characters without width, in names of files that came from elsewhere."""
    names = ("通知　附件.txt", "甲\u200b乙.txt", "一\u00a0二.txt", "👨\u200d👩.txt")
    for name in names:
        built.write(f"files/{name}", "名单。")
    built.article("2024/06/03/c.md", "名单", "\n\n".join(f"[名单](files/{quote(name)})" for name in names))
    assert built.build() == 0
    for _round in range(2):
        assert deploy(built, "--to", "www") == 0
        assert contents(built.root / "www") == built.files()
    assert "坏了" not in capsys.readouterr().err
