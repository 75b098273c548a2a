"""Attachments: what readers can take out of them besides what they show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from linli.documents.cleaning import cleaned
from linli.documents.traces import Trace
from linli.findings import Finding
from linli.messages import _, listed
from linli.model.attachment import ATTACHMENTS


def leftovers(content: Path, paths: Iterable[str]) -> Iterator[Finding]:
    """What is still in attachments when they are published, and those that nothing is taken out of."""
    for path in sorted(paths):
        if path.startswith(f"{ATTACHMENTS}/"):
            try:
                traces = cleaned((content / path).read_bytes()).traces
            except OSError:
                continue  # the desk has said so
            yield from _told(path, traces)


def _told(path: str, traces: frozenset[Trace]) -> Iterator[Finding]:
    reasons = {
        Trace.SIGNED: _("有电子签名，改了签名就无效"),
        Trace.LOCKED: _("加了密"),
        Trace.OLD: _("是老格式（.doc、.xls、.ppt、WPS、RTF）"),
        Trace.DAMAGED: _("读不懂，像是坏的"),
        Trace.LARGE: _("太大"),
    }
    for reason, why in reasons.items():
        if reason in traces:
            text = _(
                "附件{why}，原样发布：作者、单位、修改记录都在里面。请另存为 PDF 或新格式，在程序里删去作者等信息再放进来。",
                why=why,
            )
            yield Finding(path, 1, "W512", text)
    kept = {
        Trace.PEOPLE: _("作者等人的名字"),
        Trace.COMMENTS: _("批注"),
        Trace.CHANGES: _("修订记录（改之前的字）"),
        Trace.HIDDEN: _("隐藏的文字、工作表、幻灯片或图层"),
        Trace.NOTES: _("讲演者备注"),
        Trace.PATHS: _("电脑里的路径"),
        Trace.FILES: _("嵌在里面的文件"),
        Trace.PLACE: _("拍摄地点"),
    }
    found = [what for trace, what in kept.items() if trace in traces]
    if found:
        text = _(
            "附件里还有{what}，读者下载了看得到。不想公开，请在原来的程序里删去（Word：审阅，接受全部修订；文件，检查文档），再存一次。",
            what=listed(found),
        )
        yield Finding(path, 1, "W511", text)
