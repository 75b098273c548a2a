"""A paper that is built, and places to send it to: an S3 server and an SSH server on this machine."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.paper import Paper, without_coverage

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")


@pytest.fixture
def built(paper: Paper) -> Paper:
    """A paper, built, and the folder in which its commands run."""
    paper.picture("well.svg")
    paper.article("2024/03/01/a.md", "甲", "![井](photos/well.svg)\n\n" + "正文。" * 200)
    paper.article("2024/03/02/b.md", "乙")
    assert paper.build() == 0
    return paper


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            threading.Event().wait(0.1)
    raise AssertionError(f"nobody listens at {port}")


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory) -> Iterator[str]:
    """The address of an S3 server: moto's (none of those that papers use installs from the registries of this project)."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    quiet = subprocess.DEVNULL
    with without_coverage():
        server = subprocess.Popen(command, stdout=quiet, stderr=quiet, cwd=tmp_path_factory.mktemp("s3"))
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def s3(s3_server, monkeypatch) -> str:
    """The address of an S3 server that has nothing."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    urllib.request.urlopen(urllib.request.Request(f"{s3_server}/moto-api/reset", method="POST")).close()
    return s3_server


@pytest.fixture
def bucket(s3):
    """A client of the S3 server, which has a bucket `paper`."""
    import boto3

    client = boto3.client("s3", endpoint_url=s3)
    client.create_bucket(Bucket="paper")
    return client


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory) -> Iterator[tuple[int, str]]:
    """The port of an SSH server, and the command of an ssh that may log in there."""
    if SSHD is None or shutil.which("rsync") is None or os.geteuid():
        if os.environ.get("CI") and not os.geteuid():
            pytest.fail("no sshd or rsync on a CI machine: scripts/install-browser installs them")
        pytest.skip("no sshd, no rsync, or not root: sudo apt-get install openssh-server rsync")
    folder, port = tmp_path_factory.mktemp("ssh"), free_port()
    for key in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / key], check=True)
    (folder / "sshd.conf").write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\n"
        # Each shell there would read what whoever runs the tests has in theirs, which may take longer than what is tested.
        f"StrictModes no\nUsePAM no\nPidFile none\nSetEnv HOME={folder}\n",
        encoding="utf-8",
    )
    (folder / "ssh.conf").write_text(
        f"Host *\nIdentityFile {folder}/user\nIdentitiesOnly yes\nUserKnownHostsFile {folder}/known\n"
        # The newest way to agree on keys takes six times as long, with each connection.
        "StrictHostKeyChecking accept-new\nLogLevel ERROR\nKexAlgorithms curve25519-sha256\n",
        encoding="utf-8",
    )
    Path("/run/sshd").mkdir(exist_ok=True)
    quiet = subprocess.DEVNULL
    server = subprocess.Popen([SSHD, "-D", "-f", folder / "sshd.conf"], stdout=quiet, stderr=quiet)
    try:
        wait_for(port)
        yield port, f"ssh -F {folder}/ssh.conf"
    finally:
        server.kill()
        server.wait()


@pytest.fixture
def ssh(ssh_server, monkeypatch) -> str:
    """The beginning of addresses at an SSH server: what follows is a path on this machine."""
    port, command = ssh_server
    monkeypatch.setenv("RSYNC_RSH", command)
    return f"ssh://127.0.0.1:{port}"
