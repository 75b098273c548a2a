"""docs/settings.md: every setting of the table, for who keeps a paper. `make settings` writes it."""

from __future__ import annotations

from itertools import groupby

from linli.settings.option import Need, Option
from linli.settings.table import OPTIONS

HEAD = """# 设置

<!-- 由 make settings 生成；要改，请改 linli/settings/table.py -->

报纸的设置写在 `pelicanconf.py`，发布时不同的写在 `publishconf.py`。每一行写成 `名字 = 内容`：名字全用大写、顶格写；文字写在一对英文的直引号里；逗号、冒号、括号也都用英文的。
井号 `#` 后面是说明，不起作用。文件要存成 UTF-8。改完运行 `linli check`，写错了会说是哪一行、怎么改；一处写错，所有的命令都先停下来，说明全部的错误，网站不动。

第一行 `from plugins.desk.pelican_settings import *` 是 Pelican 自己的设置，要保留。自己用的名字，以下划线开头（`_YEARS = 10`）或用小写；别的大写名字不认得，会提醒。
"""


def document() -> str:
    """The text of the document, in Markdown."""
    parts = [HEAD, *_overview()]
    for group, options in groupby(OPTIONS.values(), key=lambda option: option.group):
        parts.append(f"## {group}\n")
        for option in options:
            parts += _section(option)
    return "\n".join(parts)


def _overview() -> list[str]:
    rows = [
        f"| [`{option.name}`](#{_anchor(option)}) | {option.title} | {_default(option)} |"
        for option in OPTIONS.values()
    ]
    return ["| 名字 | 是什么 | 不写就是 |", "| --- | --- | --- |", *rows, ""]


def _section(option: Option) -> list[str]:
    facts = f"- 写成：{option.kind.expected}\n- 不写就是：{_default(option)}\n"
    example = f"```python\n{option.name} = {option.example}\n```\n"
    return [f"### {option.name} {option.title}\n", f"{option.purpose}\n", facts, example]


def _anchor(option: Option) -> str:
    """The id that the heading gets from hosts that show Markdown."""
    return f"{option.name} {option.title}".lower().replace(" ", "-")


def _default(option: Option) -> str:
    if option.default is Need.WRITTEN:
        return "不行，必须写"
    if option.default is None:
        return option.otherwise
    if not option.default:
        return "没有"
    return f"`{option.default!r}`".replace("'", '"')


if __name__ == "__main__":
    print(document(), end="")
