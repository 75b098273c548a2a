"""`linli poster`: the front page of a day as a picture to share."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from linli.messages import _, listed
from newsroom import settings as paper_settings
from newsroom.options import parse_day
from newsroom.settings import PATH, config_option, content_option
from newsroom.sharing import chromium
from newsroom.sharing.poster import SUFFIXES, WIDTH, poster_of
from newsroom.sharing.writing import ready, script_option, shared, write
from newsroom.terminal import complain, say, shown
from newsroom.usage import command, option

HELP = _(
    "把一天的头版画成一张图片，在手机上转发：报头、日期、头条和图片、各版的标题，有 SITEURL 就有二维码。\n\n"
    "要用 Chromium、Chrome 或 Edge 来画。草稿和没有到时间的不在里面。"
)


@command(short_help=_("把头版画成一张图片"), help=HELP)
@click.argument("day", metavar=_("日期"), callback=parse_day)
@option("--output", "file", metavar=_("文件"), type=PATH, help=_("存到这里，.png 或 .jpg（默认 poster-日期.png）"))
@script_option
@content_option
@config_option
def poster(day: date, file: Path | None, script: str | None, content: Path | None, config: Path) -> None:
    """Draws the picture; the site stays as it is."""
    file = file or Path(f"poster-{day.isoformat()}.png")
    suffix = file.suffix.lower()
    if suffix not in SUFFIXES:
        raise click.UsageError(_("海报存成图片，文件名以 {suffixes} 结尾。", suffixes=listed(SUFFIXES)))
    ready(file)
    chromium.browser()
    settings = paper_settings.read(config, content=content)
    with shared(settings, day, script) as selection:
        data, told = poster_of(selection, suffix)
    for line in told:
        complain(line)
    write(file, data)
    size = len(data) / 1_000_000
    say(_("海报存到了 {file}（宽 {width} 像素，{size:.1f} MB）。", file=shown(file.absolute()), width=WIDTH, size=size))
