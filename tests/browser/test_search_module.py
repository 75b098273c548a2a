"""The module `search.js` against a small paper made to be difficult, under a strict Content-Security-Policy, with both engines."""

import functools
import http.server
import json
import random
import re
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path

import lxml.html
import pytest

from linli.text.pinyin import syllables_of
from plugins.search import pagefind
from plugins.search.cutting import fold
from plugins.search.pagefind import WORDS
from plugins.search.spelling import code_of
from tests.browser.conftest import watched
from tests.paper import CONFIG, ROOT, Paper

pytestmark = pytest.mark.browser
CASES = json.loads((ROOT / "tests/search/cases.json").read_text(encoding="utf-8"))
POLICY = (
    "default-src 'none'; script-src {scripts}; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
SCRIPTS = {"linli": "'self'", "pagefind": "'self' 'wasm-unsafe-eval'"}
SETTINGS = CONFIG.replace('"plugins.sections"', '"plugins.sections", "plugins.hanzi", "plugins.search"').replace(
    "https://liuxi.example/news", ""
)
ARTICLES = {
    "well": (
        "老井修好了，井水又甜了",
        "本报讯（记者 张 婷）**柳溪**镇上村的老井修好了。\n\n用了15分钟、1.2亿滴水。",
        {"日期": "2024-06-02"},
    ),
    "bus": (
        "七路 公交改走新桥",
        "“七路”公交3月起改走新桥，沿着河走。\n\n问：几点？答：6:30—22:00！（陈守田）",
        {"日期": "2024-06-01"},
    ),
    "ai": (
        "ＡＩ进村：“小事”不出村",
        "村里用上了Wi-Fi和AI，人均增收12.5%。#柳溪# & <乡村>\n\n"
        "| 村 | 户数 |\n|---|---|\n| 上村 | 30 |\n\n1. 修路\n2. 通水",
        {"日期": "2024-05-20", "栏目": "基层治理", "地区": "柳溪镇", "专题": "改水、路"},
    ),
    "photo": (
        "湖上放风筝🪁👨‍👩‍👧",
        '孩子们在湖边放风筝❤️。\n\n![湖岸](photos/kite.svg "湖上的风筝。（种建国 摄）")',
        {"日期": "2024-05-20", "体裁": "图片新闻", "地区": "石桥镇"},
    ),
    "famous": (
        "名著里的老街",
        '这部著作很著名，书里写着老街。他说："甲 乙"。\n\n瞭望台上的钱锺书，乾隆的干粮；好像现象一直在。',
        {"日期": "2023-11-05", "栏目": "言论", "体裁": "评论"},
    ),
    "rare": (
        "𠮷野家与陈𫖮",
        "café、ﾆｭｰｽ、ｶﾞﾗｽ、㐂、Straße、İstanbul、ΑΣ、½、①、℃、“”‘’……——\n\n了解答复，凭借家具；复苏。",
        {"日期": "2021-02-03", "引题": "罕见字"},
    ),
    "long": (
        "长文",
        "。".join(f"第{n}段说的是第{n}件事" for n in range(400)) + "，最后一句在这里。",
        {"日期": "2022-08-09"},
    ),
}
FAR = "说的是别的事。" * 30 + "\n\n"
PLENTY = 34  # more articles, for limits and pages of results

MODULE = "[...document.scripts].map((s) => s.src).find((s) => s.includes('/js/search.'))"
ASK = """async ([address, queries]) => {
  const { search } = await import(address);
  return Promise.all(queries.map(([query, options]) => search(query, options ?? {})));
}"""


def settings_of(engine: str) -> str:
    return f'{SETTINGS}SEARCH_ENGINE = "{engine}"\n'


class _Strict(http.server.SimpleHTTPRequestHandler):
    policy = ""

    def log_message(self, format, *args):
        pass

    def end_headers(self):
        self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()


@contextmanager
def served(folder: Path, engine: str) -> Iterator[str]:
    """A folder at the root of a host, which allows what the engine needs; gives its address."""
    strict = type("Strict", (_Strict,), {"policy": POLICY.format(scripts=SCRIPTS[engine])})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(strict, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module", params=["linli", "pagefind"])
def engine(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def paper(tmp_path_factory, engine) -> Paper:
    paper = Paper.make(tmp_path_factory.mktemp("difficult") / "news", settings_of(engine))
    paper.picture("kite.svg")
    for name, title in (("lu", "路"), ("gai-shui", "改水")):
        paper.write(f"topics/{name}.md", f"---\n标题: {title}\n---\n\n介绍。\n")
    for slug, (title, body, fields) in ARTICLES.items():
        paper.article(f"{slug}.md", title, body, 短名=slug, **fields)
    for number in range(PLENTY):
        paper.article(f"more-{number}.md", f"简讯{number}", f"第{number}条。", 短名=f"more-{number}", 日期="2024-04-01")
    paper.write("banners/slogan.md", "---\n标题: 横幅不在搜索里\n---\n")
    paper.write("pages/about.md", "---\n标题: 关于\n短名: about\n---\n\n联系我们。\n")
    assert paper.build() == 0
    return paper


@pytest.fixture(scope="module")
def hosts(paper, engine):
    """The paper at the root of a host, and below a path of another."""
    with served(paper.output, engine) as root, served(paper.root, engine) as above:
        yield root, above + "output/"


@pytest.fixture
def page(browser):
    context = browser.new_context()
    with watched(context, lambda message: "Security Policy" in message.text) as page:
        yield page


@pytest.fixture(scope="module")
def standing(browser, hosts):
    """A page with the search, open for all tests that leave it as it is."""
    context = browser.new_context()
    with watched(context, lambda message: "Security Policy" in message.text) as page:
        page.goto(hosts[0] + "search/")
        yield page


@pytest.fixture(scope="module")
def window(browser):
    context = browser.new_context()
    with watched(context, lambda message: "Security Policy" in message.text) as page:
        yield page


@pytest.fixture
def shared(window):
    """A page for all tests that open in it what they need, and ask no more than what comes of that."""
    yield window
    window.unroute_all()
    window.context.unroute_all()


def ask(page, site: str, *queries, at: str = "search/") -> list[dict]:
    """Answers to queries, each a text or a text with options, from a page of the site."""
    page.goto(site + "search/")
    address = page.evaluate(MODULE)
    if at != "search/":
        page.goto(site + at)
    return page.evaluate(ASK, [address, [[q] if isinstance(q, str) else list(q) for q in queries]])


def slugs(answer: dict) -> set[str]:
    assert answer["missing"] == []
    return {result["url"].rstrip("/").rsplit("/", 1)[1] for result in answer["results"]}


def seen(paper: Paper, slug: str) -> list[str]:
    """What a reader sees of an article, block by block."""
    (file,) = paper.output.glob(f"2*/*/*/{slug}/index.html")
    article = lxml.html.fromstring(file.read_bytes()).xpath("//article")[0]
    blocks = article.xpath(".//*[self::h1 or self::p or self::td or self::th or self::li or self::figcaption]")
    shown = [
        block
        for block in blocks
        if block.get("class") not in ("article__folio", "article__topics")
        and not block.xpath(".//time | ancestor::*[@class='share']")
    ]
    return [fold(block.text_content()) for block in shown]


def test_what_a_reader_sees_is_found_and_nothing_else(shared, hosts, paper):
    blocks = {slug: seen(paper, slug) for slug in ARTICLES}
    written = {slug: [fold(t) for t in body.replace("**", "").split("\n\n")] for slug, (_, body, _) in ARTICLES.items()}
    chance = random.Random(7)
    queries = {",", "z", "0", "1", "”", "——", "🪁", "👧", "上村", "30", "1. 修路"}
    while len(queries) < 260:
        text = chance.choice([block for texts in blocks.values() for block in texts if block])
        begin = chance.randrange(len(text))
        queries.add(text[begin : begin + chance.randint(1, 8)])
    queries = sorted(query for query in queries if fold(query) and '"' not in query)
    asked = [f'"{query}"' if " " in query.strip() else query for query in queries]
    answers = ask(shared, hosts[1], *((query, {"limit": 1000}) for query in asked))
    for query, answer in zip(queries, answers, strict=True):
        found = slugs(answer) & ARTICLES.keys()
        term = fold(query)
        least = {slug for slug, texts in blocks.items() if any(term in text for text in texts)}
        most = {slug for slug, texts in written.items() if any(term in text for text in texts)} | least
        assert least <= found <= most, query


EVERYTHING = set(ARTICLES)
QUERIES = [
    ("", set()),
    ("   \u3000\n ", set()),
    ('""', set()),
    ('" "', set()),
    ("基層治理", set()),
    ("老井修好了，井水又甜了", {"well"}),
    ("老井 甜", {"well"}),
    ("老井 公交", set()),
    ("甜了柳溪", set()),
    ("好了。用了", set()),
    ("张婷", {"well"}),
    ("张 婷", {"well"}),
    ('"记者 张 婷"', {"well"}),
    ("本报讯（记者", {"well"}),
    ("婷）柳溪镇上", {"well"}),
    ("陈守田", {"bus"}),
    ("！（陈守田）", {"bus"}),
    ("种建国 摄", {"photo"}),
    ("筝。（种建国", {"photo"}),
    ("湖岸", {"photo"}),
    ('"七路 公交"', {"bus"}),
    ("七路公交", set()),
    ("＂七路　公交＂", {"bus"}),
    ("6:30", {"bus"}),
    ("15分钟", {"well"}),
    ("1.2亿", {"well"}),
    ("6:30—22:00", {"bus"}),
    ("12.5%", {"ai"}),
    ("１２．５％", {"ai"}),
    ("#柳溪#", {"ai"}),
    ("wi-fi", {"ai"}),
    ("WI-FI和ai", {"ai"}),
    ("村|户", set()),
    ("1.", {"ai", "well"}),
    ("修路2", set()),
    ("🪁", {"photo"}),
    ("👨‍👩‍👧", {"photo"}),
    ("❤", {"photo"}),
    ("*", set()),
    ("-", {"ai"}),
    ("%", {"ai"}),
    ("&", {"ai"}),
    ("<img src=x onerror=alert(1)>", set()),
    ("<乡村>", {"ai"}),
    ('说："甲', {"famous"}),
    ('"甲', {"famous"}),
    ('乙"。', {"famous"}),
    ("名著", {"famous"}),
    ("瞭望", {"famous"}),
    ("钱钟书", {"famous"}),
    ("錢鍾書", {"famous"}),
    ("㐂", {"rare"}),
    ("𠮷野", {"rare"}),
    ("陳顗", {"rare"}),
    ("CAFÉ", {"rare"}),
    ("cafe", set()),
    ("ニュース", {"rare"}),
    ("ガラス", {"rare"}),
    ("ｶﾞﾗｽ", {"rare"}),
    ("STRASSE", set()),
    ("straße", {"rare"}),
    ("İSTANBUL", {"rare"}),
    ("ας", {"rare"}),
    ("……——", {"rare"}),
    ("罕见字", {"rare"}),
    ("第399件事，最后一句", {"long"}),
    ("。".join(f"第{n}段说的是第{n}件事" for n in range(20, 40)), {"long"}),
    ("。".join(f"第{n}段说的是第{n}件事" for n in (20, 21, 22, 23, 25)), set()),
    ("横幅", set()),
    ("联系我们", set()),
    ("编辑部", set()),
    ("言论", set()),
    # what a Traditional page shows, and what is typed there
    ("沿著河走", {"bus"}),
    ("寫著老街", {"famous"}),
    ("瞭解", {"rare"}),
    ("答覆", {"rare"}),
    ("憑藉傢俱", {"rare"}),
    ("憑藉家俱", {"rare"}),
    ("復甦", {"rare"}),
    ("幹糧", {"famous"}),
]


def test_queries(shared, hosts):
    answers = ask(shared, hosts[0], *((query, {"limit": 1000}) for query, _ in QUERIES))
    got = {query: slugs(answer) & EVERYTHING for (query, _), answer in zip(QUERIES, answers, strict=True)}
    assert got == dict(QUERIES)


def test_queries_from_the_twin(shared, hosts):
    answers = ask(shared, hosts[1], *((query, {"limit": 1000}) for query, _ in QUERIES), at="hant/2024/06/02/well/")
    got = {query: slugs(answer) & EVERYTHING for (query, _), answer in zip(QUERIES, answers, strict=True)}
    assert got == dict(QUERIES)
    assert all("/output/hant/2" in result["url"] for answer in answers for result in answer["results"])


def test_a_character_that_is_two_in_simplified(shared, hosts):
    exact, twin = ask(shared, hosts[0], "著"), ask(shared, hosts[0], "著", at="hant/search/")
    assert slugs(exact[0]) == {"famous"}
    assert slugs(twin[0]) == {"famous", "bus"}


TRADITIONAL = [
    ("瞭解", {"river"}),
    ("了解", {"river"}),
    ("沿著河", {"river"}),
    ("沿着河", {"river"}),
    ("憑藉", {"river"}),
    ("凭借", {"river"}),
    ("乾淨", {"river"}),
    ("干净", {"river"}),
    ("著", {"river", "book"}),
    ("名著", {"book"}),
    ("名着", {"book"}),
]


@pytest.mark.parametrize("at", ["search/", "hans/search/"])
def test_a_paper_in_traditional(shared, tmp_path, at, engine):
    settings = settings_of(engine) + 'SCRIPT = "hant"\nTWINS = {"hans": "t2s"}\n'
    paper = Paper.make(tmp_path, settings)
    paper.article("river.md", "沿著河走", "瞭解河水，憑藉雙腳；河水乾淨。", 短名="river", 日期="2024-06-01")
    paper.article("book.md", "名著", "舊書。", 短名="book", 日期="2024-06-01")
    assert paper.build() == 0
    with served(paper.output, engine) as site:
        answers = ask(shared, site, *(query for query, _ in TRADITIONAL), at=at)
        assert {query: slugs(answer) for (query, _), answer in zip(TRADITIONAL, answers, strict=True)} == dict(
            TRADITIONAL
        )


@pytest.mark.parametrize("at", ["2024/06/02/well/", "", "archive/", "404.html", "hant/2024/06/02/well/", "hant/"])
def test_the_module_works_on_every_page(shared, hosts, at):
    for site in hosts:
        (answer,) = ask(shared, site, "风筝", at=at)
        home = site + "hant/" if at.startswith("hant/") else site
        assert answer == {
            "total": 1,
            "missing": [],
            "results": [
                {
                    "url": home + "2024/05/20/photo/",
                    "title": "湖上放風箏🪁👨‍👩‍👧" if at.startswith("hant/") else "湖上放风筝🪁👨‍👩‍👧",
                    "date": "2024-05-20",
                    "section": "要聞" if at.startswith("hant/") else "要闻",
                    "excerpt": "孩子們在湖邊放風箏❤️。" if at.startswith("hant/") else "孩子们在湖边放风筝❤️。",
                }
            ],
        }


OPTIONS = [
    ("村", {"section": "governance"}, {"ai"}),
    ("村", {"section": "基层治理"}, {"ai"}),
    ("村", {"section": "基層治理"}, {"ai"}),
    ("村", {"section": "nowhere"}, set()),
    ("村", {"region": "liuxi"}, {"ai"}),
    ("村", {"region": "柳溪镇"}, {"ai"}),
    ("村", {"topic": "lu"}, {"ai"}),
    ("村", {"topic": "改水"}, {"ai"}),
    ("村", {"topic": "none"}, set()),
    ("的", {"kind": "photo"}, {"photo"}),
    ("的", {"kind": "commentary"}, {"famous"}),
    ("的", {"year": "2023"}, {"famous"}),
    ("的", {"year": 2023}, {"famous"}),
    ("的", {"year": 2024, "kind": "photo", "region": "shiqiao", "section": "news"}, {"photo"}),
    ("的", {"year": 2023, "kind": "photo"}, set()),
    ("的", {"from": "2024-05-20"}, {"well", "photo"}),
    ("的", {"from": "2024-05-21"}, {"well"}),
    ("的", {"to": "2022-08-09"}, {"long"}),
    ("的", {"to": "2022-08-08"}, set()),
    ("的", {"from": "2022-08", "to": "2023"}, {"famous", "long"}),
    ("的", {"from": "2023", "to": "2023-11-04"}, set()),
    ("的", {"from": "2030"}, set()),
    ("的", {"from": "2024", "year": 2023}, set()),
    ("村", {"headline": True}, {"ai"}),
    ("村", {"headline": False}, {"ai", "well"}),
    ("老 街", {"headline": True}, {"famous"}),
    ("老 著名", {"headline": True}, set()),
    ("的", {"section": "", "region": None, "kind": "", "year": ""}, {"well", "photo", "famous", "long"}),
]


def test_filters(shared, hosts):
    answers = ask(shared, hosts[0], *((query, options) for query, options, _ in OPTIONS))
    for (query, options, expected), answer in zip(OPTIONS, answers, strict=True):
        assert (slugs(answer), answer["total"]) == (expected, len(expected)), (query, options)


@pytest.mark.parametrize(
    "options",
    [
        {"from": "yesterday"},
        {"to": "2024-13"},
        {"from": "2024-5-9"},
        {"to": "2024-02-99"},
        {"headline": "yes"},
        {"until": "2024"},
    ],
)
def test_times_and_headlines_that_are_none_are_errors(shared, hosts, options):
    with pytest.raises(Exception, match=f"TypeError: search.*{next(iter(options))}"):
        ask(shared, hosts[0], ("的", options))


def test_shards_of_another_time_are_not_asked(page, hosts):
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    ask(page, hosts[0], ("的", {"from": "2022", "to": "2022-12-31"}))
    files = [re.search(r"/search/(cards|\d[-\d]*)/(?:\d+/)*(?:\d+\.json|.*\.pf_\w+)", url) for url in asked]
    assert {match[1] for match in files if match} == {"2021-2023", "cards"}


DAYS = {
    "2024年5月9日": "2024-05-09",
    "2024-5-9": "2024-05-09",
    "2024.05.09": "2024-05-09",
    "2024/5/9": "2024-05-09",
    "20240509": "2024-05-09",
    "2024 年 5 月 9 号": "2024-05-09",
    "２０２４年５月９日": "2024-05-09",
    "二〇二四年五月九日": "2024-05-09",
    "二零二四年十二月二十一日": "2024-12-21",
    "二○二四年十月三十日": "2024-10-30",
    "5月9日": "05-09",
    "五月廿三": "05-23",
    "2月29日": "02-29",
    "2024年5月": "2024-05",
    "2024年5月份": "2024-05",
    "2024-05": "2024-05",
    "2023年2月29日": None,
    "2024-13-01": None,
    "2024年0月": None,
    "3.15": None,
    "1-2": None,
    "2024": None,
    "12345678": None,
    "2024年5月9日讯": None,
    "十": None,
}


def test_days_as_readers_type_them(shared, hosts):
    shared.goto(hosts[0] + "search/?q=2024-06-01")  # which loads the module
    run = "async ([address, texts]) => { const { dayOf } = await import(address); return texts.map(dayOf); }"
    assert dict(zip(DAYS, shared.evaluate(run, [module(shared, "direct"), list(DAYS)]), strict=True)) == DAYS


def test_every_syllable_has_the_code_that_it_has_in_the_index(shared, hosts):
    syllables = sorted({syllables_of(chr(code))[0] for code in range(0x4E00, 0x9FA6)} | {"lue", "nue"})
    shared.goto(hosts[0] + "search/?q=shi")  # which loads the module
    run = "async ([address, all]) => { const { codeOf } = await import(address); return all.map(codeOf); }"
    got = dict(zip(syllables, shared.evaluate(run, [module(shared, "spelling"), syllables]), strict=True))
    assert got == {syllable: code_of(syllable) for syllable in syllables}


SPELT = [
    ("fangzheng", set()),  # 放筝, which stand apart
    ("fengzheng", {"photo"}),
    ("hushang", {"photo"}),
    ("hsffz", {"photo"}),
    ("laojie", {"famous"}),
    ("lao'jie", {"famous"}),
    ("lj", {"famous", "well"}),
    ("jiancun", set()),
    ("aijincun", {"ai"}),
    ("zhangting", {"well"}),
    ("chenshoutian", {"bus"}),
    ("chongjianguo", {"photo"}),
    ("zjg", {"photo"}),
    ("laojie 瞭望", {"famous"}),
    ("laojie 公交", set()),
    ("café", {"rare"}),
    ("straße", {"rare"}),
    ("ai", {"ai"}),
    ("xyzzy", set()),
]


def test_latin_letters_are_words_first_and_then_pinyin(shared, hosts):
    answers = ask(shared, hosts[0], *((query, {"limit": 1000}) for query, _ in SPELT))
    got = {query: slugs(answer) & EVERYTHING for (query, _), answer in zip(SPELT, answers, strict=True)}
    assert got == dict(SPELT)


EXCERPTS = [  # of texts, for terms, with matches in brackets
    (["老井修好了。井水很甜。"], "老井", "[老井]修好了。井水很甜。"),
    (
        ["前面说的是别的事，" * 5 + "说完了。老井修好了，" + "大家都来看。" * 12],
        "老井",
        "[老井]修好了，" + "大家都来看。" * 9 + "…",
    ),
    (["说的是别的事，" * 20 + "老井修好了。"], "老井", "…[老井]修好了。"),
    (["别" * 100 + "老井" + "别" * 100], "老井", "…" + "别" * 15 + "[老井]" + "别" * 43 + "…"),
    (["他说：“修好了。”老井就在桥头。"], "桥头", "他说：“修好了。”老井就在[桥头]。"),
    (
        ["老井修好了，" + "很" * 60 + "。石桥也修好了。"],
        "老井 石桥",
        "[老井]修好了，" + "很" * 30 + "…[石桥]也修好了。",
    ),
    (
        ["先说老井的事，这一段很长很长很长。", "再说石桥的事，这一段也很长很长。"],
        "老井 石桥",
        "先说[老井]的事，这一段很长很长很长。\u3000再说[石桥]的事，这一段也很长很长。",
    ),
    (
        ["张婷", "老井修好了，井水又清又甜，村里的人都来挑水。"],
        "张婷 老井",
        "[张婷]\u3000[老井]修好了，井水又清又甜，村里的人都来挑水。",
    ),
    (
        ["张婷", "老井修好了，井水又清又甜，村里的人都来挑水。"],
        "张婷",
        "[张婷]\u3000老井修好了，井水又清又甜，村里的人都来挑水。",
    ),
    (["用好文化资源。"], "好文 文化", "用[好文化]资源。"),
    (["沿着河走，河水很清。"], "沿著 河水", "[沿着]河走，[河水]很清。"),
    (["老井修好了。"], "石桥", "老井修好了。"),
    ([], "石桥", ""),
]


@pytest.mark.parametrize(("texts", "query", "expected"), EXCERPTS)
def test_an_excerpt_shows_a_place_of_every_term_and_begins_at_a_sentence(standing, texts, query, expected):
    run = """async ([excerpting, parting, texts, query]) => {
      const [{ excerpt }, { terms }] = [await import(excerpting), await import(parting)];
      return excerpt(texts, terms(query)).map(([text, match]) => (match ? `[${text}]` : text)).join("");
    }"""
    assert standing.evaluate(run, [module(standing, "excerpt"), module(standing, "cut"), texts, query]) == expected


def test_limits_and_order(shared, hosts):
    limits = {None: 20, 0: 0, -1: 0, 5: 5, 1000: PLENTY, "3": 3}
    queries = [("简讯", {"limit": limit}) for limit in limits]
    answers = ask(
        shared, hosts[0], *queries, ("老", {}), ("老街", {"sort": "best"}), ("柳溪", {"sort": "best"}), ("简讯", {})
    )
    for answer, count in zip(answers, limits.values(), strict=False):
        assert (answer["total"], len(answer["results"])) == (PLENTY, count)
    newest, *_ = answers[len(limits) :]
    assert [result["date"] for result in newest["results"]] == ["2024-06-02", "2023-11-05"]
    assert [result["date"] for result in answers[-1]["results"]] == ["2024-04-01"] * 20


WRONG = [
    ({"limit": "x"}, 'limit must be a whole number, not "x"'),
    ({"limit": 1.5}, "limit must be a whole number, not 1.5"),
    ({"limit": [3]}, "limit must be a whole number, not 3"),
    ({"limit": True}, "limit must be a whole number, not true"),
    ({"year": "last"}, 'year must be a year, not "last"'),
    ({"year": 24}, "year must be a year, not 24"),
    ({"kind": "news"}, 'kind must be "story" or "commentary" or "photo", not "news"'),
    ({"sort": "oldest"}, 'sort must be "best", not "oldest"'),
    ({"section": 3}, "section must be the id or name of a section, not 3"),
    ({"region": ["liuxi"]}, "region must be the id or name of a region, not liuxi"),
    ({"signal": 1}, "signal must be an AbortSignal, not 1"),
]
FAULT = """async ([address, options]) => {
  const { search, searchShards } = await import(address);
  const faults = [];
  for (const ask of [search, searchShards]) await ask("老", options).catch((error) => faults.push([error.name, error.message]));
  return faults;
}"""


@pytest.mark.parametrize(("options", "message"), WRONG)
def test_a_wrong_option_is_an_error_that_names_it(standing, options, message):
    fault = ["TypeError", f"search: {message}"]
    assert standing.evaluate(FAULT, [standing.evaluate(MODULE), options]) == [fault, fault]


def test_an_option_that_is_none_is_an_error_that_says_which_there_are(shared, hosts):
    shared.goto(hosts[0] + "search/")
    fault = [
        "TypeError",
        "search has no option sections, but section, region, topic, kind, year, from, to, headline, sort, limit, signal",
    ]
    assert shared.evaluate(FAULT, [shared.evaluate(MODULE), {"sections": "news"}]) == [fault, fault]


def test_the_best_have_the_term_in_the_headline(shared, hosts):
    newest, best = ask(shared, hosts[0], "村", ("村", {"sort": "best"}))
    assert [result["url"].split("/")[-2] for result in newest["results"]] == ["well", "ai"]
    assert [result["url"].split("/")[-2] for result in best["results"]] == ["ai", "well"]


def test_excerpts_show_the_match_wherever_it_is(shared, hosts):
    end, start, headline = ask(shared, hosts[0], "最后一句", "第0段", "长文")
    assert end["results"][0]["excerpt"].endswith("最后一句在这里。")
    assert start["results"][0]["excerpt"].startswith("第0段说的是第0件事")
    assert headline["results"][0]["excerpt"].startswith("第0段")
    assert len(end["results"][0]["excerpt"]) < 100


def test_pages_of_results_that_nobody_sees_are_not_asked_for(page, tmp_path, engine):
    paper = Paper.make(tmp_path, settings_of(engine))
    for number in range(10):
        paper.article(f"{number}.md", f"第{number}篇", FAR + "井台很旧。", 短名=f"n-{number}", 日期="2024-06-01")
    assert paper.build() == 0
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 360, "height": 600})
    with served(paper.output, engine) as site:
        page.goto(site + "search/?q=井台")
        page.wait_for_function("document.querySelectorAll('.search__result').length === 10")
        page.locator(".search__result").first.scroll_into_view_if_needed()
        page.wait_for_selector(".search__result mark")
        assert page.locator(".search__excerpt").last.inner_text().startswith("说的是别的事")
        page.wait_for_load_state("networkidle")
        first = [url for url in asked if "/n-" in url]
        page.locator(".search__result").last.scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('.search__result:last-child mark') !== null")
        assert page.locator(".search__excerpt").last.inner_text() == "井台很旧。　说的是别的事。" + FAR[7:60] + "…"
        assert 0 < len(first) < len([url for url in asked if "/n-" in url]) <= 10


def test_only_what_no_card_has_is_looked_for_on_pages_and_their_failure_costs_no_result(page, hosts):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    end, start = ask(page, hosts[0], "最后一句", "第0段", at="hant/search/")
    assert [url for url in asked if "/long/" in url] == [hosts[0] + "hant/2022/08/09/long/"]
    assert end["results"][0]["excerpt"].endswith("最後一句在這裡。")
    page.route("**/2022/08/09/long/", lambda route: route.abort())
    (answer,) = ask(page, hosts[0], "最后一句")
    assert slugs(answer) == {"long"}
    assert answer["results"][0]["excerpt"] == start["results"][0]["excerpt"].replace("說", "说")


BLOCKS = [
    ("汉字报", "这是<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>报，每周出一期，大家都看。"),
    ("三百户", "| 村 | 户 |\n|---|---|\n| 柳溪 | 三百户 |"),
    ("桥头 水", "- 先看桥头\n- 再看井水"),
    ("陈守田", "稿子到这里就完了。\n\n（陈守田）"),
]


@pytest.mark.parametrize(("query", "body"), BLOCKS)
def test_a_match_is_found_on_the_page_in_whatever_it_stands(shared, tmp_path, query, body, engine):
    paper = Paper.make(tmp_path, settings_of(engine))
    paper.article("a.md", "题目", FAR + body, 短名="a", 日期="2024-06-01")
    assert paper.build() == 0
    with served(paper.output, engine) as site:
        (answer,) = ask(shared, site, query)
    assert query.split()[0] in answer["results"][0]["excerpt"]


def test_cards_in_one_file_are_asked_for_once(page, hosts):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    (answer,) = ask(page, hosts[0], ("简讯", {"limit": 1000}))
    assert len(slugs(answer)) == PLENTY
    packs = [url.removeprefix(hosts[0]) for url in asked if "/search/cards/" in url]
    assert sorted(pack.partition("?")[0] for pack in packs) == [f"search/cards/2024/04/{n}.json" for n in range(3)]


def test_the_rule_for_cutting(shared, hosts):
    shared.goto(hosts[0] + "search/")
    run = """async ([address, { fold, terms, choices, files }]) => {
      const cut = await import(address);
      return [
        fold.map(([text]) => cut.fold(text)),
        terms.map(([query]) => cut.terms(query).map((term) => term.text)),
        choices.map(([query, level, traditional]) => cut.choices(cut.terms(query)[0], level, traditional).map((c) => c.join(""))),
      ];
    }"""
    folded, terms, choices = shared.evaluate(run, [module(shared, "cut"), CASES])
    assert folded == [expected for _, expected in CASES["fold"]]
    assert terms == [expected for _, expected in CASES["terms"]]
    assert choices == [case[-1] for case in CASES["choices"]]


def test_the_rule_for_files(shared, hosts):
    """Of our own engine; the module is loaded with it whatever engine there is."""
    shared.goto(hosts[0] + "search/")
    run = "async ([address, files]) => { const { fileOf } = await import(address); return files.map(([word, number]) => fileOf(word, number)); }"
    assert shared.evaluate(run, [module(shared, "postings"), CASES["files"]]) == [case[-1] for case in CASES["files"]]


def module(page, name: str) -> str:
    """The address of a module that the search page loads."""
    return page.wait_for_function(
        f"performance.getEntriesByType('resource').map(e => e.name).find(n => n.includes('/js/{name}.'))"
    ).json_value()


def test_every_character_is_folded_as_in_the_index(shared, hosts):
    codes = [code for code in range(0x110000) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    codes.remove(ord("·"))
    shared.goto(hosts[0] + "search/")
    run = """async ([address, text]) => {
      const { fold } = await import(address);
      return fold(text);
    }"""
    text = "·" + "·".join(map(chr, codes)) + "·"
    browser = shared.evaluate(run, [module(shared, "cut"), text])[1:-1].split("·")
    folded = fold(text)[1:-1].split("·")
    assert len(folded) == len(codes)
    assert [one for one in zip(codes, browser, folded, strict=True) if one[1] != one[2]] == []


TABLE, CARDS = r"/search/2024/table\.json", r"/search/cards/2024/05/"
POSTINGS = r"/search/2024/\d+\.json"
META, CHUNK = r"/search/2024/0/.*\.pf_meta", r"/search/2024/0/index/"
HOWS = ["abort", "503", "rubbish", "empty", "cut"]
FILES = {"linli": [TABLE, POSTINGS, CARDS], "pagefind": [TABLE, META, CHUNK, CARDS]}
PARTS = [(engine, part) for engine, parts in FILES.items() for part in parts]


def failing(how: str):
    """What answers a request so that nothing can be done with it."""

    def fail(route):
        if how == "abort":
            route.abort()
        elif how == "503":
            route.fulfill(status=503, body="{}")
        else:
            body = route.fetch().body()
            body = {"rubbish": b"<html>", "empty": b"", "cut": body[: len(body) // 2]}[how]
            route.fulfill(status=200, body=body, content_type="text/javascript")

    return fail


@pytest.mark.parametrize(("engine", "part"), PARTS, indirect=["engine"], scope="module")
@pytest.mark.parametrize("how", HOWS)
def test_one_request_that_fails_leaves_the_rest_and_is_tried_again(shared, hosts, part, how):
    shared.context.route(re.compile(part), failing(how))
    shared.goto(hosts[0] + "search/")
    address = shared.evaluate(MODULE)
    (answer,) = shared.evaluate(ASK, [address, [["的"]]])
    assert answer["missing"] == ["2024"]
    found = {result["url"].split("/")[-2] for result in answer["results"]}
    assert {"well", "famous", "long"} <= found < {"well", "famous", "long", "photo", "ai"}
    shared.context.unroute(re.compile(part))
    (again,) = shared.evaluate(ASK, [address, [["的"]]])
    assert slugs(again) == {"well", "photo", "famous", "long"}


def test_without_the_list_of_shards_it_fails_and_is_tried_again(page, hosts):
    page.route("**/search/shards.json*", lambda route: route.abort())
    page.goto(hosts[0] + "search/")
    address = page.evaluate(MODULE)
    with pytest.raises(Exception, match="Failed to fetch"):
        page.evaluate(ASK, [address, [["的"]]])
    page.unroute("**/search/shards.json*")
    assert page.evaluate(ASK, [address, [["的"]]])[0]["total"] == 4


OTHERS = [(POSTINGS, {"of": "other"}), (CARDS, {"of": 9}), (CARDS, {"at": 9}), (CARDS, {"date": "2024-05-19"})]


@pytest.mark.parametrize(("part", "change"), OTHERS)
@pytest.mark.parametrize(
    "engine", ["linli"], indirect=True, scope="module"
)  # Pagefind's files are named by what they have
def test_an_index_of_another_edition_is_not_mixed_with_this_one(page, hosts, part, change):
    """A paper was published between two requests: what came is of no use, and the next search asks for all anew."""

    def other(route):
        data = route.fetch().json()
        route.fulfill(json=[card | change for card in data] if part == CARDS else data | change)

    page.goto(hosts[0] + "search/")
    address = page.evaluate(MODULE)
    page.route(re.compile(part), other)
    (answer,) = page.evaluate(ASK, [address, [["风筝"]]])
    assert (answer["missing"], answer["results"]) == (["2024"], [])
    page.unroute(re.compile(part))
    with page.expect_request("**/search/shards.json"):
        (again,) = page.evaluate(ASK, [address, [["风筝"]]])
    assert slugs(again) == {"photo"}


WASM, WORKER = r"/search/pagefind/wasm\.", r"/search/pagefind/pagefind-worker\.js"
HOST = r"/theme/js/search-worker\."


@pytest.mark.parametrize("engine", ["pagefind"], indirect=True, scope="module")
@pytest.mark.parametrize(("part", "how"), [*product((WASM, WORKER), HOWS), *product((HOST,), HOWS[:3])])
def test_without_webassembly_nothing_is_known_and_it_is_asked_for_again(shared, hosts, part, how):
    shared.goto(hosts[0] + "search/")
    address = shared.evaluate(MODULE)
    shared.context.route(re.compile(part), failing(how))
    (answer,) = shared.evaluate(ASK, [address, [["的"]]])
    assert (answer["total"], answer["results"]) == (0, [])
    assert answer["missing"] == ["2024-06", "2024", "2021-2023"]
    shared.context.unroute(re.compile(part))
    (again,) = shared.evaluate(ASK, [address, [["的"]]])
    assert slugs(again) == {"well", "photo", "famous", "long"}


@pytest.mark.parametrize("engine", ["pagefind"], indirect=True, scope="module")
def test_files_that_are_gone_are_of_another_edition(page, hosts):
    page.goto(hosts[0] + "search/")
    address = page.evaluate(MODULE)
    page.route(re.compile(CHUNK), lambda route: route.fulfill(status=404, body="gone"))
    (answer,) = page.evaluate(ASK, [address, [["风筝"]]])
    assert (answer["missing"], answer["results"]) == (["2024"], [])
    page.unroute(re.compile(CHUNK))
    with page.expect_request("**/search/shards.json"):
        (again,) = page.evaluate(ASK, [address, [["风筝"]]])
    assert slugs(again) == {"photo"}


def test_no_engine_but_the_one_of_the_index_is_loaded(page, hosts, engine):
    asked = []
    page.context.on("request", lambda request: asked.append(request.url))
    ask(page, hosts[0], "的", "著名")
    theirs = [url for url in asked if "pagefind" in url or "search-worker" in url or ".pf_" in url]
    assert bool(theirs) == (engine == "pagefind")
    wasm = [url for url in asked if re.search(WASM, url)]
    assert len(wasm) == (1 if engine == "pagefind" else 0)


@pytest.mark.parametrize("engine", ["pagefind"], indirect=True, scope="module")
def test_every_character_is_the_word_that_it_is_in_the_index(shared, hosts):
    characters = [chr(code) for code in range(32, 0x30000) if not 0xD800 <= code <= 0xDFFF]
    ask(shared, hosts[0], "的")
    run = """async ([address, characters]) => {
      const { wordOf } = await import(address);
      return [...characters].map(wordOf).join(" ");
    }"""
    address = module(shared, "engine-pagefind")
    assert shared.evaluate(run, [address, "".join(characters)]) == " ".join(WORDS[one] for one in characters)


def test_a_shard_in_parts(shared, tmp_path, monkeypatch):
    monkeypatch.setattr(pagefind, "PART", 300)
    paper = Paper.make(tmp_path, settings_of("pagefind"))
    paper.picture("kite.svg")
    for slug, (title, body, fields) in ARTICLES.items():
        paper.article(f"{slug}.md", title, body, 短名=slug, **fields | {"日期": "2024-06-02"})
    assert paper.build() == 0
    assert len(list((paper.output / "search/2024-06").glob("[0-9]*"))) > 3
    with served(paper.output, "pagefind") as site:
        answers = ask(shared, site, *(query for query, _ in QUERIES))
    assert {query: slugs(answer) for (query, _), answer in zip(QUERIES, answers, strict=True)} == dict(QUERIES)
