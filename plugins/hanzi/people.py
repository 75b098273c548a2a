"""People in running text whom nobody has listed: where a text shows, by what stands beside a word, that it is a name.

A word is looked at where it begins with a surname. It is a name after what people are called (记者, 村民, 书记), and before what
they say or do (说, 表示) where no other word goes on into it. 于某, 老于 and 于大队长 are names. So are all members of a list that
look like names, and the parts of a name with a dot. `evidence.tsv` has what may stand beside a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from linli.text.surnames import surnames
from plugins.hanzi.tables import evidence_table, name_table

HAN = "㐀-鿿\U00020000-\U0003ffff"
NAME = re.compile(f"[{HAN}]{{2,4}}")
DOTTED = re.compile(f"[{HAN}]{{1,8}}(?:[·•・‧∙⋅．][{HAN}]{{1,8}})+")
LIST = re.compile(f"(?<![{HAN}])[{HAN}]{{2,3}}(?:[、 　][{HAN}]{{2,3}}){{2,}}(?![{HAN}])")
DOTS = frozenset("·•・‧∙⋅．")
DOT = re.compile(f"[{''.join(DOTS)}]")
PART = re.compile("[、 　]")
BEFORE = frozenset(["", "（", "(", "□", "■", "／", "/", "｜", "|"])  # between these and the next a name stands alone
AFTER = frozenset(["", "）", ")", "／", "/", "｜", "|"])
SOME = re.compile("某{1,2}(?![些个种人事天地处年月日一])|氏")  # 于某, 余某某, 范氏
FAMILIAR = "老小阿"  # 老于, 小范
RUNNING = frozenset("的了在是和与说这那就也都把被从到对向着过们于将已")  # what is in sentences and not in names
# Surnames that are nearly always something else: what begins with them is a name before a deed alone.
SELDOM = frozenset("后党干种里台征斗向当系并几布卷发制复和时那有占出从经都能应由成全关国家长采游适呼冲并宣")
# Characters by which foreign names are written, after what Xinhua uses for English, French, German, Russian and Spanish ones.
SOUNDS = frozenset(
    "阿埃艾爱安昂敖奥澳巴拜班邦保鲍贝本比彼毕宾别波伯博布查茨茨达戴丹当道得德登邓迪蒂丁东杜顿多恩尔法范方菲费芬丰冯佛夫弗福富"
    "盖甘冈高戈格根贡古瓜圭郭果哈海汉杭豪赫黑亨洪侯胡华怀惠霍基吉加贾简江杰金京久卡凯坎康考柯科克肯孔库夸奎昆拉莱赖兰朗劳勒雷"
    "累黎里利莉丽立林琳隆卢鲁路伦罗洛吕马玛迈麦曼芒毛梅门蒙孟米密敏明莫默姆木穆纳娜奈南内尼涅宁纽农努诺欧帕潘庞佩彭皮平珀蓬普"
    "齐奇恰钱乔切琼丘屈让热日荣茹儒瑞萨塞赛桑瑟森沙莎山尚绍舍申圣施什史士舒朔斯丝思松苏素孙索塔泰台坦唐陶特滕提廷汀通图托瓦万汪"
    "旺威韦维魏温翁沃乌伍武西希席夏香肖谢欣辛兴休许雅亚延扬耶叶伊因英尤于约泽曾扎詹张兆哲珍卓兹子佐余谷"
)


class People:
    """Finds the names of people in texts."""

    def __init__(self, is_word: Callable[[str], bool], telling: str) -> None:
        """
        Args:
            is_word: tells whether some characters are an ordinary word.
            telling: characters that a name has otherwise than other text: names without them are not looked for.
        """
        self._is_word = is_word
        self._evidence = evidence_table()
        self._firsts = {kind: frozenset(word[0] for word in words) for kind, words in self._evidence.items()}
        self._lasts = frozenset(word[-1] for word in self._evidence["before"])
        single, self._compound = surnames()
        self._single = single | {name for name in name_table().surname if len(name) == 1}
        self._surname = self._single | {name[0] for name in self._compound}
        self._gates = self._lasts | self._evidence["link"] | set(FAMILIAR)  # all that can stand before a name
        self._telling = re.compile(f"[{re.escape(telling)}]")

    def found(self, text: str, places: Iterable[int] = ()) -> Iterator[tuple[int, int]]:
        """Where names begin and end, in order, none within another.

        They have a telling character, or lie at one of some `places`.
        """
        places = sorted({*places, *(match.start() for match in self._telling.finditer(text))})
        if not places:
            return
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
            return acts or end == len(text) or not _is_han(text[end]) or self._has("particle", text, end)
        return acts and self._is_open(text, start)

    def _dotted(self, text: str) -> Iterator[tuple[int, int]]:
        """Foreign names: what their first part is the end of, and their last part the beginning, is no part of them."""
        for match in DOTTED.finditer(text) if DOT.search(text) else ():
            dots = [place for place in range(*match.span()) if text[place] in DOTS]
            start, end = dots[0], dots[-1] + 1
            while start > match.start() and text[start - 1] in SOUNDS:
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
        for match in LIST.finditer(text) if PART.search(text) else ():
            members = list(NAME.finditer(text, match.start(), match.end()))
            words = (member[0] for member in members if self._is_word(member[0]) or self._is_word(member[0][1:]))
            if all(member[0][0] in self._single for member in members) and not any(words):
                yield from (member.span() for member in members)

    def _beside(self, text: str, places: list[int]) -> Iterator[tuple[int, int]]:
        last = 0
        for place in places:
            for start in range(max(last, place - 3), place + 1):
                before = text[start - 1] if start else ""
                if text[start] not in self._surname or (before.isalnum() and before not in self._gates):
                    continue
                called = self._is_called(text, start)
                if called or self._is_open(text, start):
                    end = self._end(text, start, called)
                else:
                    end = self._familiar(text, start)
                if end > place:
                    yield start, end
                    last = end
                    break

    def _is_called(self, text: str, start: int) -> bool:
        before = self._evidence["before"]
        if text[start - 1] not in self._lasts or self._goes_into(text, start):
            return False
        return any(text[start - length : start] in before for length in (2, 3, 4) if start >= length)

    def _is_open(self, text: str, start: int) -> bool:
        """Whether no word goes on from before a place."""
        if start == 0 or not text[start - 1].isalnum():
            return True
        return text[start - 1] in self._evidence["link"] and not self._is_word(text[start - 1 : start + 1])

    def _end(self, text: str, start: int, called: bool) -> int:
        """Where a name ends that begins at a place; 0 if none does."""
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
        if end > len(text) or not NAME.fullmatch(name) or not RUNNING.isdisjoint(name):
            return False
        acts = self._has("deed", text, end) or self._has("title", text, end)
        seldom = name[0] in SELDOM
        if self._is_word(name) or (seldom and (self._is_word(name[:2]) or self._is_word(name[1:]))):
            return called and acts and not seldom
        if len(name) == 4 and (self._is_word(name[:2]) or self._is_word(name[2:])):
            return False
        if acts:
            return len(name) == 3 or not self._goes_into(text, end)
        if not called or seldom or len(name) == 4 or self._is_word(name[:2]):
            return False
        return end == len(text) or not _is_han(text[end]) or self._has("particle", text, end)

    def _goes_into(self, text: str, place: int) -> bool:
        """Whether a word lies across a place."""
        starts = range(max(0, place - 3), place)
        return any(self._is_word(text[start : place + 1]) for start in starts)

    def _familiar(self, text: str, start: int) -> int:
        """Where a surname ends before which stands 老 or 小."""
        before = text[start - 1]
        if before not in FAMILIAR or text[start] not in self._single or self._is_word(text[start - 1 : start + 1]):
            return 0
        end = start + 1
        closed = end == len(text) or not _is_han(text[end]) or self._has("deed", text, end) or text[end] in "的和与"
        return end if closed and self._is_open(text, start - 1) else 0

    def _has(self, kind: str, text: str, place: int) -> bool:
        """Whether a word of some kind of evidence stands at a place."""
        if text[place : place + 1] not in self._firsts[kind]:
            return False
        words, others = self._evidence[kind], self._evidence["not"]
        ends = [text[place : place + length] for length in (1, 2, 3, 4)]
        return any(end in words for end in ends) and not any(end in others for end in ends)


def _is_han(character: str) -> bool:
    return NAME.fullmatch(character * 2) is not None
