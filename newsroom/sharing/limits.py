"""What WeChat's official accounts take, and what goes over it.

The numbers are those of the editor at mp.weixin.qq.com, which tells them as one types. The interface for programs has
others (developers.weixin.qq.com, 新增草稿: a headline of 32 characters, a body of 20,000 with its markup).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from linli.messages import _

TITLE, DIGEST, AUTHOR = 64, 120, 8  # characters
BODY = 50_000  # characters of text
MARKUP = 1_000_000  # bytes
PICTURE = 10_000_000  # bytes; 10 MB, and it is not said whose
FORMATS = (".bmp", ".png", ".jpeg", ".jpg", ".gif")
HOST = "mp.weixin.qq.com"  # whose addresses alone may be links
GROUP = 2_048  # bytes of a text that a robot of a group takes (developer.work.weixin.qq.com, 群机器人)

_ENDS = re.compile(r"[。！？；…]+[”’」』）]*")


def shortened(text: str) -> str:
    """A summary that is not too long: whole sentences if one goes in, else as much as goes in."""
    if len(text) <= DIGEST:
        return text
    ends = [0, *(match.end() for match in _ENDS.finditer(text[: DIGEST + 1]))]
    whole = text[: max(end for end in ends if end <= DIGEST)]
    return whole or text[: DIGEST - 1] + "…"


def author_of(names: Sequence[str]) -> str:
    """Names for the field of the author: as many as go in."""
    for count in range(len(names), 0, -1):
        if len(together := " ".join(names[:count])) <= AUTHOR:
            return together
    return ""


def told(title: str, author: str, names: Sequence[str], digest: str, summary: str) -> list[str]:
    """What of a headline, of the names and of a summary is over a limit, a line each."""
    found = []
    if len(title) > TITLE:
        found.append(_("标题有 {count} 个字，公众号最多 {most} 个。请改短。", count=len(title), most=TITLE))
    if author != " ".join(names):
        found.append(
            _(
                "作者栏最多 {most} 个字，写不下“{names}”；正文里的署名是全的。",
                most=AUTHOR,
                names=" ".join(names),
            )
        )
    if digest != summary:
        found.append(_("摘要有 {count} 个字，公众号最多 {most} 个，截短了。", count=len(summary), most=DIGEST))
    return found


def told_of_body(text: int, markup: int) -> list[str]:
    """Whether a body is too long: characters of its text, and bytes with its markup."""
    found = []
    if text > BODY:
        found.append(_("正文有 {count} 个字，公众号最多 {most} 个。请分成几篇。", count=text, most=BODY))
    if markup > MARKUP:
        found.append(_("正文连格式有 {size:.1f} MB，公众号不到 1 MB。请分成几篇。", size=markup / 1_000_000))
    return found


def told_of_picture(picture: str, suffix: str, size: int) -> list[str]:
    """What is wrong with a picture that is to be uploaded."""
    found = []
    if suffix not in FORMATS:
        kind = suffix.lstrip(".").upper() or "?"
        found.append(_("{picture}是 {kind}，公众号不收。请另存为 JPG 或 PNG 再传。", picture=picture, kind=kind))
    if size > PICTURE:
        mega = size / 1_000_000
        found.append(_("{picture}有 {size:.1f} MB，公众号最多 10 MB。请缩小再传。", picture=picture, size=mega))
    return found
