import re

import pytest

from linli.model.people import contributor_id, former_id
from linli.text.pinyin import LONGEST_SLUG, SURNAMES, name_slug, plain_name_slug, slug_of
from linli.text.simplified import script_table


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("一口老井", "yi-kou-lao-jing"),
        ("重庆的银行行长", "chong-qing-de-yin-hang-hang-zhang"),
        ("“15分钟”服务圈 Wi-Fi进村", "15-fen-zhong-fu-wu-quan-wi-fi-jin-cun"),
        ("绿色", "lv-se"),
        ("……！", ""),
        ("🎉", ""),
    ],
)
def test_slug_of(text, slug):
    assert slug_of(text) == slug


def test_long_headlines_of_a_series_do_not_meet():
    series = "【新时代新征程新伟业，真抓实干推动高质量发展】"
    one, other = slug_of(series + "柳溪镇修桥"), slug_of(series + "石桥镇修路")
    assert one != other
    assert one[:-5] == other[:-5]
    assert max(len(one), len(other)) <= LONGEST_SLUG


def test_a_long_word_without_syllables_is_cut_too():
    slug = slug_of("x" * 200)
    assert len(slug) <= LONGEST_SLUG
    assert slug.startswith("xxx")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("陈守田", "chen-shou-tian"),
        ("曾小禾", "zeng-xiao-he"),
        ("翟小禾", "zhai-xiao-he"),
        ("单小禾", "shan-xiao-he"),
        ("單小禾", "shan-xiao-he"),
        ("召小禾", "shao-xiao-he"),
        ("炅小禾", "gui-xiao-he"),
        ("仇小禾", "qiu-xiao-he"),
        ("查小禾", "zha-xiao-he"),
        ("解小禾", "xie-xiao-he"),
        ("解放", "xie-fang"),
        ("区小禾", "ou-xiao-he"),
        ("區小禾", "ou-xiao-he"),
        ("任小禾", "ren-xiao-he"),
        ("华小禾", "hua-xiao-he"),
        ("盖小禾", "ge-xiao-he"),
        ("朴小禾", "piao-xiao-he"),
        ("覃小禾", "qin-xiao-he"),
        ("员小禾", "yun-xiao-he"),
        ("乐小禾", "yue-xiao-he"),
        ("樂小禾", "yue-xiao-he"),
        ("缪小禾", "miao-xiao-he"),
        ("洗小禾", "xian-xiao-he"),
        ("冼小禾", "xian-xiao-he"),
        ("宓小禾", "mi-xiao-he"),
        ("晁小禾", "chao-xiao-he"),
        ("逄小禾", "pang-xiao-he"),
        ("种小禾", "chong-xiao-he"),
        ("阚小禾", "kan-xiao-he"),
        ("么小禾", "yao-xiao-he"),
        ("卜小禾", "bu-xiao-he"),
        ("薄小禾", "bo-xiao-he"),
        ("都小禾", "du-xiao-he"),
        ("秘小禾", "bi-xiao-he"),
        ("柏林", "bai-lin"),
        ("陆万", "lu-wan"),
        ("尉迟小禾", "yu-chi-xiao-he"),
        ("尉遲小禾", "yu-chi-xiao-he"),
        ("尉小禾", "wei-xiao-he"),
        ("万俟小禾", "mo-qi-xiao-he"),
        ("萬俟小禾", "mo-qi-xiao-he"),
        ("万小禾", "wan-xiao-he"),
        ("单于小禾", "chan-yu-xiao-he"),
        ("乐正小禾", "yue-zheng-xiao-he"),
        ("澹臺小禾", "tan-tai-xiao-he"),
        ("长孙小禾", "zhang-sun-xiao-he"),
        ("曾李小禾", "zeng-li-xiao-he"),
        # no names of that kind
        ("曾", "ceng"),
        ("单于", "shan-yu"),
        ("查理·格林", "cha-li-ge-lin"),
        ("阿依古丽·解", "a-yi-gu-li-jie"),
        ("解放军报", "jie-fang-jun-bao"),
        ("区委宣传部", "qu-wei-xuan-chuan-bu"),
        ("Shan Li", "shan-li"),
        ("", ""),
    ],
)
def test_a_surname_in_a_name_is_read_as_one(name, slug):
    assert name_slug(name) == slug
    assert former_id(name) == (
        "" if name_slug(name) == plain_name_slug(name) else f"{plain_name_slug(name)}-{contributor_id(name)[-4:]}"
    )


def test_every_surname_of_the_table_has_one_reading_a_character():
    for surname, reading in SURNAMES.items():
        assert len(surname) == len(reading.split())
        assert re.fullmatch("[a-z ]+", reading)
        assert name_slug(f"{surname}小") == f"{reading.replace(' ', '-')}-xiao"


def test_both_scripts_read_alike():
    alike = {character: simple for character, simple in script_table().items() if character in SURNAMES}
    assert len(alike) > 15
    assert {character: SURNAMES.get(simple) for character, simple in alike.items()} == {c: SURNAMES[c] for c in alike}


def test_a_headline_has_the_names_that_are_known():
    assert slug_of("单雨禾还乡，单位来接") == "dan-yu-he-huan-xiang-dan-wei-lai-jie"
    assert slug_of("单雨禾还乡，单位来接", ["单雨禾", "张婷"]) == "shan-yu-he-huan-xiang-dan-wei-lai-jie"
    assert slug_of("访曾小和曾小禾", ["曾小", "曾小禾", "曾.*"]) == "fang-zeng-xiao-he-zeng-xiao-he"
    assert slug_of("一口老井", ["张婷"]) == "yi-kou-lao-jing"
