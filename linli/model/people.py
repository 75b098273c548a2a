"""People: who contributed to a piece, and in which roles."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from linli.model import addresses
from linli.text.pinyin import name_slug


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


@lru_cache(maxsize=4096)
def contributor_id(name: str) -> str:
    """The id of a contributor in addresses: pinyin and four hex digits, `zhang-ting-1f3a`.

    It depends on the name alone, so that an article's page never changes because somebody
    with the same pinyin joins the paper; the digits keep 张婷 and 章婷 apart.
    """
    digest = hashlib.blake2s(name.encode(), digest_size=2).hexdigest()
    slug = name_slug(name)
    return f"{slug}-{digest}" if slug else digest


@dataclass(slots=True)
class Contributor:
    """Somebody who contributed to a piece. `roles` are values of `Role`, as they were signed."""

    name: str
    roles: list[str]

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
