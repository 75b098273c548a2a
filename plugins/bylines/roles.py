"""Role words in signatures: 记者, 通讯员, 文/图, 责任编辑 … and what they stand for."""

from __future__ import annotations

import re

from linli.model.people import Role

# Words before a name; they hold until the next of their kind.
IDENTITY: dict[str, tuple[Role, ...]] = {
    "记者": (Role.REPORTER,),
    "实习记者": (Role.REPORTER, Role.INTERN),
    "见习记者": (Role.REPORTER, Role.INTERN),
    "通讯员": (Role.CORRESPONDENT,),
    "实习生": (Role.INTERN,),
    "评论员": (Role.AUTHOR,),
    "撰稿人": (Role.AUTHOR,),
    "作者": (Role.AUTHOR,),
    "责任编辑": (Role.EDITOR,),
    "值班编辑": (Role.EDITOR,),
    "见习编辑": (Role.EDITOR,),
    "本版编辑": (Role.EDITOR,),
    "版面编辑": (Role.EDITOR,),
    "执行主编": (Role.EDITOR,),
    "本版责编": (Role.EDITOR,),
    "编辑": (Role.EDITOR,),
    "责编": (Role.EDITOR,),
    "主编": (Role.EDITOR,),
    "美编": (Role.EDITOR,),
    "版式": (Role.EDITOR,),
    "策划": (Role.EDITOR,),
    "统筹": (Role.EDITOR,),
    "责任校对": (Role.REVIEWER,),
    "校对": (Role.REVIEWER,),
    "审核": (Role.REVIEWER,),
    "审校": (Role.REVIEWER,),
    "审读": (Role.REVIEWER,),
    "初审": (Role.REVIEWER,),
    "一审": (Role.REVIEWER,),
    "二审": (Role.REVIEWER,),
    "三审": (Role.REVIEWER,),
    "复审": (Role.REVIEWER,),
    "终审": (Role.REVIEWER,),
    "监制": (Role.REVIEWER,),
    "签发": (Role.REVIEWER,),
}
# Words for a share of the work: behind the names, or before them (文/张婷 图/李明).
WORK: dict[str, tuple[Role, ...]] = {
    "摄影报道": (Role.AUTHOR, Role.PHOTOGRAPHER),
    "图文报道": (Role.AUTHOR, Role.PHOTOGRAPHER),
    "文图": (Role.AUTHOR, Role.PHOTOGRAPHER),
    "摄影": (Role.PHOTOGRAPHER,),
    "摄": (Role.PHOTOGRAPHER,),
    "供图": (Role.PHOTOGRAPHER,),
    "配图": (Role.PHOTOGRAPHER,),
    "图片": (Role.PHOTOGRAPHER,),
    "图": (Role.PHOTOGRAPHER,),
    "撰文": (Role.AUTHOR,),
    "撰稿": (Role.AUTHOR,),
    "执笔": (Role.AUTHOR,),
    "采写": (Role.AUTHOR,),
    "文字": (Role.AUTHOR,),
    "文": (Role.AUTHOR,),
}
# Behind names: they say that somebody wrote, which a reporter or correspondent did anyway.
WROTE = ("综合报道", "报道", "供稿", "整理", "来稿", "投稿")
# What may stand before 记者 and the like, and says nothing of the role.
ATTRIBUTES = (
    "本报全媒体", "本报融媒体", "本报融媒", "全媒体", "融媒体", "融媒", "本报", "本刊", "本网", "本台", "我报", "我台", "首席", "特约", "特派", "高级", "资深", "驻站",
    "中心", "县", "市", "区", "校园", "小",
)  # fmt: skip

_IDENTITY = "|".join(sorted(IDENTITY, key=len, reverse=True))
_LONG_WORK = "|".join(sorted((word for word in WORK if len(word) > 1), key=len, reverse=True))
# 文/图, 图/文, 文、图, 文/摄, 摄影/文字 … as one word.
_JOINT = r"(?:\s*[/／、&]\s*)?"
BOTH = re.compile(
    rf"(?:文字|撰文|文){_JOINT}(?:图片|摄影|图|摄)(?![一-鿿])|(?:图片|摄影|图|摄){_JOINT}(?:文字|撰文|文)(?![一-鿿])"
)
SPLIT = re.compile(f"({_IDENTITY}|{_LONG_WORK}|{'|'.join(WROTE)})")
# One-character words of work stand apart from the names, or at the end of a word that is a name without them.
SHORT_WORK = frozenset(word for word in WORK if len(word) == 1)
