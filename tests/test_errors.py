"""What the system says when it does not do something, as editors are told it."""

import errno
import socket

import pytest

from linli.errors import reason_of
from tests.paper import ROOT
from tests.test_messages import HAN

# The one place; the others make errors, which have the words of the system.
TELLING = {"linli/errors.py", "linli/system/libc.py", "linli/system/windows.py", "linli/system/rooted.py"}


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "No space left on device", "a"), "磁盘满了"),
        (PermissionError(errno.EACCES, "Permission denied"), "没有权限"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory"), "没有这个文件或文件夹"),
        (OSError(errno.EROFS, "Read-only file system"), "这个盘只能读，不能写"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "那一头不接"),
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "系统说：Name or service not known"),
        (OSError("odd"), "系统说：odd"),
        (ValueError("不行"), "不行"),
    ],
)
def test_reasons_are_in_the_language_of_the_editor(error, told):
    assert reason_of(error) == told


def test_a_file_that_another_program_holds_is_told_as_such():
    error = PermissionError(errno.EACCES, "The process cannot access the file")
    error.winerror = 32
    assert reason_of(error) == "别的程序正开着它"


def test_nowhere_else_are_the_words_of_the_system_told():
    files = [file for folder in ("linli", "newsroom", "plugins") for file in (ROOT / folder).rglob("*.py")]
    found = {file.relative_to(ROOT).as_posix() for file in files if "strerror" in file.read_text("utf-8")}
    assert found == TELLING


def test_every_reason_is_chinese():
    assert all(HAN.search(reason_of(OSError(number, "x"))) for number in errno.errorcode)
