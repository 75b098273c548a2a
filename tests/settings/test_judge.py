"""What is said of every kind of mistake in the values of settings: word for word, with file and line."""

from datetime import date
from pathlib import Path

import pytest

from linli.model.places import Region, Section
from linli.settings.values import Address
from tests.settings.conftest import FIRST, LINES

# what is added to a good file, and what is said of it; the places of texts are `pelicanconf.py`, the line given
VALUES = [
    ('MOTTO = 1', 'E005 MOTTO（报头旁边的一句话）应当是一行文字，例如 "记青禾的事，说青禾的话"，现在是 1。请改正后再试。'),
    ('MOTTO = "写在\\n溪边"', "E005 MOTTO（报头旁边的一句话）应当是一行文字，例如 \"记青禾的事，说青禾的话\"，现在是 '写在\\n溪边'。请改正后再试。"),
    ('MOTTO = "写在溪边",', "E005 MOTTO（报头旁边的一句话）应当是一行文字，例如 \"记青禾的事，说青禾的话\"，现在是 ('写在溪边',)。请改正后再试。行末的逗号是多余的。"),
    ('MOTTO = "\\ud800"', "E005 MOTTO（报头旁边的一句话）应当是一行文字，例如 \"记青禾的事，说青禾的话\"，现在是 '\\ud800'。请改正后再试。"),
    ('ICP = None', 'E005 ICP（ICP 备案号）应当是一行文字，例如 "青ICP备00000000号"，现在是 None。请改正后再试。'),
    ('IMPRINT = "柳溪报编辑部"', "E005 IMPRINT（页脚的几行）应当是几行文字，写在方括号里，用逗号隔开，例如 [\"青禾报编辑部 编辑出版\", \"电话：0000-0000000\"]，现在是 '柳溪报编辑部'。请改正后再试。"),
    ('IMPRINT = ["编辑部", 5]', 'E005 IMPRINT（页脚的几行）应当是几行文字，写在方括号里，用逗号隔开，例如 ["青禾报编辑部 编辑出版", "电话：0000-0000000"]，现在是 5。请改正后再试。'),
    ('SITEURL = "paper.example"', "E005 SITEURL（网址）应当是完整的网址，或留空，例如 \"https://paper.example/news\"，现在是 'paper.example'。请改正后再试。"),
    ('SITEURL = "https://paper.example/?a=1"', "E005 SITEURL（网址）应当是完整的网址，或留空，例如 \"https://paper.example/news\"，现在是 'https://paper.example/?a=1'。请改正后再试。"),
    ('SITEURL = None', 'E005 SITEURL（网址）应当是完整的网址，或留空，例如 "https://paper.example/news"，现在是 None。请改正后再试。'),
    ('SCRIPT = "simplified"', "E005 SCRIPT（报纸本身的文字）应当是\"hans\"、\"hant\" 中的一个，例如 \"hans\"，现在是 'simplified'。请改正后再试。"),
    ('SCRIPT = ["hans"]', "E005 SCRIPT（报纸本身的文字）应当是\"hans\"、\"hant\" 中的一个，例如 \"hans\"，现在是 ['hans']。请改正后再试。"),
    ('TODAY = "昨天"', "E005 TODAY（当作今天的一天）应当是一天，写成年-月-日，后面可以有时间，例如 \"2024-03-11\"，现在是 '昨天'。请改正后再试。"),
    ('TODAY = 20240311', 'E005 TODAY（当作今天的一天）应当是一天，写成年-月-日，后面可以有时间，例如 "2024-03-11"，现在是 20240311。请改正后再试。'),
    ('PAGE_NAMES = ["要闻"]', "E005 PAGE_NAMES（版名）应当是版次到版名的表，例如 {1: \"要闻\", 2: \"综合\"}，现在是 ['要闻']。请改正后再试。"),
    ('PAGE_NAMES = {"1": "要闻"}', "E005 PAGE_NAMES 的版次 '1' 不对。版次是 1 到 999 的数字，不加引号。"),
    ('PAGE_NAMES = {0: "要闻"}', "E005 PAGE_NAMES 的版次 0 不对。版次是 1 到 999 的数字，不加引号。"),
    ('PAGE_NAMES = {True: "要闻"}', "E005 PAGE_NAMES 的版次 True 不对。版次是 1 到 999 的数字，不加引号。"),
    ('PAGE_NAMES = {1000: "要闻"}', "E005 PAGE_NAMES 的版次 1000 不对。版次是 1 到 999 的数字，不加引号。"),
    ('PAGE_NAMES = {1: " "}', "E005 PAGE_NAMES 里 1 的名称应当是一行文字，不能是空的，现在是 ' '。请写上名称。"),
    ('PAGE_NAMES = {1: 2}', "E005 PAGE_NAMES 里 1 的名称应当是一行文字，不能是空的，现在是 2。请写上名称。"),
    ('TWINS = ["hant"]', "E005 TWINS（另一种文字）应当是网址前缀到转换方式的表，例如 {\"hant\": \"s2tw\"}，现在是 ['hant']。请改正后再试。"),
    ('TWINS = {"hant": "s2x"}', "E005 TWINS 里的 's2x' 不能用。简体的报纸可以用 s2t、s2tw、s2twp、s2hk。"),
    ('TWINS = {"hant": "t2s"}', "E005 TWINS 里的 't2s' 不能用。简体的报纸可以用 s2t、s2tw、s2twp、s2hk。"),
    ('TWINS = {"hant": None}', "E005 TWINS 里的 None 不能用。简体的报纸可以用 s2t、s2tw、s2twp、s2hk。"),
    ('TWINS = {"section": "s2tw"}', "E005 TWINS 的前缀 'section' 是本站自己的地址。请换一个，例如 hant。"),
    ('TWINS = {"photos": "s2tw"}', "E005 TWINS 的前缀 'photos' 是本站自己的地址。请换一个，例如 hant。"),
    ('TWINS = {"A": "s2t"}', "E005 TWINS 的前缀 'A' 不能用。请用小写字母，例如 hant。"),
    ('TWINS = {"2024": "s2t"}', "E005 TWINS 的前缀 '2024' 不能用。请用小写字母，例如 hant。"),
    ('TWINS = {"": "s2t"}', "E005 TWINS 的前缀 '' 不能用。请用小写字母，例如 hant。"),
    ('TWINS = {"han/t": "s2t"}', "E005 TWINS 的前缀 'han/t' 不能用。请用小写字母，例如 hant。"),
    ('BANNERS = ["front"]', "E005 BANNERS（公益内容放在哪些页面）应当是哪一种公益内容放在哪几种页面的表，例如 {\"values\": [\"front\"], \"slogans\": [\"front\", \"section\"]}，现在是 ['front']。请改正后再试。"),
    ('BANNERS = {"slogan": ["front"]}', "E005 BANNERS 里没有 'slogan'，是不是 'slogans'？可以用的有：values、slogans。"),
    ('BANNERS = {"标语": ["front"]}', "E005 BANNERS 里没有 '标语'。可以用的有：values、slogans。"),
    ('BANNERS = {"values": "front"}', "E005 BANNERS（公益内容放在哪些页面）应当是一列页面，写在方括号里，例如 {\"values\": [\"front\"], \"slogans\": [\"front\", \"section\"]}，现在是 'front'。请改正后再试。"),
    ('BANNERS = {"values": ["fornt"]}', "E005 BANNERS 里没有 'fornt'，是不是 'front'？可以用的有：front、section、region、month、archive、issue、contributor、article、page。"),
    ('BANNERS = {"values": [["front"]]}', "E005 BANNERS 里没有 ['front']。可以用的有：front、section、region、month、archive、issue、contributor、article、page。"),
    ('LOGO = "logo.png"', "E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 \"photos/logo.png\"，现在是 'logo.png'。请改正后再试。"),
    ('LOGO = "../x.png"', "E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 \"photos/logo.png\"，现在是 '../x.png'。请改正后再试。"),
    ('LOGO = "photos/../x.png"', "E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 \"photos/logo.png\"，现在是 'photos/../x.png'。请改正后再试。"),
    ('LOGO = "photos/none.png"', "E005 LOGO（报徽）的图片 photos/none.png 打不开，或不在内容文件夹里。请放好图片，或删去这一行。"),
    ('LOGO = "photos"', "E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 \"photos/logo.png\"，现在是 'photos'。请改正后再试。"),
    ('LOGO = "photos/text.png"', "E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 \"photos/logo.png\"，现在是 'photos/text.png'。请改正后再试。"),
    ('LOGO = 1', 'E005 LOGO（报徽）应当是内容文件夹里的一张 PNG 或 JPEG 图片，例如 "photos/logo.png"，现在是 1。请改正后再试。'),
    ('PLUGIN_PATHS = "."', "E005 PLUGIN_PATHS（自己的功能模块在哪里）应当是几个文件夹的路径，写在方括号里，用逗号隔开，例如 [\".\"]，现在是 '.'。请改正后再试。"),
    ('OUTPUT_PATH = ""', "E005 OUTPUT_PATH（网站的文件夹）应当是文件夹的路径，例如 \"output\"，现在是 ''。请改正后再试。"),
    ('PATH = 5', 'E005 PATH（内容文件夹）应当是文件夹的路径，例如 "content"，现在是 5。请改正后再试。'),
    ('DELETE_OUTPUT_DIRECTORY = True', "E005 DELETE_OUTPUT_DIRECTORY 是 Pelican 自己的设置，只能是 False。请删去这一行。"),
    ('ARTICLE_PATHS = ["articles"]', "E005 ARTICLE_PATHS 是 Pelican 自己的设置，只能是 []。请删去这一行。"),
    ('SERAIL = "刊号"', "E007 没有 SERAIL 这个设置，是不是 SERIAL？自己用的名字，请以下划线开头：_SERAIL。"),
    ('LICENSE = "许可证"', "E007 没有 LICENSE 这个设置，是不是 LICENCE？自己用的名字，请以下划线开头：_LICENSE。"),
    ('PAGENAMES = {}', "E007 没有 PAGENAMES 这个设置，是不是 PAGE_NAMES？自己用的名字，请以下划线开头：_PAGENAMES。"),
    ('SITE_URL = ""', "E007 没有 SITE_URL 这个设置，是不是 SITEURL？自己用的名字，请以下划线开头：_SITE_URL。"),
    ('Motto = "写在溪边"', "E007 没有 Motto 这个设置，是不是 MOTTO？自己用的名字，请以下划线开头：_Motto。"),
    ('ＳＥＲＡＩＬ = "刊号"', "E007 没有 SERAIL 这个设置，是不是 SERIAL？自己用的名字，请以下划线开头：_SERAIL。"),
    ('YEARS = 10', "W001 没有 YEARS 这个设置，它不起作用。全部设置见 docs/settings.md；自己用的名字，请以下划线开头：_YEARS。"),
    ('if True:\n    SERAIL = "刊号"', "E007 没有 SERAIL 这个设置，是不是 SERIAL？自己用的名字，请以下划线开头：_SERAIL。"),
    ('PLUGINS += ["plugins.saerch"]', "E008 没有 'plugins.saerch' 这个功能模块，是不是 'plugins.search'？"),
    ('PLUGINS += ["search"]', "E008 没有 'search' 这个功能模块，是不是 'plugins.search'？"),
    ('PLUGINS += ["annals"]', "E008 没有 'annals' 这个功能模块。请检查名字，或重新安装。"),
    ('PLUGINS += ["plugins.hanzi" "plugins.search"]', "E008 没有 'plugins.hanziplugins.search' 这个功能模块。两个名字之间是不是少了逗号？"),
    ('PLUGINS += ["plugins.sections"]', "E008 PLUGINS 里 plugins.sections 写了两次。请删去一个。"),
    ('PLUGINS += [5]', 'E005 PLUGINS（功能模块）应当是一列功能模块的名字，写在方括号里，用逗号隔开，例如 ["plugins.desk", "plugins.bylines", "plugins.sections", "plugins.press"]，现在是 5。请改正后再试。'),
]  # fmt: skip


