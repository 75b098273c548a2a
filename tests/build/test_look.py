"""The site is looked after: whatever was done to it, the next build has it whole again, and says so in one line."""

import errno
import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from linli.build import looks, site, tree
from linli.build.fingerprint import content_hash
from linli.build.inventory import Inventory
from linli.build.looks import Looks
from linli.build.workspace import Workspace
from linli.files import remove
from tests.build.test_press import clean_build
from tests.paper import CONFIG, Paper

pytestmark = pytest.mark.unmeasured
CHANGED = "网站里有 {count} 个文件和出报时不一样，已经补好："
UNCHANGED = "内容没有变化，网站没有动。"
ALL = CONFIG.replace(
    '"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search", "plugins.syndication"'
)
PAGE = "2024/03/01/jia/index.html"
CLEAN: dict[bytes, dict[str, bytes]] = {}  # sites of papers that were built from nothing


@pytest.fixture
def printed(tmp_path: Path, capsys) -> Paper:
    """A small paper with everything, built twice, so that there is a spare that was at work."""
    paper = Paper.make(tmp_path, ALL + 'TWINS = {"hant": "s2tw"}\n')
    paper.picture("well.svg")
    paper.article("1.md", "甲", "一段。\n\n![井](photos/well.svg)\n\n（范云）", 日期="2024-03-01", 短名="jia")
    paper.article("2.md", "乙", 日期="2024-04-01", 短名="yi")
    assert paper.build() == 0
    paper.article("3.md", "丙", 日期="2024-04-02", 短名="bing")
    assert paper.build() == 0
    capsys.readouterr()
    return paper


def clean_site(paper: Paper) -> dict[str, bytes]:
    """What a build from nothing makes of a paper: the same for many tests, which do the same to it."""
    written = sorted(
        (p.relative_to(paper.root).as_posix(), p.read_bytes()) for p in (paper.root / "content").rglob("*.*")
    )
    state = content_hash(repr((written, (paper.root / "pelicanconf.py").read_bytes())).encode())
    if state not in CLEAN:
        CLEAN[state] = clean_build(paper)
    return CLEAN[state]


def spare_of(paper: Paper) -> Path:
    return paper.root / ".output.press/spare"


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def edit(file: Path) -> None:
    with file.open("ab") as opened:
        opened.write(b"<p>scribble")


def edit_at_once(file: Path) -> None:
    """Of the same size and time: what no look at the file tells."""
    before = file.stat()
    file.write_bytes(b"X" + file.read_bytes()[1:])
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def into_folder(file: Path) -> None:
    file.unlink()
    (file / "inside").mkdir(parents=True)
    (file / "inside/thing").write_text("thing")


def into_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("/etc/hostname")


def folder_into_file(file: Path) -> None:
    shutil.rmtree(file.parent)
    file.parent.write_text("no folder")


def folder_into_link(file: Path) -> None:
    aside = file.parents[1] / "aside"
    file.parent.rename(aside)
    file.parent.symlink_to(aside)
    (aside / file.name).write_text("through a link")


def another(file: Path) -> None:
    """The same bytes, but another file."""
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)


HARMS: list[Callable[[Path], object]] = [
    Path.unlink,
    edit,
    lambda file: os.truncate(file, 0),
    into_folder,
    into_link,
    folder_into_file,
    folder_into_link,
]
NAMES = ["deleted", "edited", "truncated", "into a folder", "into a link", "folder into a file", "folder into a link"]


def build_whole(paper: Paper, capsys, expected: dict[str, bytes]) -> list[str]:
    """Builds; the site is whole then and stays so. Gives the lines."""
    assert paper.build() == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert paper.files() == expected
    assert paper.build() == 0
    assert UNCHANGED in capsys.readouterr().out
    return told.out.splitlines()


