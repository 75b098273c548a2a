"""A small paper with everything in it, as one flat table: from what can be edited to its value."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any, NamedTuple

from PIL import Image

from tests.paper import ROOT, SVG

HEAD = "from plugins.desk.pelican_settings import *"
GONE = ""
BODY, PATH, SAVED = "正文", "文件", "存成"  # what a piece is beside its fields: its body, where it lies, in what form


def raster(form: str, size: tuple[int, int], shade: int = 90) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, (shade, 120, 60)).save(data, form)
    return data.getvalue()


def _pieces() -> dict[str, dict[str, str]]:
    """Every piece by a name of its own."""
    march, april, june = "articles/2024/03/", "articles/2024/04/", "articles/"
    return {
        "well": {
            PATH: march + "02/well.md", "标题": "老井与干部", "栏目": "news", "地区": "柳溪镇", "日期": "2024-03-02",
            "版次": "1", "短名": "well", "人名": "余秋里", "专题": "井边的干部",
            BODY: "本报讯（记者 范云）余秋里说，井里面有水。\n\n![头发与井](photos/a.svg)\n\n<b>干</b>部都来了。钟后山也在。",
        },
        "school": {
            PATH: march + "02/school.md", "标题": "夜校的头发", "栏目": "基层治理", "地区": "石桥镇东街", "短名": "school",
            "版次": "2", "副题": "里面有灯", BODY: "看过[老井](/2024/03/02/well/)以后，干部去了夜校，老&nbsp;井边有发面。\n\n（岳种德 范云）",
        },
        "lamp": {
            PATH: march + "11/lamp.md", "标题": "柳溪镇的灯", "栏目": "news", "短名": "lamp", "地区": "柳溪镇",
            "更正": "2024-04-02 第二段的“干部”应为“群众”。", BODY: "灯亮了。iPhone 也亮了。\n\n（据《山城晚报》）",
        },
        "words": {
            PATH: april + "01/words.md", "标题": "说说台风", "栏目": "opinion", "体裁": "评论", "短名": "words",
            "署名": "余秋里", "版次": "2", BODY: "A&B 公司说：“头发”是小事，里面有学问。",
        },
        "kite": {
            PATH: april + "01/kite.md", "标题": "放风筝", "栏目": "news", "体裁": "图片新闻", "短名": "kite", "版次": "1",
            BODY: "![风筝](photos/kite.jpg)\n\n干部放风筝。姜涛 摄\n\n![云](photos/cloud.png)\n\n（姜涛 摄）",
        },
        "gone": {
            PATH: april + "20/gone.md", "标题": "不实之文", "栏目": "news", "短名": "gone", "状态": "撤稿",
            "更正": "2024-05-03 里面的数字不实，本报撤下此文。", BODY: "不再有的话。",
        },
        "bus": {
            PATH: june + "bus.md", "标题": "七路车到了老井", "栏目": "news", "日期": "2024-06-29 08:30", "短名": "bus",
            "地区": "石桥镇", "旧址": "/old/bus, /bus.html", "权重": "3", "专题": "well", BODY: "车到了。\n\n（范云 编辑：于晓峰）",
        },
        "feast": {
            PATH: june + "feast.md", "标题": "干部学艺", "栏目": "基层治理", "日期": "2024-06-30", "短名": "feast",
            "更正": "2024-06-30 时间应为九点。", BODY: "学艺的<i>台</i>上有<ruby>发<rt>干</rt></ruby>面。\n\n（钟后山）",
        },
        "soon": {
            PATH: june + "soon.md", "标题": "明天的井", "栏目": "news", "日期": "2024-07-02", "短名": "soon",
            "旧址": "/old/soon", BODY: "还没到日子。![井](photos/b.svg)\n\n（于晓峰）",
        },
        "draft": {
            PATH: june + "draft.md", "标题": "没写完的", "栏目": "opinion", "日期": "2024-06-28", "短名": "draft",
            "状态": "草稿", BODY: "没写完，里面是草稿。",
        },
        "thrift": {PATH: "banners/thrift.md", "标题": "节约用水，人人有责", "截止": "2024-07-01", BODY: ""},
        "values": {PATH: "banners/values.md", "标题": "里面", BODY: "富强　民主\n\n文明　干部"},
        "topic": {PATH: "topics/well.md", "标题": "井边的干部", "题图": "photos/b.svg", BODY: "里面有[老井](/2024/03/02/well/)。"},
        "about": {PATH: "pages/about.md", "标题": "关于本报", "短名": "about", BODY: "本报在老井边上，里面有灯。"},
    }  # fmt: skip


PLUGINS = ["desk", "bylines", "pictures", "sections", "issues", "hanzi", "search", "syndication", "press"]
SETTINGS: dict[str, Any] = {
    "SITENAME": "柳溪报",
    "MOTTO": "写在溪边",
    "SITEURL": "https://liuxi.example/news",
    "SECTIONS": {"news": "要闻", "governance": "基层治理", "opinion": "言论"},
    "REGIONS": {"liuxi": "柳溪镇", "shiqiao": "石桥镇"},
    "IMPRINT": ["柳溪报编辑部"],
    "ICP": "溪ICP备00000001号",
    "POLICE": "溪公网安备00000001号",
    "PAGE_NAMES": {1: "要闻", 2: "综合里面"},
    "TWINS": {"hant": "s2tw"},
    "PLUGINS": [f"plugins.{name}" for name in PLUGINS],
}
FILES = {
    "photos/a.svg": SVG.encode(),
    "photos/b.svg": SVG.replace('width="30"', 'width="60"').encode(),
    "photos/kite.jpg": raster("JPEG", (60, 40)),
    "photos/cloud.png": raster("PNG", (40, 60)),
    "photos/logo.png": raster("PNG", (32, 32)),
    "issues/2024-04-01/1.png": raster("PNG", (60, 90)),
    "issues/2024-04-01/1.txt": b"0 0 100 60: kite.md\n",
    "issues/2024-04-01/2.pdf": b"%PDF-1.7\n" + b"x" * 3000,
}
TODAY = "2024-06-30"
THEME = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in (ROOT / "theme").rglob("*") if file.is_file()}
UNCHANGED: dict[tuple[str, str], Any] = {
    **{(of, name): value for of, fields in _pieces().items() for name, value in fields.items()},
    **{("setting", name): value for name, value in SETTINGS.items()},
    **{("file", name): data for name, data in FILES.items()},
    ("glossary", "余万里\t余萬里"): True,
}
NAMES = tuple(_pieces())


class Wanted(NamedTuple):
    """What is to be built: every file below the paper's folder, and what is asked. A file that is None is a dead link."""

    files: dict[str, bytes | None]
    today: str
    unpublished: bool
    hurried: bool  # it is first built in a hurry
    twice: bool  # somebody else builds it at the same time


