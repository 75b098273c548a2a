"""An export of WordPress becomes articles."""

import pytest

from linli.reading.frontmatter import split
from newsroom.cli import main
from tests.importing.word_files import png

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>柳溪</title><link>https://liuxi.example</link>
"""
BODY = """<!-- wp:heading --><h2>谁修的井</h2><!-- /wp:heading -->
<!-- wp:paragraph --><p>老井<strong>清了</strong>，见<a href="/about/">关于</a>。<br>范*云说好。</p><!-- /wp:paragraph --><!--more-->
[caption id="a" width="300"]<img src="https://liuxi.example/wp-content/uploads/2019/03/jing-300x200.png" alt="井"> 井台。（范云 摄）[/caption]
<ul><li>一</li><li>二<ol><li>甲</li></ol></li></ul>
<table><tr><th>户</th><th>工</th></tr><tr><td>范|云</td><td>3</td></tr></table>
[contact-form]<iframe src="https://a.example"></iframe><script>x</script>"""


def item(title: str, body: str, number: int = 1, status: str = "publish", kind: str = "post", more: str = "") -> str:
    return f"""<item><title>{title}</title><link>https://liuxi.example/archives/{number}.html</link><dc:creator>范云</dc:creator>
<content:encoded><![CDATA[{body}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>
<wp:post_date>2019-03-0{number} 08:30:00</wp:post_date><wp:post_name>%e8%80%81</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category" nicename="news"><![CDATA[要闻]]></category><category domain="post_tag" nicename="a"><![CDATA[井]]></category>{more}</item>"""


@pytest.fixture
def imported(paper, monkeypatch, capsys):
    monkeypatch.chdir(paper.root)

    def command(*items: str, code: int = 0):
        (paper.root / "blog.xml").write_text(f"{HEAD}{''.join(items)}</channel></rss>", encoding="utf-8")
        assert main(["import", "blog.xml"]) == code
        captured = capsys.readouterr()
        files = sorted((paper.root / "content/articles").rglob("*.md"))
        return [split(file.read_text(encoding="utf-8"), "")[0] for file in files], captured.out + captured.err

    return command


def test_posts_become_articles_with_their_pictures_and_addresses(imported, paper):
    picture = paper.root / "wp-content/uploads/2019/03/jing.png"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(png())
    classic = "老井清了。\n\n都来打水，\n水甜。"
    sources, said = imported(
        item("老井", BODY),
        item("新井", classic, 2, "draft"),
        item("关于", "页", 3, kind="page"),
        item("旧", "x", 4, "trash"),
    )
    first, second = sources
    assert {key: field.value for key, field in first.fields.items()} == {
        "title": "老井", "section": "要闻", "date": "2019-03-01 08:30", "slug": "lao-jing", "byline": "范云", "aliases": "/archives/1.html",
    }  # fmt: skip
    assert first.body.strip().split("\n\n") == [
        "## 谁修的井",
        "老井**清了**，见[关于](/about/)。  \n范\\*云说好。",
        '![井](photos/2019/03/lao-jing-1.png "井台。（范云 摄）")',
        "- 一\n- 二\n    1. 甲",
        "| 户 | 工 |\n| --- | --- |\n| 范\\|云 | 3 |",
        "<!-- 标签：井 -->",
    ]
    assert second.fields["status"].value == "草稿" and second.fields["date"].value == "2019-03-02 08:30"
    assert second.body.startswith("\n老井清了。\n\n都来打水，\n水甜。")
    assert "没有带过来的：page×1、trash×1" in said and "没有带过来：[…]、iframe" in said
    assert paper.build() == 0
    assert paper.page("2019/03/01/lao-jing").xpath("//figcaption")[0].text_content().startswith("井台。")


@pytest.mark.parametrize(
    "text", ["<a/>", HEAD, '<!DOCTYPE a [<!ENTITY b "c">]>' + HEAD + "</channel></rss>", HEAD + "</channel></rss>"]
)
def test_what_is_no_export_is_told(paper, monkeypatch, capsys, text):
    monkeypatch.chdir(paper.root)
    (paper.root / "blog.xml").write_text(text, encoding="utf-8")
    assert main(["import", "blog.xml"]) == 1
    assert "blog.xml:" in capsys.readouterr().err