@pytest.mark.parametrize(("added", "message"), VALUES, ids=[added for added, _ in VALUES])
def test_a_wrong_value_is_told(told, root, added, message):
    (root / "content/photos/text.png").write_bytes(b"no picture")
    line = FIRST + added.count("\n")
    assert told(f"{LINES}{added}\n") == [f"pelicanconf.py:{line}: {message}"]


# what stands in a good file, what is put in its place, the line, and what is said
CHANGES = [
    ('SITENAME = "柳溪报"\n', "", 1, 'E004 没有写 SITENAME（报名）。请加上一行：SITENAME = "青禾报"。'),
    ("SITENAME =", "sitename =", 1, 'E004 没有写 SITENAME（报名）。请加上一行：SITENAME = "青禾报"。名字要全用大写，现在是 sitename。'),
    ('"柳溪报"', '""', 3, "E005 SITENAME（报名）应当是一行文字，不能是空的，例如 \"青禾报\"，现在是 ''。请改正后再试。"),
    ('"柳溪报"', '"　 "', 3, "E005 SITENAME（报名）应当是一行文字，不能是空的，例如 \"青禾报\"，现在是 '\\u3000 '。请改正后再试。"),
    ("from plugins.desk.pelican_settings import *\n", "", 1, "E004 没有 from plugins.desk.pelican_settings import * 这一行。请写在设置文件的最前面。"),
    ('"news"', '"News"', 5, "E005 SECTIONS 的短名 'News' 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 'news'。"),
    ('"news"', '"top news"', 5, "E005 SECTIONS 的短名 'top news' 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 'top-news'。"),
    ('"news"', '"要闻"', 5, "E005 SECTIONS 的短名 '要闻' 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 'yao-wen'。"),
    ('"news"', '"-"', 5, "E005 SECTIONS 的短名 '-' 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 'yao-wen'。"),
    ('"news"', '""', 5, "E005 SECTIONS 的短名 '' 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 'yao-wen'。"),
    ('"news"', "1", 5, "E005 SECTIONS 的短名 1 不能用：只能用小写字母、数字和连字号，写在引号里。可以写成 '1'。"),
    ('"news": "要闻"', '"news": ""', 5, "E005 SECTIONS 里 'news' 的名称应当是一行文字，不能是空的，现在是 ''。请写上名称。"),
    ('"news": "要闻"', '"news": None', 5, "E005 SECTIONS 里 'news' 的名称应当是一行文字，不能是空的，现在是 None。请写上名称。"),
    ('"news": "要闻",\n    "opinion": "言论",\n', "", 4, 'E005 SECTIONS（栏目）应当是短名（网址用）到名称的表，例如 {"news": "要闻", "opinion": "言论"}，现在是 {}。请改正后再试。'),
    ('"shiqiao"', '"liuxi"', 10, "E006 REGIONS 里 'liuxi' 写了两次（另一处在第 9 行），只有后一处算数。请改成不同的，或删去一处。"),
    ('"石桥镇"', '"柳溪镇"', 10, "E006 REGIONS 里 'liuxi' 和 'shiqiao' 的名称都是“柳溪镇”。请改成不同的名称，或删去一个。"),
    ('"石桥镇"', '"柳溪镇 "', 10, "E006 REGIONS 里 'liuxi' 和 'shiqiao' 的名称都是“柳溪镇”。请改成不同的名称，或删去一个。"),
    ('REGIONS = {\n    "liuxi": "柳溪镇",\n    "shiqiao": "石桥镇",\n}', 'REGIONS = ["柳溪镇"]', 8, "E005 REGIONS（地区）应当是短名（网址用）到名称的表，例如 {\"liuxi\": \"柳溪镇\", \"shiqiao\": \"石桥镇\"}，现在是 ['柳溪镇']。请改正后再试。"),
    ('    "plugins.desk",\n', "", 12, "E008 PLUGINS 里没有 plugins.desk，没有它就不能读稿。请写上，排在第一个。"),
    ('    "plugins.press",\n', "", 12, "E008 PLUGINS 里没有 plugins.press，没有它就不能出报。请写上，排在最后。"),
    ('    "plugins.desk",\n    "plugins.sections",\n', '    "plugins.sections",\n    "plugins.desk",\n', 14, "E008 PLUGINS 里 plugins.desk 要排在第一个。请把它移到最前面。"),
    ('"plugins.sections"', '"plugins.section"', 14, "E008 没有 'plugins.section' 这个功能模块，是不是 'plugins.sections'？"),
    ('[\n    "plugins.desk",\n    "plugins.sections",\n    "plugins.press",\n]', '"plugins.desk"', 12, "E005 PLUGINS（功能模块）应当是一列功能模块的名字，写在方括号里，用逗号隔开，例如 [\"plugins.desk\", \"plugins.bylines\", \"plugins.sections\", \"plugins.press\"]，现在是 'plugins.desk'。请改正后再试。"),
    ("PLUGINS = [", "_OTHERS = [", 1, 'E004 没有写 PLUGINS（功能模块）。请加上一行：PLUGINS = ["plugins.desk", "plugins.bylines", "plugins.sections", "plugins.press"]。'),
    ("SITENAME = ", "SITENAME: ", 3, "E002 SITENAME 后面要写一个等号 =，现在是 :。请改正。"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "message"), CHANGES, ids=[f"{old} {new}" for old, new, *_ in CHANGES])
