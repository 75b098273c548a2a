import pytest

from linli.text.pinyin import LONGEST_SLUG, name_slug, slug_of


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


def test_name_slug():
    assert name_slug("陈守田") == "chen-shou-tian"
