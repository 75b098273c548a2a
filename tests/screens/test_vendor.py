"""The editor of the desk, which is others' work: it is what its makers published, in the versions that scripts/vendor.py names."""

import hashlib
import re
import runpy
import shutil
import subprocess
import sys

import pytest

from tests.paper import ROOT

pytestmark = pytest.mark.unmeasured
SCRIPT = ROOT / "scripts/vendor.py"
VENDOR = ROOT / "newsroom/screens/static/vendor"
PACKAGES = runpy.run_path(str(SCRIPT))["PACKAGES"]


def test_every_file_is_as_it_was_fetched():
    lines = (VENDOR / "SHA256SUMS").read_text().splitlines()
    expected = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in VENDOR.iterdir()
        if file.name != "SHA256SUMS"
    }
    assert there == expected


def test_every_package_is_there_in_its_version_with_its_licence():
    licences = (VENDOR / "LICENCES.txt").read_text(encoding="utf-8")
    for name, version in PACKAGES.items():
        text = (VENDOR / f"{name}.js").read_text(encoding="utf-8")
        assert text.startswith(f"// {name} {version}\n")
        assert f"{name} {version}\n" in licences
        asked = re.findall(r"^(?:import|export)[^;\n]*?from ['\"]([^'\"]+)['\"]", text, re.M)
        assert [one for one in asked if not (VENDOR / one).is_file()] == []


def test_it_is_what_the_registry_has(tmp_path):
    if shutil.which("npm") is None:
        pytest.skip("no npm")
    asked = subprocess.run([sys.executable, str(SCRIPT), str(tmp_path / "vendor")], capture_output=True, text=True)
    if asked.returncode and "CalledProcessError" in asked.stderr:
        pytest.skip("npm cannot be asked")
    assert asked.returncode == 0, asked.stderr
    for file in VENDOR.iterdir():
        assert (tmp_path / "vendor" / file.name).read_bytes() == file.read_bytes(), file.name