@pytest.mark.parametrize("harm", HARMS, ids=NAMES)
@pytest.mark.parametrize("path", [PAGE, "hant/" + PAGE, "photos/well.svg", "theme/css/base.*.css", "sitemap.xml"])
def test_a_file_of_the_site_is_mended(printed, capsys, harm, path):
    before, stats = printed.files(), printed.stats()
    file = next(printed.output.glob(path))
    if path == "sitemap.xml" and harm in (folder_into_file, folder_into_link):
        pytest.skip("its folder is the whole site")
    harm(file)
    lines = build_whole(printed, capsys, before)
    assert sum(line.startswith("网站里有 ") for line in lines) == 1
    assert UNCHANGED not in lines
    name = file.relative_to(printed.output).as_posix()
    left = {other: stat for other, stat in printed.stats().items() if not other.startswith(name.rpartition("/")[0])}
    assert left.items() <= stats.items()  # what was whole is the very file that it was
    assert files_of(spare_of(printed)) == before
    printed.article("4.md", "丁", 日期="2024-04-03")
    assert printed.build() == 0
    assert printed.files() == clean_site(printed)


@pytest.mark.parametrize("harm", HARMS, ids=NAMES)
def test_a_file_of_the_spare_never_becomes_one_of_the_site(printed, capsys, harm):
    harm(spare_of(printed) / PAGE)
    for number in range(3):
        printed.article("4.md", f"丁{number}", 日期="2024-04-03", 短名="ding")
        assert printed.build() == 0
        assert printed.files() == clean_site(printed)
    assert files_of(spare_of(printed)) == printed.files()


def test_half_of_the_spare_is_gone(printed, capsys):
    for number, file in enumerate(sorted(p for p in spare_of(printed).rglob("*") if p.is_file())):
        if number % 2:
            file.unlink()
    printed.article("4.md", "丁", 日期="2024-04-03")
    assert printed.build() == 0
    assert printed.files() == clean_site(printed)
    assert files_of(spare_of(printed)) == printed.files()


def test_the_theme_of_the_site_is_gone(printed, capsys):
    before = printed.files()
    count = sum(path.startswith("theme/") for path in before)
    shutil.rmtree(printed.output / "theme")
    lines = build_whole(printed, capsys, before)
    assert lines[0].startswith(CHANGED.format(count=count) + "theme/")
    assert lines[0].endswith("……")
    assert not any(line.startswith("新写") for line in lines)  # the spare had it all


def test_both_trees_have_lost_the_same(printed, capsys):
    before = printed.files()
    for root in (printed.output, spare_of(printed)):
        shutil.rmtree(root / "theme")
        shutil.rmtree(root / "hant")
    lines = build_whole(printed, capsys, before)
    assert lines[0].startswith("网站里有 ")


def test_all_of_the_site_is_gone(printed, capsys):
    before = printed.files()
    for entry in printed.output.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    lines = build_whole(printed, capsys, before)
    assert lines[0].startswith(CHANGED.format(count=len(before)))


def test_the_folder_of_the_site_is_gone(printed, capsys):
    before = printed.files()
    shutil.rmtree(printed.output)
    lines = build_whole(printed, capsys, before)
    assert lines[0].startswith(CHANGED.format(count=len(before)))


def test_files_that_were_only_touched_stay(printed, capsys):
    before = printed.files()
    inodes = {path: stat[1] for path, stat in printed.stats().items()}
    for file in printed.output.rglob("*"):
        os.utime(file)
    lines = build_whole(printed, capsys, before)
    assert UNCHANGED in lines
    assert {path: stat[1] for path, stat in printed.stats().items()} == inodes


def test_another_file_with_the_same_bytes_stays(printed, capsys):
    before = printed.files()
    another(printed.output / PAGE)
    lines = build_whole(printed, capsys, before)
    assert UNCHANGED in lines
    printed.article("4.md", "丁", 日期="2024-04-03")
    assert printed.build() == 0
    assert printed.files() == clean_site(printed)
    assert files_of(spare_of(printed)) == printed.files()


