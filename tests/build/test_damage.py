"""What was kept of earlier builds is damaged, or of another Python: everything is made anew, with one line, never a wrong page."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from linli.build.fingerprint import Code
from linli.errors import DamagedWorkspace
from linli.store import pickles
from tests.build.harm import SOAK, cut_build, damage, files_of, kept_files, published_files, steps_of
from tests.build.test_look import ALL, UNCHANGED, clean_site
from tests.cutting import KILLED
from tests.paper import Paper

LOST = "上一次出报留下的记录坏了，已经丢掉，这次全部重做。"
OTHER = "上一次出报用的程序或 Python 是另一个版本，这次全部重做。"
MENDED = "网站里有 "
pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def paper(tmp_path_factory) -> Paper:
    paper = Paper.make(
        tmp_path_factory.mktemp("damage"),
        ALL.replace('"plugins.search"', '"plugins.pictures", "plugins.search"') + 'TWINS = {"hant": "s2tw"}\n',
    )
    paper.picture("well.svg")
    for number in range(12):
        body = f"第{number}段，范云在井边。\n\n![井](photos/well.svg)\n\n（范云）"
        paper.article(
            f"{number}.md", f"第{number}篇", body, 日期=f"2024-0{number % 3 + 3}-0{number % 5 + 1}", 短名=f"n{number}"
        )
    return paper


def change(paper: Paper, text: str) -> None:
    paper.article("change.md", f"变{text}", f"{text}。", 日期="2024-05-02", 短名=f"change{len(text)}")


@pytest.fixture
def built(paper, capsys) -> Paper:
    assert paper.build() == 0
    capsys.readouterr()
    return paper


def build_whole(paper: Paper, capsys, expected: dict[str, bytes]) -> list[str]:
    """A build that is right whatever was damaged; gives its lines."""
    capsys.readouterr()
    assert paper.build() == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert paper.files() == expected
    lines = told.out.splitlines()
    known = [LOST, MENDED, "网站做好了：", "新写 ", UNCHANGED, "请看："]
    assert [line for line in lines if not any(line.startswith(begin) for begin in known)] == []
    assert len(lines) == len(set(lines))
    assert sum(line.startswith(MENDED) for line in lines) <= 1
    return lines


DATABASES = ["store.sqlite", "ledger.sqlite"]


@pytest.mark.parametrize("name", [*DATABASES, "stamp", "seal", "inventory"])
@pytest.mark.parametrize("place", ["head", "middle", "end", "truncated", "zeroed", "folder"])
def test_damage_anywhere_is_one_line(built, capsys, name, place):
    before = built.files()
    file = next((built.root / ".output.press").glob(f"{name}*"))
    data = file.read_bytes()
    size = len(data)
    start = {"head": 0, "middle": size // 2, "end": size - 9}.get(place, 0)
    if place == "truncated":
        os.truncate(file, size * 2 // 3)
    elif place == "zeroed":
        file.write_bytes(bytes(size))
    elif place == "folder":
        file.unlink()
        file.mkdir()
    else:
        file.write_bytes(data[:start] + bytes(byte ^ 0x55 for byte in data[start : start + 9]) + data[start + 9 :])
    lines = build_whole(built, capsys, before)
    assert lines.count(LOST) == 1
    assert (UNCHANGED in lines) == (name not in ("ledger.sqlite", "seal"))  # these have all files written anew
    assert UNCHANGED in build_whole(built, capsys, before)


@pytest.mark.parametrize("name", DATABASES)
def test_a_record_that_somebody_changed_by_rule_is_not_believed(built, capsys, name):
    """SQLite itself sees nothing wrong here."""
    before = built.files()
    connection = sqlite3.connect(built.root / ".output.press" / name)
    with connection:
        if name == "store.sqlite":
            connection.execute("UPDATE articles SET text = 'wrong'")
        else:
            connection.execute("UPDATE files SET content = x'00', fingerprint = x'00'")
    connection.close()
    change(built, name)
    assert LOST in build_whole(built, capsys, clean_site(built))
    assert before != built.files()


def test_a_store_of_another_python(built, capsys, monkeypatch):
    """What a release or a Python wrote that were others, is not read; the pages are the very files that they were."""
    stats = built.stats()
    real = Code.fingerprint.fget
    monkeypatch.setattr(Code, "fingerprint", property(lambda code: real(code)[::-1]))
    assert built.build() == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == OTHER
    assert UNCHANGED in lines
    assert built.stats() == stats
    monkeypatch.undo()
    assert built.build() == 0
    assert capsys.readouterr().out.splitlines()[0] == OTHER
    assert built.build() == 0
    assert OTHER not in capsys.readouterr().out


def harm_once(monkeypatch, flag: Path, harm) -> None:
    """Has something happen when the first page is rendered, in whatever process."""
    from linli.build.render import Renderer

    render = Renderer.render
    flag.touch()

    def harmed(renderer, page):
        with suppress(FileNotFoundError):  # another worker was there first
            flag.unlink()
            harm()
        return render(renderer, page)

    monkeypatch.setattr(Renderer, "render", harmed)


@pytest.fixture(params=["here", "workers"])
def place(request, monkeypatch) -> None:
    """Where jobs are run."""
    if request.param == "workers":
        monkeypatch.setattr("linli.build.schedule.ALONE", 0)
        monkeypatch.setattr("linli.build.schedule.FEW", 0)


def meet_damage() -> None:
    pickles.loads(b"\0" * 99)


def meet_damaged_database() -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("PRAGMA writable_schema = 1")
        connection.execute("UPDATE sqlite_master SET sql = 'no schema'")
        connection.execute("PRAGMA writable_schema = RESET")
        connection.execute("SELECT x FROM t")


@pytest.mark.parametrize("harm", [meet_damage, meet_damaged_database])
def test_damage_under_a_build_that_is_at_work(built, capsys, monkeypatch, tmp_path, place, harm):
    """The seal was whole when it began; a job meets what came then."""
    change(built, f"乙{tmp_path.name}")
    expected = clean_site(built)
    harm_once(monkeypatch, tmp_path / "flag", harm)
    assert LOST in build_whole(built, capsys, expected)
    assert not (tmp_path / "flag").exists()
    assert UNCHANGED in build_whole(built, capsys, expected)


def test_a_worker_that_is_killed_is_one_line(built, capsys, monkeypatch, tmp_path):
    monkeypatch.setattr("linli.build.schedule.ALONE", 0)
    monkeypatch.setattr("linli.build.schedule.FEW", 0)
    before = built.files()
    change(built, "丙")
    main = os.getpid()

    def harm():
        assert os.getpid() != main
        os.kill(os.getpid(), signal.SIGKILL)

    harm_once(monkeypatch, tmp_path / "flag", harm)
    capsys.readouterr()
    assert built.build() == 1
    line = "出报的进程中断了，可能是内存不够，没有出报；原来的网站没有动。请再运行一次。\n"
    assert capsys.readouterr() == ("", line)
    assert built.files() == before
    assert built.build() == 0
    assert built.files() == clean_site(built)


def test_pelican_says_in_one_line_to_run_again(built):
    code = """
