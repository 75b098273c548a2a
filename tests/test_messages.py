"""The catalogue of texts for editors: complete, and in keeping with the code."""

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from linli import messages
from linli.messages import _
from newsroom.cli import cli, main
from newsroom.usage import Command, Context, Option
from tests.paper import ROOT, facts

PLACEHOLDERS = re.compile(r"\{([^{}]*)\}")
HAN = re.compile("[\u3400-\u9fff]")
# Modules in which Chinese is no message: what pages show, and what manuscripts are read by.
PAGES = {
    "plugins/bylines/contributors.py",
    "linli/model/people.py",
    "linli/model/calendar.py",
    "linli/reading/figures.py",
    "linli/model/attachment.py",
    "plugins/desk/jobs.py",
    "linli/model/scripts.py",
    "plugins/issues/issue.py",
    "plugins/issues/jobs.py",
    "plugins/issues/offline.py",
    "plugins/issues/sheets.py",
    "plugins/search/jobs.py",
    "plugins/search/pagefind_jobs.py",
    "plugins/sections/corrections.py",
    "plugins/sections/lists.py",
    "plugins/sections/overviews.py",
    "plugins/bylines/everybody.py",
    "plugins/issues/all.py",
    "plugins/syndication/entries.py",
    "plugins/syndication/feeds.py",
    "plugins/syndication/moved.py",
    "plugins/syndication/nodes.py",
    "plugins/syndication/structured.py",
    "newsroom/sharing/digest.py",  # words of a post or a poster: for readers
    "newsroom/sharing/post.py",
    "newsroom/sharing/poster.py",
    "newsroom/sharing/rich.py",
    "newsroom/sharing/words.py",
}
TABLES = {
    "plugins/hanzi/dictionary.py",
    "linli/text/dates.py",
    "linli/text/pinyin.py",
    "linli/reading/emphasis.py",
    "linli/reading/legacy.py",
    "linli/text/private.py",
    "linli/text/radicals.py",
    "newsroom/blank.py",  # the fields of a new article
    "newsroom/checking/marks.py",
    "newsroom/checking/personal.py",
    "newsroom/checking/punctuation.py",
    "newsroom/checking/repeats.py",
    "newsroom/checking/spacing.py",
    "newsroom/importing/credits.py",
    "newsroom/importing/features.py",
    "newsroom/importing/folio.py",
    "newsroom/importing/item.py",
    "newsroom/importing/kinds.py",
    "newsroom/importing/posts/body.py",
    "newsroom/importing/posts/matter.py",
    "newsroom/importing/posts/post.py",
    "newsroom/importing/posts/wxr.py",
    "newsroom/importing/trailer.py",
    "newsroom/importing/offer.py",  # names of fields
    "newsroom/sharing/opening.py",
    "newsroom/importing/plan.py",  # names of sections for commentaries
    "newsroom/importing/page.py",
    "newsroom/importing/pasted.py",  # bounds of a range
    "newsroom/importing/phrases.py",
    "newsroom/importing/titles.py",
    "newsroom/importing/values.py",
    "newsroom/importing/word/captions.py",
    "newsroom/importing/word/formats.py",
    "newsroom/importing/word/graphics.py",
    "newsroom/importing/word/look.py",
    "newsroom/importing/word/numbering.py",
    "newsroom/starting/facts.py",
    "newsroom/starting/conf.py",  # what stands in the files of a new paper
    "newsroom/starting/folder.py",
    "newsroom/starting/launchers.py",
    "newsroom/period.py",  # in Chinese and, for English, in figures
    "plugins/bylines/blocks.py",
    "plugins/bylines/captions.py",
    "plugins/bylines/credits.py",
    "plugins/bylines/dateline.py",
    "plugins/bylines/manuscript.py",
    "plugins/bylines/names.py",
    "plugins/bylines/roles.py",
    "plugins/bylines/signature.py",
    "plugins/bylines/source.py",
    "plugins/bylines/tokens.py",
    "linli/model/fields.py",
    "linli/reading/placeholder.py",  # stands in the article
    "linli/reading/markup.py",
    "linli/model/paper.py",
    "linli/settings/document.py",
    "linli/settings/table.py",  # what docs/settings.md says
    "linli/reading/values.py",
    "plugins/hanzi/kept.py",
    "plugins/hanzi/mixing.py",
    "plugins/hanzi/names.py",
    "plugins/hanzi/people.py",
    "plugins/hanzi/quotes.py",
    "linli/text/foreign.py",
    "linli/text/numbers.py",
    "linli/text/phrasing.py",
    "linli/text/segmenter.py",  # bounds of a range
}
# How Chinese gets to an editor: none of these calls may have any that is not in `_()`, in whatever module.
SAYING = re.compile(
    r"Finding|guess|say|complain|tell|progress|fault|echo|option|argument|command|group|_missing|\w*Error"
)


