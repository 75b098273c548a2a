"""How long pictures take: photos of 12 megapixels, in a cold build, again, and after an edit; and what readers are sent of them.

python -m benchmarks.pictures [--photos 200]

The photos are gradients with grain, eight of them, each with a note of its own. What the work on one costs in processor
time is what counts on a busy machine, so that is told too.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image, ImageFilter

ROOT = Path(__file__).parents[1]
SIZE = (4000, 3000)
CONFIG = """
from plugins.desk.pelican_settings import *
SITENAME, SECTIONS = "柳溪报", {"news": "要闻"}
PLUGINS = ["plugins.desk", "plugins.bylines", "plugins.pictures", "plugins.sections", "plugins.hanzi", "plugins.press"]
"""
ARTICLE = "---\n标题: 稿{0}\n栏目: 要闻\n日期: 2024-{1:02d}-{2:02d}\n短名: n{0}\n---\n\n{3}\n"


def bench(photos: int) -> None:
    """Builds a paper with so many photos, four in an article."""
    with TemporaryDirectory(prefix="linli-bench-") as name:
        folder = Path(name)
        (folder / "theme").symlink_to(ROOT / "theme")
        (folder / "pelicanconf.py").write_text(CONFIG, encoding="utf-8")
        _write_photos(folder / "content/photos/2024", photos)
        for first in range(0, photos, 4):
            shown = (
                f"![图](photos/2024/p{number}.jpg)\n说明。（王刚 摄）"
                for number in range(first, min(first + 4, photos))
            )
            _write_article(folder, first, "\n\n".join(shown))
        _build("cold", folder, photos)
        _build("nothing changed", folder, photos)
        _write_article(folder, 1, "正文。")
        _build("after one edit", folder, photos)
        sizes = defaultdict(list)
        for file in (folder / "output/photos").rglob("*.*"):
            sizes[file.suffixes[-3] if len(file.suffixes) > 2 else file.suffix].append(file.stat().st_size)
        for kind, found in sorted(sizes.items()):
            print(f"{kind:8} {sum(found) / len(found) / 1024:6.0f} KB on average")


def _write_photos(folder: Path, count: int) -> None:
    folder.mkdir(parents=True)
    scenes = []
    for number in range(8):
        bands = [Image.radial_gradient("L").rotate(40 * number + 30 * band).resize(SIZE) for band in range(3)]
        grain = Image.effect_noise(SIZE, 60).filter(ImageFilter.GaussianBlur(1.2))
        scenes.append(Image.blend(Image.merge("RGB", bands), Image.merge("RGB", [grain] * 3), 0.35))
    for number in range(count):
        notes = Image.Exif()
        notes[0x0112], notes[0x010E] = 6 if number % 5 == 0 else 1, f"photo {number}"
        scenes[number % 8].save(folder / f"p{number}.jpg", quality=88, exif=notes)


def _write_article(folder: Path, number: int, body: str) -> None:
    file = folder / f"content/articles/{number}.md"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ARTICLE.format(number, number // 28 % 12 + 1, number % 28 + 1, body), encoding="utf-8")


def _build(name: str, folder: Path, photos: int) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "newsroom", "build", "--today", "2025-01-01"]
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    seconds = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    work = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{name:16} {seconds:7.2f} s  processor {work:7.2f} s, {work / photos:5.2f} s a photo", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--photos", type=int, default=200)
    bench(parser.parse_args().photos)
