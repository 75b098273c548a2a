"""Pagefind's binary at work: records in, the files of an index out, over the pipes of `pagefind --service`."""

from __future__ import annotations

import base64
import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from tempfile import TemporaryFile
from threading import Thread

from plugins.desk.messages import _

# A query loads the chunk of each of its characters from each shard. The default of 20,000 places makes chunks of 25 KB,
# this one of 2 KB; smaller ones make the table of chunks large, which is loaded whole.
CHUNK_SIZE = 1200
LANGUAGE = "und"  # one that Pagefind does not cut into words itself


class PagefindError(Exception):
    """Pagefind is missing or has failed; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record of an index: its address, and its tokens."""

    url: str
    content: str


def executable(setting: str = "") -> list[str]:
    """The command that runs Pagefind: the one that is set, or that of the package `pagefind-bin`.

    Raises:
        PagefindError: there is none.
    """
    if setting:
        return [setting]
    try:
        from pagefind_bin import get_executable

        return [str(get_executable())]
    except (ImportError, FileNotFoundError):
        raise PagefindError(_("没有装 pagefind。请运行 pip install pagefind-bin。")) from None


def index(command: list[str], records: Iterable[Record], into: Path) -> Iterator[int]:
    """Writes an index of records into a folder; gives the number of records that it has taken, one by one.

    Raises:
        PagefindError: Pagefind could not be run, or has failed.
    """
    environment = os.environ | {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": str(CHUNK_SIZE)}
    with TemporaryFile() as errors:
        try:
            process = subprocess.Popen([*command, "--service"], stdin=PIPE, stdout=PIPE, stderr=errors, env=environment)
        except OSError as error:
            text = _("pagefind 运行不了（{reason}）。请重新安装 pagefind-bin。", reason=error.strerror)
            raise PagefindError(text) from None
        answers = _Answers(process)
        try:
            yield from _feed(process, records, into, answers)
            answers.join()
            if answers.fault:
                raise PagefindError(_("pagefind 出错：{reason}", reason=answers.fault))
            if not answers.written:
                process.wait()
                errors.seek(0)
                said = errors.read().decode(errors="replace").strip().splitlines()
                reason = said[-1] if said else _("退出码 {code}", code=process.returncode)
                raise PagefindError(_("pagefind 中途停了：{reason}。请重新安装 pagefind-bin。", reason=reason))
        finally:
            process.kill()
            process.wait()
            answers.join()
            with suppress(OSError):  # what was still to be written to a process that is gone
                process.stdin.close()
            process.stdout.close()


def _feed(process: subprocess.Popen, records: Iterable[Record], into: Path, answers: _Answers) -> Iterator[int]:
    def send(number: int, **payload: object) -> None:
        message = json.dumps({"message_id": number, "payload": payload}).encode()
        process.stdin.write(base64.b64encode(message) + b",")

    with suppress(OSError):  # it has ended: the answers, or their want, tell why
        send(0, type="NewIndex", config=None)
        number = 0
        for number, record in enumerate(records, 1):
            send(
                number,
                type="AddRecord",
                index_id=0,
                url=record.url,
                content=record.content,
                language=LANGUAGE,
                meta={},
                filters={},
                sort={"ordinal": str(number)},
            )
            yield number
            if not answers.is_alive():
                return
        send(number + 1, type="WriteFiles", index_id=0, output_path=str(into))
        process.stdin.flush()


class _Answers(Thread):
    """Reads what Pagefind answers, until the files are written, something is wrong, or it ends."""

    def __init__(self, process: subprocess.Popen) -> None:
        super().__init__(daemon=True)
        self.process = process
        self.fault = ""
        self.written = False
        self.start()

    def run(self) -> None:
        rest = b""
        while data := self.process.stdout.read1(1 << 20):
            *messages, rest = (rest + data).split(b",")
            for message in messages:
                try:
                    payload = json.loads(base64.b64decode(message))["payload"]
                except (ValueError, KeyError):
                    self.fault = _("回答读不懂")
                    return
                if payload["type"] == "Error":
                    self.fault = payload["message"]
                    return
                if payload["type"] == "WriteFiles":
                    self.written = True
                    return
