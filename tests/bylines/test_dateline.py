import pytest

from plugins.bylines import parse_dateline


@pytest.mark.parametrize(
    ("text", "dateline", "people", "source", "rest"),
    [
        ("本报讯 “真方便”", "本报讯", [], None, "“真方便”"),
        ("本报讯（记者 张荷）七月", "本报讯", [("张荷", "reporter")], None, "七月"),
        ("　　本报讯　七月", "本报讯", [], None, "七月"),
        ("本报讯近日，", "本报讯", [], None, "近日，"),
        (
            "新华社石桥4月2日电（记者 王刚 李禾）近日",
            "新华社石桥4月2日电",
            [("王刚", "reporter"), ("李禾", "reporter")],
            "新华社",
            "近日",
        ),
        ("本报柳溪讯（通讯员 李禾）昨日", "本报柳溪讯", [("李禾", "correspondent")], None, "昨日"),
        ("本报4月2日讯 村里", "本报4月2日讯", [], None, "村里"),
        ("**本报讯**（记者 张荷）今", "本报讯", [("张荷", "reporter")], None, "今"),
        ("**本报讯（记者 张荷）** 今", "本报讯", [("张荷", "reporter")], None, "今"),
        ("本报讯 记者张荷报道：今年", "本报讯", [("张荷", "reporter")], None, "今年"),
        ("据新华社电 今", "据新华社电", [], "新华社", "今"),
        ("本台消息 今", "本台消息", [], None, "今"),
        ("中新网石桥7月1日电（记者 王刚）今", "中新网石桥7月1日电", [("王刚", "reporter")], "中新网", "今"),
        ("本报讯（全县频道）今", "本报讯", [], None, "（全县频道）今"),
    ],
)
def test_parse_dateline(text, dateline, people, source, rest):
    found = parse_dateline(text)
    assert found is not None
    assert (found.text, found.source, found.rest) == (dateline, source, rest)
    assert [(c.name, *c.roles) for c in found.contributors] == people


@pytest.mark.parametrize(
    "text",
    [
        "本报讯息中心成立",
        "本报读者来信",
        "本报记者 张荷",
        "本报通讯员会议",
        "本报消息灵通",
        "新华社电视台",
        "一大早",
        "",
    ],
)
def test_parse_dateline_refuses(text):
    assert parse_dateline(text) is None
