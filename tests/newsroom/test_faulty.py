"""One bad piece does not stop the paper: it is left out and named, if that is wanted; drafts never stop anything."""

import pytest

from newsroom.cli import main
from tests.importing.word_files import png


@pytest.fixture
def built(paper, capsys, monkeypatch):
    """Builds; gives the exit code and what was said on standard error."""
    monkeypatch.chdir(paper.root)
    paper.article("good.md", "好的一篇", 日期="2024-06-01", slug="good")

    def build(*arguments):
        capsys.readouterr()
        return paper.build(*arguments), capsys.readouterr().err

    return build


def there(paper, slug):
    return (paper.output / f"2024/06/01/{slug}/index.html").exists()


def test_a_piece_with_an_error_is_left_out_and_named(paper, built):
    paper.article("bad.md", "坏的一篇", 日期="2024-06-01", slug="bad", 栏目="没有")
    paper.write("articles/empty.md", "")
    assert built()[0] == 1
    assert not paper.output.exists()
    for _again in range(2):
        code, err = built("--without-faulty")
        assert code == 1
        assert err.splitlines()[-3:] == [
            "有 2 篇有错误，没有发布。改好以后再出报：",
            "  content/articles/bad.md",
            "  content/articles/empty.md",
        ]
        assert "content/articles/bad.md:5: E203" in err
        assert there(paper, "good") and not there(paper, "bad")
    assert built()[0] == 1
    paper.article("bad.md", "好了", 日期="2024-06-01", slug="bad")
    (paper.root / "content/articles/empty.md").unlink()
    assert built("--without-faulty") == (0, "")
    assert there(paper, "bad")


def test_of_two_pieces_at_one_address_one_stays(paper, built):
    paper.article("a.md", "甲", 日期="2024-06-01", slug="same")
    paper.article("b.md", "乙", 日期="2024-06-01", slug="same")
    paper.article("c.md", "丙", 日期="2024-06-01", slug="c", 旧址="/2024/06/01/good/")
    code, err = built("--without-faulty")
    assert (code, err.splitlines()[-2:]) == (1, ["  content/articles/a.md", "  content/articles/c.md"])
    assert "乙" in paper.page("2024/06/01/same").text_content()
    assert not there(paper, "c")
    paper.article("a.md", "甲", 日期="2024-06-01", slug="other")
    paper.article("c.md", "丙", 日期="2024-06-01", slug="c")
    assert built()[0] == 0
    assert there(paper, "other") and there(paper, "c")


def test_a_draft_stops_nothing(paper, built):
    paper.article("draft.md", "没写完", 日期="2024-06-31", 状态="草稿", 栏目="没有")
    paper.article("same.md", "也没写完", 日期="2024-06-01", 状态="草稿", slug="good")
    code, err = built()
    assert code == 0
    assert "E205" in err and "E203" in err and "E401" in err
    assert paper.page("2024/06/01/good").xpath("//h1")[0].text_content() == "好的一篇"
    assert main(["check"]) == 0


def test_a_damaged_picture_takes_its_piece_with_it(paper, built):
    config = paper.root / "pelicanconf.py"
    config.write_text(
        config.read_text(encoding="utf-8").replace('"plugins.press"', '"plugins.pictures", "plugins.press"')
    )
    broken = bytearray(png())
    at = broken.index(b"IDAT") + 10
    broken[at : at + 8] = b"\xff" * 8
    paper.write("photos/a.png", bytes(broken))
    paper.article("bad.md", "坏的一篇", "![井](photos/a.png)", 日期="2024-06-01", slug="bad")
    assert built()[0] == 1
    code, err = built("--without-faulty")
    assert (code, err.splitlines()[-1]) == (1, "  content/articles/bad.md")
    assert there(paper, "good") and not there(paper, "bad")


def test_an_issue_is_stopped_by_pieces_of_its_day_alone(paper, built, capsys):
    paper.article("bad.md", "坏的一篇", 日期="2024-06-02", 栏目="没有")
    paper.article("2024/06/03/bad.md", "坏的一篇", 栏目="没有")
    assert main(["issue", "2024-06-01"]) == 0
    assert "好的一篇" in capsys.readouterr().out
    assert main(["issue", "2024-06-02"]) == 1
    assert main(["issue", "2024-06-03"]) == 1
    assert "2024/06/03/bad.md:3: E203" in capsys.readouterr().err