def test_verify_says_that_all_is_as_published(printed, capsys):
    count = len(printed.files())
    stats = printed.stats()
    assert printed.build("--verify") == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[0] == f"逐字节核对了 {count} 个文件，都和出报时一样。"
    assert UNCHANGED in told.out
    assert printed.stats() == stats


def test_verify_finds_what_no_look_can(printed, capsys):
    before = printed.files()
    edit_at_once(printed.output / PAGE)
    assert printed.build() == 0
    assert UNCHANGED in capsys.readouterr().out
    assert printed.build("--verify") == 0
    assert capsys.readouterr().out.splitlines()[0] == CHANGED.format(count=1) + PAGE
    assert printed.files() == before
    assert files_of(spare_of(printed)) == before


def test_verify_takes_away_what_was_not_published(printed, capsys):
    before = printed.files()
    (printed.output / "2024/notes.txt").write_text("mine")
    (printed.output / "2024/away").symlink_to("/etc")
    assert printed.build("--verify") == 0
    line = "网站里有 2 个文件不是出报做的，已经拿走：2024/away、2024/notes.txt"
    assert capsys.readouterr().out.splitlines()[0] == line
    assert files_of(printed.output) == files_of(spare_of(printed)) == before
    assert Path("/etc/hostname").exists()


def test_a_site_of_many_files_is_compared_by_workers(printed, capsys, monkeypatch):
    from linli.build import proof

    monkeypatch.setattr(proof, "ALONE", 10)
    monkeypatch.setattr(proof, "BATCH", 7)
    edit_at_once(printed.output / PAGE)
    assert printed.build("--verify") == 0
    assert capsys.readouterr().out.splitlines()[0] == CHANGED.format(count=1) + PAGE


def test_pelican_looks_too(printed):
    import subprocess
    import sys

    before = printed.files()
    (printed.output / PAGE).unlink()
    command = [sys.executable, "-m", "pelican", "content", "-s", "pelicanconf.py", "--log-handler", "plain"]
    config = (printed.root / "pelicanconf.py").read_text(encoding="utf-8")
    (printed.root / "pelicanconf.py").write_text(config + 'TODAY = "2024-06-30"\n', encoding="utf-8")
    ended = subprocess.run(command, cwd=printed.root, capture_output=True, text=True)
    assert ended.returncode == 0
    assert CHANGED.format(count=1) + PAGE in ended.stdout + ended.stderr
    assert printed.files() == before


# Whose folder it is


@pytest.mark.parametrize("plugins", [CONFIG, CONFIG.replace('"plugins.sections", ', "")], ids=["all", "no sections"])
@pytest.mark.parametrize("lost", [None, ".output.press", "output/index.html", "output/404.html"])
def test_clean_always_works_on_a_folder_that_was_ours(tmp_path, capsys, plugins, lost):
    paper = Paper.make(tmp_path, plugins)
    paper.article("1.md", "甲", 日期="2024-03-01")
    for _round in range(2):
        assert paper.build("--clean") == 0
        if lost and (tmp_path / lost).is_dir():
            shutil.rmtree(tmp_path / lost)
        elif lost:
            (tmp_path / lost).unlink(missing_ok=True)
    assert paper.build("--clean") == 0
    assert paper.files() == clean_build(paper)


def test_a_folder_that_is_somebody_elses_now_is_refused(printed, capsys):
    for entry in printed.output.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    (printed.output / "thesis.doc").write_text("mine")
    for arguments in ([], ["--clean"], []):
        assert printed.build(*arguments) == 1
        assert "里有别的文件，不是邻里做的网站。请换一个空的输出文件夹。" in capsys.readouterr().err
        assert files_of(printed.output) == {"thesis.doc": b"mine"}
    (printed.output / "index.html").write_text("<html>mine too")
    assert printed.build("--clean") == 1


