"""Static files under names with the hash of their content, and what refers to them."""

import re

import pytest

from linli.build.assets import Assets


@pytest.fixture
def published(tmp_path):
    def publish(line: str) -> str:
        js = tmp_path / "static/js"
        js.mkdir(parents=True, exist_ok=True)
        (js / "other.js").write_text("export const one = 1;\n", encoding="utf-8")
        (js / "main.js").write_text(line, encoding="utf-8")
        return Assets.load(tmp_path).known["js/main.js"].data.decode()

    return publish


@pytest.mark.parametrize(
    "line",
    [
        'import { one } from "./other.js";',
        "export * from './other.js';",
        'const lazy = () => import("./other.js");',
        'new Worker(new URL("./other.js", import.meta.url));',
        'import "../js/other.js";',
    ],
)
def test_a_module_refers_to_another_by_the_name_that_it_is_published_under(published, line):
    before, _name, after = re.split(r"(\.{1,2}/(?:js/)?other\.js)", line)
    assert re.fullmatch(re.escape(before) + r"\./other\.[0-9a-f]{10}\.js" + re.escape(after), published(line))


@pytest.mark.parametrize(
    "line",
    ['new URL("../../", import.meta.url);', 'new URL("../pagefind/", root);', 'import("./gone.js");', '"./other.js"'],
)
def test_what_is_no_reference_to_a_file_of_the_theme_stays(published, line):
    assert published(line) == line
