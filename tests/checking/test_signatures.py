"""What an editor is told of the end of a text: what was read as a signature and may be none, and what was not."""

import pytest

from newsroom.checking.galley import read
from newsroom.checking.signatures import doubts

HEAD = "---\n标题: 老井\n栏目: 要闻\n{}---\n\n井水清了。"


def told(end: str, field: str = "") -> list[str]:
    galley = read(HEAD.format(field) + end, "a.md")
    assert galley is not None
    return [f"{finding.line} {finding.message}" for finding in doubts(galley)]


@pytest.mark.parametrize("end", ["\n\n（高峰）", "（高峰）"])
def test_a_guess_is_told(end):
    (finding,) = told(end)
    assert finding.endswith("文末读作署名：高峰。请核对；不是署名，请填“署名”一项，这一处就留在正文里。")


@pytest.mark.parametrize(
    "line", ["（库尔班江）", "（视频：春耕）", "（山城 范云）", "（记者近况）", "责任编辑：老井修缮队"]
)
def test_what_looks_like_a_signature_is_told(line):
    (finding,) = told(f"\n\n{line}")
    assert finding == f"8 “{line}”像署名，没有读作署名，照正文登出。是署名，请写成“（记者 张三）”这样，或填“署名”一项。"


@pytest.mark.parametrize(
    "end",
    [
        "",
        "\n\n（范云）",
        "\n\n（记者 高峰）",
        "\n\n责任编辑：高峰",
        "\n\n（完）",
        "\n\n（下转第2版）",
        "（图为老井）",
        "老支书（范云）",
        "\n\n（作者系村民）",
        "\n\n（高峰）\n\n井台也修了。",
    ],
)
def test_what_is_certain_is_not_told(end):
    assert told(end) == []


def test_a_field_settles_it():
    assert told("\n\n（高峰）", "署名: 范云\n") == []
