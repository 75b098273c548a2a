"""The paper's settings file, read for editors: whatever is wrong in it is told in one line."""

from __future__ import annotations

import importlib.util
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from linli.errors import SettingsError
from linli.messages import _

CONFIG = "pelicanconf.py"


def values(config: Path) -> dict[str, Any]:
    """What a settings file says, without Pelican's defaults; it is run for that."""
    spec = importlib.util.spec_from_file_location("linli_paper_settings", config)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return {name: value for name, value in vars(module).items() if name.isupper()}


def values_told(config: Path) -> dict[str, Any]:
    """The same, with what is wrong in the file told.

    Raises:
        SettingsError: the file is not there, or Python cannot run it.
    """
    if not config.is_file():
        raise SettingsError(
            [_("找不到设置文件 {config}。请在报纸的文件夹里运行，或用 --config 指出它。", config=config)]
        )
    with _told(config):
        return values(config)


def read(config: Path, overrides: dict[str, Any]) -> dict[str, Any]:
    """Pelican's settings from a file, with some of them set otherwise.

    Raises:
        SettingsError: the file is not there, or Python or Pelican cannot take it.
    """
    values_told(config)
    from pelican.settings import read_settings

    content = overrides.get("PATH")
    if content is not None and not Path(content).is_dir():
        raise SettingsError([_("找不到内容文件夹 {folder}。请检查 --content。", folder=content)])
    with _told(config):
        return read_settings(str(config), override=overrides)


@contextmanager
def _told(config: Path) -> Iterator[None]:
    """The editor's own file is run inside: anything can go wrong in it, and is told with its line."""
    try:
        yield
    except SyntaxError as error:
        place = f"{config}:{error.lineno}"
        raise SettingsError([_("{place}: 写错了，读不懂这一行。请检查引号、逗号和括号。", place=place)]) from error
    except Exception as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if Path(frame.filename) == config.absolute()]
        place = f"{config}:{lines[-1]}" if lines else str(config)
        reason = f"{type(error).__name__}: {error}"
        raise SettingsError(
            [_("{place}: 读不了设置（{reason}）。请改正后再试。", place=place, reason=reason)]
        ) from error
