"""What stands where a site was sent to, and how it gets there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html
import pytest
from botocore.awsrequest import AWSConnection

from newsroom.cli import main
from newsroom.deploying.target import MANIFEST
from tests.cutting import STEP, Ended, run_cut
from tests.paper import Paper

BASE = "https://there.invalid/news/"  # papers of tests are below a path
CHANGES = ("os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", STEP)


def deploy(paper: Paper, *arguments: str) -> int:
    """`linli deploy` in the paper's folder; gives its exit code."""
    return run(paper, "deploy", *arguments)


def run(paper: Paper, *arguments: str) -> int:
    """`linli` in the paper's folder; gives its exit code."""
    here = Path.cwd()
    os.chdir(paper.root)
    try:
        return main(list(arguments))
    finally:
        os.chdir(here)


def cut(paper: Paper, steps: int, *arguments: str) -> Ended:
    """`linli` that is killed at the moment when it has done so many things to files, or asked a server so many times."""

    def concerns(event: str, args: tuple[object, ...]) -> bool:
        return event in CHANGES or (event == "open" and not str(args[0]).startswith("/"))

    request = AWSConnection.request

    def counted(*given: object, **named: object) -> object:
        sys.audit(STEP)
        answer = request(*given, **named)
        sys.audit(STEP)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(AWSConnection, "request", counted)
        return run_cut(paper.root, list(arguments), steps, concerns)


def start(paper: Paper, *arguments: str) -> subprocess.Popen[str]:
    """`linli` beside the test."""
    command = [sys.executable, "-m", "newsroom", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=paper.root, stdout=pipe, stderr=pipe, text=True)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the list of those that were sent."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != MANIFEST
    }


def objects(client, prefix: str = "") -> dict[str, bytes]:
    """Every object of the bucket `paper` below a prefix, but the list of those that were sent."""
    found = {}
    for page in client.get_paginator("list_objects_v2").paginate(Bucket="paper", Prefix=prefix):
        for entry in page.get("Contents", ()):
            path = entry["Key"].removeprefix(prefix)
            if path != MANIFEST:
                found[path] = client.get_object(Bucket="paper", Key=entry["Key"])["Body"].read()
    return found


def dangling(site: Mapping[str, bytes]) -> set[str]:
    """What is missing of a site: parts of any page, and pages to which those lead that readers find from the front page."""
    pages = {path: lxml.html.fromstring(data) for path, data in site.items() if path.endswith(".html")}
    found = set()
    for path, page in pages.items():
        found |= {f"{path}: {part}" for part in _files(path, _parts(page)) if part not in site}
    waiting, reached = ["index.html"], {"index.html"}
    while waiting:
        path = waiting.pop()
        for there in _files(path, (element.get("href", "") for element in pages[path].iter("a"))):
            if there not in site:
                found.add(f"{path}: {there}")
            elif there in pages and there not in reached:
                reached.add(there)
                waiting.append(there)
    return found


def _files(path: str, references: Iterable[str]) -> Iterator[str]:
    """The files of the site that a page refers to."""
    for reference in references:
        url = urljoin(BASE + path, reference)
        if url.startswith(BASE):
            file = unquote(urlsplit(url).path).removeprefix("/news/")
            yield file + ("index.html" if not file or file.endswith("/") else "")


def _parts(page: lxml.html.HtmlElement) -> Iterator[str]:
    """What a page needs to be shown."""
    for element in page.iter("img", "link", "script", "source"):
        if element.tag != "link" or element.get("rel") in (
            "stylesheet",
            "icon",
            "manifest",
            "modulepreload",
            "preload",
        ):
            yield from (element.get(name) for name in ("href", "src") if element.get(name))
        yield from (part.split()[0] for part in element.get("srcset", "").split(",") if part.strip())
