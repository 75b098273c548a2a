import os

import pytest

from linli.reading.encoding import LONGEST_LINE, UnreadableText, decode, read_file

TEXT = "---\n标题: 老井\n---\n正文“一”。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_decode_reads_what_editors_save(encoding, line_end):
    assert decode(TEXT.replace("\n", line_end).encode(encoding), "a.md") == TEXT


@pytest.mark.parametrize(
    ("data", "line", "code", "words"),
    [
        (b"", 1, "E101", "文件是空的"),
        ("\ufeff \n\u3000\n".encode(), 1, "E101", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 1, "E104", "读不出文字"),
        (b"\xff\xff\xff", 1, "E104", "读不出文字"),
        (b"---\n" + b"a" * (LONGEST_LINE + 1), 2, "E108", "这一行有 100,001 个字"),
    ],
)
def test_decode_refuses_what_is_no_text(data, line, code, words):
    with pytest.raises(UnreadableText) as caught:
        decode(data, "a.md")
    finding = caught.value.finding
    assert (finding.path, finding.line, finding.code) == ("a.md", line, code)
    assert words in finding.message


def test_a_file_that_becomes_a_pipe_as_it_is_looked_at_is_not_waited_for(tmp_path, monkeypatch):
    file = tmp_path / "a.md"
    file.write_text(TEXT, encoding="utf-8")
    look = os.lstat

    def looked(path):
        status = look(path)
        file.unlink()
        os.mkfifo(file)
        return status

    monkeypatch.setattr(os, "lstat", looked)
    with pytest.raises(UnreadableText) as caught:
        read_file(tmp_path, "a.md")
    assert caught.value.finding.code == "E106"
