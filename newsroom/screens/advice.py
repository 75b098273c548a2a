"""What the desk says of findings whose own words tell how to write a file: here there is a field or a place for it."""

from __future__ import annotations

from linli.findings import Finding
from linli.messages import _

FIELDS = {"E201": "title", "E202": "section", "E204": "date", "E212": "slug", "E215": "withdrawal"}  # where it is done


def field_of(finding: Finding) -> str:
    """The field of the form in which something is missing, by its English key; empty when it is about something else."""
    return FIELDS.get(finding.code, "")


def said(finding: Finding) -> str:
    """The words of a finding, for somebody who sees a form and no file."""
    return {
        "E201": _("缺少标题。请写在最上面。"),
        "E202": _("缺少栏目。请在“栏目”里选一个。"),
        "E204": _("缺少日期。请写在“日期”里，例如 2023-07-12。"),
        "E212": _("标题里没有能用作网址的字。请在“短名”里写几个小写字母或数字，中间可以用连字号。"),
        "E213": _("这一条更正要有日期和说明。请按它后面的“修改”，写上。"),
        "E215": _("撤下的稿件要说明哪天撤的、为什么。请按“撤稿”，写上。"),
        "E801": _("正文还没有写：这里还是新稿件的提示。写好正文，删掉提示；一时写不好，就在“状态”里选草稿。"),
        "W311": _("图片没有替代文字，看不见图的读者不知道画面上是什么。请点一下图片，写在正文上面的“画面”里。"),
        "W312": _("图片没有图说。请在图片下面写：是什么、在哪里，谁摄。"),
    }.get(finding.code, finding.message)
