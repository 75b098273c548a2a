"""Everything that is edited of a small paper, each as an edit of its own that can be taken back."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from tests.build.whole_paper import BODY, FILES, GONE, PATH, PLUGINS, SAVED, SETTINGS, raster
from tests.paper import SVG


class Edit(NamedTuple):
    """Another value for a part of the paper: a field of a piece, a setting, a file, a line of the glossary."""

    of: str
    name: str
    value: Any = True


def _fields() -> Iterable[Edit]:
    """Every field of a piece of a month that is over, and of the newest."""
    values: dict[str, list[str | None]] = {
        "标题": ["台后的发现", "A&B 的“头发”<b>", "", None],
        "副题": ["干部在里面", "iPhone 与井"],
        "引题": ["石桥镇里面", "范云看井"],
        "体裁": ["评论", "图片新闻", "公益", "小说"],
        "栏目": ["基层治理", "言论", "opinion", "没有的", None],
        "地区": ["石桥镇", "柳溪镇里面", "别处", None],
        "日期": ["2024-03-01", "2024-05-09 23:10", "2024-06-30", "2024-06-30 12:00", "2024-06-29T16:30:00Z", "2024-07-02", "2024年2月30日", "2023-12-31"],
        "更新": ["2024-06-30 09:00", "2024-06-30", "2024-07-03", "2023-01-01", "刚才"],
        "版次": ["2", "11", "没有", None],
        "权重": ["9", "-1", "重"],
        "责任编辑": ["于晓峰", "新编辑 校对 干里"],
        "署名": ["岳种德 于晓峰", "柳溪报评论部", "（通讯员 里台发）"],
        "来源": ["山城晚报", "里面日报"],
        "摘要": ["干部的摘要，里面。", "iPhone & 井"],
        "题图": ["photos/cloud.png", "photos/b.svg", "photos/none.png"],
        "短名": ["lamp", "another", "Bad Slug", None],
        "状态": ["草稿", "撤稿", "没写"],
        "旧址": ["/old/here", "/2024/03/02/school/, /x.html", "/old/bus", "/bus.html/deep", "/photos/a.svg", "/section/x"],
        "更正": ["2024-06-01 干部应为群众。", "2024-06-02 里面应为外面。\n2024-06-01 台应为坛。", "2023-01-01 太早。", "没有日期"],
        "专题": ["井边的干部", "well、井边的干部", "井边", "新专题", None],
        "人名": ["钟后山", "干里台、头发、发面", "里面、干部, 余秋里"],
        BODY: [
            "只有一段，里面没有署名。",
            "![风筝](photos/kite.jpg) ![云](photos/cloud.png)\n\n见[夜校](../../school/)与[外面](https://a.example/里面)。",
            "<b>老</b><i>井</i>里&shy;面，A&amp;B，“头发”。\n\n（记者 钟后山 摄影 里台发）",
            "![没有](photos/none.png)",
            "![空格](photos/a%20b.svg)",
            "![小](photos/tiny.gif)\n\n<script>x</script><ruby>干<rt>里</rt>部<rt>面</rt></ruby>",
            "> 引文里的钟后山\n\n- 一\n- 二\n\n| 干 | 部 |\n|---|---|\n| 里 | 面 |\n\n（本报综合 责任编辑：范云）",
        ],
    }  # fmt: skip
    for field, found in values.items():
        for name in ("well", "feast"):
            yield from (Edit(name, field, value) for value in found)
    yield from (
        Edit("gone", "状态", None),
        Edit("gone", "更正", "2024-05-04 另有原因：干部不实。"),
        Edit("gone", "更正", None),
    )
    yield from (
        Edit("draft", "状态", None),
        Edit("draft", BODY, "写完了。\n\n（草稿人）"),
        Edit("soon", "标题", "后天的井"),
    )
    yield from (
        Edit("lamp", "更正", None),
        Edit("lamp", "状态", "撤稿"),
        Edit("lamp", "状态", "草稿"),
        Edit("lamp", "标题", "干部的灯"),
        Edit("bus", "旧址", None),
    )
    yield from (
        Edit("bus", BODY, "车到了。\n\n（来迟者 钟后山）"),
        Edit("feast", "署名", "利茗威"),
        Edit("bus", "署名", "黎茗惟"),  # by chance, the two have one address
        Edit("feast", "署名", "单耘宇"),
        Edit("bus", "署名", "但耘玉"),  # by chance, at the former address of the other
        Edit("bus", "署名", "曾小"),
        Edit("kite", BODY, "![风筝](photos/kite.jpg)\n\n（范云 摄）"),
    )
    yield from (
        Edit("kite", "标题", "干部放云"),
        Edit("kite", "日期", "2024-05-01"),
        Edit("kite", "版次", "2"),
        Edit("kite", "权重", "7"),
        Edit("kite", PATH, "articles/kite.md"),
        Edit("words", "版次", None),
        Edit("thrift", "标题", "干部带头，“安全”第一"),
        Edit("thrift", "截止", "2024-06-30"),
        Edit("thrift", "截止", "2024-06-30 12:00"),
        Edit("thrift", "日期", "2024-06-30 12:00"),
        Edit("thrift", "权重", "4"),
    )
    yield from (
        Edit("thrift", "日期", "2024-07-01"),
        Edit("thrift", "状态", "草稿"),
        Edit("thrift", BODY, "多行\n\n公益"),
    )
    yield from (
        Edit("values", BODY, "自由　里面"),
        Edit("values", "截止", "2024-06-29"),
        Edit("values", "题图", "photos/b.svg"),
    )
    yield from (Edit("about", "标题", "干部与我们"), Edit("about", "短名", "us"), Edit("about", "短名", "search"))
    yield from (
        Edit("topic", "标题", "井里面的干部"),
        Edit("topic", "标题", "新专题"),
        Edit("topic", "标题", None),
        Edit("topic", BODY, "![井](photos/a.svg)\n\n里面。"),
        Edit("topic", "题图", "photos/cloud.png"),
        Edit("topic", "状态", "草稿"),
        Edit("topic", "摘要", "干部的专题"),
        Edit("topic", PATH, "topics/other.md"),
        Edit("topic", PATH, "topics/新.md"),
        Edit("topic", PATH, GONE),
        Edit("topic", SAVED, "two encodings"),
        Edit("words", "专题", "井边的干部"),
        Edit("draft", "专题", "井边的干部"),
    )
    yield from (
        Edit("about", BODY, "![井](photos/b.svg) 找范云。"),
        Edit("about", "状态", "草稿"),
        Edit("about", "旧址", "/old/about"),
    )


def _files() -> Iterable[Edit]:
    """Where pieces lie and how they are saved; pictures; what belongs to printed pages."""
    for name in ("well", "bus", "thrift", "about"):
        yield Edit(name, PATH, GONE)
    for name, path in [("well", "articles/2024/03/02/well2.md"), ("well", "articles/2024/05/01/well.md")]:
        yield Edit(name, PATH, path)
    yield from (
        Edit("thrift", PATH, "banners/z.md"),
        Edit("about", PATH, "pages/a.md"),
        Edit("feast", PATH, "articles/x/feast.md"),
    )
    yield from (
        Edit("bus", PATH, "articles/bus.txt"),
        Edit("bus", PATH, "bus.md"),
        Edit("words", PATH, "pages/words.md"),
    )
    forms = ["gb18030", "utf-16", "utf-8-sig"]
    for form in [*forms, "lines of Windows", "nothing", "a picture", "a dead link", "no fields", "two encodings"]:
        yield Edit("school", SAVED, form)
    yield from (Edit("about", SAVED, "two encodings"), Edit("thrift", SAVED, "a dead link"))
    for one, other in [
        ("photos/a.svg", "photos/b.svg"),
        ("photos/kite.jpg", "photos/cloud.png"),
        ("articles/bus.md", "articles/feast.md"),
        ("articles/2024/03/02/well.md", "articles/2024/03/11/lamp.md"),
    ]:
        yield Edit("swapped", f"{one} {other}")
    red = SVG.replace("<path", '<path fill="red"').encode()
    pictures: dict[str, list[Any]] = {
        "photos/a.svg": [GONE, red, FILES["photos/b.svg"], b"<svg", SVG.replace("<path", "<script>x()</script><path").encode()],
        "photos/b.svg": [GONE, red],
        "photos/kite.jpg": [GONE, raster("JPEG", (90, 30)), raster("JPEG", (60, 40), 10), raster("PNG", (60, 40)), b"", FILES["photos/kite.jpg"][:400]],
        "photos/cloud.png": [GONE, raster("PNG", (700, 500))],
        "photos/none.png": [raster("PNG", (20, 20))],
        "photos/tiny.gif": [raster("GIF", (20, 10))],
        "photos/a b.svg": [red],
        "photos/a%20b.svg": [SVG.encode()],
        "photos/A.svg": [red],
        "photos/logo.png": [raster("PNG", (64, 48)), b"no picture", GONE],
        "photos/old/bus": [red],
        "issues/2024-04-01/1.png": [GONE, raster("PNG", (30, 90)), b"no picture"],
        "issues/2024-04-01/01.jpg": [raster("JPEG", (30, 20))],
        "issues/2024-04-01/1.txt": [GONE, "0 0 50 50: kite\n50 50 50 50: 没有的\n".encode(), "0 0 50 50: 放风筝".encode(), b"1 2: 3"],
        "issues/2024-04-01/1.pdf": [b"%PDF-1.4\n" + b"y" * 500],
        "issues/2024-04-01/2.pdf": [GONE, b"no PDF", b"%PDF-1.7\n" + b"z" * 9_000],
        "issues/2024-06-30/1.png": [raster("PNG", (30, 30))],
        "issues/2024-03-02/1.png": [raster("PNG", (50, 70))],
        "issues/misnamed.png": [b"x"],
        "notes.tsv": [b"x"],
    }  # fmt: skip
    for path, values in pictures.items():
        yield from (Edit("file", path, value) for value in values)


def _glossary() -> Iterable[Edit]:
    """Lines that come and go."""
    lines = """干部 干部|里面 裡頭|老井 老丼|要闻 要聞快訊|往期 舊報|更正 勘誤|柳溪报 柳溪新報|柳溪镇 柳谿鎮|综合里面 綜合
        iPhone 愛鳳|A&B A＆B|“头发” 「頭毛」|头发 "髮"|节约用水 省水|写在溪边 寫在谿邊|本报讯 本報電|PDF PDF檔|下载 下傳
        发面 發麵|范云 范芸|余秋里 余秋裡|钟后山 鍾後山|台风 大風|一月 正月|第1版 頭版|订阅 訂|关于本报 關於我們|搜索 尋找
        全部 所有|3月 三月|记者 記|富强 富彊|里 裏|， 、|的 之|Linli 鄰里|zh 中|2024 甲辰|井</ 井|x 乂|群众 羣眾|夜校的头发 夜髮
        余万里 余萬裡|没有制表符|繁體 繁體|干部们 幹部們|老\xa0井 老丼|跳到正文 跳|html 網|山城晚报 山城|& ＆|. 點|note news"""
    for line in re.split(r"\||\n\s*", lines):
        yield Edit("glossary", line.replace(" ", "\t", 1) if line != "没有制表符" else line)
    others = [f"甲乙{number}\t甲乙第{number}" for number in range(45)]
    for more in (["干部\t干部", "老井\t老丼"], ["台风\t颶風"], ["综合里面\t綜合"], []):
        yield Edit("glossary", "\n".join([*others, *more]))


def _settings() -> Iterable[Edit]:
    places = ["front", "section", "region", "month", "archive", "issue", "contributor", "article", "page"]
    sections = SETTINGS["SECTIONS"]
    values: dict[str, list[Any]] = {
        "SITENAME": ["石桥报", "里面的“干部”报 & A"],
        "MOTTO": ["", "干部写在里面"],
        "SITEURL": ["", "https://other.example", "https://liuxi.example/a/b"],
        "SECTIONS": [
            sections | {"news": "头条里面"},
            sections | {"governance": "治理"},
            dict(reversed(sections.items())),
            sections | {"culture": "文化"},
            {"first": "要闻", **sections} | {"news": "旧闻"},
            {"news": "要闻"},
            {},
        ],
        "REGIONS": [{}, {"liuxi": "柳溪", "shiqiao": "石桥镇"}, {"willow": "柳溪镇", "east": "石桥镇东街", "shiqiao": "石桥镇"}],
        "PAGE_NAMES": [{}, {1: "干部", 2: "综合里面", 4: "副刊"}],
        "TWINS": [{}, {"hant": "s2twp"}, {"tw": "s2tw"}, {"hant": "s2tw", "hk": "s2hk"}, {"hant": "s2hk"}, {"hant": "none"}],
        "SCRIPT": ["hant"],
        "BANNERS": [{"values": places, "slogans": places}, {"values": [], "slogans": []}],
        "LOGO": ["photos/logo.png", "photos/kite.jpg", "photos/nowhere.png"],
        "IMPRINT": [[], ["干部编辑部", "里面 12 号"]],
        "SERIAL": ["里面准印 1 号"],
        "ICP": ["", "溪ICP备2号"],
        "POLICE": [""],
        "LICENCE": ["里面许可证"],
        "TIMEZONE": ["America/New_York"],
        "PLUGINS": [
            *([f"plugins.{name}" for name in PLUGINS if name != out] for out in PLUGINS[1:-1]),
            ["plugins.desk", *(f"plugins.{name}" for name in reversed(PLUGINS[1:-1])), "plugins.press"],
        ],
    }  # fmt: skip
    for name, found in values.items():
        yield from (Edit("setting", name, value) for value in found)


def _theme() -> Iterable[Edit]:
    """Templates, components, styles, scripts, pictures: what stands there, and what then stands in its place."""
    values: dict[str, Any] = {
        "templates/base.html": ("跳到正文", "跳到里面的干部"),
        "templates/article.html": ("{% block main %}", "{% block main %}<p>又一句里面</p>"),
        "templates/archive.html": ("{% block main %}", "{% block main %}{{ nowhere }}"),
        "templates/corrections.html": ("{% block main %}", "{% block main %}<p>干<wbr>部</p>"),
        "templates/_partials/address.html": ("", '<meta name="description" content="里面">'),
        "templates/feed.atom": ("", "<!-- 里面 -->"),
        "templates/new.html": b"nothing",
        "templates/issue-print.html": ("", "{% block"),
        "templates/404.html": GONE,
        "components/colophon/colophon.html": ('class="colophon"', 'class="colophon more" title="干部"'),
        "components/item/item.html": ("<li", '<li data-more="1"'),
        "components/item/item.css": ("", "\n.more { color: var(--ink); }\n"),
        "components/colophon/examples.toml": ("", "\n# a note\n"),
        "static/css/tokens.css": ("", "\n/* more */\n:root { --more: 1px; }\n"),
        "static/css/print.css": ("", "\n.more { display: none; }\n"),
        "static/css/new.css": b".new { color: red; }\n",
        "static/js/postings.js": ("", "\n// more\n"),
        "static/js/modes.js": ("", "\n// more\n"),
        "static/img/icon.svg": ("", "<!-- more -->"),
        "static/img/favicon.ico": ("", "more"),
        "static/img/icon-512.png": GONE,
    }
    return (Edit("theme", name, value) for name, value in values.items())


def _asked() -> Iterable[Edit]:
    """How it is built."""
    for day in ("2024-06-29", "2024-07-01", "2024-07-02", "2024-03-02", "2023-01-01"):
        yield Edit("build", "today", day)
    for day in ("2024-06-29 08:29", "2024-06-30 00:29", "2024-06-30 00:30", "2024-06-30 11:59:59", "2024-06-30 12:00"):
        yield Edit("build", "today", day)
    yield from (Edit("build", name) for name in ("unpublished", "hurried", "twice"))
    yield Edit("build", "more", 100)  # pieces: so many that workers are started


EDITS = (*_asked(), *_fields(), *_files(), *_glossary(), *_settings(), *_theme())
