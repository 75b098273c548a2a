"""`linli digest`: the paper of a day as plain text, for group chats."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from linli.messages import _
from newsroom import settings as paper_settings
from newsroom.options import parse_day
from newsroom.settings import config_option, content_option
from newsroom.sharing.digest import digest_of
from newsroom.sharing.writing import script_option, shared
from newsroom.terminal import complain, say
from newsroom.usage import command

HELP = _("把一天的报纸列成纯文字，发到群里：各版的标题，最后是网址。草稿和没有到时间的不在里面。")


@command(short_help=_("列成文字，发到群里"), help=HELP)
@click.argument("day", metavar=_("日期"), callback=parse_day)
@script_option
@content_option
@config_option
def digest(day: date, script: str | None, content: Path | None, config: Path) -> None:
    """Prints the text; what is told of it goes elsewhere, so that the text alone can be piped."""
    settings = paper_settings.read(config, content=content)
    with shared(settings, day, script) as selection:
        text, told = digest_of(selection)
    for line in told:
        complain(line)
    say(text.rstrip("\n"))