def texts_in_code() -> set[str]:
    mapping = configparser.ConfigParser()
    mapping.read(ROOT / "linli/locale/babel.cfg", encoding="utf-8")  # as `make messages` does
    methods = [tuple(reversed(section.split(": "))) for section in mapping.sections()]
    found = set()
    for folder in ("linli", "newsroom", "plugins"):
        for _file, _line, text, _comments, _context in extract_from_dir(ROOT / folder, methods, keywords={"_": None}):
            found.add(text)
    return found


FILE = messages.LOCALE / "en" / "LC_MESSAGES" / "linli.po"


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    with FILE.open("rb") as file:
        return {entry.id: entry.string for entry in read_po(file, locale="en") if entry.id}


@pytest.mark.unmeasured
def test_every_text_has_its_english(catalogue):
    texts = texts_in_code()
    assert sorted(texts - catalogue.keys()) == []  # `make messages` collects them
    assert sorted(catalogue.keys() - texts) == []
    assert [text for text, english in catalogue.items() if not english] == []


def test_english_has_the_same_names_in_braces_and_no_chinese_prose(catalogue):
    for text, english in catalogue.items():
        names = Counter(PLACEHOLDERS.findall(text)).keys()
        assert names == Counter(PLACEHOLDERS.findall(english)).keys(), text
        prose = re.sub("[“\"'][^”\"']*[”\"']", "", english)  # what an editor types may be quoted
        assert not HAN.search(prose), english


def test_the_compiled_catalogue_is_that_of_the_texts(catalogue):
    with FILE.with_suffix(".mo").open("rb") as file:
        compiled = {entry.id: entry.string for entry in read_mo(file) if entry.id}
    assert compiled == catalogue  # `make .venv/.site` compiles it


def test_without_a_compiled_catalogue_all_is_chinese(tmp_path):
    shutil.copytree(ROOT / "linli", tmp_path / "linli", ignore=shutil.ignore_patterns("*.mo", "__pycache__"))
    program = "from linli.messages import _, language, messages_fingerprint as f; print(language(), f(), _('选项：'))"
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "LINLI_LANG": "en", "PYTHONPATH": str(tmp_path)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout == "zh zh 选项：\n"


def test_the_language_is_chosen_by_the_environment(monkeypatch):
    monkeypatch.delenv("LINLI_LANG", raising=False)
    text = "这份报纸正在出报，或正在发到网上。请等它做完再试。"
    assert _(text) == text
    monkeypatch.setenv("LINLI_LANG", "en")
    assert _(text) == "This paper is being built, or being sent. Wait until that is done, then try again."
    monkeypatch.setenv("LINLI_LANG", "fr")
    assert _(text) == text


def literals(tree: ast.Module) -> Iterator[tuple[ast.Constant, bool]]:
    """Texts with Chinese in them, outside `_()` and docstrings; and whether a call that speaks to editors has them."""

    def walk(node: ast.AST, said: bool) -> Iterator[tuple[ast.Constant, bool]]:
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name == "_":
                return
            said = said or bool(SAYING.fullmatch(name))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            return  # a docstring
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and HAN.search(node.value):
            yield node, said
        for child in ast.iter_child_nodes(node):
            yield from walk(child, said)

    yield from walk(tree, False)


