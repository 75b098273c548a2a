"""A Word file made ready for mammoth: what it would pass over is brought into a form that it reads, or told as lost.

Mammoth knows structure and styles by name. Here every paragraph gets a number, by which it is known what it looks
like; pictures become marks; text boxes stand below the paragraph they are anchored in; hidden text, comments and
deletions go; ruby, simple fields and content controls become their text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from linli.findings import Finding
from linli.messages import _
from newsroom.importing.word import graphics
from newsroom.importing.word.breaks import parted
from newsroom.importing.word.facts import Facts
from newsroom.importing.word.formats import WordStyles
from newsroom.importing.word.names import MC, M, R, W, is_on
from newsroom.importing.word.numbering import Numbering
from newsroom.importing.word.package import Package, Relation
from newsroom.importing.word.packing import packed
from newsroom.importing.word.runs import joined, leading

DROPPED = {
    W + name
    for name in (
        "del", "moveFrom", "sectPr", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd",
        "commentReference", "annotationRef", "permStart", "permEnd", "lastRenderedPageBreak", "softHyphen", "tblPr",
        "tblGrid", "tblPrEx", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "fldData", "moveFromRangeStart", "moveFromRangeEnd",
        "moveToRangeStart", "moveToRangeEnd", "footnoteRef", "endnoteRef", "separator", "continuationSeparator", "pgNum", "dayLong",
        "delInstrText", "delText",
    )
}  # fmt: skip
KEPT = {
    W + name
    for name in (
        "t", "tab", "sym", "fldChar", "instrText", "footnoteReference", "endnoteReference", "tc", "tr", "tbl", "hyperlink", "document", "body",
        "footnotes", "endnotes", "footnote", "endnote",
    )
}  # fmt: skip
AS_THEY_ARE = {W + name for name in ("trPr", "tcPr")}
GRAPHICS = {W + name for name in ("drawing", "pict", "object")}
PRIVATE = re.compile("[\ue000-\uf8ff]")
PARAGRAPH_MARK, PICTURE_MARK = "linli-paragraph-", "linli-picture-"


@dataclass(slots=True)
class Prepared:
    """The document for mammoth, and what it cannot carry: by paragraph number, and by picture number."""

    document: bytes
    facts: dict[int, Facts]
    pictures: list[tuple[int, graphics.Shown, Relation | None]]  # the paragraph, the picture
    findings: list[Finding]


def prepare(package: Package) -> Prepared:
    """Makes a Word file ready."""
    styles = package.part_of("styles")
    numbers = package.part_of("numbering")
    work = _Preparation(
        package,
        WordStyles(package.xml(styles) if styles else None),
        Numbering(package.xml(numbers) if numbers else None),
    )
    parts = {"word/document.xml": work.part(package.document)}
    links = {"word/document.xml": work.links}
    facts, pictures = work.facts, work.pictures
    for kind in ("footnotes", "endnotes"):
        if part := package.part_of(kind):
            notes = _Preparation(package, work.styles, Numbering(None), relations=package.relations(part))
            parts[f"word/{kind}.xml"] = notes.part(part)
            links[f"word/{kind}.xml"] = notes.links
            work.findings += notes.findings
    return Prepared(packed(parts, links), facts, pictures, work.findings)


@dataclass(slots=True)
class _Preparation:
    """Makes one part ready, from top to bottom."""

    package: Package
    styles: WordStyles
    numbering: Numbering
    relations: dict[str, Relation] = field(default_factory=dict)
    facts: dict[int, Facts] = field(default_factory=dict)
    pictures: list[tuple[int, graphics.Shown, Relation | None]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    links: dict[str, Relation] = field(default_factory=dict)
    number: int = 1  # of the paragraph at hand; those without content have none
    filled: bool = False  # it has content
    boxes: list[list[Element]] = field(default_factory=list)  # anchored in it

    def part(self, name: str) -> Element:
        self.relations = self.package.relations(name)
        return next(iter(self._element(self.package.xml(name))))

    def _elements(self, elements: Iterable[Element], paragraph: Element | None = None) -> list[Element]:
        return [made for element in elements for made in self._element(element, paragraph)]

    def _element(self, element: Element, paragraph: Element | None = None) -> Iterator[Element]:
        """What stands in place of an element; `paragraph` is the `w:pPr` around it."""
        tag = element.tag
        if tag in DROPPED:
            return
        if tag == f"{W}p":
            for part in parted(element):
                yield from self._paragraph(part)
        elif tag == f"{W}r":
            yield from self._run(element, paragraph)
        elif tag in GRAPHICS:
            yield from self._graphic(element)
        elif tag == f"{MC}AlternateContent":
            yield from self._elements(_choice(element), paragraph)
        elif tag in (f"{M}oMath", f"{M}oMathPara"):
            self._lost("W803", "".join(text.text or "" for text in element.iter(f"{M}t")))
        elif tag == f"{W}altChunk":
            self._lost("W804", _("嵌入的文档"))
        elif tag == f"{W}sdt":
            if not is_on(element.find(f"{W}sdtPr"), f"{W}showingPlcHdr"):
                yield from self._elements(element, paragraph)
        elif tag in KEPT:
            copy = Element(tag, element.attrib)
            copy.text = element.text
            if tag == f"{W}hyperlink":
                self._link(element.get(f"{R}id"))
            copy.extend(self._elements(element, paragraph))
            yield copy
        elif tag in AS_THEY_ARE:
            yield element
        else:  # a wrapper (w:ins, w:smartTag, w:fldSimple, w:bdo …) or something with no text in it
            yield from self._elements(element, paragraph)

    # paragraphs and runs

    def _paragraph(self, element: Element) -> Iterator[Element]:
        properties = element.find(f"{W}pPr")
        self.filled, outer = False, self.boxes
        self.boxes = []
        facts = Facts(self.styles.setting(properties))
        self.facts[self.number] = facts
        copy = Element(f"{W}p")
        if _runs_on(properties):
            SubElement(SubElement(SubElement(copy, f"{W}pPr"), f"{W}rPr"), f"{W}del")
        SubElement(copy, f"{W}bookmarkStart", {f"{W}name": f"{PARAGRAPH_MARK}{self.number}"})
        copy.extend(joined(self._elements((child for child in element if child.tag != f"{W}pPr"), properties)))
        facts.leading = leading(copy)
        listed = self.styles.numbering(properties)
        if self.filled:
            facts.label = self.numbering.label(*listed) if listed else None
            self.number += 1
        yield copy
        boxes, self.boxes = self.boxes, outer
        for box in boxes:
            first = self.number
            yield from self._elements(box)
            for number in range(first, self.number):
                self.facts[number].boxed = True

    def _run(self, element: Element, paragraph: Element | None) -> Iterator[Element]:
        properties = element.find(f"{W}rPr")
        face = self.styles.face(properties, paragraph)
        if face.hidden:
            return
        if is_on(properties, f"{W}strike") or is_on(properties, f"{W}dstrike"):
            self._struck("".join(text.text or "" for text in element.iter(f"{W}t")))
            return
        copy = Element(f"{W}r")
        made = SubElement(copy, f"{W}rPr")
        if face.bold:
            SubElement(made, f"{W}b")
        raised = properties.find(f"{W}vertAlign") if properties is not None else None
        if raised is not None:
            made.append(raised)
        for child in element:
            if child.tag == f"{W}rPr":
                continue
            if child.tag == f"{W}ruby":
                copy.extend(self._ruby(child, paragraph))
            elif child.tag in (f"{W}br", f"{W}cr"):
                if child.get(f"{W}type", "textWrapping") == "textWrapping":
                    SubElement(copy, f"{W}br")
            elif child.tag == f"{W}ptab":
                SubElement(copy, f"{W}tab")
            elif child.tag == f"{W}noBreakHyphen":
                SubElement(copy, f"{W}t").text = "-"
            else:
                if child.tag == f"{W}t":
                    child.text = self._without_symbols(child.text or "")
                    self._count((face.size, face.bold, face.heavy), child.text)
                elif child.tag in (f"{W}sym", f"{W}footnoteReference", f"{W}endnoteReference"):
                    self.filled = True
                copy.extend(self._element(child, paragraph))
        yield copy

    def _count(self, face: tuple[float, bool, bool], text: str) -> None:
        if self.number in self.facts:
            self.facts[self.number].count(face, text)
        self.filled = self.filled or bool(text.strip())

    def _without_symbols(self, text: str) -> str:
        """A text without characters that mean something in one font alone."""
        if not PRIVATE.search(text):
            return text
        self._find("W809", _("这里有特殊符号没有导入。请对照 Word 文件核对。"))
        return PRIVATE.sub("", text)

    def _ruby(self, element: Element, paragraph: Element | None) -> Iterator[Element]:
        """A word with its reading in brackets after it, as papers print it."""
        for part in ("rubyBase", "rt"):
            words = "".join(text.text or "" for text in element.findall(f"{W}{part}//{W}t"))
            text = Element(f"{W}t")
            text.text = words if part == "rubyBase" else f"（{words}）" if words else ""
            self._count((self.styles.face(None, paragraph).size, False, False), words)
            yield text

    # what is no text

    def _graphic(self, element: Element) -> Iterator[Element]:
        graphic = graphics.read(element)
        for shown in graphic.pictures:
            self.filled = True
            relation = self.relations.get(shown.relation)
            yield Element(f"{W}bookmarkStart", {f"{W}name": f"{PICTURE_MARK}{len(self.pictures)}"})
            self.pictures.append((self.number, shown, relation))
        for code, what in graphic.lost:
            self._lost(code, what)
        self.boxes += [list(box) for box in graphic.boxes]
        self.boxes += [[_paragraph_of(letters)] for letters in graphic.letters]

    def _lost(self, code: str, what: str) -> None:
        self.filled = True
        what = " ".join(what.split())[:20]
        if code == "W803":
            message = (
                _("公式“{what}”没有导入。请在稿件里补上，或做成图片。", what=what)
                if what
                else _("这里的公式没有导入。请在稿件里补上，或做成图片。")
            )
        else:
            message = _(
                "这里的“{what}”没有导入。请在 Word 里把它存成图片，放进 content/photos，再写进稿件。", what=what
            )
        self._find(code, message)

    def _struck(self, words: str) -> None:
        if words.strip():
            self._find("W811", _("划掉的“{words}”没有导入。请对照 Word 文件核对。", words=words.strip()[:20]))

    def _find(self, code: str, message: str) -> None:
        finding = Finding(self.package.name, self.number, code, message)
        if finding not in self.findings:
            self.findings.append(finding)

    def _link(self, identity: str | None) -> None:
        if identity in self.relations:
            self.links[identity] = self.relations[identity]


def _runs_on(properties: Element | None) -> bool:
    """Whether a paragraph goes on in the next: its mark was deleted, or it is the large first letter of that."""
    if properties is None:
        return False
    frame = properties.find(f"{W}framePr")
    initial = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    return initial or properties.find(f"{W}rPr/{W}del") is not None


def _choice(element: Element) -> list[Element]:
    """The branch of an alternative to read: the first with anything in it that we know."""
    for branch in element:
        drawings = [graphics.read(found) for found in branch.iter() if found.tag in GRAPHICS]
        if branch.find(f".//{W}t") is not None or any(drawings):
            return list(branch)
    return []


def _paragraph_of(text: str) -> Element:
    paragraph = Element(f"{W}p")
    SubElement(SubElement(paragraph, f"{W}r"), f"{W}t").text = text
    return paragraph
