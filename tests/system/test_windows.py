"""What is done for Windows, with its calls replaced: it was not run there. The workflow `systems` is for that."""

from __future__ import annotations

import errno
import mimetypes
import os
import shutil
import signal
import stat
import sys
from pathlib import Path

import pytest

from linli import system
from linli.system.common import LARGEST
from linli.system.windows import PATIENCE, Windows, extended
from tests.system.conftest import denied


@pytest.fixture
def waits() -> list[float]:
    """The seconds of every wait."""
    return []


@pytest.fixture
def here(waits: list[float]) -> Windows:
    return Windows(waits.append)


def failing(times: int, call, error=denied):
    """A call that fails so many times before it is done."""
    left = [times]

    def tried(*arguments, **others):
        if left[0]:
            left[0] -= 1
            raise error(arguments[0])
        return call(*arguments, **others)

    return tried


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"C:\paper\output", r"\\?\C:\paper\output"),
        ("C:/paper/output/2024/05", r"\\?\C:\paper\output\2024\05"),
        (r"C:\paper\.\a\..\output", r"\\?\C:\paper\output"),
        (r"\\server\share\报", r"\\?\UNC\server\share\报"),
        (r"\\?\C:\paper", r"\\?\C:\paper"),
    ],
)
def test_the_long_form_of_a_path(path, expected):
    assert extended(path) == expected


@pytest.mark.parametrize(
    "name",
    ["con", "NUL", "aux.html", "com1", "COM¹.txt", "lpt9", "prn .txt", "conin$", "a.", "b ", "c. .", "nul.tar.gz"],
)
@pytest.mark.parametrize("form", ["C:/paper/{}", "C:/paper/{}/index.html", "C:\\paper\\{}\\index.html"])
def test_what_windows_would_read_otherwise_is_written_in_the_long_form(here, name, form):
    path = form.format(name)
    assert here.place(path) == "\\\\?\\" + path.replace("/", "\\")
    assert here.places([path, "C:/paper"]) == [here.place(path), "C:/paper"]


@pytest.mark.parametrize(
    "path",
    ["C:/paper/content", "C:/paper/console/index.html", "C:/paper/com10", "C:/paper/nulla", "C:/paper/.output.press/spare",
     "C:/paper/./a", "C:/paper/../a", "C:/报 纸/井。/index.html", "C:/paper/a.con", "C:/paper/lpt", "C:/aux-1/x", "C:/" + "a" * 200],
)  # fmt: skip
def test_others_stay_as_they_are(here, path):
    assert here.place(path) == path


def test_a_long_path_is_written_in_the_long_form(here):
    path = "C:/paper/" + "/".join(["qing-he"] * 40)
    assert here.place(path) == "\\\\?\\" + path.replace("/", "\\")


@pytest.mark.parametrize("call", ["rename", "replace"])
def test_what_somebody_has_open_is_waited_for(here, waits, tmp_path, monkeypatch, call):
    (tmp_path / "a").write_text("new")
    if call == "replace":
        (tmp_path / "b").write_text("old")
    monkeypatch.setattr(os, call, failing(3, getattr(os, call)))
    getattr(here, call)(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_text() == "new"
    assert waits == [0.01, 0.02, 0.04]


def test_what_is_open_for_too_long_is_told(here, waits, tmp_path, monkeypatch):
    (tmp_path / "a").write_text("new")
    monkeypatch.setattr(os, "replace", failing(1_000, os.replace))
    with pytest.raises(PermissionError):
        here.replace(tmp_path / "a", tmp_path / "b")
    assert PATIENCE <= sum(waits) < PATIENCE + 1
    assert (tmp_path / "a").read_text() == "new"


def test_other_faults_are_told_at_once(here, waits, tmp_path):
    with pytest.raises(FileNotFoundError):
        here.rename(tmp_path / "a", tmp_path / "b")
    assert waits == []


def test_a_file_is_taken_away_when_it_is_let_go_also_one_that_may_only_be_read(here, waits, tmp_path, monkeypatch):
    unlink = os.unlink

    def strict(path):
        if not Path(path).stat().st_mode & stat.S_IWRITE:
            raise denied(path)
        unlink(path)

    file = tmp_path / "a"
    file.write_text("x")
    file.chmod(0o444)
    monkeypatch.setattr(os, "unlink", failing(2, strict))
    here.unlink(str(file))
    assert not file.exists()
    assert len(waits) == 1


def test_a_folder_is_no_file_and_nobody_waits(here, waits, tmp_path):
    with pytest.raises(IsADirectoryError):
        here.unlink(str(tmp_path))
    with pytest.raises(IsADirectoryError):
        here.replace(tmp_path / "none", tmp_path)
    assert waits == []


def test_a_folder_goes_with_all_that_is_in_it(here, waits, tmp_path, monkeypatch):
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder / "c").write_text("x")
    (folder / "c").chmod(0o444)
    monkeypatch.setattr(shutil, "_use_fd_functions", False)  # as on Windows
    monkeypatch.setattr(os, "unlink", failing(1, os.unlink))
    monkeypatch.setattr(os, "rmdir", failing(1, os.rmdir))
    here.remove_tree(tmp_path / "a")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize(("number", "code"), [(errno.EINVAL, 1), (errno.EINVAL, 50), (errno.EPERM, None)])