def test_what_is_wrong_in_a_file_is_told_with_its_line(told, old, new, line, message):
    assert old in LINES
    assert told(LINES.replace(old, new)) == [f"pelicanconf.py:{line}: {message}"]


def test_all_faults_are_told_at_once_in_the_order_of_lines(told):
    text = (
        LINES.replace('"柳溪报"', '""').replace('"shiqiao"', '"liuxi"')
        + 'SERAIL = "1"\nTIMEZONE = "北京"\nLOGO = "x"\n'
    )
    assert [line.split()[0:3] for line in told(text)] == [
        ["pelicanconf.py:3:", "E005", "SITENAME（报名）应当是一行文字，不能是空的，例如"],
        ["pelicanconf.py:10:", "E006", "REGIONS"],
        ["pelicanconf.py:17:", "E007", "没有"],
        ["pelicanconf.py:18:", "E005", "TIMEZONE（时区）应当是时区的名字，例如"],
        ["pelicanconf.py:19:", "E005", "LOGO（报徽）应当是内容文件夹里的一张"],
    ]


def test_a_folder_that_is_not_there_is_told(told, root):
    assert told(f'{LINES}PATH = "inhalt"\nTHEME = "kleid"\n') == [
        f"pelicanconf.py:17: E005 找不到内容文件夹 {root}/inhalt。请建好它，或改正 PATH。",
        f"pelicanconf.py:18: E005 找不到版式文件夹 {root}/kleid。请建好它，或改正 THEME。",
    ]


