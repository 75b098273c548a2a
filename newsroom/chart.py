"""A bar chart for print: black on white, values at the bars, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

WIDTH = 760  # units; four are a millimetre on paper
UNITS_OF_MM = 4
FONTS = "'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'PingFang SC', 'WenQuanYi Micro Hei', SimHei, sans-serif"
INK, BAR, RULE = "#000", "#444", "#999"
MARGIN, TITLE, HEADING, ROW = 20, 24, 16, 13  # sizes of type, but for the margin
LABELS, VALUES = 170, 130  # room left and right of the bars
LONGEST = 12  # characters of a label
MOST = 40  # bars of a panel


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, how long, and what stands at its end."""

    label: str
    value: int
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars under a heading; `more` tells of those for which there is no room."""

    heading: str
    bars: Sequence[Bar]
    more: str = ""


def chart(title: str, note: str, panels: Sequence[Panel]) -> ElementTree:
    """The chart as an SVG document, panels below each other."""
    svg = Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", "font-family": FONTS, "fill": INK})
    SubElement(svg, "title").text = title
    SubElement(svg, "desc").text = note
    paper = SubElement(svg, "rect", {"width": "100%", "height": "100%", "fill": "#fff"})
    y = MARGIN + TITLE
    _text(svg, MARGIN, y, title, TITLE, weight="bold")
    y += ROW + 10
    _text(svg, MARGIN, y, note, ROW)
    for panel in panels:
        y = _panel(svg, panel, y + 2 * HEADING + 8)
    height = y + MARGIN
    svg.set("viewBox", f"0 0 {WIDTH} {height}")
    svg.set("width", f"{WIDTH / UNITS_OF_MM:g}mm")
    svg.set("height", f"{height / UNITS_OF_MM:g}mm")
    paper.set("height", str(height))
    paper.set("width", str(WIDTH))
    indent(svg)
    return ElementTree(svg)


def _panel(svg: Element, panel: Panel, y: int) -> int:
    """Draws a panel whose heading stands at `y`; gives where it ends."""
    group = SubElement(svg, "g")
    _text(group, MARGIN, y, panel.heading, HEADING, weight="bold")
    left, room = MARGIN + LABELS, WIDTH - 2 * MARGIN - LABELS - VALUES
    top = y + 10
    longest = max((bar.value for bar in panel.bars), default=0) or 1
    step = ROW + 9
    y = top
    for bar in panel.bars[:MOST]:
        length = round(room * bar.value / longest, 1)
        middle = y + step / 2
        label = bar.label if len(bar.label) <= LONGEST else bar.label[: LONGEST - 1] + "…"
        _text(group, left - 8, middle + ROW * 0.36, label, ROW, anchor="end")
        box = {"x": left, "y": y + 3, "width": length, "height": step - 6, "fill": BAR}
        SubElement(group, "rect", {name: str(value) for name, value in box.items()})
        _text(group, left + length + 6, middle + ROW * 0.36, bar.text, ROW)
        y += step
    line = {"x1": left, "x2": left, "y1": top, "y2": y, "stroke": RULE}
    SubElement(group, "line", {name: str(value) for name, value in line.items()})
    if panel.more:
        y += step
        _text(group, left, y - 6, panel.more, ROW)
    return y


def _text(
    parent: Element, x: float, y: float, text: str, size: int, *, weight: str = "normal", anchor: str = "start"
) -> None:
    place = {"x": f"{x:g}", "y": f"{y:g}", "font-size": str(size)}
    if weight != "normal":
        place["font-weight"] = weight
    if anchor != "start":
        place["text-anchor"] = anchor
    SubElement(parent, "text", place).text = text
