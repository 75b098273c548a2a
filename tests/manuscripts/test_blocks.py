"""A body as blocks, and back."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.manuscripts.blocks import body_of, document_of

BODY = """　　本报讯（记者 林小满）一口老井清了。
第二行还是这一段。

##  谁来管灯

![井](photos/2024/a.jpg "井边")
村民在井边。（程晓禾 摄）
![灯](photos/2024/b.jpg)

> 水清了。
>
> 人来了。

* 一
* 二

3. 三
4. 四

| 村 | 户 |
|:--|--:|
| 井坊 | 17 |

**清了**，见[名单](files/a.pdf)，张*明、李**都来了。

***

```
# 原样

    不动
```

<details>

有的
</details>"""
FRAGMENTS = st.sampled_from(
    [
        *("老井", "清了。", "**", "*", "张*明", "\n", "\n\n", "\n  \n", "- ", "1. ", "10. ", "# ", "##", "> ", "`", "```", "<b>", "<div>"),
        *("</div>", "<!--", "-->", "[甲](http://a.b)", "[", "]", "(", ")", "[^1]: ", "| a | b |\n| --- | :-: |\n| c | d |", "|", "---"),
        *("\\", "\\*", "　　", "  ", "_", "&amp;", "<", "![图](photos/a.jpg)", '![图](photos/a.jpg "说")', "1\\. ", "\t", "==="),
    ]
)  # fmt: skip


def kinds(body):
    return [node["type"] for node in document_of(body)["content"]]


def sent(document):
    """As it comes back from a browser."""
    return json.loads(json.dumps(document))


def test_every_kind_of_block_is_found():
    assert kinds(BODY) == [
        *(
            "paragraph",
            "heading",
            "figure",
            "figure",
            "blockquote",
            "bullet_list",
            "ordered_list",
            "table",
            "paragraph",
        ),
        *("horizontal_rule", "raw", "raw"),
    ]


def test_what_is_not_changed_stays_as_it_is_written():
    assert body_of(sent(document_of(BODY))) == BODY


@given(st.lists(FRAGMENTS, max_size=14).map("".join))
def test_any_body_comes_back(body):
    assert body_of(sent(document_of(body))).strip() == body.strip()


def test_one_block_is_changed_and_no_other():
    document = document_of(BODY)
    document["content"][1]["content"][0]["text"] = "谁来点灯"
    assert body_of(document) == BODY.replace("##  谁来管灯", "## 谁来点灯")


def test_a_new_block_stands_between_blank_lines_and_an_empty_one_goes():
    document = document_of("一\n   \n二")
    document["content"].insert(1, {"type": "paragraph", "content": [{"type": "text", "text": "# 不是标题"}]})
    document["content"].append({"type": "paragraph"})
    assert body_of(document) == "一\n\n\\# 不是标题\n   \n二"
    assert kinds(body_of(document)) == ["paragraph"] * 3


@pytest.mark.parametrize("text", ["1. 一", "- 一", "> 一", "## 一", "![一](a)", "---", "[一]: 二"])
def test_what_is_typed_as_text_stays_text(text):
    document = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}
    (node,) = document_of(body_of(document))["content"]
    assert node["type"] == "paragraph"
    assert "".join(one["text"] for one in node["content"]) == text


def test_marks_are_read_and_written():
    (node,) = document_of("**清了**，见[名单](files/a.pdf)，张*明。")["content"]
    assert [(one["text"], [mark["type"] for mark in one.get("marks", [])]) for one in node["content"]] == [
        ("清了", ["strong"]),
        ("，见", []),
        ("名单", ["link"]),
        ("，张*明。", []),
    ]
    node["content"][0]["text"] = "清了 "  # a blank at the end of what is bold is none of it
    assert body_of({"type": "doc", "content": [node]}) == "**清了** ，见[名单](files/a.pdf)，张*明。"


@pytest.mark.parametrize(
    "document",
    [
        None,
        {},
        {"type": "doc", "content": "x"},
        {"type": "doc", "content": [{"type": "script"}]},
        {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text"}]}]},
        {"type": "doc", "content": [{"type": "figure", "attrs": {"src": "a b"}}]},
    ],
)
def test_what_is_no_tree_is_refused(document):
    with pytest.raises(ValueError):
        body_of(document)
