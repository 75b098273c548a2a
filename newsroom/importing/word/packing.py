"""A Word file made of its parts again, with what they link to and nothing else."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element, SubElement, tostring

from newsroom.importing.word.package import Relation

RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def packed(parts: dict[str, Element], links: dict[str, dict[str, Relation]]) -> bytes:
    """A Word file of these parts and no others."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        root = Element("Relationships", {"xmlns": RELATIONS})
        SubElement(root, "Relationship", {"Id": "r", "Type": f"{TYPES}officeDocument", "Target": "word/document.xml"})
        archive.writestr("_rels/.rels", tostring(root))
        for name, element in parts.items():
            archive.writestr(name, tostring(element, encoding="utf-8"))
            folder, _slash, file = name.rpartition("/")
            root = Element("Relationships", {"xmlns": RELATIONS})
            for identity, link in links[name].items():
                made = {"Id": identity, "Type": f"{TYPES}hyperlink", "Target": link.target, "TargetMode": "External"}
                SubElement(root, "Relationship", made)
            archive.writestr(f"{folder}/_rels/{file}.rels", tostring(root))
    return out.getvalue()
