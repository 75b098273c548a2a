"""What a line can be by its shape alone: a title, a place, the line below a headline."""

from __future__ import annotations

import re
from collections.abc import Mapping

from linli.text.simplified import simplified
from newsroom.importing.blocks import Block

PLACE_ENDS = ("省", "市", "州", "县", "区", "镇", "乡", "街道", "村", "社区", "新区", "开发区", "旗")
SUBTITLE = re.compile(r"(?:—{1,3}|－{1,2}|--+|─+)\s*(?=\S)")
PAUSE = re.compile("[。；！？!?]|[，、：].{12,}")
LONGEST_TITLE = 40  # characters
LONGEST_PLACE = 16


def is_title(block: Block) -> bool:
    """Whether a text reads as a title: one short line with no end of a sentence in it."""
    return len(block.lines) <= 2 and is_title_line(block.text)


def is_title_line(text: str) -> bool:
    """The same of a line."""
    return 0 < len(text) <= LONGEST_TITLE and not PAUSE.search(text) and text[-1] not in "，、：:,"


def is_place(text: str, regions: Mapping[str, str]) -> bool:
    """Whether a line names a place: a region of the paper, or what ends as places do."""
    plain = simplified(text)
    known = any(plain.startswith(simplified(name)) for name in regions.values())
    return known or (len(text) <= LONGEST_PLACE and plain.endswith(PLACE_ENDS))