import linli.store.library as library, linli.store.pickles as pickles, sys
def article(self, stored):
    pickles.loads(b"0" * 99)
if "harm" in sys.argv[1:]:
    sys.argv.remove("harm")
    library.Library.article = article
from pelican import main
main()
"""
    config = built.root / "pelicanconf.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text + 'TODAY = "2024-06-30"\n', encoding="utf-8")
    try:
        command = [sys.executable, "-c", code, "content", "-s", "pelicanconf.py", "--log-handler", "plain"]
        before = built.files()
        change(built, "丁")
        ended = subprocess.run([*command, "harm"], cwd=built.root, capture_output=True, text=True)
        assert ended.returncode == 1
        assert "上一次出报留下的记录坏了，已经丢掉。请再出一次报，会全部重做。" in ended.stdout + ended.stderr
        assert "Traceback" not in ended.stdout + ended.stderr
        assert built.files() == before
        ended = subprocess.run(command, cwd=built.root, capture_output=True, text=True)
        assert ended.returncode == 0
        assert built.files() == clean_site(built)
    finally:
        config.write_text(text, encoding="utf-8")


def test_a_picture_that_was_kept_is_damaged(built, capsys):
    before = built.files()
    file = next(p for p in (built.root / ".output.press/pictures").rglob("*") if p.is_file())
    file.write_bytes(file.read_bytes()[:-3])
    for tree in (built.output, built.root / ".output.press/spare"):
        shutil.rmtree(tree / "photos")
    assert LOST in build_whole(built, capsys, before)


def test_a_compiled_template_is_damaged(built, capsys):
    files = list((built.root / ".output.press/templates").iterdir())
    assert files
    for file in files:
        file.write_bytes(file.read_bytes()[:-9] + b"\xff" * 9)
    change(built, "戊")
    build_whole(built, capsys, clean_site(built))


@pytest.mark.parametrize("name", ["store.sqlite-wal", "ledger.sqlite-wal"])
@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_build_was_cut_off_and_its_journal_is_gone(workers, built, capsys, name, part):
    change(built, "己")
    assert built.build() == 0
    change(built, "庚")
    steps = steps_of(built)
    change(built, "庚庚")
    after = clean_site(built)
    assert cut_build(built, int(steps * part)) == KILLED
    (built.root / ".output.press" / name).unlink(missing_ok=True)
    build_whole(built, capsys, after)


@pytest.mark.parametrize("name", DATABASES)
def test_a_byte_that_makes_a_database_read_only(built, capsys, name):
    change(built, "辰")
    assert built.build() == 0
    change(built, "巳")
    steps = steps_of(built)
    change(built, f"辰{name}")
    after = clean_site(built)
    assert cut_build(built, steps * 2 // 3) == KILLED
    with (built.root / ".output.press" / name).open("r+b") as file:
        file.seek(18)  # the version of the format that may write
        file.write(b"\x09")
    build_whole(built, capsys, after)


@pytest.mark.parametrize("seed", range(12 * SOAK))
def test_whatever_is_damaged_wherever(workers, built, capsys, seed):
    chance = random.Random(seed)
    if chance.random() < 0.5:
        change(built, chance.choice("辛壬癸"))
    expected = clean_site(built)
    if chance.random() < 0.3:
        assert cut_build(built, chance.randrange(1, 200)) in (0, KILLED)
    for _time in range(chance.choice([1, 1, 2, 5])):
        files = kept_files(built) if chance.random() < 0.6 else published_files(built)
        if files:
            damage(chance.choice(files), chance)
    build_whole(built, capsys, expected)
    assert UNCHANGED in build_whole(built, capsys, expected)
    change(built, f"子{seed}")
    expected = clean_site(built)
    build_whole(built, capsys, expected)
    assert files_of(built.root / ".output.press/spare") == expected


# Values that are kept


class Foreign:
    """No value of ours."""


def test_only_values_of_ours_are_read():
    from datetime import date

    from linli.findings import Finding
    from linli.model.article import Kind

    value = [Finding("a.md", 1, "E101", "甲"), date(2024, 5, 1), Kind.STORY, ("b", 1, None, 2.5, {"c"})]
    assert pickles.loads(pickles.dumps(value)) == value
    for foreign in (Foreign(), os.system, Path("a"), eval, pickles.loads, sqlite3.Connection):
        with pytest.raises(DamagedWorkspace):
            pickles.loads(pickles.dumps(foreign))


def test_a_class_that_does_something_when_it_is_made_is_no_value():
    """A ledger would take away the file that it cannot read."""
    from linli.build.ledger import Ledger
    from linli.build.workspace import Workspace

    for foreign in (Ledger, Workspace):
        with pytest.raises(DamagedWorkspace):
            pickles.loads(pickles.dumps(foreign))


def test_every_bit_of_a_value_counts():
    kept = pickles.dumps({"甲": [1, 2, 3]})
    for place in range(len(kept)):
        for other in (kept[:place], kept[:place] + bytes([kept[place] ^ 1]) + kept[place + 1 :]):
            with pytest.raises(DamagedWorkspace):
                pickles.loads(other)
    with pytest.raises(DamagedWorkspace):
        pickles.loads(None)


def reading(paper: Paper, name: str) -> sqlite3.Connection:
    """Somebody who looks at a database as it is now."""
    reader = sqlite3.connect(paper.root / ".output.press" / name, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM meta").fetchall()
    return reader


def test_somebody_reads_the_store_while_a_build_reads_the_content(workers, built, capsys, monkeypatch):
    """Workers would read it as it was before."""
    monkeypatch.setattr("linli.store.database.PATIENCE", 0.1)
    before = built.files()
    change(built, "丑丑")
    reader = reading(built, "store.sqlite")
    assert built.build() == 1
    line = "另一个程序正在读上一次出报的记录，没有出报；原来的网站没有动。请等它做完再试。\n"
    assert capsys.readouterr() == ("", line)
    assert built.files() == before
    reader.close()
    expected = clean_site(built)
    assert LOST not in build_whole(built, capsys, expected)


def test_somebody_reads_the_ledger_while_a_build_ends(built, capsys, monkeypatch):
    """What could not be settled then is settled by whoever reads next: that is no damage."""
    monkeypatch.setattr("linli.store.database.PATIENCE", 0.1)
    change(built, "寅寅")
    expected = clean_site(built)
    reader = reading(built, "ledger.sqlite")
    assert LOST not in build_whole(built, capsys, expected)
    reader.close()
    reading(built, "ledger.sqlite").close()
    assert LOST not in build_whole(built, capsys, expected)
    change(built, "卯卯")
    assert LOST not in build_whole(built, capsys, clean_site(built))
