"""Documents made of what hurts are read or told: nothing is raised, and nothing in what comes out runs or asks."""

import random

import pytest

from linli.findings import Finding
from linli.reading.photos import Photos
from linli.reading.reader import Reader
from plugins import bylines
from tests.paper import SVG, facts
from tests.reading.documents import document, harm

COUNT = 400
HEAD = "---\n标题: 老井\n栏目: 要闻\n日期: 2024-03-11\n---\n\n"


@pytest.fixture
def reader(tmp_path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/a.svg").write_text(SVG)
    bylines.register()
    return Reader(facts(), Photos(tmp_path))


@pytest.mark.unmeasured
def test_random_documents_do_no_harm(reader):
    chance = random.Random(20240311)
    read = 0
    for number in range(COUNT):
        body = document(chance)
        reading = reader.read(f"articles/{number}.md", (HEAD + body).encode("utf-8", "surrogatepass"))
        assert reading.article is not None or any(finding.is_grave for finding in reading.findings), body
        assert all(isinstance(finding, Finding) and "\n" not in finding.message for finding in reading.findings), body
        if reading.article is not None:
            read += 1
            assert harm(reading.article.body) == [], body
    assert read > COUNT / 4