@pytest.mark.unmeasured
def test_no_chinese_reaches_an_editor_but_through_the_catalogue():
    faults, allowed = [], set()
    for folder in ("linli", "newsroom", "plugins"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            for literal, said in literals(ast.parse(file.read_text(encoding="utf-8"))):
                if said or path not in PAGES | TABLES:
                    faults.append(f"{path}:{literal.lineno}: {literal.value}")
                else:
                    allowed.add(path)
    assert faults == []  # put them into `_()`; page texts and tables into the list above
    assert (PAGES | TABLES) - allowed == set()


def linli(*arguments: str, cwd: object, language: str) -> tuple[int, str]:
    """`linli` in a process of its own: its exit code, and all that it says."""
    command = [sys.executable, "-m", "newsroom", *arguments]
    environment = {**os.environ, "LINLI_LANG": language, "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True)
    return ended.returncode, ended.stdout + ended.stderr


COMMANDS = ["new", "check", "import", "preview", "build", "stats", "issue", "deploy"]


@pytest.mark.parametrize("arguments", [["--help"], ["nothing"], *([command, "--help"] for command in COMMANDS)])
def test_help_is_in_english(tmp_path, arguments):
    said = linli(*arguments, cwd=tmp_path, language="en")[1]
    assert said
    assert not HAN.search(said), said


QUOTED = re.compile('“[^”]*”|"[^"]*"')


def test_findings_are_in_english(paper):
    paper.write("articles/a.md", "")
    paper.write("articles/b.md", "没有字段")
    paper.article("c.md", "丙", "<script>x</script>![](none.jpg)", 日期="昨天", 栏目="体育", 版次="头版", 字号="大")
    paper.article("2024/01/01/d.md", "丁")
    paper.article("2024/01/01/e.md", "丁")
    for command in (["check"], ["build", "--output", "site"]):
        code, said = linli(*command, cwd=paper.root, language="en")
        assert code == 1
        assert len(said.splitlines()) == 10
        for line in said.splitlines():
            prose = QUOTED.sub("", line).replace("要闻, 基层治理, 言论", "")
            assert not HAN.search(prose), line


def test_warnings_and_what_is_mended_are_in_english(paper):
    body = "他说,好。“走。\n\n![](photos/a.svg)\n\n[甲](/none/)[乙](a.md)[丙](#x)\n\n（记者 张 婷 摄）"
    paper.picture("a.svg")
    paper.picture("b.svg")
    paper.article("a.md", "三" * 31, body, 日期="2094-03-11", 地区="贵阳市")
    paper.article("b.md", "三" * 31, "短。\n\n" + "长" * 100 + "。\n\n（张婷）", 日期="2024-03-11")
    paper.write("c.md", "甲\u200b")
    paper.write("articles/d.md", "---\n标题: 国标\n栏目: 要闻\n日期: 2024-03-11\n---\n好。\r好。\n".encode("gb18030"))
    code, said = linli("check", "--fix", "--dry-run", cwd=paper.root, language="en")
    assert code == 0
    codes = re.findall(r": (W\d+) ", said)
    assert sorted(set(codes)) == [
        *(
            "W121",
            "W124",
            "W201",
            "W202",
            "W203",
            "W204",
            "W205",
            "W206",
            "W211",
            "W215",
            "W221",
            "W311",
            "W314",
            "W321",
            "W322",
        )
    ]
    for line in said.splitlines():
        prose = QUOTED.sub("", line).replace("柳溪镇, 石桥镇", "")
        assert line.startswith(("  - ", "  + ")) or not HAN.search(prose), line


def test_another_language_says_all_anew_and_prints_nothing_anew(paper):
    paper.article("a.md", "甲", "<script>x</script>", 日期="2024-03-11")
    said = []
    for language in ("zh", "en", "zh"):
        code, text = linli("build", cwd=paper.root, language=language)
        assert code == 0
        said.append([line for line in text.splitlines() if "W501" in line])
        if language == "zh" and len(said) == 1:
            before = paper.stats()
    place = "content/articles/a.md:7: W501 "
    chinese = place + "正文里的 <script> 不能用，页面上已去掉。请删去，或改用 Markdown 的写法。"
    english = (
        place + "<script> cannot be used in a text, and was taken out of the page. Delete it, or write it in Markdown."
    )
    assert said == [[chinese], [english], [chinese]]
    assert paper.stats() == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["bild"],
            "没有“bild”这个命令。可用的有：init、new、check、review、import、preview、newsroom、build、stats、issue、wechat、digest、poster、deploy、publish。",
        ),
        (["build", "--outptu", "x"], "没有 --outptu 这个选项。是不是 --output？"),
        (["build", "--xyzzy"], "没有 --xyzzy 这个选项。请看 linli build --help。"),
        (["build", "--clean=x"], "--clean 后面不用写东西。"),
        (["build", "--today"], "--today 后面要写日期。"),
        (["build", "--today", "昨天"], "--today：“昨天”不是日期。请写成 2023-07-12。"),
        (["build", "all"], "“all”是多出来的。请看 linli build --help。"),
        (["check", "none.md"], "找不到 none.md。请检查文件名和路径。"),
        (["check", "--format", "xml"], "--format 后面要写 text、json 中的一个。"),
        (["import"], "缺少文件...。请写在命令后面。"),
        (["import", "a.md", "--page", "三"], "--page 后面要写一个数字，从 1 到 999。"),
        (["deploy"], "缺少选项 --to 目标位置。"),
    ],
)
def test_what_is_typed_wrongly_is_told_in_the_language_of_the_editor(paper, monkeypatch, capsys, arguments, message):
    monkeypatch.chdir(paper.root)
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", message + "\n")


def test_every_command_is_told_about_in_the_language_of_the_editor():
    context = Context(cli)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert isinstance(command, Command), name
        options = [parameter for parameter in command.params if isinstance(parameter, click.Option)]
        assert [option for option in options if not isinstance(option, Option)] == [], name


def test_a_worker_speaks_the_language_of_the_build(paper, monkeypatch):
    from linli.model.review import ReviewRules
    from linli.reading.desk import Assignment, read_files
    from linli.reading.topics import NONE

    monkeypatch.setenv("LINLI_LANG", "en")
    assignment = Assignment(paper.root / "content", facts(), ReviewRules(), NONE, ())
    paper.write("articles/a.md", "")
    monkeypatch.setenv("LINLI_LANG", "zh")
    message = read_files(assignment, ["articles/a.md"])[0].findings[0].message
    assert message == "The file is empty. Write something; if it is not needed, delete it."
