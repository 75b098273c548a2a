"""A paper with everything that other programs read of it, built once; `other` builds one otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.paper import CONFIG, Paper

SITE = "https://liuxi.example/news/"
SYNDICATED = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.syndication"')


def write(paper: Paper) -> None:
    """The content: a story with everybody and a picture, a commentary, an old corrected piece, an empty section."""
    paper.picture("桥.svg")
    paper.article(
        "1.md",
        '<i>&"干部"</i> 与头发',
        "本报柳溪讯 记者 于晓峰 报道：头发与干部。\n\n![桥面 <i>&](photos/桥.svg)\n\n"
        "见[旧稿](/2024/03/01/old/#a)和[别处](https://elsewhere.example/?a=1&b=2)。<br>二行\n\n（记者 于晓峰 摄影：钟后山 责任编辑：范云）",
        栏目="基层治理",
        地区="柳溪镇东街",
        日期="2024-06-29 08:30",
        版次="3",
        副题="一个副题",
        短名="story",
        旧址="/news/12.html, /旧/12.php",
    )
    paper.article("2.md", "评论一则", "说理。", 栏目="要闻", 体裁="评论", 日期="2024-06-30", 短名="view", 署名="余万里")
    paper.article(
        "3.md", "旧稿", "从前。", 日期="2024-03-01", 短名="old", 更正="2024-06-28 数字应为三。", 来源="《山城晚报》"
    )
    paper.article("4.md", "草稿", "还没写完。", 日期="2024-06-30", 短名="draft", 状态="草稿")
    paper.article("5.md", "明天", "还没到。", 日期="2024-07-01", 短名="later", 旧址="/later.html")
    paper.write("pages/about.md", "---\n标题: 关于\n短名: about\n旧址: /关于我们\n---\n本报。\n")


@pytest.fixture(scope="package")
def paper(tmp_path_factory) -> Paper:
    """The paper, published below a path."""
    paper = Paper.make(tmp_path_factory.mktemp("syndicated"), SYNDICATED)
    write(paper)
    assert paper.build() == 0
    return paper


@pytest.fixture(scope="package")
def unpublished(tmp_path_factory) -> Paper:
    """The same paper without an address."""
    config = SYNDICATED.replace("https://liuxi.example/news", "")
    paper = Paper.make(tmp_path_factory.mktemp("unpublished"), config)
    write(paper)
    assert paper.build() == 0
    return paper


@pytest.fixture
def small(tmp_path: Path) -> Paper:
    """A paper of its own for a test, empty and not built."""
    return Paper.make(tmp_path, SYNDICATED)
