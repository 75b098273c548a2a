"""The body of a post as Linli reads it: pictures that lie beside it, no marks of another program's templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from linli.findings import Finding
from linli.messages import _
from linli.reading.markup import REMOTE
from linli.reading.paragraphs import FENCE
from newsroom.importing.markdown import picture_mark
from newsroom.importing.page import ImportedPicture

MORE = re.compile(r"<!--\s*more\s*-->", re.I)
FIGURE = re.compile(r"\{\{[<%]\s{0,9}figure\s([^{}]*?)/?[>%]\}\}")
ASSET = re.compile(
    r"\{%\s{0,9}(?:asset_img|img|image)\s{1,9}(?:[a-z-]{1,30}\s{1,9}){0,5}?(\S{1,300}\.\w{1,10})([^{}%]{0,500})%\}"
)
TEMPLATE = re.compile(r"\{%[^{}%]*%\}|\{\{[<%]?[^{}]*[>%]?\}\}")
IMAGE = re.compile(
    r"!\[([^\[\]]*)\]\(\s*+(?:<([^<>\n]*)>|((?:[^()\s\"“']|\([^()\n]*\)|[ ](?=[^()\s\"“']))*+))"
    r"(?:\s++[\"“]([^\n\"”]{0,500})[\"”]|\s++'([^\n']{0,500})')?\s*+\)"
)
REFERENCE = re.compile(r"!(\[[^\[\]\n]*\]\[[^\[\]\n]*\])")
BROKEN = re.compile(r"(!\[[^\[\]]*\]\()([^()\s]*(?:\n[ \t]*[^()\s]+){1,9}\s*\))")  # within an address
TAG = re.compile(r"<img\b[^<>]*>", re.I)
ATTRIBUTE = re.compile(r"""(?<![a-zA-Z])([a-z]++)\s*+=\s*+(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
LARGEST = 64_000_000  # bytes of a picture
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
ROOTS = ("", "source", "static", "assets", "content", "public", "images")  # where sites keep what begins with a slash


@dataclass(slots=True)
class PostBody:
    """Brings one body over. `findings` are what could not be."""

    file: Path
    findings: list[Finding] = field(default_factory=list)
    pictures: list[ImportedPicture] = field(default_factory=list)
    places: dict[Path, int] = field(default_factory=dict)
    templates: int = 0  # marks of a template that were left out

    def has(self, address: str) -> bool:
        """Whether there is a picture beside the file at an address."""
        return self._beside(address) is not None

    def read(self, body: str, line: int) -> str:
        """The body; it begins on `line` of the file."""
        made = []
        body = BROKEN.sub(lambda found: found[1] + "".join(found[2].split()), body)
        for number, text, fenced in _lines(body, line):
            made.append(text if fenced else self._line(text, number))
        return re.sub(r"\n{3,}", "\n\n", "\n".join(made)).strip("\n")

    def _line(self, text: str, number: int) -> str:
        def image(alt: str, address: str, title: str) -> str:
            return self._image(alt, address, title, number)

        if "{" in text:
            text = FIGURE.sub(lambda found: _from_attributes(found[1], image), text)
            text = ASSET.sub(lambda found: image(found[2].strip(" \"'"), found[1], ""), text)
            text, count = TEMPLATE.subn("", text)
            self.templates += count
        text = IMAGE.sub(
            lambda found: image(found[1], (found[2] or found[3] or "").strip(), found[4] or found[5] or ""), text
        )
        if REFERENCE.search(text):
            self._find(number, _("这一行里的图片没有带过来，只留下了链接。请存进 photos 再写进稿件。"))
            text = REFERENCE.sub(r"\1", text)
        text = TAG.sub(lambda found: _from_attributes(found[0], image), text)
        return MORE.sub("", text)

    def _image(self, alt: str, address: str, title: str, number: int) -> str:
        """A picture in Markdown; one that cannot be had is a link, or its words."""
        if "\0" in address:
            return f"![{alt}]({address})"
        if REMOTE.match(address):
            self._find(
                number,
                _(
                    "图片“{address}”在别的网站上，没有带过来，只留下了链接。请存进 photos 再写进稿件。",
                    address=address[:80],
                ),
            )
            return f"[{alt or '图片'}]({address})" if address.lower().startswith(("http:", "https:")) else alt
        found = self._beside(address)
        if found is None:
            self._find(number, _("找不到图片“{address}”，没有带过来。请放在稿件旁边再导入。", address=address[:80]))
            return alt
        caption = f' "{title}"' if title.strip() else ""
        return picture_mark(self._place(found, alt), alt).removesuffix(")") + f"{caption})"

    def _place(self, file: Path, alt: str) -> int:
        if file not in self.places:
            self.places[file] = len(self.pictures)
            self.pictures.append(ImportedPicture(file.read_bytes(), file.suffix.lower(), alt))
        return self.places[file]

    def _beside(self, address: str) -> Path | None:
        """The file of a picture: beside the post, in the folder of its name, or below a root of the site."""
        path = unquote(address.split("?")[0].split("#")[0]).replace("\\", "/")
        folder = self.file.parent
        candidates = [folder / path, folder / self.file.stem / path] if not path.startswith("/") else []
        candidates += [above / root / path.lstrip("/") for above in (folder, *folder.parents[:4]) for root in ROOTS]
        tops = [folder, *folder.parents[:4]]
        for candidate in candidates:
            try:
                real = candidate.resolve()
                inside = any(real.is_relative_to(top.resolve()) for top in tops[-1:])
                if inside and real.suffix.lower() in PICTURES and real.is_file() and real.stat().st_size <= LARGEST:
                    return real
            except (OSError, ValueError):
                continue
        return None

    def _find(self, number: int, message: str) -> None:
        self.findings.append(Finding(str(self.file), number, "W810", message))


def _from_attributes(text: str, image: Callable[[str, str, str], str]) -> str:
    found = {name.lower(): unescape(a or b or c) for name, a, b, c in ATTRIBUTE.findall(text)}
    return image(found.get("alt", ""), found.get("src", ""), found.get("title") or found.get("caption") or "")


def _lines(body: str, line: int) -> Iterator[tuple[int, str, bool]]:
    """The lines of a body with their numbers, and whether each is code."""
    fence = ""
    for number, text in enumerate(body.split("\n"), line):
        mark = FENCE.match(text)
        fenced = bool(fence or mark)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not text.strip(" `~"):
            fence = ""
        yield number, text, fenced
