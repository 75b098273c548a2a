"""What code imports: no circles, and nothing from a package that `pyproject.toml` does not name. `lint-imports` looks at the floors."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib.metadata import packages_distributions
from pathlib import Path

import grimp
import pytest

from tests.paper import ROOT

pytestmark = pytest.mark.unmeasured
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FLOORS = ("linli", "plugins", "newsroom")
OURS = {*FLOORS, "tests", "benchmarks", "screenshots"}
# Each is imported where it is needed, and an editor who lacks it is told what to install.
EXTRAS = {
    "linli/build/workers.py": "cluster",
    "newsroom/deploying/s3.py": "s3",
    "newsroom/pdf.py": "pdf",
    "benchmarks": "bench",
}


def named(requirements: list[str]) -> set[str]:
    """The names in a list of requirements, as registries compare them."""
    return {re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", text)[0]).lower() for text in requirements}


def imports(file: Path) -> Iterator[str]:
    """The top-level packages that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def allowed(path: str) -> set[str]:
    extras = PROJECT["optional-dependencies"]
    if path.startswith(FLOORS):
        chosen = [EXTRAS[path]] if path in EXTRAS else []
    else:
        chosen = ["test", *(extra for start, extra in EXTRAS.items() if path.startswith(start))]
    return named(PROJECT["dependencies"]).union(*(named(extras[extra]) for extra in chosen))


@pytest.mark.parametrize("folder", [*FLOORS, "tests", "benchmarks", "scripts"])
def test_every_package_that_is_imported_is_declared(folder):
    providers = packages_distributions()
    undeclared = set()
    for file in sorted((ROOT / folder).rglob("*.py")):
        path = file.relative_to(ROOT).as_posix()
        for package in set(imports(file)) - sys.stdlib_module_names - OURS:
            if not named(providers.get(package, [package])) & allowed(path):
                undeclared.add(f"{path}: {package}")
    assert sorted(undeclared) == []


def test_no_module_needs_itself():
    graph = grimp.build_graph(*FLOORS, cache_dir=None)
    TopologicalSorter({m: graph.find_modules_directly_imported_by(m) for m in graph.modules}).prepare()


ADL = "正文。\n\n```adl\ndefinition = 00000000-0000-0000-0000-000000000000\n```\n"


def test_a_build_cuts_no_code_with_pygments(paper):
    """Pelican keeps Pygments below 2.20, which has the mending of CVE-2026-4539, a lexer that takes for ever."""
    paper.article("2024/03/01/a.md", "甲", ADL)
    program = (
        "import sys; from newsroom.cli import main; code = main(['build']); "
        "sys.exit(code or any(name.startswith('pygments.lexers.a') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-c", program], cwd=paper.root, check=True, capture_output=True)
