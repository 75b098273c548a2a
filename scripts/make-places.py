"""`python scripts/make-places.py DIVISIONS`: names of townships whose Traditional form running text would get wrong.

DIVISIONS is the folder `dist` of https://github.com/modood/Administrative-divisions-of-China (WTFPL), with the names that
China's National Bureau of Statistics published for 2022. They are in Simplified Chinese alone: what a character becomes in
names of places is said here, by kinds. 里 is a village there, 于, 范 and 余 are surnames, 斗 is a vessel, 冲 a valley.

Writes `plugins/hanzi/townships.tsv`: names that otherwise become something else. What might be read as ordinary words
(山里乡亲, 用于城镇) is left out.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "plugins/hanzi/townships.tsv"
FILES = ("provinces", "cities", "areas", "streets")
HEAD = (
    "# townships whose Traditional names running text would get wrong, with their standard forms (`s2t`); names of the National\n"
    "# Bureau of Statistics by modood/Administrative-divisions-of-China (WTFPL), forms by kinds; by scripts/make-places.py\n"
)
UNIT = re.compile("(?:街道|地区|[镇乡]|苏木|林场|农场|牧场)$")
# A character, what it becomes in names of places, and where it does not.
KINDS = [
    ("里", "里", "(?!)"),
    ("于", "于", "(?!)"),
    ("占", "占", "(?!)"),
    ("斗", "斗", "[奋战]斗"),
    ("冲", "沖", "腾冲|冲乎尔"),
    ("范", "范", "[示模典师规洪]范|范围"),
    ("余", "余", "余(?![家庄店集坊坪井桥湾楼寨屯营川关段朋村])|[三上中下乐正大新扶宽]余"),
    ("干", "干", "干[沟河部道校渠岔汊驿]|[骨主实北尚]干|干线"),
    ("托", "托", "托管"),
    ("布", "布", "发布(?!依)"),
    ("松", "松", "(?!)"),
    ("须", "須", "龙须|鬍须"),
    ("郁", "郁", "郁[金江南]"),
    ("钟", "鍾", "钟(?![家村公吾埭管宝落陵])|[升双大文石磁蓝野金铜鸣黄秀]钟"),
]
# 采 of a transliteration, or of a place beside the Yangtze.
OTHERS = {
    "采石街道": "采石街道",
    "采日玛镇": "采日瑪鎮",
    "查汗采开乡": "查汗采開鄉",
    "舍得彝族乡": "舍得彝族鄉",
    "湖里区": "湖里區",
    "湖里街道": "湖里街道",
}


def names(folder: Path) -> list[str]:
    """All names of the list."""
    found = set()
    for file in FILES:
        with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
            found |= {line["name"] for line in csv.DictReader(lines)}
    return sorted(found)


def form(name: str, becomes: str) -> str:
    """A name of a place in Traditional Chinese; `becomes` is what running text makes of it."""
    parts = list(becomes)
    for character, its_form, otherwise in KINDS:
        other = [place for match in re.finditer(otherwise, name) for place in range(*match.span())]
        for place, part in enumerate(name):
            if part == character and place not in other:
                parts[place] = its_form
    return "".join(parts)


def is_plain(name: str) -> bool:
    """Whether a name might be ordinary words: 山里乡, 于城镇."""
    from plugins.hanzi.tables import segmenter

    is_word = segmenter().is_word
    short = UNIT.sub("", name)
    return (
        name == short or len(name) < 3 or is_word(short) or is_word(name[1:]) or (short[0] == "于" and len(short) < 3)
    )


def main() -> None:
    sys.path.insert(0, str(ROOT))
    TABLE.write_text(HEAD, encoding="utf-8")  # the names are converted as if there were no table

    from plugins.hanzi import Converter

    known = names(Path(sys.argv[1]))
    converted = zip(known, Converter("s2t").texts(known), strict=True)
    forms = {name: (form(name, becomes), becomes) for name, becomes in converted if len(name) == len(becomes)}
    wrong = {name: own for name, (own, becomes) in forms.items() if own != becomes and not is_plain(name)}
    lines = [f"{name}\t{own}\n" for name, own in sorted((wrong | OTHERS).items())]
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
