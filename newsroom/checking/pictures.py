"""Pictures: their words, their size, and whether anybody shows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from linli.findings import Finding
from linli.images.size import size_of
from linli.messages import _
from linli.model.article import Article, Kind
from linli.model.photo import PHOTOS
from linli.store.records import Stat
from newsroom.checking.galley import Galley

LARGEST, MOST_PIXELS = 10_000_000, 50_000_000  # bytes; width times height


def captions(galley: Galley, article: Article) -> Iterator[Finding]:
    """Pictures that say nothing to those who cannot see them, or to anybody. The text of photo news is its caption."""
    for image in galley.images:
        if not image.alt:
            text = _(
                "图片“{source}”没有替代文字，看不见图的读者不知道画面上是什么。请写成 ![画面上是什么]({source})。",
                source=image.source,
            )
            yield Finding(galley.path, image.number, "W311", text)
        elif image.alone and not image.caption and article.kind in (Kind.STORY, Kind.COMMENTARY):
            text = _(
                '图片“{source}”没有图说。请写成 ![{alt}]({source} "图说。（谁 摄）")。',
                source=image.source,
                alt=image.alt,
            )
            yield Finding(galley.path, image.number, "W312", text)


def sizes(content: Path, pictures: Mapping[str, Stat], *, measured: bool) -> Iterator[Finding]:
    """Pictures that are too large to be worked with. Those `measured` as they were read have told of their pixels."""
    for path, (_time, length, _inode) in sorted(pictures.items()):
        if not path.startswith(f"{PHOTOS}/"):
            continue
        if length > LARGEST:
            text = _(
                "图片有 {size:.1f} MB，超过了 {most} MB。请缩小后再放进来。",
                size=length / 1e6,
                most=LARGEST // 1_000_000,
            )
            yield Finding(path, 1, "W313", text)
            continue
        width, height = (0, 0) if measured or path.lower().endswith(".svg") else size_of(content / path)
        if width * height > MOST_PIXELS:
            text = _("图片有 {width}×{height} 个像素，超过了五千万。请缩小后再放进来。", width=width, height=height)
            yield Finding(path, 1, "W313", text)


def unused(pictures: Iterable[str], wanted: set[str]) -> Iterator[Finding]:
    """Files among the pictures that no article shows."""
    for path in sorted(set(pictures) - wanted):
        text = _("没有稿件用到这个文件。请用上它，或移走。")
        yield Finding(path, 1, "W314", text)
