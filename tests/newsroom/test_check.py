import json

import pytest

from newsroom.cli import main


@pytest.fixture
def check(paper, monkeypatch, capsys):
    monkeypatch.chdir(paper.root)
    return lambda *arguments: (main(["check", *arguments]), capsys.readouterr().out)


def test_clean_content(paper, check):
    paper.article("a.md", "甲", 日期="2024-03-11")
    assert check() == (0, "检查完：没有问题。\n")


def test_findings_and_their_count(paper, check):
    paper.article("a.md", "甲", 日期="2024-02-30")
    paper.article("b.md", "乙", "井水清了。<script>x</script>", 日期="2024-03-01")
    code, out = check()
    assert code == 1
    assert out.splitlines() == [
        "content/articles/a.md:4: E205 没有“2024-02-30”这一天。请查对日期。",
        "content/articles/b.md:7: W501 正文里的 <script> 不能用，页面上已去掉。请删去，或改用 Markdown 的写法。",
        "检查完：1 处错误，1 处提醒。",
    ]
    assert not paper.output.exists()


def test_one_file_alone(paper, check):
    paper.article("a.md", "甲", 日期="2024-02-30")
    paper.article("b.md", "乙", 日期="2024-03-01")
    assert check("content/articles/b.md") == (0, "检查完：没有问题。\n")
    assert check("content/articles")[0] == 1


def test_json(paper, check):
    paper.article("a.md", "甲", 日期="2024-02-30")
    code, out = check("--format", "json")
    assert code == 1
    assert json.loads(out) == [
        {
            "path": "content/articles/a.md",
            "line": 4,
            "code": "E205",
            "severity": "error",
            "message": "没有“2024-02-30”这一天。请查对日期。",
        }
    ]
