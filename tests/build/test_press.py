"""Whole or not at all, and only what changed."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.paper import CONFIG, ROOT, Paper, without_workers

CLEAN = "import sys; from newsroom.cli import main; sys.exit(main(['build', '--today', '2024-06-30', *sys.argv[1:]]))"
pytestmark = pytest.mark.workers


@pytest.fixture
def printed(paper: Paper) -> Paper:
    """A paper of two months and two sections, built."""
    paper.picture("well.svg")
    for month, section in ((3, "要闻"), (3, "基层治理"), (4, "要闻"), (4, "基层治理")):
        for day in (1, 2, 3):
            body = f"第{day}段。\n\n![井](photos/well.svg)\n\n（范云）"
            paper.article(
                f"2024/{month:02d}/{day:02d}/{section}.md",
                f"{section}{month}月{day}日",
                body,
                栏目=section,
                地区="柳溪镇",
            )
    paper.write("pages/about.md", "---\n标题: 关于\n短名: about\n---\n正文。\n")
    assert paper.build() == 0
    return paper


def clean_build(paper: Paper, *arguments: str) -> dict[str, bytes]:
    """The site of the same content, made from nothing, in this process: pages are the same whoever prints them."""
    output = paper.root / "clean"
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(paper.root / ".clean.press", ignore_errors=True)
    with without_workers():
        assert paper.build("--output", "clean", *arguments) == 0
    return {p.relative_to(output).as_posix(): p.read_bytes() for p in output.rglob("*") if p.is_file()}


def changed(before: dict, after: dict) -> set[str]:
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_nothing_changed_nothing_written(printed, capsys):
    before = printed.stats()
    assert printed.build() == 0
    assert "内容没有变化，网站没有动。" in capsys.readouterr().out
    assert printed.stats() == before


def test_a_touched_file_changes_nothing(printed):
    before = printed.stats()
    for file in (printed.root / "content").rglob("*.*"):
        os.utime(file)
    assert printed.build() == 0
    assert printed.stats() == before


def test_an_edit_of_a_body_changes_its_page_alone(printed):
    before = printed.stats()
    file = printed.root / "content/articles/2024/03/02/要闻.md"
    file.write_text(file.read_text(encoding="utf-8").replace("（范云）", "又一段。\n\n（范云）"), encoding="utf-8")
    assert printed.build() == 0
    assert changed(before, printed.stats()) == {"2024/03/02/yao-wen-3-yue-2-ri/index.html"}
    assert printed.files() == clean_build(printed)


def test_a_new_article_leaves_finished_months_alone(printed):
    before = printed.stats()
    printed.article("2024/05/01/a.md", "五月第一天", "正文。\n\n（姜涛）")
    assert printed.build() == 0
    finished = {path for path in changed(before, printed.stats()) if path.startswith(("2024/03", "2024/04"))}
    assert finished == set()
    months = {path for path in changed(before, printed.stats()) if "/2024/" in path}
    # April's page now leads to May.
    assert months == {
        f"{scope}/2024/{month}/index.html" for scope in ("archive", "section/news") for month in ("04", "05")
    }
    assert printed.files() == clean_build(printed)


def test_a_deleted_article_goes_with_all_that_was_only_its(printed):
    only = printed.article("2024/05/01/a.md", "五月第一天", "正文。\n\n（姜涛）")
    assert printed.build() == 0
    only.unlink()
    assert printed.build() == 0
    assert printed.files() == clean_build(printed)
    assert not (printed.output / "2024/05").exists()
    assert "五月第一天" not in "".join(data.decode(errors="replace") for data in printed.files().values())


def test_a_picture_that_changes_its_size_changes_the_pages_that_show_it(printed):
    picture = printed.root / "content/photos/well.svg"
    picture.write_text(picture.read_text(encoding="utf-8").replace('width="30"', 'width="60"'), encoding="utf-8")
    assert printed.build() == 0
    assert 'width="60"' in (printed.output / "2024/03/02/yao-wen-3-yue-2-ri/index.html").read_text(encoding="utf-8")
    assert printed.files() == clean_build(printed)


@pytest.mark.parametrize(
    ("old", "new", "gone"),
    [
        ('"柳溪报"', '"石桥报"', "柳溪报</"),
        ("https://liuxi.example/news", "https://elsewhere.example", "liuxi.example"),
        ('"news": "要闻"', '"first": "要闻"', "section/news/"),
        ('REGIONS = {"liuxi"', 'REGIONS = {"willow"', "region/liuxi/"),
        ("溪ICP备00000001号", "", "溪ICP备"),
    ],
)
def test_a_setting_reaches_every_page(printed, old, new, gone):
    config = printed.root / "pelicanconf.py"
    config.write_text(CONFIG.replace(old, new), encoding="utf-8")
    assert printed.build() == 0
    assert printed.files() == clean_build(printed)
    assert [path for path, data in printed.files().items() if gone.encode() in data] == []


def test_a_template_and_a_stylesheet_reach_every_page(printed):
    (printed.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", printed.root / "theme")
    footer = printed.root / "theme/components/colophon/colophon.html"
    footer.write_text(
        footer.read_text(encoding="utf-8").replace('class="colophon"', 'class="colophon2"'), encoding="utf-8"
    )
    with (printed.root / "theme/static/css/tokens.css").open("a", encoding="utf-8") as sheet:
        sheet.write("/* another */\n")
    old = {path for path in printed.files() if "tokens" in path}
    assert printed.build() == 0
    assert printed.files() == clean_build(printed)
    assert old.isdisjoint(printed.files())


def test_a_fault_in_a_template_is_one_line_and_the_old_site_stays(printed, capsys):
    before = printed.stats()
    (printed.root / "theme").unlink()
    shutil.copytree(ROOT / "theme", printed.root / "theme")
    (printed.root / "theme/templates/archive.html").write_text("{% block %}", encoding="utf-8")
    capsys.readouterr()
    assert printed.build() == 1
    assert capsys.readouterr().err.startswith("theme/templates/archive.html:1: 模板写错了：")
    (printed.root / "theme/templates/archive.html").write_text("{{ nowhere }}", encoding="utf-8")
    assert printed.build() == 1
    assert capsys.readouterr().err == "theme/templates/archive.html: 模板写错了：'nowhere' is undefined\n"
    assert printed.stats() == before


def test_the_day_touches_only_what_must(printed):
    printed.article("2024/07/02/a.md", "七月二日")
    printed.write("banners/a.md", "---\n标题: 节约用水\n截止: 2024-07-01\n---\n")
    assert printed.build("--today", "2024-06-29") == 0
    before = printed.stats()
    for day in ("2024-06-30", "2024-07-01"):
        assert printed.build("--today", day) == 0
        assert printed.stats() == before
    assert printed.build("--today", "2024-07-02") == 0
    assert printed.files() == clean_build(printed, "--today", "2024-07-02")
    assert not {path for path in changed(before, printed.stats()) if path.startswith("2024/03")}
    assert printed.build("--today", "2024-06-29") == 0
    assert printed.files() == clean_build(printed, "--today", "2024-06-29")


def test_a_build_is_the_same_in_another_folder_and_order(printed, tmp_path_factory):
    other = Paper.make(tmp_path_factory.mktemp("other"))
    files = sorted((printed.root / "content").rglob("*.*"), reverse=True)
    for file in files:
        other.write(file.relative_to(printed.root / "content").as_posix(), file.read_bytes())
    assert other.build() == 0
    assert other.files() == printed.files()


def test_no_file_is_shared_with_the_content_folder(printed):
    (printed.output / "photos/well.svg").write_text("scribble", encoding="utf-8")
    assert "scribble" not in (printed.root / "content/photos/well.svg").read_text(encoding="utf-8")


def test_a_lost_workspace_or_site_is_made_anew(printed):
    before = printed.files()
    shutil.rmtree(printed.root / ".output.press")
    assert printed.build() == 0
    assert printed.files() == before
    shutil.rmtree(printed.output)
    assert printed.build() == 0
    assert printed.files() == before
    assert printed.build("--clean") == 0
    assert printed.files() == before


def test_an_output_that_is_a_link_stays_a_link(paper):
    paper.article("2024/03/01/a.md", "甲")
    (paper.root / "www").mkdir()
    paper.output.symlink_to("www")
    assert paper.build() == 0
    paper.article("2024/03/02/b.md", "乙")
    assert paper.build() == 0
    assert paper.output.is_symlink()
    assert (paper.root / "www/2024/03/02/yi/index.html").is_file()
    assert paper.files() == clean_build(paper)


@pytest.mark.parametrize("name", ["store.sqlite", "ledger.sqlite"])
def test_a_broken_database_is_made_anew(printed, name):
    before = printed.files()
    for suffix in ("-wal", "-shm"):
        (printed.root / f".output.press/{name}{suffix}").unlink(missing_ok=True)
    (printed.root / ".output.press" / name).write_bytes(b"not a database, " * 1000)
    assert printed.build() == 0
    assert printed.files() == before


def test_the_second_of_two_builds_says_so_and_ends(printed, capsys):
    from linli.build.workspace import Workspace

    workspace = Workspace(printed.output)
    workspace.enter()
    printed.article("2024/05/01/a.md", "五月第一天")
    capsys.readouterr()
    assert printed.build() == 1
    assert capsys.readouterr().err == "这份报纸正在出报，或正在发到网上。请等它做完再试。\n"
    workspace.leave()
    assert printed.build() == 0


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="no folder here that nobody can write to")
def test_a_folder_that_nobody_can_write_to_is_one_line(printed, capsys):
    capsys.readouterr()
    assert printed.build("--output", "/proc/self/site") == 1
    line = "写不了 {site}（没有这个文件或文件夹），没有出报；原来的网站没有动。请检查这个文件夹的权限和磁盘。\n"
    assert capsys.readouterr() == ("", line.format(site=Path("/proc/self/site").resolve()))


def test_workers_do_not_hold_the_workspace(printed):
    from linli.build.workers import Workers
    from linli.build.workspace import Workspace

    one, other = Workspace(printed.output), Workspace(printed.output)
    workers = Workers()
    one.enter()
    assert workers().submit(os.getpid).result() != os.getpid()  # it was forked while the workspace was held
    one.leave()
    other.enter()
    other.leave()
    workers.close()


@pytest.mark.parametrize("delay", [0.3, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9])
def test_a_build_killed_at_any_moment_leaves_a_whole_site(printed, delay):
    before = printed.files()
    for number in range(40):
        printed.article(
            f"2024/05/{number % 28 + 1:02d}/{number}.md", f"新稿{number}", "正文。\n\n（姜涛）", 短名=f"n{number}"
        )
    after = clean_build(printed)
    process = subprocess.Popen(
        [sys.executable, "-c", CLEAN], cwd=printed.root, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(delay)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert printed.files() in (before, after)
    assert printed.build() == 0
    assert printed.files() == after


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_is_one_line_and_the_old_site_stays(paper, capsys):
    small = paper.root / "small"
    small.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "none", str(small)], capture_output=True)
    if mounted.returncode:
        pytest.skip("this machine cannot mount a small disk")
    try:
        paper.article("2024/03/01/a.md", "甲")
        assert paper.build("--output", "small/site") == 0
        site = small / "site"
        before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
        for number in range(300):
            paper.article(f"2024/05/01/{number}.md", f"新稿{number}", "正文。" * 2000, 短名=f"n{number}")
        capsys.readouterr()
        assert paper.build("--output", "small/site") == 1
        assert "磁盘满了，没有出报" in capsys.readouterr().err
        assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before
        capsys.readouterr()
        for number in range(20):
            paper.article(f"2024/05/01/{number}.md", f"新稿{number}", "正文。" * 20000, 短名=f"n{number}")
        for number in range(20, 300):
            (paper.root / f"content/articles/2024/05/01/{number}.md").unlink()
        assert paper.build("--output", "small/site") == 1
        assert "磁盘满了，没有出报" in capsys.readouterr().err
        assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before
        for number in range(20):
            (paper.root / f"content/articles/2024/05/01/{number}.md").unlink()
        assert paper.build("--output", "small/site") == 0
    finally:
        subprocess.run(["umount", "-l", str(small)], check=True)


def test_exchange_in_steps_can_be_cut_off_anywhere(tmp_path: Path):
    from linli import system

    one, other = tmp_path / "site", tmp_path / "spare"
    aside = tmp_path / "spare.aside"
    for state in ("one aside", "both moved"):
        for folder in (one, other, aside):
            shutil.rmtree(folder, ignore_errors=True)
        if state == "one aside":
            aside.mkdir()
            (aside / "old").touch()
            other.mkdir()
        else:
            aside.mkdir()
            one.mkdir()
            (one / "new").touch()
        system.this.recover(one, other)
        assert one.is_dir()
        assert not aside.exists()
        assert (one / ("old" if state == "one aside" else "new")).exists()
