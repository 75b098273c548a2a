import pytest

from linli.reading.frontmatter import split

UNMERGED = "<<<<<<< HEAD\n{}\n||||||| 0a1b2c3\n=======\n{}\n>>>>>>> 夜班\n"
CHOOSE = (
    "从这里起有两份，Git 没有合上：“<<<<<<<”下面是一份，“=======”下面是另一份，到“>>>>>>>”为止。"
    "请用记事本打开这个文件，留下对的，删去这几行记号。"
)


@pytest.mark.parametrize(
    "text",
    [
        "---\n标题: 老井\n栏目: 要闻\n---\n正文。",
        "---\ntitle: 老井\nsection: 要闻\n---\n正文。",
        "---\n标题：老井\n栏目 ： 要闻\n---\n正文。",
        "\n\n----\n  标 题:老井  \n\n栏目:要闻\n———\n正文。",
        "---\nTitle: \"老井\"\nSECTION: '要闻'\n---\n正文。",
        "－－－\nＴｉｔｌｅ：老井\n栏目:要闻\n－－－\n正文。",
    ],
)
def test_split_reads_fields_in_every_spelling(text):
    source, findings = split(text, "a.md")
    assert findings == []
    assert {key: field.value for key, field in source.fields.items()} == {"title": "老井", "section": "要闻"}
    assert source.body == "正文。"


def test_split_keeps_colons_and_quotes_in_a_value():
    source, _ = split('---\n标题: 问：“谁来管”？答："大家": 一起\n---\n', "a.md")
    assert source.fields["title"].value == '问：“谁来管”？答："大家": 一起'


def test_split_tells_where_the_body_begins():
    source, _ = split("\n---\n标题: 老井\n---\n一\n二", "a.md")
    assert (source.body_line, source.body.split("\n")) == (5, ["一", "二"])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "正文没有字段区",
            "a.md:1: E102 文件要以一行 --- 开头，下面写标题、栏目、日期等字段，再用一行 --- 结束。请补上字段区。",
        ),
        (
            "\n---\n标题: 老井\n正文",
            "a.md:2: E103 字段区从这一行的 --- 开始，但没有第二行 --- 来结束。请在最后一个字段下面加一行 ---。",
        ),
        (
            "---\n标题: 老井\n\n他说：井水清了。\n\n---\n\n又一节。",
            "a.md:1: E103 字段区从这一行的 --- 开始，但没有第二行 --- 来结束。请在最后一个字段下面加一行 ---。",
        ),
        (
            "---\n标题 老井\n---\n",
            "a.md:2: E107 “标题 老井”不是字段。字段写成“名称: 内容”，一个字段一行，例如“标题: 村里通了公交车”。",
        ),
        ("---\n标题: 甲\ntitle: 乙\n---\n", "a.md:3: E109 “title”写了两次，第 2 行已经有了。请留下一个。"),
        (f"---\n标题: 老井\n{UNMERGED.format('栏目: 要闻', '栏目: 民生')}---\n井。", f"a.md:3: E117 {CHOOSE}"),
        (f"---\n标题: 老井\n---\n\n{UNMERGED.format('井水清了。', '井水浑了。')}", f"a.md:5: E117 {CHOOSE}"),
        (UNMERGED.format("---\n标题: 老井\n---\n", "---\n标题: 新井\n---\n"), f"a.md:1: E117 {CHOOSE}"),
        ("---\n栏木: 要闻\n---\n", "a.md:2: E110 没有“栏木”这个字段。是不是“栏目”？"),
    ],
)
def test_split_tells_what_is_wrong(text, expected):
    _, findings = split(text, "a.md")
    assert [str(finding) for finding in findings] == [expected]


@pytest.mark.parametrize(
    "body", ["<<<<<<<\n", "=======\n>>>>>>>", "<<<<<<< 井\n清了 =======\n>>>>>>> 井", "一\n=======\n二"]
)
def test_marks_that_part_nothing_are_text(body):
    assert split(f"---\n标题: 老井\n---\n{body}", "a.md")[1] == []
