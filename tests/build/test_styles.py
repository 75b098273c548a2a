"""Style sheets as they are published, in small themes."""

import pytest

from linli.build.assets import Assets
from linli.build.styles import Tokens
from linli.errors import BuildError

WIDTHS = "@custom-media --wide (min-width: 44rem);\n@custom-media --mouse (hover: hover);\n"


@pytest.fixture
def theme(tmp_path):
    """Writes a theme: from path to text."""

    def write(files):
        for name, text in ({"static/css/tokens.css": WIDTHS} | files).items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return tmp_path

    return write


def sheet(theme, name="css/a.css"):
    return Assets.load(theme).known[name].data.decode()


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("@media (--wide) { p { margin: 0 } }", "@media (min-width: 44rem) { p { margin: 0 } }"),
        ("@media screen and ( --wide ) {}", "@media screen and (min-width: 44rem) {}"),
        ("@media not (--wide) {}", "@media not (min-width: 44rem) {}"),
        ("@media (--wide), (--mouse) {}", "@media (min-width: 44rem), (hover: hover) {}"),
        ("@container list (--wide) {}", "@container list (min-width: 44rem) {}"),
        ("@media (--wide) {} @media print {}", "@media (min-width: 44rem) {} @media print {}"),
        ("p { color: var(--wide) }", "p { color: var(--wide) }"),
        ("/* @media (--gone) {} */ p {}", "/* @media (--gone) {} */ p {}"),
        ("@custom-media --own (max-width: 9rem); p {}", "p {}"),
    ],
)
def test_names_of_widths_become_conditions(theme, written, published):
    assert sheet(theme({"static/css/a.css": written})) == published


def test_the_names_themselves_are_not_published(theme):
    assert sheet(theme({"static/css/tokens.css": WIDTHS + ":root { --a: 1 }"}), "css/tokens.css") == ":root { --a: 1 }"


def test_a_width_that_nobody_named_is_told(theme):
    folder = theme({"static/css/a.css": "p {}\n\n@media print { a {} }\n@media screen and\n  (--wid) {}\n"})
    with pytest.raises(BuildError) as fault:
        Assets.load(folder)
    assert str(fault.value) == (
        "theme/static/css/a.css:5: 没有 --wid 这个断点。"
        "请在 static/css/tokens.css 里写上 @custom-media --wid，或改用那里有的名字。"
    )


@pytest.mark.parametrize("condition", ["screen and (min-width: 1rem)", "(min-width: 1rem), print", "print"])
@pytest.mark.parametrize("rule", ["media", "container"])
def test_a_width_in_a_query_is_one_condition(theme, rule, condition):
    folder = theme(
        {"static/css/tokens.css": f"@custom-media --w {condition};", "static/css/a.css": f"p {{}}\n@{rule} (--w) {{}}"}
    )
    with pytest.raises(BuildError) as fault:
        Assets.load(folder)
    assert str(fault.value) == (
        f"theme/static/css/a.css:2: 断点 --w 要写成一个条件，例如 (min-width: 44rem)，现在是 {condition}。"
    )


def test_a_component_is_published_within_the_sheet_that_imports_it(theme):
    folder = theme(
        {
            "static/css/a.css": '@import "../../components/teaser/teaser.css";\n@import url("tokens.css");\n\np {}\n',
            "components/teaser/teaser.css": "@media (--wide) {\n  .a { background: url('../../static/img/a.svg') }\n}\n",
            "static/img/a.svg": "<svg/>",
        }
    )
    paths = Assets.load(folder).paths()
    assert sorted(paths) == ["css/a.css", "css/tokens.css", "img/a.svg"]
    tokens, picture = paths["css/tokens.css"].rpartition("/")[2], paths["img/a.svg"].rpartition("/")[2]
    assert sheet(folder) == (
        f"@media (min-width: 44rem) {{\n  .a {{ background: url('../img/{picture}') }}\n}}\n"
        f'@import url("./{tokens}");\n\np {{}}\n'
    )


def test_a_change_in_a_component_gives_its_sheet_another_name(theme):
    imported = {"static/css/a.css": '@import "../../components/b/b.css";'}
    before = Assets.load(theme(imported | {"components/b/b.css": "p {}"})).paths()
    after = Assets.load(theme(imported | {"components/b/b.css": "p { margin: 0 }"})).paths()
    assert before["css/a.css"] != after["css/a.css"]
    assert before["css/tokens.css"] == after["css/tokens.css"]


def test_a_component_that_is_not_there_is_told(theme):
    folder = theme({"static/css/a.css": '\n@import "../../components/gone/gone.css";\n'})
    with pytest.raises(BuildError) as fault:
        Assets.load(folder)
    assert str(fault.value) == (
        "theme/static/css/a.css:2: 没有 ../../components/gone/gone.css 这个文件。请改正文件名，或删去这一行。"
    )


def test_colours_by_day_and_by_night(theme):
    declared = """
      :root {
        --paper: var(--day, #fbf8f1) var(--night, #1F1C18);
        --ink: var(--mild, var(--day, #111) var(--night, #eee)) var(--stark, var(--black));
        --red: var(--mild, var(--day, #b02) var(--night, #e76)) var(--stark, var(--day, #800) var(--night, #fba));
        --line: 1.75rem;
      }
    """
    tokens = Tokens.load(theme({"static/css/tokens.css": declared}))
    assert dict(tokens.colours) == {
        "paper": ("#fbf8f1", "#1F1C18"),
        "ink": ("#111", "#eee"),
        "red": ("#b02", "#e76"),
    }
    assert tokens.colour("ink", "dark") == "#eee"
    assert tokens.colour("ink", "dim") is tokens.colour("line", "light") is None


def test_a_theme_without_tokens_has_none(tmp_path):
    (tmp_path / "static").mkdir()
    assert Tokens.load(tmp_path) == Tokens({}, {})
    assert Assets.load(tmp_path).paths() == {}
