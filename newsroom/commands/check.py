"""`linli check`: what is wrong in the content, without building."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from linli.findings import Finding
from linli.messages import _
from linli.settings.table import Settings
from newsroom import checking
from newsroom import settings as paper_settings
from newsroom.checking import rewording
from newsroom.checking.mending import excerpts, mend_all
from newsroom.checking.punctuation import QUOTES
from newsroom.settings import config_option, content_option
from newsroom.signing import Signing
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say
from newsroom.usage import command, option
from newsroom.waiting import told


@command(
    short_help=_("检查稿件"),
    help=_(
        "检查稿件，列出每一处问题：文件、行号、怎么改。\n\n不写路径就检查全部。E 开头的是错误，要改好才能出报；W 开头的是提醒。每个编号的说明在 docs/findings.md。"
    ),
)
@click.argument("paths", nargs=-1, metavar=_("[路径]..."), type=click.Path(path_type=Path))
@option("--fix", is_flag=True, help=_("自动改正无须核实的小毛病：编码、行尾、半角标点、多余的空格"))
@option("--dry-run", is_flag=True, help=_("和 --fix 一起用：只看会改什么，不写文件"))
@option("--words", is_flag=True, help=_("列出繁体网页换成台湾说法的词（TWINS 里有 s2twp 时）"))
@option("--private", is_flag=True, help=_("只列读者能看到、也许不该公开的：号码、住址、孩子的姓名、附件里藏着的"))
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("给人看，或给程序看"))
@content_option
@config_option
@click.pass_context
def check(
    context: click.Context,
    paths: tuple[Path, ...],
    fix: bool,
    dry_run: bool,
    words: bool,
    private: bool,
    form: str,
    content: Path | None,
    config: Path,
) -> None:
    """Checks, and lists what was found; mends first if asked."""
    settings = paper_settings.read(config, content=content)
    _refuse(paths, settings)
    if dry_run and not fix:
        raise click.UsageError(_("--dry-run 要和 --fix 一起用。"))
    if private and fix:
        raise click.UsageError(_("--private 只列出来，不能和 --fix 一起用。"))
    if fix:
        _mend(settings, paths, tell=say if form == "text" else complain, dry_run=dry_run)
    progress = Progress()
    try:
        findings, waiting = checking.check(settings, paths, progress, private=private)
    finally:
        progress.end()
    if form == "json":
        say(json.dumps([_row(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        _show(findings)
        if not private:
            rewording.show(settings, paths, every=words)
        if not paths and (line := told(waiting, settings)):
            say(line)
    if any(finding.is_error for finding in findings):
        context.exit(CONTENT_ERROR)


def _refuse(paths: Iterable[Path], settings: Settings) -> None:
    """Files that are not there or no content would be found without fault."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(_("找不到 {path}。请检查文件名和路径。", path=path))
        if not path.resolve().is_relative_to(settings.content.resolve()):
            raise click.UsageError(
                _("{path} 不在内容文件夹 {folder} 里。请先移进去。", path=path, folder=settings.shown_as)
            )


def _show(findings: list[Finding]) -> None:
    for finding in findings:
        say(str(finding))
    errors = sum(finding.is_error for finding in findings)
    warnings = len(findings) - errors
    summed = _("检查完：{errors} 处错误，{warnings} 处提醒。", errors=errors, warnings=warnings)
    say(summed if findings else _("检查完：没有问题。"))


def _row(finding: Finding) -> dict[str, object]:
    return {
        "path": finding.path,
        "line": finding.line,
        "code": finding.code,
        "severity": "error" if finding.is_error else "warning",
        "message": finding.message,
    }


def _mend(settings: Settings, paths: Sequence[Path], tell: Callable[[str], None], dry_run: bool) -> None:
    """Mends files, and shows each line that was changed."""
    files = lines = 0
    shown_as = settings.shown_as
    quotes = settings.paper.furniture(QUOTES)
    signing = Signing(settings) if settings.steps else None
    for path, mended in mend_all(settings.content, paths, not dry_run, quotes, signing):
        if mended.kept:
            tell(f"{shown_as}{path}: {mended.kept}")
            continue
        files += 1
        for change in mended.changes:
            lines += bool(change.line)
            if not change.line:
                tell(f"{shown_as}{path}: {change.after}")
                continue
            before, after = excerpts(change.before, change.after)
            tell(f"{shown_as}{path}:{change.line}:\n  - {before}\n  + {after}")
    if not files:
        tell(_("没有要改的。"))
    elif dry_run:
        tell(_("会改 {files} 个文件、{lines} 行。去掉 --dry-run 就改。", files=files, lines=lines))
    else:
        tell(_("改了 {files} 个文件、{lines} 行。", files=files, lines=lines))
