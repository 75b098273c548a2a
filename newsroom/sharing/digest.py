"""The paper of a day as plain text, for group chats."""

from __future__ import annotations

from linli.messages import _
from newsroom.sharing import limits
from newsroom.sharing.opening import Selection
from plugins.issues.issue import OTHERS


def digest_of(selection: Selection) -> tuple[str, list[str]]:
    """The text, headline by headline and page by page, and what is to be told of it."""
    assert selection.issue is not None
    issue, paper, text = selection.issue, selection.paper, selection.manner.text
    head = " ".join(filter(None, [issue.day.text, issue.day.weekday, issue.day.lunar]))
    lines = [text(f"【{paper.name}】{paper.furniture(head)}")]
    for contents in issue.contents:
        label = contents.folio.label if contents.folio else OTHERS if issue.folios else ""
        lines += ["", *([text(paper.furniture(label))] if label else [])]
        lines += [f"· {text(teaser.title)}" for teaser in contents.teasers]
    if selection.front:
        lines += ["", f"{text(paper.furniture('看全文：'))}{selection.front}"]
    whole = "\n".join(lines) + "\n"
    told = list(selection.told)
    size = len(whole.encode())
    if size > limits.GROUP:
        told.append(
            _(
                "有 {count} 个字（{size} 字节）。自己发没有关系；群机器人一条最多 {most} 字节，请分两条发。",
                count=len(whole),
                size=size,
                most=limits.GROUP,
            )
        )
    if not selection.front:
        told.append(_("设置里没有 SITEURL，没有写网址。"))
    return whole, told
