"""Old Chromium: out of npm packages that serve it to people who run it in the cloud, driven by its own protocol.

Playwright knows new browsers alone. The protocol (https://chromedevtools.github.io/devtools-protocol/) is lines of JSON over two
pipes, which every version since 2018 understands.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import brotli

PACKAGES = {
    "78": "chrome-aws-lambda@1.20.4",
    "83": "chrome-aws-lambda@3.1.1",
    "92": "chrome-aws-lambda@10.1.0",
    "106": "@sparticuz/chromium@106.0.2",
    "119": "@sparticuz/chromium@119.0.2",
}
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-pipe"]  # fmt: skip
DOMAINS = ("Page", "Runtime", "Log")
PATIENCE = 60  # seconds


def program(version: str, store: Path) -> Path:
    """The program of a version, fetched and unpacked into a folder of the store where it is not there yet.

    Raises:
        OSError, subprocess.CalledProcessError: there is no npm, or it has not got it.
    """
    folder = store / version
    if not (folder / "chromium").exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        command = ["npm", "pack", "--silent", PACKAGES[version]]
        packed = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
        _unpack(folder / packed, folder)
        for file in (folder / "package/bin").glob("*.tar.br"):
            plain = folder / file.stem
            plain.write_bytes(brotli.decompress(file.read_bytes()))
            _unpack(plain, folder)
        unfinished = folder / "unfinished"
        unfinished.write_bytes(brotli.decompress((folder / "package/bin/chromium.br").read_bytes()))
        unfinished.chmod(0o755)
        shutil.rmtree(folder / "package")
        unfinished.rename(folder / "chromium")
    return folder / "chromium"


def _unpack(file: Path, folder: Path) -> None:
    with tarfile.open(file) as archive:
        archive.extractall(folder, filter="data")
    file.unlink()


@contextmanager
def started(version: str, store: Path) -> Iterator[Page]:
    """A page in a browser that has just started, of an old version."""
    file = program(version, store)
    one = ["--in-process-gpu"] if version == "119" else ["--single-process"]  # they were made to run so
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        command = [str(file), *FLAGS, "--no-zygote", *one, f"--user-data-dir={home}", "about:blank"]
        environment = os.environ | {"HOME": home, "LD_LIBRARY_PATH": str(file.parent / "lib")}
        with _piped(command, environment) as (send, receive):
            yield Page(send, receive)


@contextmanager
def _piped(command: list[str], environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """A process that reads commands on its descriptor 3 and answers on 4."""
    theirs, send = os.pipe()
    receive, answers = os.pipe()
    # A shell puts the ends of the pipes where they belong.
    line = f'exec "$@" 3<&{theirs} 4>&{answers}'
    process = subprocess.Popen(
        ["bash", "-c", line, "chromium", *command],
        env=environment,
        pass_fds=(theirs, answers),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    os.close(answers)
    try:
        yield send, receive
    finally:
        os.close(send)
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
        process.wait()
        os.close(receive)


class Page:
    """A page of an old browser."""

    def __init__(self, send: int, receive: int) -> None:
        self._send, self._receive = send, receive
        self._left = b""
        self._number = 0
        self._session = ""
        self.errors: list[str] = []  # of scripts and of the console, since they were taken last
        attached = self.call("Target.attachToTarget", browser=True, targetId=self._first(), flatten=True)
        self._session = attached["sessionId"]
        for domain in DOMAINS:
            self.call(f"{domain}.enable")

    def _first(self) -> str:
        """The page that a browser begins with: in one process it has no other."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            for target in self.call("Target.getTargets", browser=True)["targetInfos"]:
                if target["type"] == "page":
                    return str(target["targetId"])
            time.sleep(0.1)
        raise OSError("the browser shows no page")

    def call(self, method: str, *, browser: bool = False, **parameters: Any) -> dict[str, Any]:
        """Asks the page, or its browser, for something of the protocol."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if not browser:
            message["sessionId"] = self._session
        os.write(self._send, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            self._note(answer)
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise OSError(f"{method}: {answer['error']['message']}")
                return answer["result"]

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._left:
            read = os.read(self._receive, 1 << 20)
            if not read:
                raise OSError("the browser has ended")
            self._left += read
        line, _, self._left = self._left.partition(b"\0")
        return json.loads(line)

    def _note(self, message: dict[str, Any]) -> None:
        details = message.get("params", {})
        if message.get("method") == "Runtime.exceptionThrown":
            thrown = details["exceptionDetails"]
            self.errors.append(thrown.get("exception", {}).get("description") or thrown["text"])
        if message.get("method") == "Log.entryAdded" and details["entry"]["level"] == "error":
            self.errors.append(f"{details['entry']['text']} {details['entry'].get('url', '')}")

    def look(self, width: int, scheme: str) -> None:
        """Gives the window a width, and the system a colour scheme, where the browser can be told so."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        with suppress(OSError):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            self.call("Emulation.setEmulatedMedia", media="", features=features)

    def open(self, address: str) -> None:
        """Opens an address, and waits until all is there."""
        before = self.evaluate("performance.timeOrigin")
        self.call("Page.navigate", url=address)
        self.wait(f"performance.timeOrigin !== {before} && document.readyState === 'complete'", address)

    def evaluate(self, expression: str) -> Any:
        """What an expression gives."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise OSError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, expression: str, what: str = "") -> bool:
        """Waits until an expression is true; whether it came to be so."""
        end = time.monotonic() + (PATIENCE if what else PATIENCE / 4)
        while time.monotonic() < end:
            with suppress(OSError):
                if self.evaluate(expression):
                    return True
            time.sleep(0.1)
        if what:
            raise OSError(f"{what} did not come")
        return False

    def picture(self) -> bytes:
        """What is seen of it, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])
