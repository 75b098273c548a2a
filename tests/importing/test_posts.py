"""Files with fields of their own become articles with these fields."""

import os

import pytest

from linli.reading.frontmatter import split
from newsroom.cli import main
from newsroom.importing.posts import read_matter
from tests.importing.word_files import png

BODY = "老井清了，村里人都来打水。\n\n## 谁修的井\n\n范云说，大家修的。\n"


@pytest.fixture
def imported(paper, monkeypatch, capsys):
    """Imports a file of this text; gives the fields and bodies of the articles that were written, and what was said."""
    monkeypatch.chdir(paper.root)

    def command(text, *arguments, name="post.md", code=0):
        file = paper.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        assert main(["import", str(file), *arguments]) == code
        said = "".join(capsys.readouterr())
        found = []
        for made in sorted((paper.root / "content").rglob("*.md")):
            source = split(made.read_text(encoding="utf-8"), "")[0]
            found.append(({key: field.value for key, field in source.fields.items()}, source.body.strip()))
        return found, said

    return command


HEADS = {
    "Hexo": "---\ntitle: 老井\ndate: 2019-03-02 08:30:00\nauthor: 范云\ncategories: 要闻\ntags:\n  - 井\n  - 水\n---\n",
    "Hexo without a fence": "title: 老井\ndate: 2019-03-02 08:30:00\nauthor: 范云\ncategories: [要闻]\ntags: [井, 水]\n---\n",
    "Jekyll": '---\nlayout: post\ntitle: "老井"\ndate: 2019-03-02 08:30:00 +0800\nauthor: 范云\ncategories: [[news]]\ntags: [井, 水]\n---\n',
    "Hugo": '+++\ntitle = "老井"\ndate = 2019-03-02T08:30:00+08:00\nauthors = ["范云"]\ncategories = ["要闻"]\ntags = ["井", "水"]\n+++\n',
    "Hugo in JSON": '{"title": "老井", "date": "2019-03-02T08:30:00", "author": "范云", "categories": ["要闻"], "tags": ["井", "水"]}\n',
    "Pelican": "Title: 老井\nDate: 2019-03-02 08:30\nAuthor: 范云\nCategory: 要闻\nTags: 井, 水\n",
    "broken YAML": "---\ntitle: 老井\ndate: 2019-03-02 08:30:00\nauthor: 范云\ncategories: 要闻\ntags:\n  - 井\n  - 水\nfoot: a: b: c\n\tbad\n---\n",
}  # fmt: skip


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_fields_of_other_programs(imported, paper, head):
    found, _said = imported(f"{head}\n{BODY.replace('。', '。<!-- more -->', 1)}")
    [(fields, body)] = found
    clock = "" if head.startswith("Title") else " 08:30"
    assert fields == {
        "title": "老井", "section": "要闻", "date": f"2019-03-02{clock}", "slug": "lao-jing", "byline": "范云",
    }  # fmt: skip
    tags = "井, 水" if head.startswith("Title") else "井、水"
    assert body == f"{BODY}\n<!-- 标签：{tags} -->"
    assert paper.build() == 0
    page = paper.page("2019/03/02/lao-jing").text_content()
    assert "谁修的井" in page and "标签" not in page


@pytest.mark.parametrize(
    ("date", "updated", "written"),
    [
        ("2019-03-01T20:30:00Z", None, ("2019-03-02 04:30", None)),
        ("2019-03-02 08:30:00 +0900", "2019-03-03T00:30:00+09:00", ("2019-03-02 07:30", "2019-03-02 23:30")),
        ("Fri, 01 Mar 2019 20:30:00 +0000", "Sat, 02 Mar 2019 00:00:00 GMT", ("2019-03-02 04:30", "2019-03-02 08:00")),
        ("2019-03-02 08:30", "2019-03-05", ("2019-03-02 08:30", "2019-03-05")),
        ("2019-03-02 08:30", "2019-03-02 08:30", ("2019-03-02 08:30", None)),  # as it appeared
    ],
)
def test_hours_are_brought_to_the_zone_of_the_paper(imported, paper, date, updated, written):
    more = f"lastmod: {updated}\n" if updated else ""
    [(fields, _body)], said = imported(f"---\ntitle: 老井\ndate: {date}\n{more}categories: 要闻\n---\n\n{BODY}")
    assert (fields["date"], fields.get("updated")) == written
    assert "没有带过来" not in said
    assert (paper.root / "content/articles/2019/03/02/lao-jing.md").is_file()
    assert paper.build() == 0


@pytest.mark.parametrize("updated", ["2019-03-01", "不久以前"])
def test_a_change_that_cannot_be_is_left_out_and_told(imported, paper, updated):
    head = f"---\ntitle: 老井\ndate: 2019-03-02\nupdated: {updated}\ncategories: 要闻\n---\n"
    [(fields, _body)], said = imported(f"{head}\n{BODY}")
    assert "updated" not in fields
    assert "没有带过来：更新" in said
    assert paper.build() == 0


