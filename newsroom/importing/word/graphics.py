"""What a drawing in Word holds: pictures, text boxes, and what no page of ours can show."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from linli.messages import _
from linli.text.simplified import simplified
from newsroom.importing.word.names import DGM, WP, A, C, O, R, V, W

NO_DESCRIPTION = re.compile(
    r"(?:图片|图像|图形|图|picture|image|img|photo|dsc|mmexport|wx_camera|微信图片|qq图片|screenshot|屏幕截图)?[\s_\-()（）]*+[0-9a-f_\-\s.]*"
    r"(?:\.(?:jpe?g|png|gif|bmp|tiff?|webp))?|.*[\\/].*|.*\.(?:jpe?g|png|gif|bmp|tiff?|webp)",
    re.I,
)  # fmt: skip
CROPPED = 1000  # thousandths of a percent: less is a rounding


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture in its place: the relation that names it, its description if an editor wrote one, whether it is cropped."""

    relation: str
    description: str = ""
    cropped: bool = False
    linked: bool = False


@dataclass(slots=True)
class Graphic:
    """What a drawing holds. `lost` are codes of findings and what was there."""

    pictures: list[Shown] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    letters: list[str] = field(default_factory=list)  # of WordArt
    lost: list[tuple[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pictures or self.boxes or self.letters or self.lost)


def read(element: Element) -> Graphic:
    """What is in a `w:drawing`, `w:pict` or `w:object`."""
    graphic = Graphic()
    embedded = next(element.iter(f"{O}OLEObject"), None)
    if embedded is not None:
        program = embedded.get("ProgID", "")
        formula = "Equation" in program or "MathType" in program
        graphic.lost.append(("W803", "") if formula else ("W804", _object_name(program)))
        return graphic
    for description in element.iter(f"{WP}docPr"):
        text = (description.get("descr") or description.get("title") or "").strip()
        break
    else:
        text = ""
    _walk(element, graphic, "" if NO_DESCRIPTION.fullmatch(simplified(text)) else text)
    return graphic


def _walk(element: Element, graphic: Graphic, description: str) -> None:
    crop = None
    for child in element:
        if child.tag == f"{W}txbxContent":
            graphic.boxes.append(child)
        elif child.tag == f"{A}blip":
            crop = element.find(f"{A}srcRect")
            embed, link = child.get(f"{R}embed"), child.get(f"{R}link")
            if relation := embed or link:
                graphic.pictures.append(Shown(relation, description, _is_cropped(crop), linked=not embed))
        elif child.tag == f"{V}imagedata" and (relation := child.get(f"{R}id")):
            graphic.pictures.append(Shown(relation, description))
        elif child.tag == f"{V}textpath" and (letters := child.get("string", "").strip()):
            graphic.letters.append(letters)
        elif child.tag == f"{C}chart":
            graphic.lost.append(("W804", _("图表")))
        elif child.tag == f"{DGM}relIds":
            graphic.lost.append(("W804", "SmartArt"))
        else:
            _walk(child, graphic, description)


def _is_cropped(rectangle: Element | None) -> bool:
    if rectangle is None:
        return False
    sides = [rectangle.get(side, "0") for side in "ltrb"]
    return any(side.lstrip("-").isdigit() and int(side) >= CROPPED for side in sides)


def _object_name(program: str) -> str:
    names = {
        "Excel": _("Excel 表格"),
        "PowerPoint": _("幻灯片"),
        "Visio": _("Visio 图"),
        "Word": _("Word 文件"),
        "Package": _("附件"),
    }
    return next((name for known, name in names.items() if known in program), program or _("嵌入的对象"))
