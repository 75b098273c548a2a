"""Who did what, read from the words of a signature: 本报记者 甲 通讯员 乙 文/图."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from linli.model.people import DESK, Contributor, Role
from plugins.bylines import names
from plugins.bylines.roles import ATTRIBUTE, Stand
from plugins.bylines.source import HOUSE, media_of
from plugins.bylines.tokens import Token, tokenised

ORDER = (Role.REPORTER, Role.CORRESPONDENT, Role.INTERN, Role.AUTHOR, Role.PHOTOGRAPHER, Role.EDITOR, Role.REVIEWER)
NOBODY = re.compile("受访(?:者|单位)|资料图?|读者|网友|作者|本人|家属|警方|本报|综合|集体|佚名|网络|文中|本组")
SENT = ("供稿", "来稿", "投稿", "选送", "报送")  # behind an office: it is the source
SILENT = re.compile("发|图片新闻|联合|同|与|和|等|发自.+")  # words beside names that name nobody
ORGANISATION = re.compile(
    "(?:中心|局|委|办|办公室|公司|集团|学校|中学|小学|幼儿园|医院|社区|街道|镇|乡|村|县|区|市|委员会|政府|部|站|所|队|大队|支队|机关"
    "|协会|学会|联合会|联|党校|银行|学院|大学|报|社|网|台|文联|作协|法院|检察院|工会|馆|公安|税务|气象|组|科|厅|院|融媒|年级|班)$"
)
OFFICE_OF_THREE = re.compile("[镇乡县区局厅站委办]$")  # others are ends of names too
# What places end with, before 报道: 石桥报道 tells where a reporter was.
WHERE = re.compile("[桥溪湾坝沟坪寨屯庄堡坡岭镇乡县市州城港口川泉塘店集湖海岛京]$")


@dataclass(slots=True)
class _Person:
    name: str
    roles: set[Role]
    works: tuple[str, ...] = ()


@dataclass(slots=True)
class Credits:
    """Reads a signature from left to right.

    A word such as 记者 holds for the names after it until the next of its kind. A share of the work is that of the names
    before it that have none yet; where it comes first, or with a colon, that of the names after it.
    """

    source: str | None
    people: list[_Person] = field(default_factory=list)
    offices: list[str] = field(default_factory=list)
    worded: bool = False  # a role word says what it is
    strange: bool = False  # a name has no surname that is known
    _identity: tuple[Role, ...] = ()
    _base: tuple[Role, ...] = ()  # the identity before the first label: 记者 文/甲 图/乙
    _shares: tuple[Role, ...] = ()  # work named before its people: 文/张婷
    _works: tuple[str, ...] = ()  # and its words, where a byline shows them
    _leading: Token | None = None  # the role word that the next names belong to
    _start: int = 0  # people from here on wait for a share of the work
    _given: bool = False  # they were given one: another name begins anew
    _names_first: bool = False  # 王刚 责编 李丽 校对

    def read(self, text: str) -> bool:
        """Whether every word of the text was understood."""
        tokens = tokenised(text)
        self._names_first = _names_first(tokens)
        run: list[Token] = []
        for number, token in enumerate(tokens):
            if token.role is None:
                run.append(token)
            elif self._take(run, token):
                run = []
                self._say(token, tokens[number + 1 :])
            else:
                return False
        if not self._take(run):
            return False
        if self.offices and not self.people and not self.source and tokens and all(map(_says_sent, tokens)):
            self.source = "、".join(self.offices)
        return bool(self.people or (self.source and self.worded)) and self._sound()

    def contributors(self) -> list[Contributor]:
        """Everybody once, with their roles in the usual order."""
        everybody: dict[str, _Person] = {}
        for person in self.people:
            one = everybody.setdefault(person.name, _Person(person.name, set()))
            one.roles |= person.roles
            one.works = (*one.works, *person.works)
        return [
            Contributor(
                one.name,
                [role.value for role in ORDER if role in (one.roles or {Role.AUTHOR})],
                "、".join(dict.fromkeys(one.works)),
            )
            for one in everybody.values()
        ]

    def _say(self, token: Token, later: list[Token]) -> None:
        """Takes a role word."""
        assert token.role is not None
        role = token.role
        self.worded = True
        waiting = self.people[self._start :]
        followed = bool(later) and later[0].role is None
        if role.stand is Stand.BEFORE:
            if waiting and (role.of_desk or not self._identity) and (not later or (role.of_desk and self._names_first)):
                self._give(token)
            else:
                self._identify(token)
            return
        leads = followed and not token.behind and not self._names_first
        label = token.label and not (token.slash and waiting and not _ends_with_names(later))  # 王刚 文/李丽 图
        if label or (leads and waiting and (bool(self._shares) or _ends_with_names(later))):
            self._begin(token)
        elif waiting and self._leading is None:
            self._give(token)
        elif role.is_share:
            self._shares, self._works, self._leading = (
                (*self._shares, *role.roles),
                (*self._works, *_shown(token)),
                token,
            )

    def _identify(self, token: Token) -> None:
        """What the names after it are."""
        assert token.role is not None
        if DESK.intersection((*token.role.roles, *self._identity)):
            self._start = len(self.people)
        if token.role.of_desk or (token.label and self._leading is None):
            self._shares, self._works = (), ()
        alone = self._leading is None or self._leading.role is None or self._leading.role.stand is not Stand.BEFORE
        self._identity = token.role.roles if alone else (*self._identity, *token.role.roles)
        self._leading = token

    def _begin(self, token: Token) -> None:
        """A share of the work for the names after it, apart from those before: 摄影：李明."""
        assert token.role is not None
        if self._leading is None:
            self._identity, self._shares, self._works = self._base, (), ()
        elif not self.people:
            self._base = self._identity
        self._shares, self._works = (*self._shares, *token.role.roles), (*self._works, *_shown(token))
        self._start, self._given, self._leading = len(self.people), False, token

    def _give(self, token: Token) -> None:
        """A share of the work for the names before it."""
        assert token.role is not None
        for person in self.people[self._start :]:
            person.roles.update(token.role.roles)
            person.works = (*person.works, *_shown(token))
        self._given = True

    def _take(self, run: list[Token], before: Token | None = None) -> bool:
        """Takes the words of a run as people; `before` is the role word that they stand before."""
        words = names.joined([(token.text, token.spaced) for token in run])
        for number, word in enumerate(words):
            last = number == len(words) - 1
            if last and run[-1].headed:
                return False
            if last and before is not None and self._is_place(word, run[-1], before):
                continue
            if SILENT.fullmatch(word) or ATTRIBUTE.fullmatch(word):
                if ORGANISATION.search(word) and len(word) >= 3:
                    self.offices.append(word)
                continue
            if before is not None and before.glued and before.text == "报道":
                word = _without_place(word)
            word = word.removesuffix("等") if len(word) > 2 else word
            house = media_of(word) if last and not self.source else ""
            if house and not HOUSE.fullmatch(house) and before is not None and not _is_reporter(before):
                house = ""
            if not NOBODY.fullmatch(word) and not HOUSE.fullmatch(house) and self._is_name(word, before):
                self._add(word)
            elif house:
                self.source = house
            elif ORGANISATION.search(word) and len(word) >= 3:
                self.offices.append(word)
            else:
                return False
        if run:
            self._leading = None
        return True

    def _is_place(self, word: str, token: Token, before: Token) -> bool:
        """Whether a word says where a reporter was: 本报记者 王刚 石桥报道."""
        if not (before.glued and before.text == "报道" and self.people and self._identity and token.text == word):
            return False
        return (
            not names.is_bare_name(word) or bool(WHERE.search(word)) or (len(word) == 2 and not names.is_common(word))
        )

    def _add(self, name: str) -> None:
        if self._given:
            self._start, self._given = len(self.people), False
        self.people.append(_Person(name, {*self._identity, *self._shares}, self._works))

    def _is_name(self, word: str, before: Token | None) -> bool:
        if self._leading is not None and self._leading.role and self._leading.role.stand is Stand.THING:
            return names.is_bare_name(word)
        if self._vouched(before):
            office = OFFICE_OF_THREE if len(word) == 3 else ORGANISATION
            found = names.is_vouched_name(word) and not (len(word) > 2 and office.search(word))
            self.strange = self.strange or (found and not names.is_name(word) and not names.LATIN.fullmatch(word))
            return found
        if self._leading is not None or before is not None or self.source:
            return names.is_helped_name(word)
        return names.is_bare_name(word)

    def _vouched(self, before: Token | None) -> bool:
        """Whether a role word says that a word beside it is a name, though none is known that looks like it."""
        if self._identity:
            return True
        if self._shares:
            return True
        role = before.role if before else None
        return bool(role and role.stand is Stand.EITHER and Role.PHOTOGRAPHER in role.roles)

    def _sound(self) -> bool:
        """A second look at the whole: names without any role word must not be a list of things."""
        return self.worded or not names.are_things([person.name for person in self.people])


def _shown(token: Token) -> tuple[str, ...]:
    """The word of a share of the work that a byline shows."""
    return (token.text,) if token.role is not None and token.role.shown else ()


def _says_sent(token: Token) -> bool:
    return token.role is None or token.text in SENT


def _is_reporter(token: Token) -> bool:
    return token.role is not None and Role.REPORTER in token.role.roles


def _without_place(word: str) -> str:
    """A name that a place sticks to: 王刚石桥报道."""
    for length in (3, 2):
        name, place = word[:length], word[length:]
        if len(place) > 1 and names.is_bare_name(name) and (WHERE.search(place) or names.is_ordinary(place)):
            return name
    return word


def _ends_with_names(later: list[Token]) -> bool:
    """Whether the last share of the work has names behind it: then they all stand before their names."""
    last = None
    for token in later:
        if last is not None and token.role is not None and token.role.stand is Stand.BEFORE:
            break
        last = token
    return last is not None and last.role is None


def _names_first(tokens: list[Token]) -> bool:
    """Whether every role word is behind its names."""
    roles = [token.role for token in tokens if token.role is not None]
    if not roles or tokens[0].role is not None or tokens[-1].role is None:
        return False
    reporters = any(role.stand is Stand.BEFORE and not role.of_desk for role in roles)
    return not reporters and not any(token.label for token in tokens)