def wanted(changes: Mapping[tuple[str, str], Any]) -> Wanted:
    """The paper with some values otherwise."""
    table = UNCHANGED | changes
    files: dict[str, bytes | None] = dict(THEME)
    for name in NAMES:
        fields = {key: value for (of, key), value in table.items() if of == name and value is not None}
        path, form = fields.pop(PATH), fields.pop(SAVED, "utf-8")
        if path != GONE:
            files[f"content/{path}"] = _saved(_text(fields), form)
    for number in range(table.get(("build", "more"), 0)):
        text = f"---\n标题: 短讯{number}\n栏目: 要闻\n短名: n{number}\n---\n\n干部{number}说，里面有<b>老</b>井。\n\n（范云）\n"
        files[f"content/articles/2024/0{number % 3 + 4}/{number % 28 + 1:02d}/n{number}.md"] = text.encode()
    lines = [line for (of, name), value in table.items() if of == "glossary" and value for line in name.split("\n")]
    if lines:
        files["content/glossary.tsv"] = "".join(f"{line}\n" for line in sorted(lines)).encode()
    for (of, name), value in table.items():
        if of == "file" and value != GONE:
            files[f"content/{name}"] = value
        elif of == "theme" and value == GONE:
            del files[f"theme/{name}"]
        elif of == "theme":
            files[f"theme/{name}"] = _edited(files[f"theme/{name}"], *value) if isinstance(value, tuple) else value
    for (of, name), value in table.items():
        if of == "swapped" and value:
            one, other = (f"content/{part}" for part in name.split())
            if one in files and other in files:
                files[one], files[other] = files[other], files[one]
    if ("setting", "SCRIPT") in table:
        table["setting", "TWINS"] = {"hans": "tw2s"}
    settings = [f"{name} = {value!r}" for (of, name), value in sorted(table.items(), key=str) if of == "setting"]
    files["pelicanconf.py"] = "\n".join([HEAD, *settings, ""]).encode()
    asked = {name: value for (of, name), value in table.items() if of == "build"}
    return Wanted(
        files,
        asked.get("today", TODAY),
        *(asked.get(name, False) for name in ("unpublished", "hurried", "twice")),
    )


def _text(fields: dict[str, str]) -> str:
    """A piece as it is written; a field of several lines is written so often."""
    body = fields.pop(BODY, "")
    head = [f"{key}: {line}" for key, value in fields.items() for line in value.split("\n")]
    return "\n".join(["---", *head, "---", "", body, ""])


def _saved(text: str, form: str) -> bytes | None:
    """The bytes of a piece as some program leaves it, or something that is none any more."""
    faulty = {"nothing": b"", "a picture": b"\x89PNG\r\n\0\1", "a dead link": None, "no fields": "正文。".encode()}
    if form in faulty:
        return faulty[form]
    if form == "two encodings":
        return text.encode() + "另一种编码。".encode("gb18030")
    if form == "lines of Windows":
        return text.replace("\n", "\r\n").encode()
    return text.encode(form)


def _edited(data: bytes | None, old: str, new: str) -> bytes:
    """A file of the theme with one text in place of another; with nothing to replace, it is added at the end."""
    text = (data or b"").decode("utf-8", "surrogateescape")
    assert old in text, old
    return (text.replace(old, new) if old else text + new).encode("utf-8", "surrogateescape")
