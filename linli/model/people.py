"""People: who contributed to a piece, and in which roles; who of them stands in the byline, and who is of the desk."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from linli.model import addresses
from linli.text.pinyin import has_own_reading, name_slug, plain_name_slug


class Role(StrEnum):
    """What somebody did for a piece, in the order in which a byline names them."""

    AUTHOR = "author"
    REPORTER = "reporter"
    CORRESPONDENT = "correspondent"
    INTERN = "intern"
    PHOTOGRAPHER = "photographer"
    EDITOR = "editor"
    REVIEWER = "reviewer"


ROLE_NAMES = {
    Role.AUTHOR: "作者",
    Role.REPORTER: "记者",
    Role.CORRESPONDENT: "通讯员",
    Role.INTERN: "实习生",
    Role.PHOTOGRAPHER: "摄影",
    Role.EDITOR: "编辑",
    Role.REVIEWER: "审核",
}
DESK = frozenset([Role.EDITOR, Role.REVIEWER])  # they are named at the end of a piece, never in its byline
BYLINE = frozenset(Role) - DESK


@lru_cache(maxsize=4096)
def contributor_id(name: str) -> str:
    """The id of a contributor in addresses: pinyin and four hex digits, `zhang-ting-1f3a`.

    It depends on the name alone, so that an article's page never changes because somebody
    with the same pinyin joins the paper; the digits keep 张婷 and 章婷 apart.
    """
    return _with_digits(name_slug(name), name)


def former_id(name: str) -> str:
    """The id that a contributor had before surnames were read in their own way; empty if it was the same."""
    if not has_own_reading(name):
        return ""
    former = _with_digits(plain_name_slug(name), name)
    return former if former != contributor_id(name) else ""


def _with_digits(slug: str, name: str) -> str:
    digest = hashlib.blake2s(name.encode(), digest_size=2).hexdigest()
    return f"{slug}-{digest}" if slug else digest


@dataclass(slots=True)
class Contributor:
    """Somebody who contributed to a piece. `roles` are values of `Role`, as they were signed.

    `work` is the word for a share of the work that the roles do not tell: 漫画, 编译.
    """

    name: str
    roles: list[str]
    work: str = ""

    @property
    def id(self) -> str:
        return contributor_id(self.name)

    @property
    def url(self) -> str:
        return addresses.contributor(self.id)

    @property
    def role_names(self) -> list[str]:
        """The roles in Chinese, in the order of `roles`."""
        return [ROLE_NAMES[Role(role)] for role in self.roles]

    @property
    def word_before(self) -> str:
        """What a byline puts before the name: 记者, 通讯员, 实习生, or nothing."""
        first = self.role_names[0]
        return "" if first in (ROLE_NAMES[Role.AUTHOR], ROLE_NAMES[Role.PHOTOGRAPHER]) else first

    @property
    def word_behind(self) -> str:
        """What a byline puts behind the name: 摄, 文/图, the word for other work, or nothing."""
        if self.work:
            return self.work
        if Role.PHOTOGRAPHER not in self.roles:
            return ""
        return "文/图" if Role.AUTHOR in self.roles else "摄"


def byline_of(contributors: Iterable[Contributor]) -> list[Contributor]:
    """Who stands in the byline: everybody with a role that is not of the desk, and with such roles alone."""
    return _within(contributors, BYLINE)


def desk_of(contributors: Iterable[Contributor]) -> list[Contributor]:
    """Who is of the desk: everybody with a role of the desk, and with such roles alone.

    A reporter who also edited the piece stands in its byline as a reporter, and is of the desk as an editor.
    """
    return _within(contributors, DESK)


def in_role(contributors: Iterable[Contributor], role: Role) -> list[Contributor]:
    """Everybody who has a role."""
    return [contributor for contributor in contributors if role in contributor.roles]


def editors_text(contributors: Iterable[Contributor]) -> str:
    """The names of those who edited, as the field 责任编辑 has them."""
    return " ".join(editor.name for editor in in_role(contributors, Role.EDITOR))


def merged(one: Iterable[Contributor], other: Iterable[Contributor]) -> list[Contributor]:
    """Everybody of two lists once, with all their roles."""
    everybody: dict[str, Contributor] = {}
    for contributor in [*one, *other]:
        known = everybody.setdefault(contributor.name, Contributor(contributor.name, []))
        known.roles = list(dict.fromkeys([*known.roles, *contributor.roles]))
        known.work = known.work or contributor.work
    return list(everybody.values())


def _within(contributors: Iterable[Contributor], roles: frozenset[Role]) -> list[Contributor]:
    """Those with any of some roles, each with such roles alone."""
    found = []
    for contributor in contributors:
        held = [role for role in contributor.roles if role in roles]
        if held:
            found.append(Contributor(contributor.name, held, contributor.work if roles is BYLINE else ""))
    return found
