"""Signatures: who wrote, photographed, edited, and where a piece was first published.

（陈守田）, （记者 张婷 摄）, （本报记者 甲 通讯员 乙 文/图）, （据《贵州日报》）, 责任编辑：…. The rules are in docs/bylines.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.model.people import DESK, Contributor, Role
from plugins.bylines import names
from plugins.bylines.roles import ATTRIBUTES, BOTH, IDENTITY, SHORT_WORK, SPLIT, WORK, WROTE
from plugins.bylines.source import media_of, take_source

LONGEST = 120  # characters
BRACKETS = {"（": "）", "(": ")", "【": "】", "［": "］", "[": "]"}
MARKS = "□■●◆▲★◎○◇△☆▍▌*＊ \u3000\t"
SENTENCE = re.compile('[。！？!?…“”"‘’「」<>=@#%]|https?:')
NOT_SIGNATURE = re.compile(
    r"[左右上下前后题见附中资料图照片]*[图照]片?|图[为：:].*|.*[图片照]由.*|[上下紧]?[转接].*第?.{1,3}版.*|.*完|.*待续|作者(?:系|为|是|单位).*|.*单位.*"
)
SEPARATOR = re.compile(r"[\s\u3000、，,；;/／|:：&+]+")
ORDER = (Role.REPORTER, Role.CORRESPONDENT, Role.INTERN, Role.AUTHOR, Role.PHOTOGRAPHER, Role.EDITOR, Role.REVIEWER)
VOUCHING = ("摄", "摄影", "文图", "摄影报道")  # 次仁卓玛 摄: a name without a known surname
NOBODY = ("受访者", "受访单位", "资料", "读者", "网友", "作者", "本人", "家属", "警方", "本报", "资料图")
ORGANISATION = re.compile(
    "(?:中心|局|委|办|办公室|公司|集团|学校|中学|小学|幼儿园|医院|社区|街道|镇|乡|村|县|区|市|委员会|政府|部|站|所|队|大队|支队"
    "|协会|联合会|联|党校|银行|学院|大学|报|社|网|台|文联|作协|法院|检察院|工会|馆|公安|税务|气象)$"
)


@dataclass(slots=True)
class Signature:
    """Who signed, and where it was first published (None when it was here)."""

    contributors: list[Contributor]
    source: str | None = None

    def __bool__(self) -> bool:
        return bool(self.contributors or self.source)


def parse_signature(text: str) -> Signature | None:
    """The signature that a text is, or None if it is none.

    Args:
        text: a closing line with its brackets, or a signature without any (`记者 张婷 通讯员 李丽`, `责任编辑：王刚`).
    """
    if len(text) > LONGEST:
        return None
    words = unbracketed(text)
    if not words or SENTENCE.search(words) or NOT_SIGNATURE.fullmatch(words):
        return None
    source, rest = take_source(words)
    rest = rest.strip(MARKS + "、，,；;:：")
    if not rest:
        return Signature([], source) if source else None
    if re.fullmatch("本报(?:评论员|编辑部|综合)(?:文章|整理|报道)?", rest):
        if "综合" in rest:
            return Signature([], source or "本报综合")
        return Signature([Contributor(rest.removesuffix("文章"), [Role.AUTHOR.value])], source)
    rest = re.sub(r"\s*[•・‧．·]\s*", "·", rest)
    for spelling in dict.fromkeys((BOTH.sub(" 文图 ", rest), rest)):
        credits = _Credits(source)
        if credits.read(spelling):
            return Signature(credits.contributors(), credits.source)
    return None


def unbracketed(text: str) -> str:
    """A text without outer brackets, marks (□ ■) and bold around it; empty if brackets do not match."""
    words = text.strip(MARKS)
    while words and words[0] in BRACKETS:
        if words[-1] != BRACKETS[words[0]] and not (words[0] in "（(" and words[-1] in "）)"):
            return ""
        words = words[1:-1].strip(MARKS)
    if any(bracket in words for bracket in "（()）【】"):
        return ""
    return words.rstrip("。")


@dataclass(slots=True)
class _Person:
    name: str
    identity: tuple[Role, ...]
    work: list[Role] = field(default_factory=list)


@dataclass(slots=True)
class _Credits:
    """Reads a signature from left to right."""

    source: str | None
    people: list[_Person] = field(default_factory=list)
    identity: tuple[Role, ...] = ()
    before: tuple[Role, ...] | None = None  # work named before its people: 文/张婷
    pending: int = 0  # people from here on have no work behind them yet
    any_role: bool = False

    def read(self, text: str) -> bool:
        """Whether every word of the text was understood."""
        words = [(word, spaced) for part, spaced in _parts(text) for word, spaced in _words(part, spaced)]
        run: list[tuple[str, bool]] = []
        for number, (word, spaced) in enumerate(words):
            if word in IDENTITY or word in WORK or word in WROTE:
                if not self._names(run, word):
                    return False
                run = []
                self._role(word, leads=_leads([later for later, _ in words[number + 1 :]]))
            else:
                run.append((word, spaced))
        return self._names(run) and self._sound()

    def contributors(self) -> list[Contributor]:
        """Everybody once, with their roles in the usual order."""
        roles: dict[str, set[Role]] = {}
        for person in self.people:
            roles.setdefault(person.name, set()).update(person.identity, person.work)
        return [
            Contributor(name, [role.value for role in ORDER if role in (held or {Role.AUTHOR})])
            for name, held in roles.items()
        ]

    def _role(self, word: str, leads: bool) -> None:
        """Takes a role word; `leads` if it can only belong to the names after it."""
        self.any_role = True
        if word in IDENTITY:
            self.identity = IDENTITY[word]
            if self.pending < len(self.people) and self.people[self.pending].work:
                self.pending = len(self.people)
            if DESK.intersection(self.identity):
                self.pending, self.before = len(self.people), None
            return
        if word in WROTE:
            return
        behind = self.people[self.pending :]
        if behind and self.before is None and leads:
            # 记者：王刚 摄影：李明 - somebody else, with a share of their own
            self.identity, self.pending, self.before = (), len(self.people), WORK[word]
        elif behind and self.before is None:
            for person in behind:
                person.work += WORK[word]
            self.pending = len(self.people)
        else:
            self.before = WORK[word]

    def _names(self, run: list[tuple[str, bool]], before: str = "") -> bool:
        """Takes the words of a run as people; `before` is the role word that they stand before."""
        words = names.joined(run)
        for word in words:
            work: tuple[Role, ...] = ()
            if word[-1] in SHORT_WORK and (len(word) > 2 and word[-1] in "摄图") and names.is_name(word[:-1]):
                word, work = word[:-1], WORK[word[-1]]
                self.any_role = True
            if self._is_name(word) or (before in VOUCHING and names.is_vouched_name(word) and word not in NOBODY):
                self.people.append(_Person(word, self.identity, list(self.before or ())))
                if work:
                    for person in self.people[self.pending :]:
                        person.work += work
                    self.pending = len(self.people)
            elif media_of(word) and not self.source and word is words[-1]:
                self.source = media_of(word)
            elif not _says_nothing(word):
                return False
        return True

    def _is_name(self, word: str) -> bool:
        if self.identity:
            if ORGANISATION.search(word) and len(word) > 3:
                return False
            return names.is_vouched_name(word)
        return names.is_name(word) and not names.is_ordinary(word)

    def _sound(self) -> bool:
        """A second look at the whole: names without any role word must not be a list of things."""
        if not self.people:
            return False
        if self.any_role:
            return True
        return not names.are_things([person.name for person in self.people])


def _says_nothing(word: str) -> bool:
    """Whether a word beside names names nobody: an office, or what goes with a role word."""
    office = ORGANISATION.search(word) and len(word) >= 3
    return bool(office) or word in ATTRIBUTES or word in ("发", "图片新闻", "联合")


def _leads(later: list[str]) -> bool:
    """Whether a word of work before these words is that of the name that follows: no other such word comes after."""
    named = bool(later) and later[0] not in IDENTITY and later[0] not in WORK and later[0] not in WROTE
    return named and not any(word in WORK or (len(word) > 2 and word[-1] in "摄图") for word in later)


def _parts(text: str) -> list[tuple[str, bool]]:
    """The words between separators, each with whether only spaces part it from the word before."""
    parts: list[tuple[str, bool]] = []
    end = 0
    for match in re.finditer(r"[^\s\u3000、，,；;/／|:：&+]+", text):
        parts.append((match[0], not text[end : match.start()].strip() and bool(parts)))
        end = match.end()
    latin: list[tuple[str, bool]] = []
    for word, spaced in parts:
        if spaced and latin and names.LATIN.fullmatch(word) and names.LATIN.fullmatch(latin[-1][0]):
            latin[-1] = (f"{latin[-1][0]} {word}", latin[-1][1])
        else:
            latin.append((word, spaced))
    return latin


def _words(part: str, spaced: bool) -> list[tuple[str, bool]]:
    """A part taken apart at role words that stick to names: 本报记者张婷文图."""
    if names.LATIN.fullmatch(part):
        return [(part, spaced)]
    found: list[tuple[str, bool]] = []
    for piece in SPLIT.split(part):
        if not piece:
            continue
        for attribute in ATTRIBUTES:
            if piece.startswith(attribute) and (piece == attribute or len(attribute) > 1):
                piece = piece[len(attribute) :]
        if piece:
            found.append((piece, spaced and not found))
    return found
