import pytest

from plugins.bylines.blocks import take


def brief(contributors):
    return [(c.name, *c.roles) for c in contributors]


@pytest.mark.parametrize(
    ("blocks", "left", "people", "editors", "source", "dateline"),
    [
        (["正文。", "（岳种德）"], ["正文。"], [("岳种德", "author")], [], None, ""),
        (
            ["正文。", "（范云 摄）", "责任编辑：姜涛"],
            ["正文。"],
            [("范云", "photographer")],
            [("姜涛", "editor")],
            None,
            "",
        ),
        (["正文。（记者 范云 摄）"], ["正文。"], [("范云", "reporter", "photographer")], [], None, ""),
        (["本报记者 范云", "正文。"], ["正文。"], [("范云", "reporter")], [], None, ""),
        (
            ["本报讯（记者 范云）正文。", "（岳种德 摄）"],
            ["正文。"],
            [("范云", "reporter"), ("岳种德", "photographer")],
            [],
            None,
            "本报讯",
        ),
        (["正文。", "（据《山城晚报》）"], ["正文。"], [], [], "山城晚报", ""),
        (["正文。\n（岳种德）"], ["正文。"], [("岳种德", "author")], [], None, ""),
        (["## 小题", "正文。", "下一段（其中三户）"], ["## 小题", "正文。", "下一段（其中三户）"], [], [], None, ""),
        (["正文。", "（下转第4版）"], ["正文。", "（下转第4版）"], [], [], None, ""),
        (["正文。", "岳种德"], ["正文。", "岳种德"], [], [], None, ""),
        (["（岳种德）"], [], [("岳种德", "author")], [], None, ""),
        ([], [], [], [], None, ""),
    ],
)
def test_take(blocks, left, people, editors, source, dateline):
    taken = take(blocks)
    assert taken.blocks == left
    assert (brief(taken.byline), brief(taken.desk)) == (people, editors)
    assert (taken.source, taken.dateline) == (source, dateline)
