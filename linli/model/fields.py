"""The fields of a piece, and their names."""

from __future__ import annotations

# English key -> the Chinese names editors know it by, in either script; the first is the one that messages use.
KEYS = {
    "title": ("标题",),
    "subtitle": ("副题", "副标题"),
    "kicker": ("引题", "肩题"),
    "kind": ("体裁",),
    "section": ("栏目",),
    "region": ("地区",),
    "date": ("日期",),
    "page": ("版次",),
    "byline": ("署名", "作者"),
    "source": ("来源",),
    "editor": ("责任编辑", "责编"),
    "summary": ("摘要",),
    "cover": ("题图",),
    "slug": ("短名",),
    "status": ("状态",),
    "aliases": ("旧址",),
    "updated": ("更新",),
    "correction": ("更正",),
    "topic": ("专题",),
    "names": ("人名",),
    "until": ("截止",),
    "weight": ("排序", "权重"),
}
KEY_OF = {name: key for key, names in KEYS.items() for name in (key, *names)}