def test_own_articles_keep_their_fields(imported):
    head = "---\n标题：一口“老井”：清了\n栏目：基层治理\n日期：2024-03-11 09:00\n署名：记者 范云\n版次：3\n地区：柳溪镇\n状态：草稿\n短名：jing\n---\n"
    [(fields, body)], _said = imported(f"{head}\n{BODY}")
    assert fields == {
        "title": "一口“老井”：清了", "section": "基层治理", "date": "2024-03-11 09:00", "byline": "记者 范云", "page": "3",
        "region": "柳溪镇", "status": "草稿", "slug": "jing",
    }  # fmt: skip
    assert body == BODY.strip()


def test_lines_above_a_manuscript(imported):
    text = f"标题：老井清了\n作者：范云\n单位：井坊村\n电话：13800000000\n\n{BODY}\n字数：320\n"
    [(fields, body)], said = imported(text, "--date", "2024-03-11", "--section", "要闻")
    assert fields["title"] == "老井清了" and fields["byline"] == "范云" and fields["date"] == "2024-03-11"
    assert body.endswith("<!-- 单位：井坊村 -->\n\n<!-- 电话：13800000000 -->\n\n<!-- 字数：320 -->")
    assert "没有发布，只留在文件的注释里：字数：320" in said


def test_categories_are_mapped_or_told(imported):
    text = f"---\ntitle: 老井\ndate: 2019-03-02\ncategories: [生活]\n---\n{BODY}"
    found, said = imported(text, "--map", "生活=基层治理")
    assert found[0][0]["section"] == "基层治理" and "？栏目" not in said
    _found, said = imported(text.replace("老井", "新井"))
    assert "？栏目：分类“生活”不是本报的栏目，暂用“要闻”" in said
    assert "--map 写成" in imported(text, "--map", "生活", code=2)[1]


def test_pictures_that_lie_beside_it_come_along(imported, paper):
    (paper.root / "site/source/images").mkdir(parents=True)
    (paper.root / "site/source/images/jing.png").write_bytes(png())
    (paper.root / "site/source/_posts/post").mkdir(parents=True)
    (paper.root / "site/source/_posts/post/b.png").write_bytes(png(colour="red"))
    body = "![井](/images/jing.png)\n\n{% asset_img b.png 水 %}\n\n![远](https://a.example/c.png)\n\n![无](none.png)\n\n水清了。{% note %}"
    [(_fields, made)], said = imported(
        f"---\ntitle: 老井\ndate: 2019-03-02\n---\n{body}", name="site/source/_posts/post.md"
    )
    assert made == (
        "![井](photos/2019/03/lao-jing-1.png)\n\n![水](photos/2019/03/lao-jing-2.png)\n\n[远](https://a.example/c.png)\n\n无\n\n水清了。"
    )
    assert said.count("W810") == 2 and "有 1 处模板的记号没有带过来" in said
    assert paper.build() == 0


def test_drafts_old_addresses_and_what_there_is_no_place_for(imported):
    head = "---\ntitle: 老井\ndate: 2019-03-02\npublished: false\npermalink: /jing/1.html\naliases: [/a/, /b/]\nlayout: post\nmood: 好\nauthor: admin_01\n---\n"
    [(fields, _body)], said = imported(f"{head}{BODY}")
    assert fields["status"] == "草稿" and fields["aliases"] == "/jing/1.html，/a/，/b/" and "byline" not in fields
    assert "？字段：没有带过来：mood" in said and "“admin_01”不像人名" in said


def test_a_jekyll_file_has_date_and_slug_in_its_name(imported):
    [(fields, _body)], _said = imported(f"---\ntitle: 老井\n---\n{BODY}", name="2019-03-02-old-well.md")
    assert (fields["date"], fields["slug"]) == ("2019-03-02", "old-well")


@pytest.mark.parametrize(
    "text",
    [
        "---\n\n井水清了。\n\n---\n\n都来打水。",
        "井坊村：一口老井\n\n井水清了。",
        "时间：三月\n\n井水清了。",
        "{% note %}\n井水清了。",
        "+++\n井水",
    ],
)
def test_other_files_have_no_fields(text):
    assert read_matter(text) is None


def test_fields_that_grow_without_end_are_no_fields():
    bomb = "---\ntitle: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n\n正文。"
    assert read_matter(bomb).fields["title"] == ["&a [x, x]"]


def test_an_import_is_taken_back_if_nobody_has_changed_it(imported, paper, capsys):
    imported(f"---\ntitle: 老井\ndate: 2019-03-02\n---\n{BODY}", "--draft")
    [made] = (paper.root / "content/articles").rglob("*.md")
    text = made.read_text(encoding="utf-8")
    assert "状态: 草稿" in text
    made.write_text(text + "又修了。", encoding="utf-8")
    assert main(["import", "--undo"]) == 1
    assert "导入以后改过。" in capsys.readouterr().err
    made.write_text(text, encoding="utf-8")
    assert main(["import", "--undo"]) == 0
    assert capsys.readouterr().out == (
        "撤回了上一次导入，移走 1 个文件。要放回去，打开采编台（linli newsroom）里的“移走的”。\n"
    )
    assert os.listdir(paper.root / "content/articles") == []
    assert main(["import", "--undo"]) == 1
    assert main(["import", "--undo", "a.md"]) == 2
