"""Pagefind's program, which makes an index of records that it is sent.

It is spoken to as its own Python and Node packages do (`pagefind --service`): a message is JSON in base64 with a comma after
it, and each is answered. Files are asked for (`GetFiles`), not written: so none can be cut off, and none is left behind.
"""

from __future__ import annotations

import json
import os
import subprocess
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Any, Self

from linli.errors import BuildError, reason_of
from linli.messages import _

LANGUAGE = "unknown"  # of records: no stems, no words of a language
SORT = "n"  # by which a browser knows the number of an article
END = b","  # of a message
ITS_OWN = "PAGEFIND_"  # how the variables begin that it looks at
# Postings in a chunk, at least: a query needs a chunk for each character. Measured for 2,600 articles and 2 to 4 characters:
# 80 KB with 20,000, which is its default, 28 KB with 4,000, 22 KB with 2,000, of which the list is the longer.
CHUNKS = {f"{ITS_OWN}UNSTABLE_INDEX_CHUNK_SIZE": "4000"}
LONGEST = 900  # seconds that the program may take
MOMENT = 5  # seconds that it may take to end


def executable() -> Path:
    """Where the program is.

    Raises:
        FileNotFoundError: it is not installed.
    """
    try:
        from pagefind_bin import get_executable
    except ImportError as error:
        raise FileNotFoundError("pagefind_bin") from error
    found: Path = get_executable()
    return found


class Service:
    """The program at work on one index, until the context ends.

    Raises:
        BuildError: it does not start, dies or refuses something.
    """

    def __init__(self) -> None:
        self._asked = 0

    def __enter__(self) -> Self:
        try:
            program = executable()
            self._process = subprocess.Popen(
                [program, "--service"],
                cwd=program.parent,  # a folder without settings for it
                env={name: value for name, value in os.environ.items() if not name.startswith(ITS_OWN)} | CHUNKS,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        except OSError as error:
            raise failure(_("打不开：{reason}", reason=reason_of(error))) from error
        self._timer = Timer(LONGEST, self._process.kill)
        self._timer.start()
        try:
            self._index = self._ask("NewIndex", config={})["index_id"]
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._timer.cancel()
        self._process.kill()  # all that it made is here
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # of what it was not sent any more
                self._pipe(pipe).close()

    def add(self, number: int, words: str) -> None:
        """Adds the record of an article: its words, with spaces between them."""
        self._ask(
            "AddRecord",
            index_id=self._index,
            url=str(number),
            content=words,
            language=LANGUAGE,
            sort={SORT: str(number)},
        )

    def files(self) -> dict[str, bytes]:
        """All that it has made, by path: the index, and what a browser needs to read it."""
        answer = self._ask("GetFiles", index_id=self._index)
        return {file["path"]: b64decode(file["content"]) for file in sorted(answer["files"], key=lambda f: f["path"])}

    def _ask(self, action: str, **details: object) -> Mapping[str, Any]:
        """What it answers to a message."""
        self._asked += 1
        message = {"message_id": self._asked, "payload": {"type": action, **details}}
        try:
            answer = self._exchanged(json.dumps(message).encode())
        except (OSError, ValueError) as error:
            raise failure(_("中途停了，代码 {code}", code=self._code())) from error
        payload: Mapping[str, Any] = answer["payload"]
        if payload["type"] == "Error":
            raise failure(str(payload["message"]))
        return payload

    def _code(self) -> int:
        """The code with which it ended."""
        try:
            return self._process.wait(MOMENT)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _exchanged(self, message: bytes) -> Any:
        """The answer to a message, read whole before the next is sent: so neither side waits for the other.

        Raises:
            OSError, ValueError: the program is gone.
        """
        to, back = self._pipe(self._process.stdin), self._pipe(self._process.stdout)
        to.write(b64encode(message) + END)
        to.flush()
        parts: list[bytes] = []
        while not parts or not parts[-1].endswith(END):
            parts.append(os.read(back.fileno(), 1 << 20))
            if not parts[-1]:
                raise BrokenPipeError
        return json.loads(b64decode(b"".join(parts)[: -len(END)]))

    @staticmethod
    def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
        assert pipe is not None
        return pipe


def failure(reason: str) -> BuildError:
    """The error of a build that has no index."""
    return BuildError(
        _(
            "做搜索的 pagefind 没有做成（{reason}），没有出报；原来的网站没有动。"
            '请再出一次报；还是不行，请在设置文件里写 SEARCH_ENGINE = "linli"。',
            reason=reason,
        )
    )
