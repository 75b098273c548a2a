"""No test is passed over without a word."""

from fnmatch import fnmatch

from tests.paper import ROOT


def test_pytest_looks_into_every_folder_of_tests(pytestconfig):
    folders = {file.parent.relative_to(ROOT) for file in (ROOT / "tests").rglob("test_*.py")}
    patterns = pytestconfig.getini("norecursedirs")  # by default `build` is one of them
    assert len(folders) > 10
    assert [path for path in sorted(folders) for name in path.parts for p in patterns if fnmatch(name, p)] == []
