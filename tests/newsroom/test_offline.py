"""A build needs no network: the commands run where there is none, in a network namespace with no interface but a loopback that is down."""

import os
import shutil
import socket
import subprocess
import sys

import pytest

from tests.paper import ROOT

ALONE = ["unshare", "--map-root-user", "--net"]
LINLI = [sys.executable, "-c", "import sys; from newsroom.cli import main; sys.exit(main(sys.argv[1:]))"]
REACHES = "import socket; socket.create_connection(('127.0.0.1', int({port!r})), 5).close()"


def _refusal() -> str:
    """Why this machine does not let a process have a network namespace of its own; empty where it does."""
    if not shutil.which("unshare"):
        return "there is no unshare (Linux, util-linux)"
    tried = subprocess.run([*ALONE, "true"], capture_output=True, text=True)
    return tried.stderr.strip() if tried.returncode else ""


REFUSAL = _refusal()
pytestmark = [pytest.mark.skipif(bool(REFUSAL), reason=f"no network namespace: {REFUSAL}"), pytest.mark.unmeasured]


def run(folder, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [*ALONE, *LINLI, *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)


def test_there_is_no_network_in_the_namespace():
    """Else the others would prove nothing: not even this machine is reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = REACHES.format(port=str(server.getsockname()[1]))
        assert subprocess.run([sys.executable, "-c", code]).returncode == 0
        alone = subprocess.run([*ALONE, sys.executable, "-c", code], capture_output=True, text=True)
    assert alone.returncode == 1
    assert "OSError" in alone.stderr or "unreachable" in alone.stderr


def test_the_demo_paper_is_checked_built_and_deployed_without_a_network(tmp_path):
    for name in ("content", "theme"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("pelicanconf.py", "publishconf.py"):
        shutil.copy(ROOT / name, tmp_path)
    checked = run(tmp_path, "check")
    assert (checked.returncode, checked.stderr) == (0, "")
    built = run(tmp_path, "build", "--config", "publishconf.py", "--today", "2026-11-26")
    assert built.returncode == 0, built.stderr
    deployed = run(tmp_path, "deploy", "--to", str(tmp_path / "www"), "--config", "publishconf.py", "--without-address")
    assert deployed.returncode == 0, deployed.stderr
    site = {path.relative_to(tmp_path / "output") for path in (tmp_path / "output").rglob("*.html")}
    assert len(site) > 300
    assert {path.relative_to(tmp_path / "www") for path in (tmp_path / "www").rglob("*.html")} == site
