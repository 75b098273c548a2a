"""Numbers with what they count, which no line parts: 3.5万元, 2024年, 12%, 0851-2345."""

from __future__ import annotations

UNITS = frozenset(
    "年月日号时点分秒周岁届次个件名人位元万亿千百余多家条座张台辆吨斤亩米里度倍成楼栋层户村镇县所场项种批套只公平期版路"
)
# A browser ends no line between digits, or before %; it does before what is counted, and behind a hyphen. What is longer than
# all this may fill a narrow column.
COUNTED = (
    rf"(?<![0-9.,])[0-9]{{1,9}}(?:[.,][0-9]{{1,4}})?[余多]?[万亿千百]{{0,2}}[{''.join(sorted(UNITS))}]"
    r"|(?<![0-9])[0-9]{2,4}(?:-[0-9*xX×]{2,8}){1,2}(?![0-9])"
)
