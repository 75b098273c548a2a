"""Pictures as pages show them."""

from __future__ import annotations

from dataclasses import dataclass

from linli.model.people import Contributor


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture in another size or format. `src` is relative to the root of the site; pixels."""

    src: str
    width: int
    height: int
    type: str = "image/webp"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture under `content/photos`, as it is published. `src` is relative to the root of the site.

    `width` and `height` are in pixels, 0 when the file does not tell. `caption` and `credit` are plain text:
    what the picture shows, and who took it, as it was signed (`记者 张三 摄`); `creators` are those people.
    """

    src: str
    alt: str
    width: int = 0
    height: int = 0
    caption: str = ""
    credit: str = ""
    creators: tuple[Contributor, ...] = ()
    renditions: tuple[Rendition, ...] = ()  # in a format that most browsers know, narrowest first

    def srcset(self, root: str) -> str:
        """The renditions as `srcset` has them. `root` is the way from the page to the root of the site."""
        return ", ".join(f"{root}{rendition.src} {rendition.width}w" for rendition in self.renditions)

    @property
    def thumbnail(self) -> Rendition:
        """The smallest there is of it."""
        return self.renditions[0] if self.renditions else Rendition(self.src, self.width, self.height, "")