@pytest.mark.parametrize(
    "added",
    [
        '_SERAIL = "1"',
        'serail = "1"',
        "def motto():\n    SERAIL = 1\n    return SERAIL",
        "class Motto:\n    SERAIL = 1",
        "from datetime import UTC",
        "import sys as SYS",
        "DEFAULT_LANG = 'zh'\nLOG_FILTER = []",
        'PLUGINS += ["annals"]\nANNALS_WEIGHT = 50',
        'SITEURL = ""\nif SITENAME:\n    SITEURL = "https://paper.example/news/"',
        "IMPRINT = ['甲']\nIMPRINT += ['乙']\nIMPRINT = [*IMPRINT, '丙']",
        "TWINS = {}",
        "BANNERS = {}",
        "TODAY = None",
        "LOGO = ''",
    ],
)
def test_what_is_right_is_not_told(told, root, added):
    (root / "annals.py").write_text("def register():\n    pass\n", encoding="utf-8")
    assert told(f"{LINES}{added}\n") == []


def test_values_are_as_code_wants_them(settings, root):
    found = settings(
        'MOTTO = "写在溪边"\nSITEURL = "https://paper.example/news/"\nPAGE_NAMES = {2: " 综合", 1: "要闻"}\nTODAY = "2024-06-30"\n'
        'BANNERS = {"slogans": ["month"]}\nIMPRINT = ["一", "二"]\n'
    )
    assert found.sections == (Section("news", "要闻"), Section("opinion", "言论"))
    assert found.regions == (Region("liuxi", "柳溪镇"), Region("shiqiao", "石桥镇"))
    assert found.page_names == ((1, "要闻"), (2, "综合"))
    assert (found.url, found.today) == ("https://paper.example/news", date(2024, 6, 30))
    assert (found.banners, found.twins) == ((("slogans", ("month",)),), (("hant", "s2tw"),))
    assert (found.content, found.output, found.theme) == (root / "content", root / "output", root / "theme")
    assert (found.plugins, found.plugin_paths) == (("plugins.desk", "plugins.sections", "plugins.press"), (root,))
    assert (found.paper.name, found.paper.motto, found.paper.lang) == ("柳溪报", "写在溪边", "zh-Hans")
    assert (found.paper.imprint, found.shown_as) == (("一", "二"), "content/")


