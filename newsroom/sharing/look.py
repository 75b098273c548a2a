"""The look of the paper in WeChat: inline styles, for its editor takes away all others.

What the editor keeps is not written down by WeChat. What open tools found out, which live from it (doocs/md, mdnice,
wechat-mp-article): no class, no id, no position, no font family (styles that name one may be dropped), a line end in a
paragraph is a line break, a list in an item and what stands beside other marks in an item go to lines of their own.
"""

from __future__ import annotations

INK, SOFT, RED, RULE, DEEP = (
    "#1d1a16",
    "#5d564a",
    "#b0241a",
    "#d3cbba",
    "#f2ede1",
)  # theme/static/css/tokens.css, by day

TAGS = frozenset([
    "a", "blockquote", "br", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "section", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
])  # fmt: skip
ATTRIBUTES = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}  # beside `style`

_TEXT = f"font-size:16px;line-height:1.8;color:{INK}"
STYLES = {
    "whole": f"{_TEXT};letter-spacing:0.5px",
    "paragraph": f"margin:0 0 14px;{_TEXT};text-align:justify;text-indent:2em",
    "line": f"margin:0 0 14px;{_TEXT}",  # one that is not set in: of a quotation, a table, a note
    "dateline": "font-weight:bold",
    "strong": "font-weight:bold",
    "struck": "text-decoration:line-through",
    "under": "text-decoration:underline",
    "marked": f"background-color:{DEEP}",
    "note": f"font-size:12px;color:{RED}",
    "rule": f"margin:28px 0 18px;padding:6px 0 5px;border-top:3px solid {RED};border-bottom:1px solid {RED};"
    f"font-size:15px;line-height:1.5;color:{RED};font-weight:bold;letter-spacing:2px",
    "nameplate": f"margin:0;font-size:32px;line-height:1.4;color:{RED};font-weight:bold;text-align:center;letter-spacing:6px",
    "day": f"margin:0 0 8px;font-size:13px;line-height:1.6;color:{SOFT};text-align:center",
    "kicker": f"margin:28px 0 6px;font-size:15px;line-height:1.5;color:{RED};text-align:center",
    "headline": f"margin:0 0 8px;font-size:22px;line-height:1.4;color:{INK};font-weight:bold;text-align:center",
    "opening": f"margin:28px 0 8px;font-size:22px;line-height:1.4;color:{INK};font-weight:bold;text-align:center",
    "subtitle": f"margin:0 0 10px;font-size:16px;line-height:1.5;color:{SOFT};text-align:center",
    "byline": f"margin:0 0 18px;padding:4px 0;border-top:1px solid {RULE};border-bottom:1px solid {RULE};"
    f"font-size:14px;line-height:1.6;color:{SOFT};text-align:center",
    "subhead": f"margin:24px 0 12px;font-size:17px;line-height:1.5;color:{RED};font-weight:bold;text-align:center",
    "picture": f"margin:18px 0 10px;padding:24px 8px;border:1px dashed {RULE};background-color:{DEEP};font-size:14px;"
    f"line-height:1.6;color:{SOFT};text-align:center",
    "caption": f"margin:0 0 18px;font-size:13px;line-height:1.6;color:{SOFT};text-align:justify",
    "quote": f"margin:0 0 14px;padding:10px 14px 1px;border-left:3px solid {RED};background-color:{DEEP}",
    "list": f"margin:0 0 14px;padding:0 0 0 24px;{_TEXT}",
    "item": f"margin:0 0 6px;{_TEXT}",
    "table": f"margin:0 0 14px;width:100%;border-collapse:collapse;font-size:14px;line-height:1.6;color:{INK}",
    "head": f"padding:6px 8px;border:1px solid {RULE};background-color:{DEEP};font-weight:bold;text-align:center",
    "cell": f"padding:6px 8px;border:1px solid {RULE}",
    "hr": f"margin:20px 0;border-top:1px solid {RULE}",
    "correction": f"margin:0 0 14px;padding:8px 12px;border:1px solid {RED};font-size:14px;line-height:1.7;color:{INK}",
    "end": f"margin:0 0 14px;font-size:14px;line-height:1.6;color:{SOFT};text-align:right",
    "source": f"margin:0 0 4px;font-size:12px;line-height:1.6;color:{SOFT}",
    "link": f"color:{RED};text-decoration:none",
}


def style(name: str) -> dict[str, str]:
    """The attribute of an element that has a look."""
    return {"style": STYLES[name]}
