"""`python scripts/make-phrases.py JIEBA PURE`: the data by which plugins/hanzi tells words from phrases.

JIEBA is the `dict.txt` of jieba (https://github.com/fxsjy/jieba, MIT): words of Simplified Chinese and how often they were
counted. PURE is the folder that opencc-python-reimplemented was installed to. The other package is the one installed here.

Writes `plugins/hanzi/words.txt`, the words, and `plugins/hanzi/phrases.txt`, the phrases of both packages that become
something else than their characters would, or keep a shorter phrase within them from it.
"""

from __future__ import annotations

import math
import os
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import opencc

ROOT = Path(__file__).parents[1]
SEEN = 20  # words that were counted less often are left out: they change next to nothing
LONGEST = 5  # characters of a word
HAN = re.compile("[㐀-鿿]+")
SIMPLIFIED = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
TRADITIONAL = ("TWPhrases", "TWVariantsPhrases", "HKPhrases", "HKVariantsPhrases")  # a second step applies them
VARIANTS = ("s2t", "s2tw", "s2twp", "s2hk")
ASK = """
import sys
from opencc import OpenCC
phrases = sys.stdin.read().split("\\n")
active = set()
for variant in sys.argv[1:]:
    convert = OpenCC(variant).convert
    characters = sorted(set("".join(phrases)))
    alone = dict(zip(characters, convert("\\n".join(characters)).split("\\n")))
    for phrase, whole in zip(phrases, convert("\\n".join(phrases)).split("\\n")):
        if whole != "".join(alone[c] for c in phrase):
            active.add(phrase)
print("\\n".join(sorted(active)))
"""


def words(dictionary: Path) -> str:
    """Lines, each with a score (ten times the logarithm of the count) and the words that have it; first the sum's."""
    lines = defaultdict(list)
    total = 0
    for line in dictionary.read_text(encoding="utf-8").splitlines():
        word, count, kind = line.split(" ")
        total += int(count)
        if kind == "nr" and len(word) > 2:
            continue  # a name of a person
        if int(count) >= SEEN and len(word) <= LONGEST and HAN.fullmatch(word):
            lines[round(10 * math.log(int(count)))].append(word)
    head = "# words of jieba's dict.txt (MIT) by 10 ln(count), first that of all together; by scripts/make-phrases.py\n"
    return f"{head}{round(10 * math.log(total))}\n" + "".join(
        f"{score} {' '.join(sorted(lines[score]))}\n" for score in sorted(lines, reverse=True)
    )


def phrases(pure: Path) -> str:
    """The phrases of both packages that are active in any variant, and those that have one within, a line each."""
    known = set(_listed(pure / "opencc" / "dictionary"))
    tools = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        for file in (tools / "share" / "opencc").glob("*Phrases*.ocd2"):
            command = [
                tools / "bin" / "opencc_dict",
                "-i",
                file,
                "-o",
                f"{folder}/{file.stem}.txt",
                "-f",
                "ocd2",
                "-t",
                "text",
            ]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        known.update(_listed(Path(folder)))
    text = "\n".join(sorted(phrase for phrase in known if len(phrase) > 1))
    active = set()
    for path in ("", str(pure)):
        answer = subprocess.run(
            [sys.executable, "-c", ASK, *VARIANTS],
            input=text,
            text=True,
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONPATH": path},
        )
        active.update(answer.stdout.split("\n"))
    active |= {phrase for phrase in known if len(phrase) > 2 and not active.isdisjoint(_parts(phrase))}
    head = "# phrases of OpenCC (Apache-2.0) that become something else than their parts, by scripts/make-phrases.py\n"
    return head + "".join(f"{phrase}\n" for phrase in sorted(active - {""}))


def _parts(phrase: str) -> list[str]:
    """All parts of a phrase of two characters and more."""
    return [phrase[start:end] for start in range(len(phrase)) for end in range(start + 2, len(phrase) + 1)]


def _listed(folder: Path) -> list[str]:
    """The phrases of the dictionaries in a folder, in Simplified Chinese."""
    back = opencc.OpenCC("t2s").convert
    found = []
    for file in folder.glob("*.txt"):
        if file.stem in (*SIMPLIFIED, *TRADITIONAL):
            keys = [line.split("\t")[0] for line in file.read_text(encoding="utf-8").splitlines() if line]
            found += keys if file.stem in SIMPLIFIED else back("\n".join(keys)).split("\n")
    return found


if __name__ == "__main__":
    dictionary, pure = map(Path, sys.argv[1:])
    (ROOT / "plugins/hanzi/words.txt").write_text(words(dictionary), encoding="utf-8")
    (ROOT / "plugins/hanzi/phrases.txt").write_text(phrases(pure), encoding="utf-8")
