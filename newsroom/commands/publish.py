"""`linli publish`: from manuscripts to what readers see, in one command."""

from __future__ import annotations

from pathlib import Path

import click

from linli.build.request import BuildRequest
from linli.errors import ContentError, SettingsError
from linli.messages import _
from linli.settings.option import Option
from linli.settings.table import OPTIONS, Settings
from newsroom import building, checking, waiting
from newsroom import settings as paper_settings
from newsroom.building import BuildResult
from newsroom.deploying import DeployError, Sent, open_target, send
from newsroom.deploying.report import changes
from newsroom.settings import PATH
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say
from newsroom.usage import command, option

CONFIG = "publishconf.py"


@command(
    short_help=_("检查、出报、发到网上，一次做完"),
    help=_(
        "检查稿件，用 publishconf.py 出报，逐字节核对，再发到 DEPLOY_TO 写的地方；最后说发了什么、读者现在看到什么。\n\n稿件有错误（E）就停下，什么也不发。中断了就再运行一次。"
    ),
)
@option("--dry-run", is_flag=True, help=_("检查、出报，列出会发什么，不发"))
@option("--take-over", is_flag=True, help=_("去处里有别的文件，看过了，就发到那里"))
@option("--config", type=PATH, default=Path(CONFIG), show_default=True, help=_("设置文件"))
@click.pass_context
def publish(context: click.Context, dry_run: bool, take_over: bool, config: Path) -> None:
    """Checks, builds, sends, and says what readers now see."""
    settings = paper_settings.read(config)
    _require(settings)
    progress = Progress()

    def tell(line: str) -> None:
        progress.end()
        complain(line)

    try:
        target = open_target(
            settings.deploy_to,
            settings=settings,
            output=settings.output,
            base=settings.file.folder,
            endpoint=settings.deploy_endpoint or None,
            precompress=True,
        )
        warnings = _checked(settings, progress)
        built = building.run(BuildRequest(settings, verify=True, progress=progress, tell=tell))
        for fault in built.faults:
            tell(fault)
        sent = send(
            settings.output, target, progress, url=settings.url, take_over=take_over, dry_run=dry_run, tell=tell
        )
    except DeployError as error:
        progress.end()
        complain(str(error))
        context.exit(CONTENT_ERROR)
    finally:
        progress.end()
    _sum_up(settings, built, sent, warnings, dry_run=dry_run)


def _require(settings: Settings) -> None:
    """Nobody wants to hear after a long build what is missing in the settings.

    Raises:
        SettingsError: with all that is.
    """
    missing = [field for field in ("url", "deploy_to") if not getattr(settings, field)]
    if missing:
        raise SettingsError(_missing(OPTIONS[field], settings) for field in missing)


def _missing(one: Option, settings: Settings) -> str:
    return _(
        "没有写 {name}（{title}），不能发布。请在 {file} 里写上，例如：{name} = {example}。",
        name=one.name,
        title=one.title,
        example=one.example,
        file=settings.file.path,
    )


def _checked(settings: Settings, progress: Progress) -> int:
    """How many remarks there are on the content.

    Raises:
        ContentError: it has errors.
    """
    findings = checking.check(settings, progress=progress).findings
    errors = [finding for finding in findings if finding.is_error]
    if errors:
        progress.end()
        raise ContentError(errors)
    return len(findings)


def _sum_up(settings: Settings, built: BuildResult, sent: Sent, warnings: int, *, dry_run: bool) -> None:
    for line in changes(sent, settings.paper):
        say(line)
    if warnings:
        say(_("稿件里有 {count} 处提醒，用 linli check 看。", count=warnings))
    if line := waiting.told(built.waiting, settings):
        say(line)
    address = settings.deploy_to
    if dry_run:
        say(_("会发到 {address}。没有发，读者看到的还是原来的。", address=address))
        return
    if sent.written or sent.gone:
        say(_("已发到 {address}。", address=address))
    else:
        say(_("{address} 那里已经是这样，没有要发的。", address=address))
    text = _(
        "读者现在打开 {url}/ 看到的就是这一份：{articles} 篇稿件，{pages} 个页面。",
        url=sent.url,
        articles=built.articles,
        pages=built.pages,
    )
    say(text)
