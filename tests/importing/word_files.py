"""Word files as editors make them, for tests: built with python-docx, quirks added to the XML by hand."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from PIL import Image

LINE = "议事会三个晚上，定下三件事：清淤、修栏、立约，账目贴在井边的墙上。"
NAMESPACES = (
    nsdecls("w", "r", "wp", "a", "pic", "m")
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    + ' xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    + ' xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
)


class Word:
    """A Word file that grows paragraph by paragraph, set by hand and without styles."""

    def __init__(self, size: float = 12, face: str = "宋体") -> None:
        self.document = Document()
        self.size, self.face = size, face

    def line(self, text: str = "", *, size=0.0, bold=False, align="", face="", style=None, indent=False, each=False):
        """A paragraph. `each`: every character is a run of its own, as WPS writes after much editing."""
        paragraph = self.document.add_paragraph(style=style)
        if align:
            paragraph.alignment = {
                "center": WD_ALIGN_PARAGRAPH.CENTER,
                "right": WD_ALIGN_PARAGRAPH.RIGHT,
                "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
            }[align]
        if indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * self.size)
        for piece in list(text) if each else re.split(r"(\*\*.*?\*\*)", text):
            strong = piece.startswith("**")
            if piece:
                self.run(paragraph, piece.strip("*") if strong else piece, size, bold or strong, face, style)
        return paragraph

    def run(self, paragraph, text: str, size=0.0, bold=False, face="", style=None):
        run = paragraph.add_run(text)
        if style is None or size:
            run.font.size = Pt(size or self.size)
        if bold:
            run.bold = True
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        if style is None or face:
            fonts.set(qn("w:eastAsia"), face or self.face)
        return run

    def text(self, *paragraphs: str) -> Word:
        """Paragraphs of the body, their first lines indented by two characters."""
        for paragraph in paragraphs:
            self.line(paragraph, indent=True, align="both")
        return self

    def headline(self, text: str, **setting) -> Word:
        self.line(text, **({"size": 22, "bold": True, "align": "center"} | setting))
        return self

    def subhead(self, text: str) -> Word:
        self.line(text, bold=True, indent=True)
        return self

    def picture(self, data: bytes = b"", align="center"):
        paragraph = self.line(align=align)
        paragraph.add_run().add_picture(io.BytesIO(data or png()))
        return paragraph

    def xml(self, text: str) -> Word:
        """A paragraph, or what else stands in a body, as XML."""
        self.document.element.body.insert_element_before(parse_xml(wrapped(text)), "w:sectPr")
        return self

    def bytes(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def wrapped(text: str) -> str:
    """XML with the namespaces of Word declared at its first element."""
    return re.sub(r"^<([\w:]+)", rf"<\1 {NAMESPACES}", text, count=1)


def png(size: tuple[int, int] = (60, 40), form: str = "PNG", colour: str = "navy") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, form)
    return out.getvalue()


def changed(data: bytes, change: Callable[[str, bytes], bytes | None], add: dict[str, bytes] | None = None) -> bytes:
    """A Word file with its parts changed; one for which None is given is left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            made = change(name, source.read(name))
            if made is not None:
                target.writestr(name, made)
        for name, content in (add or {}).items():
            target.writestr(name, content)
    return out.getvalue()


def story() -> Word:
    """A story: kicker, headline and subtitle centred, the reporters below, subheads bold, the editor at the end."""
    word = Word()
    word.line("柳溪镇井坊村", size=14, align="center")
    word.headline("一口老井　一村人心")
    word.line("——井坊村议事会小记", size=14, align="center")
    word.line("本报记者 岳种德 通讯员 何苗", align="center")
    word.text("井坊村的老井打于何年，没有人说得清。去年入冬，井水忽然浑了。")
    word.subhead("一张桌子坐下来")
    word.text("“先不说钱，先说这井要不要。”村支书**范云**把话摆在桌面上。", LINE)
    word.subhead("一条水管通到家")
    word.text("四月，清淤完工，花了一万二千六百元。")
    word.line("责任编辑：谢文博", align="right")
    return word


def write(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file
