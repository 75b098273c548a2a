"""Every document keeps to what there is: its commands, options, settings, files, addresses and links exist."""

import pytest

from newsroom.cli import COMMANDS
from tests import documents
from tests.demo import demo
from tests.paper import ROOT

pytestmark = pytest.mark.unmeasured
DOCUMENTS = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
GENERATED = ROOT / "docs" / "findings.md"  # of examples, each a small paper with files of its own
PUBLISHED = 'SITEURL = "https://paper.example"\n'
BAD = """# 写错的文档

`linli proof` 检查，`linli build --clear` 出报，`linli build --clean` 也行；`make sight`，`make site`。

| 命令 | 做什么 |
| --- | --- |
| `linli stats` | `--csv`，`--xls` |

`--scheduler` 有，`--shedule` 没有。设置有 `SECTIONS`、`SERAIL`、`SIZES = 3`；`READINGS` 在脚本里。

代码在 `plugins/desk/store.py`、`linli/store/store.py`、`store.py`、`darkroom.py`；`linli.build.page.Page`，`linli.build.page.Sheet`；`Page` in `linli/build/page.py`，`Sheet` in `linli/build/page.py`。

网站有 `output/index.html`、`output/edition.html`、`/archive/`、`/archives/`、`/issue/2031-01-02/`、`feed.json`、`feed.rss.json`、`/section/ID/`、`/place/ID/`。

[自己](#写错的文档)，[没有的一节](#没有)，[没有的文档](nothing.md)，[编辑手册](editors.md#发一组照片)，[别处](https://paper.example/nothing)。
<img src="nothing.png" alt="没有的图"> ![](editors.md) ![字](editors.md) <a href="editors.md">手册</a>

```sh
linli paper 2024-05-09   # linli nothing
make site
```

```python
SERIAL = "刊号"
SERAIL = "刊号"
```
"""
FAULTS = """\
bad.md:3: no command linli proof
bad.md:3: no option --clear of linli build
bad.md:3: no target make sight
bad.md:7: no option --xls of linli stats
bad.md:9: no option --shedule
bad.md:9: no setting SERAIL
bad.md:9: no setting SIZES
bad.md:11: no Sheet in linli/build/page.py
bad.md:11: no file or address darkroom.py
bad.md:11: no file or address plugins/desk/store.py
bad.md:11: no linli.build.page.Sheet
bad.md:13: no file or address /archives/
bad.md:13: no file or address /place/ID/
bad.md:13: no file or address feed.rss.json
bad.md:13: no file or address output/edition.html
bad.md:15: no heading #没有 in bad.md
bad.md:15: no nothing.md
bad.md:16: no nothing.png
bad.md:16: no words for those who do not see editors.md
bad.md:19: no command linli paper
bad.md:24: no setting SERAIL
"""


@pytest.fixture(scope="session")
def known(tmp_path_factory) -> documents.Known:
    """The repository, and the demo paper, built."""
    site = demo(tmp_path_factory, "published", PUBLISHED)
    return documents.Known.of(site, site.parent / ".news.press")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_all_that_a_document_names_exists(document, known):
    faults = documents.faults(document, document.read_text(encoding="utf-8"), known)
    assert [fault for fault in faults if document != GENERATED or "no file" not in fault] == []


def test_what_does_not_exist_is_found(known, tmp_path):
    document = tmp_path / "bad.md"
    document.write_text(BAD, encoding="utf-8")
    (tmp_path / "editors.md").write_text("## 发一组照片\n", encoding="utf-8")
    assert "\n".join(documents.faults(document, BAD, known)) + "\n" == FAULTS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_in_its_row(name):
    table = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    row = next(line for line in table.split("\n") if line.startswith(f"| `linli {name}"))
    told = {word.split()[0] for word in documents.SPAN.findall(row)}
    assert documents.options(name) - told - {"--help"} == set()


def test_every_target_of_the_makefile_is_told_of():
    table = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert documents.targets() - set(documents.TARGET.findall(table)) == set()


def test_the_glossary_has_at_most_thirty_words():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = text.split("| word | meaning |\n| --- | --- |\n")[1].split("\n\n")[0].split("\n")
    words = [row.split("|")[1].strip() for row in rows]
    assert 20 <= len(words) <= 30
    assert [word for word in words if "," in word] == []


def test_no_document_is_left_out():
    found = {document.relative_to(ROOT).as_posix() for document in DOCUMENTS}
    assert {"README.md", "README.zh.md", "docs/architecture.md", "docs/editors.md"} <= found


def test_every_exception_is_used():
    whole = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    exceptions = documents.EXAMPLES | documents.FOREIGN | documents.OWN
    assert {name for name in exceptions if f"`{name}`" not in whole} == set()


def test_every_decision_has_its_number_and_its_row():
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    records = sorted(folder.glob("0*.md"))
    assert {*folder.glob("*.md")} - {*records} == {folder / "README.md"}
    numbers = [int(record.name.partition("-")[0]) for record in records]
    assert numbers == [*range(1, len(records) + 1)]
    rows = [f"| [{number}]({record.name}) | " for number, record in zip(numbers, records, strict=True)]
    assert [row for row in index.splitlines() if row.startswith("| [")] == [
        next((line for line in index.splitlines() if line.startswith(row)), row) for row in rows
    ]
    for number, record in zip(numbers, records, strict=True):
        assert record.read_text(encoding="utf-8").startswith(f"# {number}. ")
