"""`linli check --private`: what readers could learn, with file and line, and no number whole."""

import json

import pytest

from newsroom.cli import main
from tests.attachments import samples
from tests.pictures.samples import jpeg

WHOLE = ("13800000000", "990000190001010014", "li.si@paper.example", "lisi_2024", "范小满")


@pytest.fixture
def site(paper, monkeypatch):
    monkeypatch.chdir(paper.root)
    return paper


@pytest.fixture
def check(site, capsys):
    def run(*arguments: str) -> list[str]:
        assert main(["check", "--private", *arguments]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        for number in WHOLE:
            assert number not in said.out
        return said.out.splitlines()

    return run


def test_a_paper_without_anything_private_has_no_findings(site, check):
    site.article("2024/06/01/a.md", "井", "井水清了。")
    assert check() == ["检查完：没有问题。"]


def test_everything_is_told_where_it_stands(site, check):
    site.picture("2024/13900000000.svg")
    body = "电话13800000000。\n\n![范小满（女，9岁）在井边](photos/2024/13900000000.svg)\n图说，微信：lisi_2024。\n\n<!-- 联系 990000190001010014 -->"
    site.article("2024/06/01/a.md", "井", body, 摘要="请写信给 li.si@paper.example")
    site.article("2024/06/02/b.md", "草稿", "电话13800000000。", 状态="草稿")
    told = [line.split("。")[0] for line in check()]
    a, b = "content/articles/2024/06/01/a.md", "content/articles/2024/06/02/b.md"
    assert [line.replace("，不是", "") for line in told] == [
        f"{a}:4: W902 邮箱（l…@paper.example）",
        f"{a}:7: W901 手机号（138…00）",
        f"{a}:9: W901 手机号（139…00）",
        f"{a}:9: W903 未成年人的姓名（范××）",
        f"{a}:10: W902 微信号或 QQ 号（lis…24）",
        f"{a}:12: W901 身份证号（990…14），在注释里，不发布；仓库公开的，谁都看得到",
        f"{b}:7: W901 手机号（138…00），在草稿里，现在不发布",
        "content/photos/2024/13900000000.svg:1: W901 手机号（139…00），写在文件名里",
        "检查完：0 处错误，8 处提醒",
    ]


def test_what_the_paper_says_of_itself_is_meant(site, check):
    config = site.root / "pelicanconf.py"
    text = config.read_text(encoding="utf-8").replace('IMPRINT = ["', 'IMPRINT = ["热线：138-0000-0000 ')
    config.write_text(text + 'PUBLIC_CONTACTS = ["li.si@paper.example"]\n', encoding="utf-8")
    site.write("pages/contact.md", "---\n标题: 联系我们\n短名: contact\n---\n\n微信：lisi_2024\n".encode())
    site.article("2024/06/01/a.md", "井", "请打+86 13800000000，写信给LI.SI@paper.example，加微信：lisi_2024。")
    assert check() == ["检查完：没有问题。"]
    site.article("2024/06/01/a.md", "井", "请打13900000000。")
    assert check()[0].split("。")[0].endswith("a.md:6: W901 手机号（139…00）")


def test_attachments_are_looked_through(site, check):
    rows = "".join("<si><t>范小满</t></si><si><r><t>9900001900</t></r><r><t>01010014</t></r></si>" for _ in range(3))
    site.write("files/mingdan.xlsx", samples.sheet(xl__sharedStrings=f"<sst>{rows}</sst>"))
    site.write("files/mingdan.csv", "姓名,手机\n李四,13800000000\n".encode("gb18030"))
    site.write("files/all.zip", samples.packed({"a.txt": "x"}))
    site.write("files/a.docx", samples.word('<w:ins w:id="1" w:author="x"><w:r><w:t>13800000000</w:t></w:r></w:ins>'))
    assert [line.split("。")[0] for line in check()] == [
        "content/files/a.docx:1: W511 附件里还有修订记录（改之前的字），读者下载了看得到",
        "content/files/a.docx:1: W904 附件里面有手机号 1 处，第一处是 138…00",
        "content/files/all.zip:1: W904 压缩包里的文件没有看，也没有清理过",
        "content/files/mingdan.csv:2: W901 手机号（138…00）",
        "content/files/mingdan.xlsx:1: W904 附件里面有身份证号 3 处，第一处是 990…14",
        "检查完：0 处错误，5 处提醒",
    ]


def test_the_words_of_a_pdf_are_looked_through(site, check):
    def with_words(writer) -> None:
        page = writer.pages[0]
        text = samples.DecodedStreamObject()
        text.set_data(b"BT /F 12 Tf 10 100 Td (13800000000) Tj ET")
        names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        made = samples.DictionaryObject({samples.NameObject(k): samples.NameObject(v) for k, v in names.items()})
        fonts = samples.DictionaryObject({samples.NameObject("/F"): made})
        page["/Resources"][samples.NameObject("/Font")] = fonts
        page[samples.NameObject("/Contents")] = writer._add_object(text)

    site.write("files/a.pdf", samples.pdf(with_words))
    assert check()[0].split("。")[0] == "content/files/a.pdf:1: W904 附件第 1 页有手机号 1 处，第一处是 138…00"


def test_photos_that_are_published_as_they_are_are_told(site, check):
    site.write("photos/a.jpg", jpeg())
    site.article("2024/06/01/a.md", "井", "![井](photos/a.jpg)")
    assert check()[0].startswith("content/photos/a.jpg:1: W905 ")
    config = site.root / "pelicanconf.py"
    config.write_text(
        config.read_text(encoding="utf-8").replace('"plugins.press"', '"plugins.pictures", "plugins.press"'),
        encoding="utf-8",
    )
    assert check() == ["检查完：没有问题。"]


def test_a_page_of_what_is_no_longer_published_is_told(site, check, capsys):
    site.article("2024/06/01/a.md", "井", slug="a")
    assert site.build() == 0
    capsys.readouterr()
    assert check() == ["检查完：没有问题。"]
    site.article("2024/06/01/a.md", "井", slug="a", 状态="草稿")
    assert check()[0].startswith("content/articles/2024/06/01/a.md:1: W906 这一篇现在是草稿，")
    assert site.build() == 0
    capsys.readouterr()
    assert check() == ["检查完：没有问题。"]


def test_the_command_takes_paths_and_programs_read_it(site, check, capsys):
    site.article("2024/06/01/a.md", "井", "电话13800000000。")
    site.article("2024/06/02/b.md", "井边", "电话13800000000。")
    rows = json.loads("\n".join(check("--format", "json", "content/articles/2024/06/02")))
    assert [(row["path"], row["line"], row["code"], row["severity"]) for row in rows] == [
        ("content/articles/2024/06/02/b.md", 6, "W901", "warning")
    ]
    assert main(["check", "--private", "--fix"]) == 2
    assert "--private 只列出来，不能和 --fix 一起用。" in capsys.readouterr().err


def test_an_ordinary_check_tells_of_attachments_and_not_of_people(site, capsys):
    site.article("2024/06/01/a.md", "井", "[名单](files/a.rtf)，写信给 li.si@paper.example。")
    site.write("files/a.rtf", b"{\\rtf1 x}")
    assert main(["check"]) == 0
    said = capsys.readouterr().out
    assert "content/files/a.rtf:1: W512 " in said and "W902" not in said
