"""`python scripts/make-readings.py`: how Chinese is read, as pypinyin knows it, for `linli/text/readings.py`.

Addresses of pieces are made of readings, so they must not change with a version of pypinyin; and pypinyin takes 0.2 seconds
and 60 MB of each process that has it.

Writes `linli/text/readings.txt`: below its first line one line a syllable, with all characters that it is alone; behind an empty
line one line a first character, with the phrases that begin with it, less that character. Those that are not read as their
characters are alone have their syllables behind them.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin, pinyin_dict
from pypinyin.constants import PHRASES_DICT, RE_HANS

TABLE = Path(__file__).parents[1] / "linli/text/readings.txt"
FIRST = "# readings of pypinyin (MIT): characters alone, and phrases by their first; by scripts/make-readings.py"


def read(text: str) -> list[str]:
    """The syllables of a text, without tones, ü as v."""
    return lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors="ignore")


def main() -> None:
    """Writes the table."""
    alone = {chr(code): read(chr(code))[0] for code in sorted(pinyin_dict.pinyin_dict) if RE_HANS.match(chr(code))}
    syllables: dict[str, list[str]] = defaultdict(list)
    for character, syllable in alone.items():
        syllables[syllable].append(character)
    phrases: dict[str, list[str]] = defaultdict(list)
    for phrase in sorted(PHRASES_DICT):
        if len(phrase) < 2 or not all(map(RE_HANS.match, phrase)):
            continue
        syllables_of_phrase = read(phrase)
        own = [] if syllables_of_phrase == [alone.get(character) for character in phrase] else syllables_of_phrase
        phrases[phrase[0]].append(" ".join([phrase[1:], *own]))
    lines = [FIRST, *(f"{syllable} {''.join(characters)}" for syllable, characters in sorted(syllables.items())), ""]
    lines += [f"{first} {','.join(some)}" for first, some in sorted(phrases.items())]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
