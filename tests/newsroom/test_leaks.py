"""What is not published is nowhere in the site: the words, addresses, pictures and attachments of drafts, of pieces dated ahead,
of what was withdrawn, and comments. Every file is looked through, with what is packed in it, in both scripts and both engines."""

import gzip
import re
import zlib

import pytest

from tests.attachments.samples import word
from tests.pictures.samples import jpeg

PLUGINS = '"plugins.desk", "plugins.bylines", "plugins.pictures", "plugins.sections", "plugins.issues", "plugins.hanzi", "plugins.search", "plugins.syndication", "plugins.press"'
UNPUBLISHED = {"draft": {"状态": "草稿"}, "ahead": {}, "withdrawn": {"状态": "撤稿", "更正": "2024-06-20 来源有误。"}}
# Words that are in no other text; the same in both scripts.
CANARIES = {kind: [f"q{kind}{part}z" for part in ("title", "kicker", "body", "caption", "alt", "byline", "summary", "name")] for kind in UNPUBLISHED}  # fmt: skip


def texts(data: bytes) -> list[bytes]:
    """A file, and what is packed in it in one way or another."""
    found = [data]
    for unpack in (gzip.decompress, zlib.decompress, lambda packed: zlib.decompress(packed, -15)):
        try:
            found.append(unpack(data))
        except (OSError, EOFError, zlib.error):
            continue
    return found


@pytest.fixture(params=["linli", "pagefind"])
def site(paper, request):
    config = paper.root / "pelicanconf.py"
    text = re.sub(r"PLUGINS = \[.*?\]", f"PLUGINS = [{PLUGINS}]", config.read_text(encoding="utf-8"), flags=re.S)
    text = re.sub(r"^SITEURL.*$", 'SITEURL = "https://paper.example"', text, flags=re.M)
    config.write_text(f'{text}\nSEARCH_ENGINE = "{request.param}"\n', encoding="utf-8")
    return paper


def test_what_is_not_published_is_nowhere(site):
    for number, (kind, fields) in enumerate(UNPUBLISHED.items(), 1):
        day = "2024/07/09" if kind == "ahead" else f"2024/06/0{number}"
        title, kicker, body, caption, alt, byline, summary, name = CANARIES[kind]
        site.write(f"photos/2024/q{kind}photo.jpg", jpeg((90 + number, 60)))
        site.write(f"files/q{kind}file.docx", word())
        text = f'{body}井水清了。\n\n![{alt}](photos/2024/q{kind}photo.jpg "{caption}")\n\n[名单](files/q{kind}file.docx)\n\n<!-- qcomment{kind}z -->'
        known = {
            "引题": kicker,
            "署名": f"记者 {byline}",
            "摘要": summary,
            "人名": name,
            "旧址": f"/old/q{kind}aliasz.html",
            "短名": f"q{kind}slugz",
            "版次": "1",
        }
        site.article(f"{day}/q{kind}.md", title, text, **known | fields)
        site.write(f"issues/{day.replace('/', '-')}/1.jpg", jpeg((190 + number, 160)))
    site.write("files/qlinked.docx", word())
    site.write("files/qunlinked.docx", word())
    site.article("2024/06/05/a.md", "井", "井水清了。[名单](files/qlinked.docx)<!-- qcommentz -->", 短名="a", 版次="1")
    assert site.build() == 0
    files = site.files()
    published = {path for path in files if path.startswith(("files/", "photos/", "prints/"))}
    assert published == {"files/qlinked.docx", "files/qunlinked.docx"}
    kept = {"withdrawn": ("title", "slug", "alias")}  # the address and the headline stay, and say that it was withdrawn
    for path, data in files.items():
        for content in [path.encode(), *texts(data)]:
            assert b"qcomment" not in content and b"SECRET" not in content, path
            for kind in UNPUBLISHED:
                words = [*CANARIES[kind], f"q{kind}slugz", f"q{kind}aliasz", f"q{kind}photo", f"q{kind}file"]
                for canary in words:
                    if not any(part in canary for part in kept.get(kind, ())):
                        assert canary.encode() not in content, (path, canary)


def test_what_waits_comes_with_its_piece(site):
    site.write("files/a.docx", word())
    site.write("files/b.docx", word())
    site.article("2024/07/09/a.md", "井", "[名单](files/a.docx)", 短名="a")
    site.article("2024/06/09/b.md", "井边", "[名单](files/b.docx)", 短名="b")
    assert site.build() == 0
    assert "files/a.docx" not in site.files() and "files/b.docx" in site.files()
    assert site.build("--today", "2024-07-09") == 0
    assert "files/a.docx" in site.files()
    site.article("2024/07/09/a.md", "井", "[名单](files/a.docx)", 短名="a", 状态="撤稿", 更正="2024-07-09 有误。")
    assert site.build("--today", "2024-07-09") == 0
    assert "files/a.docx" not in site.files() and "files/b.docx" in site.files()
