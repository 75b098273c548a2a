"""A picture of a page, made by the Chromium of this machine, or by what stands on it: Chrome, Edge."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from linli import system
from linli.errors import BuildError, SettingsError, reason_of
from linli.messages import _

if TYPE_CHECKING:
    from PIL.Image import Image

PATIENCE = 60  # seconds
TALLEST = 8_000  # pixels of a picture; Chromium draws 16,384
OUTSIDE = "#ff00fe"  # the colour around what is to be in the picture: a page has it as its background
OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--hide-scrollbars",
    "--force-device-scale-factor=1",
    "--force-color-profile=srgb",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # nothing is asked of the network
)


def browser() -> str:
    """The browser.

    Raises:
        SettingsError: there is none.
    """
    for name in system.this.browsers:
        if found := shutil.which(name):
            return found
    message = _(
        "海报要用 Chromium、Chrome 或 Edge 来画，这台电脑上没有找到。请先安装，例如 sudo apt-get install chromium。"
    )
    raise SettingsError([message])


def picture_of(html: str, width: int) -> Image:
    """A page as a picture, as tall as it is. What is around its content is cut off, see `OUTSIDE`.

    Raises:
        SettingsError: there is no browser.
        BuildError: it made no picture.
    """
    program = browser()
    with TemporaryDirectory(prefix="linli-", ignore_cleanup_errors=True) as folder:
        page, made = Path(folder) / "page.html", Path(folder) / "page.png"
        page.write_text(html, encoding="utf-8")
        command = [
            program,
            *OPTIONS,
            f"--user-data-dir={Path(folder) / 'profile'}",
            f"--window-size={width},{TALLEST}",
            f"--screenshot={made}",
            page.as_uri(),
        ]
        said = _run(command)
        if (
            not made.is_file()
        ):  # where it may not shut itself in, as for root: the page has no scripts and asks for nothing
            said = _run([*command[:1], "--no-sandbox", *command[1:]])
        if not made.is_file():
            raise BuildError(_("浏览器没有画出海报（{reason}）。请再试一次，或更新浏览器。", reason=said or program))
        return _cut(made.read_bytes())


def _run(command: list[str]) -> str:
    """Runs the browser; gives the last that it said."""
    try:
        ended = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return _("等了 {seconds} 秒", seconds=PATIENCE)
    except OSError as error:
        return reason_of(error)
    lines = ended.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1][:200] if lines else ""


def _cut(data: bytes) -> Image:
    from PIL import Image, ImageChops

    with Image.open(BytesIO(data), formats=["PNG"]) as image:
        whole = image.convert("RGB")
    box = ImageChops.difference(whole, Image.new("RGB", whole.size, OUTSIDE)).getbbox()
    return whole.crop(box) if box else whole
