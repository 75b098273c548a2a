"""Findings: what is wrong in a file, where, and what to do, in words for the editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from plugins.desk.messages import _

# Every code the desk can give, with what it means. E stops a build, W does not.
CODES = {
    "E101": _("文件是空的"),
    "E102": _("文件开头没有字段区"),
    "E103": _("字段区没有结束"),
    "E104": _("文件读不出文字"),
    "E105": _("文件夹的名字像一篇稿件"),
    "E106": _("文件打不开"),
    "E107": _("字段区里有一行不是字段"),
    "E108": _("一行太长"),
    "E109": _("字段写了两次"),
    "E110": _("没有这个字段"),
    "E201": _("缺少标题"),
    "E202": _("缺少栏目"),
    "E203": _("没有这个栏目"),
    "E204": _("缺少日期"),
    "E205": _("没有这一天"),
    "E206": _("没有这种体裁"),
    "E207": _("版次不对"),
    "E208": _("短名不对"),
    "E209": _("状态不对"),
    "E210": _("权重不对"),
    "E211": _("旧址不对"),
    "E212": _("标题里没有能用作网址的字"),
    "E301": _("找不到图片"),
    "E302": _("图片不在 photos 文件夹里"),
    "E401": _("两篇稿件的网址相同"),
    "E601": _("对照表里有一行不对"),
    "W501": _("正文里的一段 HTML 不能用，已去掉"),
    "W502": _("不是稿件的文件"),
    "W601": _("人名里有一个字，繁体不只一种写法"),
}


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One finding. `path` is below the content folder until it is shown, `line` counts from 1."""

    path: str
    line: int
    code: str
    message: str

    def below(self, folder: str) -> Finding:
        """The same with its path under a folder, `content/`."""
        return replace(self, path=folder + self.path)

    @property
    def is_error(self) -> bool:
        return self.code.startswith("E")

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.code} {self.message}"


class ContentError(Exception):
    """The content has errors. `findings` has all of them, of all files, sorted."""

    exitcode = 1

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class SettingsError(Exception):
    """The settings have errors: `faults` has a text for each of them."""

    exitcode = 1

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = list(faults)
        super().__init__("\n".join(self.faults))
