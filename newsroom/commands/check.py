"""`linli check`: what is wrong in the content, without building."""

from __future__ import annotations

import json
from pathlib import Path

import click

from newsroom import checking
from newsroom import settings as paper_settings
from newsroom.settings import CONFIG
from newsroom.terminal import CONTENT_ERROR, say
from newsroom.usage import command, option
from plugins.desk.messages import _


@command(
    short_help=_("检查稿件"),
    help=_(
        "检查稿件，列出每一处问题：文件、行号、怎么改。\n\n不写路径就检查全部。E 开头的是错误，要改好才能出报；W 开头的是提醒。"
    ),
)
@click.argument("paths", nargs=-1, metavar=_("[路径]..."), type=click.Path(path_type=Path))
@option("--format", "form", type=click.Choice(["text", "json"]), default="text", help=_("给人看，或给程序看"))
@option("--content", type=click.Path(path_type=Path), help=_("内容文件夹（默认按设置文件）"))
@option("--config", type=click.Path(path_type=Path), default=Path(CONFIG), show_default=True, help=_("设置文件"))
@click.pass_context
def check(context: click.Context, paths: tuple[Path, ...], form: str, content: Path | None, config: Path) -> None:
    """Checks, and lists what was found."""
    for path in paths:
        if not path.exists():
            raise click.UsageError(_("找不到 {path}。请检查文件名和路径。", path=path))
    settings = paper_settings.read(config, {"PATH": str(content.absolute())} if content else {})
    folder = Path(settings["PATH"])
    shown_as = f"{str(content).rstrip('/')}/" if content else f"{folder.name}/"
    findings = checking.check(settings, shown_as, paths)
    if form == "json":
        rows = [{"path": f.path, "line": f.line, "code": f.code, "message": f.message} for f in findings]
        say(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            say(str(finding))
        errors = sum(finding.is_error for finding in findings)
        warnings = len(findings) - errors
        summed = _("检查完：{errors} 处错误，{warnings} 处提醒。", errors=errors, warnings=warnings)
        say(summed if findings else _("检查完：没有问题。"))
    if any(finding.is_error for finding in findings):
        context.exit(CONTENT_ERROR)
