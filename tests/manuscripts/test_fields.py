"""Other values of some fields: every other byte of a file stays."""

import codecs

import pytest

from linli.reading.encoding import decode
from newsroom.manuscripts.manuscript import with_fields

FILE = """

---
标题：老井\u3000出水
權重: "7"
備忘:  两个空格

版次: 第2版
---


正文。  \u200b
尾巴没有换行"""
PATH = "articles/a.md"


def test_one_value_is_one_line():
    assert with_fields(PATH, FILE.encode(), {"page": "3"}).decode() == FILE.replace("第2版", "3")
    assert with_fields(PATH, FILE.encode(), {"weight": "8"}).decode() == FILE.replace('"7"', "8")


def test_the_same_value_is_the_same_file():
    data = FILE.encode()
    assert with_fields(PATH, data, {"page": "第2版", "weight": "7"}) is data


def test_a_field_that_goes_is_a_line_that_goes():
    assert with_fields(PATH, FILE.encode(), {"page": ""}).decode() == FILE.replace("版次: 第2版\n", "")


def test_a_new_field_comes_behind_those_before_it():
    text = "---\n标题: 老井\n版次: 2\n人名: 李四\n---\n\n正文。\n"
    assert with_fields(PATH, text.encode(), {"weight": "3"}).decode() == text.replace("李四\n", "李四\n排序: 3\n")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_lines_end_as_they_did(mark):
    text = FILE.replace("\n", "\r\n")
    data = with_fields(PATH, mark + text.encode(), {"page": "3", "editor": "王五"})
    changed = text.replace("版次: 第2版", "版次: 3")
    assert data.replace("责任编辑: 王五\r\n".encode(), b"") == mark + changed.encode()
    assert b"\n" not in data.replace(b"\r\n", b"")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_other_encodings_become_utf_8_with_the_same_words(encoding):
    text = FILE.replace("\u200b", "")
    data = with_fields(PATH, text.encode(encoding), {"page": "3"})
    assert data.decode() == text.replace("第2版", "3")


def test_ends_of_lines_of_old_macs():
    data = with_fields(PATH, FILE.replace("\n", "\r").encode(), {"page": "3"})
    assert decode(data, PATH) == decode(FILE.encode(), PATH).replace("第2版", "3")


def test_without_fields_nothing_is_written():
    with pytest.raises(ValueError, match=PATH):
        with_fields(PATH, "正文。\n".encode(), {"page": "3"})
