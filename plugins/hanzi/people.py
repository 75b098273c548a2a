"""People in running text whom nobody has listed: where a text shows, by what stands beside a word, that it is a name.

A word is looked at where it begins with a surname. It is a name after what people are called (记者, 村民, 书记), and before what
they say or do (说, 表示) where no other word goes on into it. 于某, 老于 and 于大队长 are names. So are all members of a list that
look like names, and the parts of a name with a dot. `evidence.tsv` has what may stand beside a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from linli.text.foreign import SOUNDS
from linli.text.segmenter import is_han
from linli.text.surnames import surnames
from plugins.hanzi.names import DOTS
from plugins.hanzi.tables import evidence_table, name_table

HAN = "㐀-鿿\U00020000-\U0003ffff"
NAME = re.compile(f"[{HAN}]{{2,4}}")
LONGEST = 8  # characters of a part of a foreign name
DOTTED = re.compile(f"(?:[{DOTS}][{HAN}]{{1,{LONGEST}}})+")
MEMBERS = re.compile(f"、(?=([{HAN}]{{2,4}})、)")
SEXES = ("，男，", "，女，")
ROW = re.compile(f"(?<![{HAN}])[{HAN}]{{2,4}}(?:[ 　][{HAN}]{{2,4}}){{2,}}(?![{HAN}])")
WORD = re.compile(f"[{HAN}]+")
SPACE = re.compile("[ 　]")
DOT = re.compile(f"[{DOTS}]")
BEFORE = frozenset(
    ["", "\n", " ", "\u3000", "（", "(", "□", "■", "／", "/", "｜", "|"]
)  # between these and the next a name stands alone
AFTER = frozenset(["", "\n", " ", "\u3000", "）", ")", "／", "/", "｜", "|"])
SOME = re.compile("某{1,2}(?![些个种人事天地处年月日一])|氏")  # 于某, 余某某, 范氏
PARTED = re.compile(f"\u3000[{HAN}](?![{HAN}])")  # 于　海
BLANK = frozenset(" \u3000：:")  # 记者 余波, 摄影：余波
JOINS = frozenset("、和与及 \u3000")
MEMBERS_BEFORE = 6  # names of a list that are looked through for what its first is called
FAMILIAR = "老小阿"  # 老于, 小范
RUNNING = frozenset(
    "的了在是和与说这那就也都把被从到对向着过们于将已他她它我你您谁"
)  # what is in sentences and not in names
# Surnames that are nearly always something else: what begins with them is a name before a deed alone.
SELDOM = frozenset("后党干种里台征斗向当系并几布卷发制复和时那有占出从经都能应由成全关国家长采适呼冲并宣")
PREPOSITION = "于"
COUNTED = 1  # the score of words that were counted, and not only stand in OpenCC's phrases
FREQUENT = 50  # the score of words with which no name begins that nothing before it has shown: 周末, 钟表


class People:
    """Finds the names of people in texts."""

    def __init__(self, score: Callable[[str], int | None], telling: str) -> None:
        """
        Args:
            score: how frequent a word is, ten times the logarithm of its count; None if it is none.
            telling: characters that a name has otherwise than other text: names without them are not looked for.
        """
        self._score = score
        self._evidence = evidence_table()
        self._firsts = {kind: frozenset(word[0] for word in words) for kind, words in self._evidence.items()}
        self._lasts = frozenset(word[-1] for word in self._evidence["before"])
        self._before = self._lasts | BLANK | JOINS
        self._shows = self._firsts["deed"] | self._firsts["title"] | {"某", "氏"}  # what may show a name before it
        known = surnames()
        self._compound = known.compound
        self._single = known.common | known.usual | {name for name in name_table().surname if len(name) == 1}
        begins = "".join(sorted(self._single | {name[0] for name in self._compound}))
        gates = "".join(
            sorted(self._lasts | self._evidence["link"] | set(FAMILIAR))
        )  # all that can stand before a name
        opening = f"[{begins}](?:(?<![^\\W_].)|(?<=[{re.escape(gates)}].))"
        self._opening = re.compile(opening)
        self._openings = re.compile(f"{opening}(?:(?<=[{telling}])|(?=(.{{0,2}}?)[{telling}]))")

    def found(self, text: str, places: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
        """Where names begin and end, in order, none within another.

        They have a telling character, or one at one of some `places`.
        """
        last = 0
        for start, end in sorted([*self._dotted(text), *self._listed(text), *self._beside(text, places)]):
            if start >= last:
                yield start, end
                last = end

    def is_shown(self, text: str, start: int, end: int) -> bool:
        """Whether a text shows that what stands between two places, which may be a name, is one."""
        if text[start - 1 : start] in BEFORE and text[end : end + 1] in AFTER:
            return True
        acts = self._has("deed", text, end) or self._has("title", text, end)
        if self._is_called(text, start):
            return acts or end == len(text) or not is_han(text[end]) or self._has("particle", text, end)
        return acts and self._is_open(text, start)

    def _dotted(self, text: str) -> Iterator[tuple[int, int]]:
        """Foreign names: what their first part is the end of, and their last part the beginning, is no part of them."""
        for match in DOTTED.finditer(text) if DOT.search(text) else ():
            dots = [place for place in range(*match.span()) if text[place] in DOTS]
            start, end = dots[0], dots[-1] + 1
            while start > max(0, dots[0] - LONGEST) and text[start - 1] in SOUNDS:
                start -= 1
            while end < match.end() and text[end] in SOUNDS and not self._is_over(text, dots[-1] + 1, end):
                end += 1
            if start < dots[0] and end > dots[-1] + 1:
                yield start, end

    def _is_over(self, text: str, start: int, end: int) -> bool:
        """Whether a part of a foreign name that begins at a place has ended at another."""
        return end > start and (
            self._has("deed", text, end)
            or text[end] in RUNNING
            or (end > start + 1 and self._is_word(text[end : end + 2]))
        )

    def _listed(self, text: str) -> Iterator[tuple[int, int]]:
        """Names in a list: those that stand in a row with spaces between, those between two others, and the first."""
        for match in ROW.finditer(text) if SPACE.search(text) else ():
            row = [member.span() for member in WORD.finditer(text, *match.span())]
            likely = sum(self._may_be(text[start:end]) for start, end in row)
            if 3 * likely >= 2 * len(row) and all(
                text[start] in self._single or text[start : start + 2] in self._compound for start, _end in row
            ):
                yield from row
        for match in MEMBERS.finditer(text):
            start, end = match.span(1)
            before = [(start - 1 - length, start - 1) for length in (3, 2) if start > length]
            after = [(end + 1, end + 1 + length) for length in (3, 2)]
            if self._may_be(match[1]) and self._any_is(text, before):
                if self._any_is(text, after):
                    yield start, end
                yield from self._alone(text, start - 1)
        for sex in SEXES:
            place = text.find(sex)
            while place >= 0:
                yield from self._alone(text, place)
                place = text.find(sex, place + 1)

    def _alone(self, text: str, end: int) -> Iterator[tuple[int, int]]:
        """What ends at a place, with nothing of Chinese before it, and looks like a name."""
        starts = (end - length for length in (3, 2) if end >= length and is_han(text[end - length]))
        start = next((start for start in starts if start == 0 or not is_han(text[start - 1])), end)
        likely = start < end and text[start] not in SELDOM and text[start - 1 : start] != "、"
        if likely and self._may_be(text[start:end]) and not self._is_word(text[start : start + 2], FREQUENT):
            yield start, end

    def _any_is(self, text: str, spans: list[tuple[int, int]]) -> bool:
        return any(self._may_be(text[start:end]) for start, end in spans)

    def _may_be(self, name: str) -> bool:
        """Whether what stands alone, as in a list, looks like a name."""
        family = 2 if name[:2] in self._compound else 1
        if len(name) not in (family + 1, family + 2) or (family == 1 and name[0] not in self._single):
            return False
        return (
            not self._is_word(name)
            and not (family == 1 and self._is_word(name[1:], COUNTED))
            and RUNNING.isdisjoint(name[1:])
        )

    def _beside(self, text: str, places: Iterable[int]) -> Iterator[tuple[int, int]]:
        found = {match.start(): max(match.start(), match.end(1)) for match in self._openings.finditer(text)}
        for place in places:
            for match in self._opening.finditer(text, max(0, place - 3), place + 1):
                found.setdefault(match.start(), place)
        last = 0
        for start, place in sorted(found.items()):
            if start < last:
                continue
            end = 0
            if text[start - 1 : start] in self._before and self._is_called(text, start):
                end = self._end(text, start, True)
            elif start and text[start - 1] in FAMILIAR:
                end = self._familiar(text, start)
            elif not self._shows.isdisjoint(text[start + 1 : start + 5]) and self._is_open(text, start):
                end = self._end(text, start, False)
            if end > place:
                yield start, end
                last = end

    def _is_called(self, text: str, start: int, members: int = MEMBERS_BEFORE) -> bool:
        """Whether what people are called stands before a place, or before the names that this place joins on to."""
        place = start - 1 if text[start - 1 : start] in BLANK else start  # 记者 余波
        if text[place - 1 : place] in self._lasts and not self._is_gone_into(text, start):
            before = self._evidence["before"]
            return any(text[place - length : place] in before for length in (2, 3, 4) if place >= length)
        if not members or text[start - 1 : start] not in JOINS:
            return False
        return any(
            self._suits(text, other, start - 1, True) and self._is_called(text, other, members - 1)
            for other in (start - 4, start - 3)
            if other > 0 and text[other] in self._single
        )

    def _is_open(self, text: str, start: int) -> bool:
        """Whether no word goes on from before a place."""
        if start == 0 or not text[start - 1].isalnum():
            return True
        return text[start - 1] in self._evidence["link"] and not self._is_word(text[start - 1 : start + 1])

    def _end(self, text: str, start: int, called: bool) -> int:
        """Where a name ends that begins at a place; 0 if none does."""
        if called and text[start] in self._single and PARTED.match(text, start + 1):
            return start + 3
        family = 2 if text[start : start + 2] in self._compound else 1
        if family == 1 and text[start] not in self._single:
            return 0
        if some := SOME.match(text, start + family):
            return some.end()
        if (
            text[start] not in SELDOM
            and self._has("title", text, start + family)
            and not self._is_word(text[start : start + family + 1])
        ):
            return start + family
        lengths = [family + 2, family + 1]
        if family == 1 and text[start + 1 : start + 2] in self._single:
            lengths.append(4)
        ends = (start + length for length in lengths if self._suits(text, start, start + length, called))
        return next(ends, 0)

    def _suits(self, text: str, start: int, end: int, called: bool) -> bool:
        """Whether a name may be what stands between two places."""
        name = text[start:end]
        if end > len(text) or not NAME.fullmatch(name) or not RUNNING.isdisjoint(name[1:]):
            return False
        acts = self._has("deed", text, end) or self._has("title", text, end)
        if not acts and not called:
            return False
        if name[:2] in self._compound:
            return acts or (called and self._is_over_here(text, end))
        seldom = name[0] in SELDOM
        head, tail = self._is_word(name[:2]), self._is_word(name[1:], COUNTED)
        if self._is_word(name) or (seldom and (head or tail)) or (name[0] == PREPOSITION and tail):
            return called and acts and not seldom
        if len(name) == 4 and (head or self._is_word(name[2:])):
            return False
        if acts:
            if not called and self._is_word(name[:2], FREQUENT) and not tail:
                return False
            return len(name) == 3 or called or not self._goes_into(text, end)
        alone = text[start - 1 : start] in BLANK and not is_han(text[end : end + 1])
        if (seldom and not name.startswith("党") and not alone) or len(name) == 4:
            return False
        if head and (len(name) == 2 or self._is_word(name[:2], FREQUENT) or self._has("particle", text, end - 1)):
            return False
        return self._is_over_here(text, end)

    def _is_over_here(self, text: str, end: int) -> bool:
        """Whether what may stand behind a name stands at a place."""
        return end == len(text) or not is_han(text[end]) or self._has("particle", text, end)

    def _is_word(self, text: str, least: int = 0) -> bool:
        """Whether some characters are an ordinary word, at least so frequent."""
        score = self._score(text) if len(text) > 1 else None
        return score is not None and score >= least

    def _is_gone_into(self, text: str, start: int) -> bool:
        """Whether a word from before a place goes on there, and no name: 县长于海 has 长于 in it."""
        if text[start] == PREPOSITION and not self._is_word(text[start + 1 : start + 3], COUNTED):
            return False
        return self._goes_into(text, start)

    def _goes_into(self, text: str, place: int) -> bool:
        """Whether a word lies across a place."""
        starts = range(max(0, place - 3), place)
        return any(self._is_word(text[start : place + 1]) for start in starts)

    def _familiar(self, text: str, start: int) -> int:
        """Where a surname ends before which stands 老 or 小."""
        before = text[start - 1 : start]
        if before not in FAMILIAR or text[start] not in self._single or self._is_word(text[start - 1 : start + 1]):
            return 0
        end = start + 1
        closed = end == len(text) or not is_han(text[end]) or self._has("deed", text, end) or text[end] in "的和与家"
        closed = closed or (text[start] not in SELDOM and self._has("particle", text, end))
        return end if closed and self._is_open(text, start - 1) else 0

    def _has(self, kind: str, text: str, place: int) -> bool:
        """Whether a word of some kind of evidence stands at a place."""
        if text[place : place + 1] not in self._firsts[kind]:
            return False
        words, others = self._evidence[kind], self._evidence["not"]
        ends = [text[place : place + length] for length in (1, 2, 3, 4)]
        return any(end in words for end in ends) and not any(end in others for end in ends)
