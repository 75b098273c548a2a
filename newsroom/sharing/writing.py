"""What the commands of this room have in common: an option, a day that is opened, and a file that is written."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click

from linli.errors import BuildError, reason_of
from linli.files import write_atomically
from linli.messages import _
from linli.settings.table import Settings
from newsroom.sharing import opening
from newsroom.sharing.opening import Selection
from newsroom.terminal import CONTENT_ERROR, Progress, complain
from newsroom.usage import option

script_option = option(
    "--script", metavar=_("文字"), help=_("用哪种文字：hans 简体，hant 繁体，或 TWINS 里的前缀（默认是报纸自己的）")
)


@contextmanager
def shared(settings: Settings, day: date, script: str | None) -> Iterator[Selection]:
    """The paper of a day, for a command: without one it says so and ends.

    Raises:
        click.UsageError: there is no such script.
    """
    twin = opening.script_named(settings, script)
    progress = Progress()
    try:
        with opening.of_day(settings, day, twin, progress) as selection:
            progress.end()
            yield selection
    except opening.NothingThere as fault:
        progress.end()
        complain(str(fault))
        raise click.exceptions.Exit(CONTENT_ERROR) from None
    finally:
        progress.end()


def ready(file: Path) -> None:
    """Sees that there is a place for a file.

    Raises:
        click.UsageError: it is a folder, or is to be in one that is not there.
    """
    if file.is_dir():
        raise click.UsageError(_("{file} 是文件夹。请在后面写上文件名。", file=file))
    if not file.absolute().parent.is_dir():
        raise click.UsageError(_("没有 {folder} 这个文件夹。请先建好，或换一个地方。", folder=file.parent))


def write(file: Path, data: bytes) -> None:
    """Writes a file whole.

    Raises:
        BuildError: it cannot be written.
    """
    try:
        write_atomically(file, data)
    except OSError as error:
        message = _("写不了 {file}（{reason}）。请检查文件夹的权限和磁盘。", file=file, reason=reason_of(error))
        raise BuildError(message) from error
