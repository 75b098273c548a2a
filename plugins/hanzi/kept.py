"""Traditional characters that Simplified texts keep in some words: 著 in 著作, 旂 and 乾 in names.

Taiwan writes 著 for both 着 and 著. OpenCC knows some words of each; here the words of 著 are known, and all else is 着.
"""

from __future__ import annotations

import re
from collections.abc import Callable

WALL = "\x1e"  # stands for a character that stays, while the others are converted; no phrase of OpenCC has it
VERBS = "看跟望盯朝沿對向隨等守陪抱帶拿聽想說照順挨衝寫接在有活站坐放播開戴穿提背捧翻讀夾拎擺堆靠忙做笑哭指喊叫唱躺走跑住藏"  # what goes with a particle whatever comes behind it
KEPT = re.compile(
    f"(?<![{VERBS}])著(?=[名作述稱者書錄有])"
    "|(?<=[名原專論編譯遺巨合土顯卓昭拙撰新])著(?![急手想火眼])|(?<=見微知)著"
    "|旂|(?<=[王李張劉陳楊趙黃周吳徐孫胡朱高林何郭馬羅梁宋鄭謝韓唐馮于董蕭程曹袁鄧許傅沈曾彭呂])"
    "(?:汎(?=[\u4e00-\u9fff])|乾(?=[學元坤生貞德一]))"
)


def keeping(convert: Callable[[str], str]) -> Callable[[str], str]:
    """A conversion from Traditional Chinese that also knows which characters stay."""

    def converted(text: str) -> str:
        if WALL in text or not any(character in text for character in "著旂汎乾"):
            return convert(text)
        kept = KEPT.findall(text)
        whole = convert(KEPT.sub(WALL, text).replace("著", "着"))
        parts = whole.split(WALL)
        return "".join([part for pair in zip(parts, [*kept, ""], strict=True) for part in pair])

    return converted
