"""What a block of a page can be. The order of an item: kicker, headline, subtitle, byline, text, signature."""

from __future__ import annotations

from enum import Enum, auto

from linli.messages import _


class Role(Enum):
    """What a block is; `START` and `END` are the ends of the page."""

    START = auto()
    COLUMN = auto()  # over several briefs
    KICKER = auto()
    FORE = auto()  # 编者按 above a headline
    HEADLINE = auto()
    MORE = auto()  # of the headline, on a line of its own
    SUBTITLE = auto()
    BYLINE = auto()
    LEAD = auto()  # 编者按 below a headline
    LEAD_MORE = auto()
    TEXT = auto()
    REST = auto()  # the other half of a paragraph that a column break cut
    SIGNED = auto()  # a paragraph that ends with its signature
    SUBHEAD = auto()
    LINE = auto()  # a line, or lines, that stay lines: verse, lists of names, timetables
    LITERAL = auto()  # tables, lists, quotes in Markdown
    SIGN = auto()
    TAIL = auto()  # last lines that name nobody: office, date, （作者系…）
    ASIDE = auto()  # 相关链接, 编后 and what belongs to them
    ASIDE_MORE = auto()
    PICTURE_ABOVE = auto()  # before the headline, or the text that has none
    PICTURE_BELOW = auto()  # between headline and text
    PICTURE_IN = auto()  # beside the text
    PICTURE_AFTER = auto()  # behind the signature
    CAPTION = auto()  # a text without headline: an item of its own
    SLOGAN = auto()
    VALUES = auto()  # the core values
    END = auto()


ROLE_NAMES = {
    Role.COLUMN: _("栏题"),
    Role.KICKER: _("引题"),
    Role.FORE: _("编者按"),
    Role.HEADLINE: _("标题"),
    Role.MORE: _("标题的第二行"),
    Role.SUBTITLE: _("副题"),
    Role.BYLINE: _("署名"),
    Role.LEAD: _("编者按"),
    Role.LEAD_MORE: _("编者按"),
    Role.TEXT: _("正文"),
    Role.REST: _("上一段的下半截"),
    Role.SIGNED: _("正文"),
    Role.SUBHEAD: _("小标题"),
    Role.LINE: _("分行的文字（诗、名单）"),
    Role.LITERAL: _("表格、列表"),
    Role.SIGN: _("署名"),
    Role.TAIL: _("文末的落款"),
    Role.ASIDE: _("附在文后的链接、编后"),
    Role.ASIDE_MORE: _("附在文后的链接、编后"),
    Role.PICTURE_ABOVE: _("下一篇的图片"),
    Role.PICTURE_BELOW: _("这一篇的图片"),
    Role.PICTURE_IN: _("这一篇的图片"),
    Role.PICTURE_AFTER: _("这一篇的图片"),
    Role.CAPTION: _("没有标题的图片说明"),
    Role.SLOGAN: _("标语"),
    Role.VALUES: _("标语"),
}
# The field that is marked where a role is a guess.
FIELDS = {
    Role.COLUMN: _("引题"),
    Role.KICKER: _("引题"),
    Role.HEADLINE: _("标题"),
    Role.MORE: _("标题"),
    Role.SUBTITLE: _("副题"),
    Role.BYLINE: _("署名"),
    Role.SUBHEAD: _("小标题"),
    Role.SIGN: _("署名"),
    Role.CAPTION: _("标题"),
    Role.SLOGAN: _("体裁"),
}
