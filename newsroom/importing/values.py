"""The core-values banner, however it was set, in either script, and slogans."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linli.text.furniture import Furniture, furniture_in
from linli.text.simplified import simplified
from newsroom.importing.blocks import Block, BlockKind

TITLE = "社会主义核心价值观"
LINES = ["富强 民主 文明 和谐", "自由 平等 公正 法治", "爱国 敬业 诚信 友善"]  # 中共十八大报告, 2012
MOST_BLOCKS = 26  # that a banner can have: a word each, and the title
WORDS = "".join(LINES).replace(" ", "")
SLOGAN = re.compile(
    "传承|争做|弘扬|践行|共建|共创|共享|同心|携手|讲文明|树新风|文明|和谐|美丽|幸福|奋进|奋斗|节约|光盘|珍惜|保护|爱护|绿水青山|人人|你我|安全|禁止"
    "|拒绝|铸牢|牢记|感恩|喜迎|永远|不忘|争创|创建|助力|关爱|厉行|倡导|移风易俗"
)


def core_words(text: str) -> str:
    """The Han characters of a text when all of it is words of the core values, else nothing."""
    text = simplified(text)
    words = re.findall("[\u4e00-\u9fff]{2,}", text)
    letters = re.sub(r"[^\u4e00-\u9fff]", "", text)
    pairs = [letters[n : n + 2] for n in range(0, len(letters), 2)]
    known = {WORDS[n : n + 2] for n in range(0, len(WORDS), 2)}
    return letters if words and pairs and all(pair in known for pair in pairs) else ""


def is_heading_of_banner(text: str) -> bool:
    """Whether a line is the title of the core values and nothing else."""
    return re.sub(r"[^\u4e00-\u9fff]", "", simplified(text)) == TITLE


def blocks_of_banner(blocks: Sequence[Block]) -> int:
    """How many blocks from the first on are the core values, with their title before or after them or without it."""
    taken, letters, title = 0, "", False
    for block in blocks:
        if block.kind not in (BlockKind.TEXT, BlockKind.HEADING, BlockKind.KICKER, BlockKind.SUBTITLE):
            break
        text = simplified(" ".join(block.lines))
        if not title and is_heading_of_banner(text):
            title = True
        elif words := core_words(text.replace(TITLE, "")):
            letters += words
            title = title or TITLE in text
        else:
            break
        taken += 1
        if len(letters) >= len(WORDS):
            break
    if len(letters) < len(WORDS):
        return 0
    if not title and taken < len(blocks) and is_heading_of_banner(blocks[taken].text):
        taken += 1
    return taken


def is_couplet(text: str) -> bool:
    """Whether a line is a slogan in halves of equal length: 节约用水 从我做起."""
    halves = text.split()
    return len(halves) in (2, 3, 4) and len({len(half) for half in halves}) == 1 and is_slogan(text)


def is_slogan(text: str) -> bool:
    """Whether a headline with no text below reads as a slogan."""
    return len(text) <= 30 and bool(SLOGAN.search(simplified(text)))


def with_banners(blocks: Sequence[Block]) -> tuple[list[Block], set[int]]:
    """Blocks with those of the core values in one, and at which places such stand."""
    kept: list[Block] = []
    places: set[int] = set()
    number = 0
    while number < len(blocks):
        taken = blocks_of_banner(blocks[number : number + MOST_BLOCKS])
        if taken:
            places.add(len(kept))
            printed = "".join(block.text for block in blocks[number : number + taken])
            kept.append(Block(BlockKind.TEXT, [_in_script_of(printed)(TITLE)], blocks[number].line))
        else:
            kept.append(blocks[number])
        number += taken or 1
    return kept, places


def lines_of(title: str) -> list[str]:
    """What stands under the title of the core values, in its script."""
    return [*map(_in_script_of(title), LINES)]


def _in_script_of(text: str) -> Furniture:
    """What writes words in Simplified Chinese as a text is written."""
    return furniture_in("" if simplified(text) == text else "s2tw")
