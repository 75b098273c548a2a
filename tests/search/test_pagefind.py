"""The second engine: Pagefind's own program makes the index, and what becomes of the site when it does not."""

import gzip
import json
import stat
from base64 import b64encode
from pathlib import Path

import pytest

from plugins.search import pagefind, service
from plugins.search.cutting import HEADLINE, fold, strung
from plugins.search.pagefind import Pagefind
from tests.build.test_press import clean_build
from tests.paper import CONFIG, Paper

PLUGINS = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search"')
SEARCH = PLUGINS + 'SEARCH_ENGINE = "pagefind"\n'
PROGRAM = service.executable()
STOPPED = (
    "做搜索的 pagefind 没有做成（{}），没有出报；原来的网站没有动。"
    '请再出一次报；还是不行，请在设置文件里写 SEARCH_ENGINE = "linli"。\n'
)


@pytest.fixture
def paper(tmp_path) -> Paper:
    paper = Paper.make(tmp_path / "paper", SEARCH)
    for month in (3, 4, 5):
        paper.article(f"{month}.md", f"{month}月的老井", "井水很甜。", 日期=f"2024-0{month}-01", 短名=f"well-{month}")
    return paper


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Has a script of the shell run in place of the program, which it knows as `$PROGRAM`."""

    def put(script: str) -> Path:
        file = tmp_path / "program"
        file.write_text(f"#!/bin/sh\nPROGRAM={PROGRAM}\n{script}\n")
        file.chmod(file.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setattr(service, "executable", lambda: file)
        return file

    return put


def index(*articles: list[str]) -> tuple[dict[str, object], dict[str, bytes]]:
    engine = Pagefind()
    for texts in articles:
        engine.add(texts)
    return engine.facts, dict(engine.each_file("mark"))


def characters(files: dict[str, bytes]) -> set[str]:
    """What stands in the lists of words."""
    data = b"".join(gzip.decompress(data) for name, data in files.items() if name.endswith(".pf_index"))
    return set(data.decode("utf-8", "ignore"))


def test_an_index_is_the_same_however_often_it_is_made():
    articles = [
        [f"第{n}篇", *(f"{chr(0x4E00 + n * 37 % 20000)}说的是第{m}件事。" for m in range(40))] for n in range(300)
    ]
    first, *others = [index(*articles) for _ in range(3)]
    assert first == others[0] == others[1]
    assert len(first[1]) > 5


def test_its_files_are_of_the_index_alone():
    facts, files = index(["老井", "井水"], ["公交"])
    ((mark, articles),) = facts["parts"]
    assert (facts["release"], articles) == (service_release(), 2)
    assert {name.partition(".")[0].split("/")[0] for name in files} == {"0"}
    assert f"0/pagefind.{mark}.pf_meta" in files
    assert all(name.endswith((".pf_meta", ".pf_index")) for name in files)


def service_release() -> str:
    from importlib.metadata import version

    return version("pagefind-bin")


def test_every_character_of_its_own_is_kept():
    """A character that is neither letter nor digit to Pagefind would be left out."""
    han = [chr(code) for first, last in pagefind.PLAIN for code in range(first, last + 1)]
    _facts, files = index(["".join(han)])
    kept = {character for character in fold("".join(han)) if pagefind.WORDS[character] == character}
    assert len(kept) > 20_000
    assert kept - characters(files) == set()


@pytest.mark.parametrize(("character", "word"), [("a", "a"), ("9", "9"), ("井", "井"), ("，", "xff0c"), (" ", "x20")])
def test_words(character, word):
    assert pagefind.WORDS[character] == word


def test_no_word_is_taken_for_two():
    words = [pagefind.WORDS[chr(code)] for code in range(32, 0x30000)]
    assert len(set(words)) == len(words)


def test_places_are_those_of_our_own_engine():
    line = strung(["老井", "井水"])
    assert (line.index("井"), line.index("井水")) == (1, HEADLINE)
    assert "".join(pagefind.WORDS[c] for c in line).startswith("老井....")


def test_an_article_without_a_character_keeps_its_number():
    facts, _files = index(["老井"], ["\u200b"], [], ["公交"])
    assert facts["parts"][0][1] == 4


def test_a_shard_is_made_in_parts_counted_from_the_oldest(monkeypatch):
    articles = [[f"第{n}篇", "井水很甜" * 20] for n in range(10)]
    monkeypatch.setattr(pagefind, "PART", 500)
    facts, files = index(*articles)
    later, more = index(*articles, ["又一篇", "井水"])
    assert [count for _mark, count in facts["parts"]] == [3, 3, 3, 1]
    assert [count for _mark, count in later["parts"]] == [3, 3, 3, 2]
    assert later["parts"][:3] == facts["parts"][:3]
    assert all(more[name] == data for name, data in files.items() if not name.startswith("3/"))


def test_an_article_that_is_longer_than_a_part_is_one(monkeypatch):
    monkeypatch.setattr(pagefind, "PART", 100)
    facts, _files = index(["短"], ["长", "井水很甜" * 100], ["短"])
    assert [count for _mark, count in facts["parts"]] == [1, 1, 1]


def test_the_site_has_pagefinds_files_once_and_its_policy_lets_webassembly_in(paper):
    assert paper.build() == 0
    files = paper.files()
    ours = {name.split("/", 2)[2] for name in files if name.startswith("search/pagefind/")}
    assert ours == {"pagefind-worker.js", "wasm.unknown.pagefind"}
    assert not any(name.endswith((".pf_fragment", ".pf_filter")) or name.startswith("pagefind/") for name in files)
    assert json.loads(files["search/shards.json"])["shards"][0]["engine"] == "pagefind"
    assert b"script-src 'self' 'wasm-unsafe-eval';" in files["index.html"]
    assert b"script-src 'self' 'wasm-unsafe-eval';" in files["_headers"]


def test_its_interface_is_there_if_it_is_wanted(paper):
    assert paper.build() == 0
    (paper.root / "pelicanconf.py").write_text(SEARCH + "PAGEFIND_UI = True\n", encoding="utf-8")
    assert paper.build() == 0
    files = paper.files()
    assert {name for name in files if name.startswith("pagefind/")} == {
        "pagefind/index.html",
        "pagefind/pagefind.js",
        "pagefind/pagefind-component-ui.js",
        "pagefind/pagefind-component-ui.css",
    }
    with service.Service() as program:
        program.add(0, "a")
        theirs = program.files()
    assert files["pagefind/pagefind-component-ui.js"] == theirs["pagefind-component-ui.js"]
    assert files == clean_build(paper)


def test_three_builds_are_the_same(paper):
    builds = []
    for _ in range(3):
        assert paper.build("--clean") == 0
        builds.append(paper.files())
    assert builds[0] == builds[1] == builds[2]


def test_an_edit_has_its_own_shard_made_again_and_no_other(paper, program, tmp_path):
    assert paper.build() == 0
    log = tmp_path / "log"
    program(f'echo started >> {log}\nexec "$PROGRAM" "$@"')
    paper.article("5b.md", "又一口井", "井水也甜。", 日期="2024-05-02", 短名="well-5b")
    before = paper.stats()
    assert paper.build() == 0
    after = paper.stats()
    assert log.read_text() == "started\n"
    assert {name for name in before if name.startswith("search/2024/") and before[name] != after.get(name)} == set()
    assert paper.files() == clean_build(paper)


def test_another_engine_makes_everything_again_and_leaves_nothing(paper):
    assert paper.build() == 0
    (paper.root / "pelicanconf.py").write_text(PLUGINS, encoding="utf-8")
    assert paper.build() == 0
    assert not any("pagefind" in name or ".pf_" in name for name in paper.files() if not name.startswith("theme/"))
    assert paper.files() == clean_build(paper)
    (paper.root / "pelicanconf.py").write_text(SEARCH, encoding="utf-8")
    assert paper.build() == 0
    assert paper.files() == clean_build(paper)


FIRST = len(b64encode(b'{"message_id": 1, "payload": {"type": "NewIndex", "config": {}}}') + b",")
FAULTS = {
    "it dies at once": ("exit 3", "中途停了，代码 3"),
    "it dies before it has any article": (
        f'dd bs=1 count={FIRST} 2>/dev/null | "$PROGRAM" "$@"; exit 9',
        "中途停了，代码 9",
    ),
    "it is killed": ("kill -9 $$", "中途停了，代码 -9"),
    "it says what no program of that name says": ("echo bm8=,", "中途停了，代码 0"),
}


@pytest.mark.parametrize(("script", "told"), FAULTS.values(), ids=FAULTS)
def test_when_it_fails_the_site_stays_as_it_was(paper, program, capfd, script, told):
    assert paper.build() == 0
    before = paper.stats()
    paper.article("5b.md", "又一口井", "井水也甜。", 日期="2024-05-02", 短名="well-5b")
    program(script)
    capfd.readouterr()
    assert paper.build() == 1
    out, error = capfd.readouterr()
    assert (out, error) == ("", STOPPED.format(told))
    assert paper.stats() == before
    program('exec "$PROGRAM" "$@"')
    assert paper.build() == 0
    assert paper.files() == clean_build(paper)


def test_one_that_does_not_answer_is_given_up(program, monkeypatch):
    monkeypatch.setattr(service, "LONGEST", 0.2)
    program("exec sleep 60")
    with pytest.raises(service.BuildError, match="中途停了，代码 -9"), service.Service():
        pass


def test_what_it_refuses_is_told(monkeypatch):
    with service.Service() as program, pytest.raises(service.BuildError, match="Invalid index"):
        monkeypatch.setattr(program, "_index", 7)
        program.add(0, "井")


def test_one_that_is_no_program_is_told(paper, tmp_path, monkeypatch, capfd):
    empty = tmp_path / "empty"
    empty.write_bytes(b"\0")
    empty.chmod(0o755)
    monkeypatch.setattr(service, "executable", lambda: empty)
    assert paper.build() == 1
    assert capfd.readouterr().err == STOPPED.format("打不开：不是能运行的程序")
    assert not paper.output.exists()


def test_without_the_package_it_is_a_finding_of_the_setting(paper, monkeypatch, capfd):
    monkeypatch.setitem(__import__("sys").modules, "pagefind_bin", None)
    assert paper.build() == 2
    line = SEARCH.splitlines().index('SEARCH_ENGINE = "pagefind"') + 1
    assert capfd.readouterr().err == (
        f'pelicanconf.py:{line}: E005 SEARCH_ENGINE 写的是 "pagefind"，可是没有装 pagefind-bin。'
        '请先运行：pip install pagefind-bin；或写 SEARCH_ENGINE = "linli"。\n'
    )


def test_its_interface_needs_the_engine(paper, capfd):
    (paper.root / "pelicanconf.py").write_text(PLUGINS + "PAGEFIND_UI = True\n", encoding="utf-8")
    assert paper.build() == 2
    assert "E005 PAGEFIND_UI 是 Pagefind 的界面" in capfd.readouterr().err


def test_an_engine_of_another_name_is_a_finding(paper, capfd):
    (paper.root / "pelicanconf.py").write_text(PLUGINS + 'SEARCH_ENGINE = "lunr"\n', encoding="utf-8")
    assert paper.build() == 2
    assert 'E005 SEARCH_ENGINE（搜索引擎）应当是"linli"、"pagefind" 中的一个' in capfd.readouterr().err
