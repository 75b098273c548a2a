"""What is installed is what was meant: every package by its hash, every action by its commit, the builder by its version."""

import json
import re
import runpy
import subprocess
import tomllib

import pytest

from tests.paper import ROOT

PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGE = re.compile(r"^([a-z0-9][a-z0-9.-]*)==(\S+)(?: ; [^\\\n]+)?((?: \\\n    --hash=sha256:[0-9a-f]{64})+)$", re.M)


def normal(name: str) -> str:
    """A package's name as indexes have it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", name)[0]).lower()


def part(name: str) -> str:
    return subprocess.run(["sh", "scripts/pinned", name], cwd=ROOT, check=True, capture_output=True, text=True).stdout


def names(text: str) -> set[str]:
    return {match[1] for match in PACKAGE.finditer(text)}


def test_every_package_has_its_hashes_and_nothing_else_stands_there():
    assert re.sub(r"^#.*\n", "", PACKAGE.sub("", PINS), flags=re.M).strip() == ""
    assert "://" not in PINS


@pytest.mark.parametrize(
    ("extra", "of"),
    [("", "site"), ("test", "test"), ("s3", "test"), ("pdf", "test"), ("cluster", "test"), ("supply", "supply")],
)
def test_what_the_project_asks_for_is_in_its_part(extra, of):
    project = PROJECT["project"]
    asked = project["optional-dependencies"][extra] if extra else project["dependencies"]
    assert {normal(name) for name in asked} <= names(part(of))


def test_a_package_has_one_release_for_each_python():
    releases: dict[str, set[str]] = {}
    for match in PACKAGE.finditer(PINS):
        releases.setdefault(match[1], set()).add(match[2])
    for name in sorted(name for name, versions in releases.items() if len(versions) > 1):
        lines = re.findall(rf"^{re.escape(name)}==.*", PINS, re.M)
        assert all("python_full_version" in line for line in lines), name


def test_a_site_installs_no_tools_of_tests():
    assert not {"pytest", "mypy", "boto3", "pip-audit"} & names(part("site"))
    assert names(part("site")) < names(part("test")) < names(part("supply")) == names(PINS)


def test_one_package_alone_stands_for_every_platform():
    text = part("opencc-python-reimplemented")
    assert names(text) == {"opencc-python-reimplemented"}
    assert ";" not in text


def test_what_builds_the_package_is_exact_and_pinned_with_the_rest():
    pinned = {match[1]: match[2] for match in PACKAGE.finditer(part("site"))}
    required = dict(one.split("==") for one in PROJECT["build-system"]["requires"])
    assert {normal(name): version for name, version in required.items()} == {
        name: pinned[name] for name in ("setuptools", "babel")
    }


def test_make_installs_by_hash_alone():
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    installs = [line.strip() for line in text.split("\n") if "$(PIP)" in line and ":=" not in line]
    assert installs and all("$(PINNED)" in line or "--no-deps --no-build-isolation" in line for line in installs)
    assert re.search(r"^PINNED := install --require-hashes ", text, re.M)


@pytest.mark.parametrize("file", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda file: file.name)
def test_actions_are_those_of_a_commit_whose_version_is_told(file):
    used = [line for line in file.read_text(encoding="utf-8").split("\n") if "uses:" in line]
    assert used
    for line in used:
        assert re.search(r"uses: [\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+(;|$)", line), line


def audited(*packages: dict) -> str:
    return json.dumps({"dependencies": list(packages), "fixes": []})


SKIPPED = {"name": "a", "skip_reason": "not found"}
SOUND = {"name": "b", "version": "1", "vulns": []}
FAULTY = {"name": "c", "version": "2", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3"], "aliases": []}]}


@pytest.mark.parametrize(
    ("answer", "lines", "code"),
    [
        (audited(SOUND), ["1 packages looked up, 0 known faults"], 0),
        (audited(SOUND, FAULTY), ["c 2: PYSEC-1, mended in 3", "2 packages looked up, 1 known faults"], 1),
        (audited(SOUND, SKIPPED), ["1 packages looked up, 0 known faults", "not looked up: a"], 1),
        # pip-audit itself says "No known vulnerabilities found" then.
        (audited(SKIPPED, SKIPPED), ["nothing was audited: the database cannot be reached from here (2 packages)"], 1),
        ("", ["nothing was audited: no route"], 1),
        ("[]", ["nothing was audited: no route"], 1),
    ],
)
def test_an_audit_says_what_it_looked_up(answer, lines, code):
    judge = runpy.run_path(str(ROOT / "scripts/audit.py"))["judge"]
    assert judge(answer, "Traceback\nno route\n") == (lines, code)


def test_a_bill_of_materials_names_no_registry():
    anonymous = runpy.run_path(str(ROOT / "scripts/sbom.py"))["anonymous"]
    hashes = [{"alg": "SHA-256", "content": "bb"}, {"alg": "SHA-256", "content": "aa"}]
    component = {
        "name": "a", "version": "1", "purl": "pkg:pypi/a@1", "description": "a==1 --hash=sha256:aa",
        "externalReferences": [{"type": "distribution", "url": "https://registry.example/a", "hashes": hashes}],
    }  # fmt: skip
    assert anonymous({"components": [component]}) == {
        "components": [{"name": "a", "version": "1", "purl": "pkg:pypi/a@1", "hashes": hashes[::-1]}]
    }
