"""The paper's settings, as commands ask for them, and the options that say otherwise."""

from __future__ import annotations

from pathlib import Path

import click

from linli.errors import SettingsError
from linli.messages import _
from linli.settings.file import SettingsFile
from linli.settings.table import Settings
from newsroom.usage import option
from plugins.desk.settings import judged

CONFIG = "pelicanconf.py"
PATH = click.Path(path_type=Path)
config_option = option("--config", type=PATH, default=Path(CONFIG), show_default=True, help=_("设置文件"))
content_option = option("--content", type=PATH, help=_("内容文件夹（默认按设置文件）"))
output_option = option("--output", type=PATH, help=_("网站放在哪里（默认按设置文件）"))


def read(
    config: Path,
    *,
    content: Path | None = None,
    output: Path | None = None,
    today: str | None = None,
    url: str | None = None,
) -> Settings:
    """What a settings file says; the others stand in place of what it says.

    Raises:
        SettingsError: with all that is wrong in the file; or the content folder is not there.
    """
    if content is not None and not content.is_dir():
        raise SettingsError([_("找不到内容文件夹 {folder}。请检查 --content。", folder=content)])
    given = {
        "PATH": content and content.absolute(),
        "OUTPUT_PATH": output and output.absolute(),
        "TODAY": today,
        "SITEURL": url,
    }
    overrides = {name: value for name, value in given.items() if value is not None}
    shown_as = f"{str(content).rstrip('/')}/" if content else ""
    return judged(SettingsFile.read(config), overrides, shown_as)
