"""The guides keep to what there is: their articles are right, their commands exist, their pictures are there."""

import re
import shlex
import shutil
import sys

import pytest

from newsroom.cli import cli, main
from tests.paper import ROOT

sys.path.insert(0, str(ROOT / "scripts"))
from screenshots import examples

GUIDES = ["editors.md", "publishers.md"]
COMMAND = re.compile(r"\blinli [a-z][^`\n|]*")
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
FENCED = re.compile(r"^```.*?^```", re.S | re.M)
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#:]+)\)")


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_articles_of_the_guide_have_nothing_to_mend(tmp_path, monkeypatch, capsys):
    for part in ("content", "theme"):
        shutil.copytree(ROOT / part, tmp_path / part)
    shutil.copy(ROOT / "pelicanconf.py", tmp_path)
    found = examples()
    assert len(found) >= 3
    for path, article in found.items():
        file = tmp_path / "content" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", *(f"content/{path}" for path in found)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("name", GUIDES)
def test_every_command_and_option_of_the_guides_exists(name):
    lines = COMMAND.findall(text(name))
    assert lines
    for line in lines:
        words = shlex.split(line.split(" #")[0])[1:]
        command = cli.get_command(None, words[0])
        assert command is not None, line
        options = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        used = {word.split("=")[0] for word in words[1:] if word.startswith("--")}
        assert used - options - {"--help"} == set(), line


@pytest.mark.parametrize("name", GUIDES)
def test_every_picture_and_page_that_the_guides_name_is_there(name):
    prose = FENCED.sub("", text(name))
    for words, address in PICTURE.findall(prose):
        assert words
        assert (ROOT / "docs" / address).is_file(), address
    for address in LINK.findall(prose):
        assert (ROOT / "docs" / address).exists(), address
