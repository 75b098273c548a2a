import pytest

from linli.errors import SettingsError
from linli.model.paper import Paper

GOOD = {"SITENAME": "柳溪报", "SECTIONS": {"news": "要闻"}, "REGIONS": {"a": "柳溪镇", "b": "柳溪镇东街"}}


def test_longest_known_prefix_gives_the_region():
    paper = Paper.from_settings(GOOD)
    assert [paper.region(place) and paper.region(place).id for place in ("柳溪镇西街", "柳溪镇东街三组", "石桥镇")] == [
        "a",
        "b",
        None,
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"SITENAME": ""}, 'pelicanconf.py: SITENAME 应当是报名，例如 "青禾报"，现在是 \'\'。请改正后再试。'),
        ({"SECTIONS": {}}, 'pelicanconf.py: SECTIONS 应当是网址用的短名到名称的表，例如 {"news": "要闻"}，现在是 {}。请改正后再试。'),
        ({"SECTIONS": {"要闻": "要闻"}}, "pelicanconf.py: SECTIONS 的短名 '要闻' 只能用小写字母、数字和连字号。请改正后再试。"),
        ({"SITEURL": "paper.example"}, "pelicanconf.py: SITEURL 应当是完整的网址，例如 \"https://paper.example/news\"，或留空，现在是 'paper.example'。请改正后再试。"),
        ({"TIMEZONE": "北京"}, "pelicanconf.py: TIMEZONE 应当是时区名，例如 \"Asia/Shanghai\"，现在是 '北京'。请改正后再试。"),
    ],
)  # fmt: skip
def test_faults_of_settings_are_told(change, message):
    with pytest.raises(SettingsError) as caught:
        Paper.from_settings(GOOD | change)
    assert caught.value.faults == [message]


def test_all_faults_are_told_together():
    with pytest.raises(SettingsError) as caught:
        Paper.from_settings({"SITEURL": "x"})
    assert [fault.split()[1] for fault in caught.value.faults] == ["SITENAME", "SECTIONS", "SITEURL"]
