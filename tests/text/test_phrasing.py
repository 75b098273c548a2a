"""Where headlines may break."""

import pytest

from linli.text.phrasing import Phrasing
from linli.text.simplified import script_table

# Headlines with all places at which a line may end; a space is one too.
PARTED = """
从“小事”|做起 推进|基层|治理
浮萍|变成了|鸭饲料
一口|老井 一村|人心
半条街|一所学校
在家门口|看病
柳溪镇|今年|新修水渠|3.5万米
2024年|第三季度|接诊|1200人次
让钟声|多响|几年
老人|食堂|开张|第一天
“村BA”|开赛啦
县医院|热线|0851-2345-678|开通
A股大涨，|茶农|不慌
《桥头夜话》|（第三集）：|谁来|修桥？
阿卜杜·热合曼|种树|20余年
涨价|12%，|还有人|排队
水价|调整|听证会|（2024年）|昨日|举行
陈桂良：|“路修到|家门口了”
老街|改造|怎么改|——居民|说了算
改革开放|以来的|粮票
空气质量|连续|30天|达标
""".strip().splitlines()


@pytest.fixture(scope="module")
def phrasing():
    return Phrasing(["柳溪镇"])


@pytest.mark.parametrize("line", PARTED)
def test_a_headline_is_parted(phrasing, line):
    text = line.replace("|", "")
    assert "|".join(phrasing.phrases(text)).replace(" |", " ") == line


@pytest.mark.parametrize(
    "text", ["", " ", "　", "一", "“", "……", "——", "a", "🙂🙂", " 头空", "尾空 ", "\u200b", "》《", "·"]
)
def test_nothing_is_lost(phrasing, text):
    assert "".join(phrasing.phrases(text)) == text


def test_traditional_headlines_are_parted_at_the_same_places(phrasing):
    traditional = {simple: own for own, simple in script_table().items()}
    for line in PARTED:
        text = line.replace("|", "")
        own = "".join(traditional.get(character, character) for character in text)
        assert list(map(len, phrasing.phrases(own))) == list(map(len, phrasing.phrases(text)))


def test_names_that_a_paper_has_are_words():
    assert Phrasing().phrases("阿海里沟通水了") != Phrasing(["阿海里沟"]).phrases("阿海里沟通水了")
    assert Phrasing(["阿海里沟"]).phrases("阿海里沟通水了")[0] == "阿海里沟"
