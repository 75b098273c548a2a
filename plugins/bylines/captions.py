"""Who took a picture, from the signature that its caption ends with."""

from __future__ import annotations

import re

from linli.hooks import Caption
from linli.model.people import Role, byline_of, desk_of, in_role, merged
from linli.text.simplified import simplified
from plugins.bylines import names
from plugins.bylines.roles import ROLES
from plugins.bylines.signature import LONGEST, MARKS, Signature, parse_signature, unbracketed

# In brackets, with who sent it before them: 新华社发（王刚 摄）.
BRACKET = re.compile(
    r"(?:(?:(?<=[。！？”\s])|(?<![\s\S]))(?:据?新华社|中新社)(?:发|供图)?\s?)?[（(【\[〔][^（()）【】〔〕\[\]]{1,80}[）)】\]〕]$"
)
# Without brackets a signature has a word of pictures at one of its ends.
_WORDS = "|".join(
    sorted(
        (word for word, role in ROLES.items() if Role.PHOTOGRAPHER in role.roles and role.is_share),
        key=len,
        reverse=True,
    )
)
WORDED = re.compile(rf"(?:{_WORDS}|图/文|文/图|摄影?于.{{2,20}})$|^(?:{_WORDS})\s*[：:/／｜|]")
# A credit that names nobody whom the paper knows: （资料图片）, （县文化馆供图）, （图片由村委会提供）.
NOBODY = re.compile(
    r"(?!.*\d)(?:.*(?:供图|摄影?|发)|(?:本报)?资料(?:图片?|照片)|(?:图片|照片)?由.+提供|(?:图片|照片)?来源[：:].+)$"
)
PAUSE = re.compile(r"(?<=[。！？!?；;…”」])\s*|[\s\u3000]+")


def read_caption(caption: Caption) -> None:
    """The signature leaves the caption for the credit; its people join those of the article, before the desk."""
    text, words, signature = parted(caption.text)
    if not words:
        return
    caption.article.signatures.append(caption.text)
    caption.text, caption.credit = text, words
    if signature is None:
        return
    caption.creators = tuple(in_role(signature.contributors, Role.PHOTOGRAPHER))
    article = caption.article
    byline = merged(byline_of(article.contributors), caption.creators)
    article.contributors = merged(byline, desk_of(article.contributors))


def parted(text: str) -> tuple[str, str, Signature | None]:
    """A caption without its signature; the signature as it was written, without brackets; and who signed, if it is
    known people."""
    whole = text.rstrip(MARKS + "。")
    first = max(0, len(whole) - LONGEST)  # a signature is no longer
    bracket = BRACKET.search(simplified(whole), first)
    if bracket is not None:
        written = whole[bracket.start() :]
        words = unbracketed(written) or written
        signature = parse_signature(written)
        if signature is not None and (signature.source or _by_photographers(signature)):
            return whole[: bracket.start()].rstrip(), words, signature
        if NOBODY.match(simplified(words)):
            return whole[: bracket.start()].rstrip(), words, None
        return text, "", None
    starts = [match.end() for match in PAUSE.finditer(whole, first)]
    for start in starts if first else [0, *starts]:
        words = whole[start:].strip(MARKS)
        signature = parse_signature(words) if WORDED.search(simplified(words)) else None
        if signature is not None and _by_photographers(signature) and _named(signature):
            return whole[:start].rstrip(), words, signature
    return text, "", None


def _by_photographers(signature: Signature) -> bool:
    roles = [contributor.roles for contributor in signature.contributors]
    return bool(roles) and all(Role.PHOTOGRAPHER.value in held for held in roles)


def _named(signature: Signature) -> bool:
    """Whether no word of the caption was taken for a name: of several people each has a known surname."""
    people = signature.contributors
    return len(people) == 1 or all(names.is_bare_name(simplified(contributor.name)) for contributor in people)
