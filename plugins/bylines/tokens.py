"""The words of a signature: names, offices, role words, and how they stand to each other."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plugins.bylines import names
from plugins.bylines.roles import ATTRIBUTE, GLUED, HOUSE_ATTRIBUTE, ROLE, RoleWord, Stand, role_of

GAP = r"\s\u3000、，,；;/／|｜:：&+"
WORD = re.compile(f"[^{GAP}]+")
LABEL = re.compile(r"\s*[:：/／|｜]")
OWN = re.compile("(?:本报|本刊|本网|本台|本社)(?=.)")
# 王刚文 李丽图: the first is no name of three characters.
WRITTEN = re.compile(rf"([^{GAP}]{{2,3}})文(?=[{GAP}]+[^{GAP}]{{2,4}}图(?:$|[{GAP}]))")
DRAWN = re.compile("[宏鸿雄展远壮]图$")  # names that end with 图


@dataclass(slots=True)
class Token:
    """A word of a signature. `role` is what it says if it is a role word."""

    text: str
    spaced: bool = False  # only spaces part it from the word before
    role: RoleWord | None = None
    label: bool = False  # its names follow: there is a colon, a slash, or a name sticks to it
    behind: bool = False  # its names are before: 张婷/文, 张婷摄
    glued: bool = False  # it sticks to the word before
    headed: bool = False  # a colon follows: it is no name
    slash: bool = False  # what makes it a label is a slash


def tokenised(text: str) -> list[Token]:
    """The words of a signature, those that stick together taken apart: 本报记者张婷摄."""
    tokens: list[Token] = []
    text = WRITTEN.sub(lambda match: f"{match[1]}/文" if names.is_name(match[1]) else match[0], text)
    end = 0
    for match in WORD.finditer(text):
        gap = text[end : match.start()]
        end = match.end()
        _add(tokens, match[0], bool(tokens) and not gap.strip(), gap.strip()[-1:] in ("/", "／") and bool(tokens))
        last = tokens[-1] if tokens else None
        if last is not None and last.role is not None and LABEL.match(text, end) and WORD.search(text, end):
            last.label, last.slash = True, text[end:].lstrip()[0] in "/／"
        elif last is not None:
            last.headed = text[end : end + 1] in ("：", ":")
    return tokens


def _add(tokens: list[Token], part: str, spaced: bool, slashed: bool) -> None:
    """Adds the words of a part between separators. `slashed` if a slash is before it."""
    if names.LATIN.fullmatch(part):
        if spaced and tokens and names.LATIN.fullmatch(tokens[-1].text):
            tokens[-1].text += f" {part}"
        else:
            tokens.append(Token(part, spaced))
        return
    role = role_of(part)
    if role is not None:
        tokens.append(Token(part, spaced, role, behind=slashed))
        return
    pieces = [piece for word in _pieces(part) for piece in _shortened(word)]
    for number, piece in enumerate(pieces):
        role, glued = role_of(piece), number > 0
        following = role_of(pieces[number + 1]) if number + 1 < len(pieces) else None
        if role is not None:
            more = number + 1 < len(pieces)
            tokens.append(Token(piece, spaced and not glued, role, more and not glued, glued, glued))
        elif following is None or following.stand is not Stand.BEFORE:
            tokens.append(Token(OWN.sub("", piece, count=1), spaced and not glued, glued=glued))
        elif not ATTRIBUTE.fullmatch(piece):
            tokens.append(Token(HOUSE_ATTRIBUTE.sub("", piece), spaced and not glued, glued=glued))


def _pieces(part: str) -> list[str]:
    """A part taken apart at its role words. A verb before a name is no role word: 编译王刚."""
    pieces: list[str] = []
    end = 0
    for match in ROLE.finditer(part):
        role = role_of(match[0])
        if role is None or (role.stand in (Stand.BEHIND, Stand.WROTE) and not match.start()):
            continue
        pieces += [part[end : match.start()], match[0]]
        end = match.end()
    return [piece for piece in [*pieces, part[end:]] if piece]


def _shortened(piece: str) -> list[str]:
    """A name and the role word of one character that sticks to it: 王刚摄."""
    name, last = piece[:-1], piece[-1]
    if len(piece) < 3 or last not in GLUED or not names.is_name(name) or DRAWN.search(piece):
        return [piece]
    return [name, last]