def test_a_large_site_is_looked_at_by_processes_of_their_own(printed, capsys, monkeypatch):
    monkeypatch.setattr(looks, "LARGE", 0)
    looked = []
    monkeypatch.setattr(Inventory, "differing", lambda self, root: looked.append(root) or [])  # in this process
    printed.article("4.md", "丁", 日期="2024-04-03", 短名="ding")
    assert printed.build() == 0
    assert looked == []
    monkeypatch.undo()
    edit(printed.root / "output" / PAGE)
    (spare_of(printed) / "2024/04/01/yi/index.html").unlink()
    monkeypatch.setattr(looks, "LARGE", 0)
    printed.article("5.md", "戊", 日期="2024-04-04", 短名="wu")
    assert printed.build() == 0
    assert CHANGED.format(count=1) in capsys.readouterr().out
    assert files_of(printed.root / "output") == files_of(spare_of(printed)) == clean_site(printed)


def test_nothing_changed_on_a_large_site_is_seen_by_a_process_of_its_own(printed, capsys, monkeypatch):
    monkeypatch.setattr(looks, "LARGE", 0)
    assert printed.build() == 0
    assert UNCHANGED in capsys.readouterr().out
    edit(printed.output / PAGE)
    assert printed.build() == 0
    assert CHANGED.format(count=1) + PAGE in capsys.readouterr().out
    assert printed.files() == clean_site(printed)


def test_a_look_that_comes_to_no_end_is_taken_again(printed, capsys, monkeypatch):
    monkeypatch.setattr(looks, "LARGE", 0)
    monkeypatch.setattr(looks, "_look", lambda *_: os._exit(9))
    edit(printed.output / PAGE)
    (spare_of(printed) / "2024/04/01/yi/index.html").unlink()
    printed.article("4.md", "丁", 日期="2024-04-03", 短名="ding")
    assert printed.build() == 0
    assert CHANGED.format(count=1) in capsys.readouterr().out
    assert files_of(printed.output) == files_of(spare_of(printed)) == clean_site(printed)


def test_a_look_that_began_before_another_build_says_nothing_of_its_site(printed, monkeypatch):
    monkeypatch.setattr(looks, "LARGE", 0)
    workspace = Workspace(printed.output)
    with closing(Looks.begin(workspace)) as begun:
        printed.article("4.md", "丁", 日期="2024-04-03", 短名="ding")
        assert printed.build() == 0
        edit(printed.output / PAGE)
        (spare_of(printed) / "2024/04/01/yi/index.html").unlink()
        live, spare = tree.Tree(printed.output), tree.Tree(spare_of(printed))
        inventory = Inventory.load(workspace.inventory(live.inode))
        assert begun.differing(live, inventory) == [PAGE]
        assert begun.differing(spare, inventory) == sorted([PAGE, "2024/04/01/yi/index.html"])


def test_a_site_that_is_built_once_has_no_spare_and_the_next_build_links_it(printed, monkeypatch):
    remove(printed.root / ".output.press")
    remove(printed.output)
    monkeypatch.setattr(tree, "LINKED", 10)  # by workers
    assert printed.build() == 0
    assert not spare_of(printed).exists()
    assert files_of(printed.output) == clean_site(printed)
    (printed.output / PAGE).unlink()  # which no spare has: it is made again
    printed.article("4.md", "丁", 日期="2024-04-03", 短名="ding")
    assert printed.build() == 0
    found = files_of(printed.output)
    assert files_of(spare_of(printed)) == found == clean_site(printed)
    assert all((printed.output / path).samefile(spare_of(printed) / path) for path in found)


def test_a_disk_that_has_room_for_the_site_alone_gets_the_site(printed, monkeypatch):
    remove(printed.root / ".output.press")
    remove(printed.output)

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(site, "link_all", lambda _fresh, _of, paths, _by: full() if paths else None)
        assert printed.build() == 0
    assert files_of(printed.output) == clean_site(printed)
    printed.article("4.md", "丁", 日期="2024-04-03", 短名="ding")
    assert printed.build() == 0
    assert files_of(spare_of(printed)) == files_of(printed.output) == clean_site(printed)
