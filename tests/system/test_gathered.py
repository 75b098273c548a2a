"""Nothing but `linli.system` asks which system this is, or calls what only some have."""

import ast

import pytest

from tests.paper import ROOT

MODULES = {"ctypes", "fcntl", "msvcrt", "winreg", "resource", "pwd", "grp"}
CALLS = {
    ("sys", "platform"), ("os", "name"), ("os", "uname"), ("os", "link"), ("os", "fork"), ("os", "rename"), ("os", "replace"),
    ("os", "fsync"), ("os", "sync"), ("os", "kill"), ("os", "killpg"), ("os", "getuid"), ("os", "setsid"), ("signal", "SIGTERM"),
    ("signal", "SIGKILL"), ("os", "symlink"), ("platform", "system"),
}  # fmt: skip
FSYNC = "linli/files.py"  # of a file that is open to be written, which every system has


@pytest.mark.unmeasured
def test_a_part_that_differs_by_system_is_in_one_place():
    found = []
    for folder in ("linli", "plugins", "newsroom"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            path = file.relative_to(ROOT).as_posix()
            if path.startswith("linli/system/"):
                continue
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                    call = node.value.id, node.attr
                    if call in CALLS and (path, node.attr) != (FSYNC, "fsync"):
                        found.append(f"{path}:{node.lineno}: {'.'.join(call)}")
                elif isinstance(node, ast.Import):
                    found += [f"{path}:{node.lineno}: {name.name}" for name in node.names if name.name in MODULES]
    assert found == []


@pytest.mark.parametrize("name", ["common", "linux", "macos", "windows", "libc"])
def test_a_system_is_small(name):
    assert len((ROOT / f"linli/system/{name}.py").read_text(encoding="utf-8").splitlines()) <= 300
