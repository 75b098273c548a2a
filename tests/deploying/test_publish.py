"""`linli publish`: from manuscripts to what readers see, in one command."""

from pathlib import Path

import pytest

from tests.deploying.places import contents, run
from tests.paper import Paper

CONFIG = """
from plugins.desk.pelican_settings import *

SITENAME = "柳溪报"
SECTIONS = {"news": "要闻"}
PLUGINS = ["plugins.desk", "plugins.bylines", "plugins.sections", "plugins.hanzi", "plugins.press"]
TWINS = {"hant": "s2tw"}
"""
PUBLISHED = """
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pelicanconf import *

SITEURL = "https://liuxi.example/news"
DEPLOY_TO = "www"
TODAY = "2024-06-30"
"""


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    paper = Paper.make(tmp_path / "paper", CONFIG)
    (paper.root / "publishconf.py").write_text(PUBLISHED, encoding="utf-8")
    paper.article("2024/03/01/a.md", "甲", "正文。" * 200)
    paper.article("2024/03/02/b.md", "乙")
    return paper


def told(paper: Paper, capsys, *arguments: str) -> tuple[int, list[str], list[str]]:
    capsys.readouterr()
    code = run(paper, "publish", *arguments)
    out, err = capsys.readouterr()
    return code, out.splitlines(), err.splitlines()


def sent(paper: Paper) -> dict[str, bytes]:
    return {path: data for path, data in contents(paper.root / "www").items() if not path.endswith((".gz", ".br"))}


def test_one_command_does_all_and_says_what_readers_see(paper, capsys):
    code, out, err = told(paper, capsys)
    assert (code, err) == (0, [])
    assert out[:2] == [
        "新  https://liuxi.example/news/2024/03/01/jia/  甲",
        "新  https://liuxi.example/news/2024/03/02/yi/  乙",
    ]
    assert "新  https://liuxi.example/news/  柳溪报" in out
    assert out[-2:] == [
        "已发到 www。",
        f"读者现在打开 https://liuxi.example/news/ 看到的就是这一份：2 篇稿件，{len(pages(paper))} 个页面。",
    ]
    assert sent(paper) == paper.files()
    code, out, err = told(paper, capsys)
    assert (code, out[:-1]) == (0, ["www 那里已经是这样，没有要发的。"])
    assert err == [f"逐字节核对了 {len(paper.files())} 个文件，都和出报时一样。"]


def pages(paper: Paper) -> list[str]:
    return [path for path in paper.files() if path.endswith(".html")]


def test_what_is_new_changed_and_gone_is_listed(paper, capsys):
    told(paper, capsys)
    paper.article("2024/03/01/a.md", "甲", "改过。", 作者="范云")
    paper.article("2024/03/03/c.md", "丙<b>&丁")
    paper.article("2024/07/03/d.md", "以后")
    (paper.root / "content/articles/2024/03/02/b.md").unlink()
    before = sent(paper)
    code, dry, _err = told(paper, capsys, "--dry-run")
    assert code == 0
    assert sent(paper) == before
    assert dry[-1] == "会发到 www。没有发，读者看到的还是原来的。"
    code, out, _err = told(paper, capsys)
    assert code == 0
    assert out[:-2] == dry[:-1]
    assert "新  https://liuxi.example/news/2024/03/03/bing-b-ding/  丙<b>&丁" in out
    assert "改  https://liuxi.example/news/2024/03/01/jia/  甲" in out
    assert "撤  https://liuxi.example/news/2024/03/02/yi/" in out
    assert any(line.startswith("还有 1 篇没到时候。") for line in out)
    assert sent(paper) == paper.files()


def test_an_error_in_the_content_stops_it_and_a_warning_is_counted(paper, capsys):
    paper.article("2024/03/03/c.md", "丙", "正文,很好。")
    code, out, _err = told(paper, capsys, "--dry-run")
    assert code == 0
    assert any(line.startswith("稿件里有 ") and line.endswith(" 处提醒，用 linli check 看。") for line in out)
    told(paper, capsys)
    before = sent(paper)
    paper.article("2024/03/04/d.md", "丁", 栏目="没有的")
    code, out, err = told(paper, capsys)
    assert (code, out) == (1, [])
    assert err[0].startswith("content/articles/2024/03/04/d.md:3: E")
    assert err[-1] == "有 1 处错误，没有出报；网站还是原来的样子。改好后再运行一次。"
    assert sent(paper) == before


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        (('DEPLOY_TO = "www"', ""), 2, '没有写 DEPLOY_TO（发到哪里），不能发布。请在 publishconf.py 里写上，例如：DEPLOY_TO = "ssh://user@server/srv/www/paper"。'),
        (('SITEURL = "https://liuxi.example/news"', ""), 2, '没有写 SITEURL（网址），不能发布。请在 publishconf.py 里写上，例如：SITEURL = "https://paper.example/news"。'),
        (('"www"', '"content"'), 1, "content 是稿件的文件夹（"),
        (('"www"', '"user@server:/www"'), 1, "user@server:/www 像是另一台机器，没有发。"),
        (('"www"', "7"), 2, "publishconf.py:9: E005 DEPLOY_TO（发到哪里）应当是一行文字"),
    ],
)  # fmt: skip
def test_settings_are_looked_at_before_anything_is_done(paper, capsys, changes, code, message):
    (paper.root / "publishconf.py").write_text(PUBLISHED.replace(*changes), encoding="utf-8")
    found, out, err = told(paper, capsys)
    assert (found, out, len(err)) == (code, [], 1)
    assert err[0].startswith(message)
    assert not paper.output.exists()


def test_a_site_that_was_harmed_is_mended_and_sent(paper, capsys):
    told(paper, capsys)
    wanted = paper.files()
    for file in paper.output.glob("theme/css/*"):
        file.unlink()
    page = paper.output / "index.html"
    status = page.stat()
    with page.open("r+b") as file:
        file.write(b"X")
    code, _out, err = told(paper, capsys)
    assert (code, len(err)) == (0, 1)
    assert err[0].startswith("网站里有 ")
    assert paper.files() == wanted == sent(paper)
    assert status.st_size == page.stat().st_size


def test_others_files_are_looked_at_first(paper, capsys):
    (paper.root / "www").mkdir()
    (paper.root / "www/mine.txt").write_text("mine", encoding="utf-8")
    code, out, err = told(paper, capsys)
    assert (code, out, len(err)) == (1, [], 1)
    assert err[0].startswith("www 里有不是邻里发的文件，没有发。")
    assert told(paper, capsys, "--take-over")[0] == 0


def test_a_folder_is_meant_from_that_of_the_settings(paper, capsys, monkeypatch, tmp_path):
    from newsroom.cli import main

    monkeypatch.chdir(tmp_path)
    assert main(["publish", "--config", str(paper.root / "publishconf.py")]) == 0
    assert sent(paper) == paper.files()