@pytest.mark.parametrize(
    "added",
    [
        'TODAY = "2024-06-30"',
        "from datetime import date\nTODAY = date(2024, 6, 30)",
        "from datetime import datetime\nTODAY = datetime(2024, 6, 30, 12)",
    ],
)
def test_a_day_can_be_given(settings, added):
    assert settings(added).today == date(2024, 6, 30)


def test_the_day_is_that_of_the_papers_time_zone(settings):
    east, west = (settings(f'TIMEZONE = "Pacific/{place}"').today for place in ("Kiritimati", "Niue"))
    assert (east - west).days in (1, 2)  # their clocks are 25 hours apart


def test_a_traditional_paper_has_twins_of_its_own(settings):
    assert settings('SCRIPT = "hant"').twins == (("hans", "tw2s"),)
    assert settings('SCRIPT = "hant"\nTWINS = {"cn": "t2s"}').twins == (("cn", "t2s"),)


def test_a_command_says_otherwise(root):
    from newsroom import settings as paper_settings

    (root / "other/articles").mkdir(parents=True)
    found = paper_settings.read(
        Path("pelicanconf.py"), content=Path("other"), output=Path("site"), today="2024-01-01", url=""
    )
    assert (found.content, found.output, found.shown_as) == (root / "other", root / "site", "other/")
    assert (found.today, found.url) == (date(2024, 1, 1), "")


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://me:secret@paper.example", False),
        ("https://me@paper.example/news", False),
        ("https://paper.example/..", False),
        ("https://paper.example/./news", False),
        ("https://paper.example/a//b", False),
        ('https://paper.example/"><b>', False),
        ("https://paper.example/a\\b", False),
        ("https://paper.example:99999", False),
        ("https://paper.example:port", False),
        ("https://[paper]", False),
        ("https:///news", False),
        ("https://paper.example:8443/news/", True),
        ("https://柳溪.example/报", True),
        ("https://paper.example/%E6%8A%A5", True),
        ("https://paper.example/~li/a.b_c//", True),
        ("http://[::1]:8000", True),
        ("http://127.0.0.1:9000", True),
    ],
)
def test_an_address_of_the_site_is_no_more_than_one(url, good):
    try:
        assert Address().parse(url) == url.rstrip("/")
    except ValueError:
        assert not good
    else:
        assert good
