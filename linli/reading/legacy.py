"""Chinese text in an encoding older than Unicode: GB18030, as on the mainland, or Big5, as in Taiwan and Hong Kong.

The bytes of the one can mostly be read as the other, as rare characters that make no sense. Which it was, common
characters tell: half of any text are among a hundred and fifty.
"""

from __future__ import annotations

GB18030, BIG5 = "gb18030", "cp950"
NAMES = {GB18030: "GB18030", BIG5: "Big5"}
COMMON = frozenset(
    "，。、：；「」『』（）《》“”？！　的一是不了在有人我他这這中大来來上国國个個到说說们們为為子和你地出道也时時年得就那要下以生会會自着著去之过過家学學"
    "对對可她里裡裏后後小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長"
    "记記者报報新闻聞市县縣村镇鎮乡鄉社区區民工月第二四五六七八九与與及其进進全建设設业業务務标標题題栏欄目署名"
)


def encoding_of(data: bytes) -> str | None:
    """The Python codec that reads bytes which are no Unicode; None if none does."""
    found = {codec: text for codec in (GB18030, BIG5) if (text := _decoded(data, codec)) is not None}
    if len(found) < 2:
        return next(iter(found), None)
    return max(found, key=lambda codec: _common(found[codec]))  # the first of two alike


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _common(text: str) -> int:
    return sum(character in COMMON for character in text)