def test_where_there_are_no_links_a_file_is_copied_with_its_time(here, tmp_path, monkeypatch, number, code):
    def refused(_source, target):
        error = OSError(number, "no links", str(target))
        error.winerror = code
        raise error

    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "a").write_bytes(b"x\r\n")
    os.utime(tmp_path / "a", ns=(5, 1_700_000_000_123_456_700))
    here.link(str(tmp_path / "a"), str(tmp_path / "b"))
    assert (tmp_path / "b").read_bytes() == b"x\r\n"
    assert (tmp_path / "b").stat().st_mtime_ns == 1_700_000_000_123_456_700
    assert not here.has_links(tmp_path)
    with pytest.raises(FileExistsError):
        here.link(str(tmp_path / "a"), str(tmp_path / "b"))


def test_a_name_that_goes_only_when_it_is_let_go_is_waited_for(here, waits, tmp_path, monkeypatch):
    monkeypatch.setattr(os, "open", failing(2, os.open))
    here.write_new(b"x", str(tmp_path / "a"))
    assert (tmp_path / "a").read_bytes() == b"x"
    assert len(waits) == 2


def test_folders_change_places_by_renames_that_are_tried_again(here, waits, tmp_path, monkeypatch):
    for name in ("site", "spare"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    monkeypatch.setattr(os, "rename", failing(2, os.rename))
    here.exchange(tmp_path / "site", tmp_path / "spare")
    assert (tmp_path / "site/spare").exists()
    assert (tmp_path / "spare/site").exists()
    assert sorted(os.listdir(tmp_path)) == ["site", "spare"]
    assert len(waits) == 2


def test_a_folder_that_stays_open_leaves_the_site_as_it_was(here, tmp_path, monkeypatch):
    rename = os.rename
    for name in ("site", "spare"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()

    def stuck(source, target):
        if Path(source).name == "spare":
            raise denied(source)
        rename(source, target)

    monkeypatch.setattr(os, "rename", stuck)
    with pytest.raises(PermissionError):
        here.exchange(tmp_path / "site", tmp_path / "spare")
    assert (tmp_path / "site/site").exists()
    assert (tmp_path / "spare/spare").exists()


def test_folders_are_not_flushed_and_files_are_opened_to_be_written(here, tmp_path, monkeypatch):
    (tmp_path / "a").write_text("x")
    opened = []

    def noted(path, flags, *others):
        opened.append((Path(path).name, flags & (os.O_RDWR | os.O_WRONLY)))
        return real(path, flags, *others)

    real = os.open
    monkeypatch.setattr(os, "open", noted)
    here.flush(tmp_path, [tmp_path / "a", tmp_path / "gone"], [tmp_path])
    here.flush_folder(tmp_path)
    assert opened == [("a", os.O_RDWR), ("gone", os.O_RDWR)]


def test_numbers_of_files_fit_wherever_they_are_kept(here):
    status = os.stat_result((0o100644, (7 << 96) | (1 << 63) | 5, 0, 1, 0, 0, 10, 0, 0, 0))
    assert here.stated(status)[2] == (1 << 63) | 5
    assert here.kept(status)[2] == 5 <= LARGEST


def test_kinds_of_files_are_not_what_the_registry_says(here):
    mimetypes.add_type("text/plain", ".js")
    try:
        here.begin()
        assert mimetypes.guess_type("search.js")[0].endswith("/javascript")
    finally:
        mimetypes.init()


def test_what_a_code_page_lacks_is_written_out_and_ends_nothing(here, monkeypatch, tmp_path):
    with (tmp_path / "out.txt").open("w", encoding="gb2312") as file:
        monkeypatch.setattr(sys, "stdout", file)
        here.begin()
        print("井😀")
    assert (tmp_path / "out.txt").read_bytes() == "井".encode("gb2312") + b"\\U0001f600\n"


def test_closing_the_window_ends_a_program(here, monkeypatch):
    heard = {}
    monkeypatch.setattr(signal, "SIGBREAK", signal.SIGUSR1, raising=False)
    monkeypatch.setattr(signal, "signal", heard.__setitem__)
    here.end_on_request()
    assert heard == dict.fromkeys((signal.SIGTERM, signal.SIGUSR1), signal.default_int_handler)
    here.end_for_good()
    assert heard == dict.fromkeys((signal.SIGINT, signal.SIGTERM, signal.SIGUSR1), signal.SIG_IGN)


@pytest.mark.parametrize(
    ("platform", "name"), [("linux", "Linux"), ("darwin", "MacOS"), ("win32", "Windows"), ("freebsd14", "System")]
)
def test_each_platform_has_its_system(platform, name):
    assert type(system._of(platform)).__name__ == name


def test_a_whole_paper_is_made_and_mended_as_on_windows(whole, windows):
    """Nothing that is open is renamed or removed: not by a build, by one after an edit, by `--verify`, by `--clean`."""
    other = whole("other", 20)
    usual = {}
    for step in ("made", "edited"):
        if step == "edited":
            other.article("2024/05/01/p9.md", "又一口井", 日期="2024-05-01")
        assert other.build() == 0
        usual[step] = other.files()
    assert usual["made"] != usual["edited"]
    (other.output / "index.html").write_text("坏了", encoding="utf-8")
    (other.output / "stranger.txt").write_text("别人的", encoding="utf-8")
    assert other.build("--verify") == 0
    assert other.files() == usual["edited"]
    assert other.build("--clean") == 0
    assert other.files() == usual["edited"]


def test_what_stays_open_is_told_and_the_site_is_as_it_was(paper, windows, capsys):
    paper.article("2024/05/01/a.md", "井", 日期="2024-05-01")
    assert paper.build() == 0
    before = paper.files()
    paper.article("2024/05/02/b.md", "又一口井", 日期="2024-05-02")
    capsys.readouterr()
    with (paper.output / "404.html").open("rb"):
        assert paper.build() == 1
    assert capsys.readouterr().err == (
        f"{paper.output} 里有文件被别的程序占着，没有出报；原来的网站没有动。请关上打开它的窗口和程序，再试一次。\n"
    )
    assert paper.files() == before
    assert paper.build() == 0
    assert "又一口井" in (paper.output / "index.html").read_text(encoding="utf-8")


def test_names_of_devices_are_no_slugs(paper, capsys):
    paper.article("2024/05/01/a.md", "NUL", 日期="2024-05-01")
    assert paper.build() == 0
    assert (paper.output / "2024/05/01/nul-1/index.html").is_file()
    paper.article("2024/05/01/a.md", "井", 日期="2024-05-01", 短名="com1")
    capsys.readouterr()
    assert paper.build() == 1
    assert "content/articles/2024/05/01/a.md:5: E208 短名“com1”是 Windows 里设备的名字" in capsys.readouterr().err
