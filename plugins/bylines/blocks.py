"""Where signatures and datelines stand in an article: its first and last blocks."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from linli.model.people import Contributor, byline_of, desk_of, merged
from linli.text.simplified import simplified
from plugins.bylines import names
from plugins.bylines.dateline import parse_dateline
from plugins.bylines.names import HAN
from plugins.bylines.roles import ROLE, without_spaces
from plugins.bylines.signature import BRACKETS, LONGEST, MARKS, NOT_SIGNATURE, Signature, parse_signature, unbracketed

LAST_BRACKET = re.compile(r"(?<!\s)\s{0,20}([（(【〔\[][^（()）【】〔〕\[\]]{2,80}[）)】〕\]])\s{0,20}$")
# A line without brackets is a signature if a role word at one of its ends says so; a bare name at the end of a text is left there.
OPENING = re.compile(
    rf"[{MARKS}]{{0,8}}(?:[\u4e00-\u9fff《》]{{0,12}}?(?:{ROLE.pattern})|(?:文|图|摄|绘|译)(?=[\s/／|｜:：、])|(?:稿件|信息|文章)?来源[:：]|转载自|转自|摘自|原载|新华社|中新社)"
)
CLOSING_WORK = re.compile(
    rf"[^。！？]{{2,40}}?[\s\u3000/／](?:{ROLE.pattern}|文\s?[/／]?\s?图|图\s?[/／]?\s?文|[文图摄绘译])$"
)
# What looks like a signature: with a role word at one of its ends, or nothing but a word of a name's length.
WORDED = re.compile(rf"(?:{ROLE.pattern})(?:[\s:：/／].*)?|.*[\s\u3000/／](?:{ROLE.pattern}|[摄图文绘译])")
NAMED = re.compile(f"[{HAN}·]{{2,8}}")
LONGEST_LIKE = 30  # characters
LINK = re.compile(r"!?\[([^\[\]]{0,400})\]\([^()]{0,400}\)")
# Before the dateline: what editors say of the piece, and a subtitle.
BEFORE_TEXT = re.compile(r"\**[【\[（]?(?:编者[的]?[按话]|编者按语|开栏[的]?[话语]|核心提示|阅读提示|内容提要|——)")
MOST = 40  # closing lines of signatures; more are a list of names
ENDS = "。！？!?…”』」"  # of a sentence
LONGEST_OPENING = 60  # characters
NEXT = 20  # characters of the text beside a signature that are kept with it: a search may begin or end in them


@dataclass(slots=True)
class Taken:
    """What was taken out of an article's blocks, and what is left of them."""

    blocks: list[str]
    byline: list[Contributor] = field(default_factory=list)
    desk: list[Contributor] = field(default_factory=list)
    source: str | None = None
    dateline: str = ""
    written: list[str] = field(default_factory=list)  # what was taken out, as it stood

    def add(self, signature: Signature, *, first: bool = False) -> None:
        """Notes a signature; `first` puts its people before those already known."""
        byline = byline_of(signature.contributors)
        self.byline = merged(byline, self.byline) if first else merged(self.byline, byline)
        desk = desk_of(signature.contributors)
        self.desk = merged(desk, self.desk) if first else merged(self.desk, desk)
        self.source = self.source or signature.source


def take(blocks: list[str], signers: Collection[str] = ()) -> Taken:
    """Takes signatures and the dateline out of an article's blocks of Markdown. No other text is touched.

    `signers` are those whom the field 署名 names: where it names some, what may be a signature is one if it names one of them.
    """
    taken = Taken(list(blocks))
    _take_closing(taken, signers)
    _take_opening(taken)
    for number, block in enumerate(taken.blocks):
        if block.lstrip().startswith(("#", "!", ">", "|", "<")) or (number < 2 and BEFORE_TEXT.match(block.lstrip())):
            continue
        dateline = parse_dateline(block)
        if dateline is not None:
            taken.blocks[number] = dateline.rest
            written, rest = _plain(block).strip(), _plain(dateline.rest)
            if written != dateline.text + rest:
                taken.written.append(written[: len(written) - len(rest) + NEXT])
            taken.dateline = dateline.text
            taken.add(Signature(dateline.contributors, dateline.source), first=True)
        break
    return taken


def closing_signature(block: str) -> Signature | None:
    """The signature that a closing block is: in brackets, or with a role word."""
    text = block.strip(MARKS + "\\")
    if not text or "\n" in text or len(text) > LONGEST:
        return None
    if text[0] in BRACKETS:
        return parse_signature(text)
    plain = without_spaces(simplified(text))
    if not (OPENING.match(plain) or CLOSING_WORK.match(plain)):
        return None
    signature = parse_signature(text)
    return signature if signature is not None and signature.worded and not signature.doubtful else None


def ending_bracket(block: str) -> tuple[str, str, Signature] | None:
    """A paragraph without the signature in a bracket at its end; that bracket; and who signed. None if it has none.

    A name alone is one behind the end of a sentence only: in 老支书（范云） it says who that is.
    """
    found = LAST_BRACKET.search(block, max(0, len(block) - LONGEST))
    if found is None or not block[: found.start()].strip():
        return None
    rest = block[: found.start()].rstrip()
    signature = parse_signature(found[1])
    if signature is None or not (signature.worded or rest.rstrip("*")[-1:] in ENDS):
        return None
    return rest, found[1], signature


def _take_closing(taken: Taken, signers: Collection[str]) -> None:
    blocks, found = list(taken.blocks), _closing_lines(taken.blocks, signers)
    if len(found) > MOST:
        taken.blocks = blocks
        return
    taken.written += [_plain(line) for line, _signature in found]
    signatures = [signature for _line, signature in found]
    if not found and taken.blocks and not taken.blocks[-1].startswith("!["):
        ending = ending_bracket(taken.blocks[-1])
        if ending is not None and _holds(ending[2], signers):
            taken.blocks[-1], words, signature = ending
            taken.written.append(_after(_plain(taken.blocks[-1][-LONGEST:]), words))
            signatures.append(signature)
    for signature in reversed(signatures):
        taken.add(signature)
    notes = [f"（{signature.note}）" for signature in reversed(signatures) if signature.note]
    taken.blocks += dict.fromkeys(notes)


def looks_signed(line: str) -> bool:
    """Whether a line that is no signature looks like one: an editor is told."""
    words = line.strip()
    if not 2 < len(words) <= LONGEST_LIKE or parse_signature(words) is not None:
        return False
    inside = simplified(unbracketed(words))
    if not inside or NOT_SIGNATURE.fullmatch(inside):
        return False
    return bool(WORDED.fullmatch(inside)) or (words[0] in BRACKETS and _is_of_names(inside))


def _is_of_names(inside: str) -> bool:
    words = re.split(r"[\s\u3000、，,]+", inside)
    if not all(NAMED.fullmatch(word) for word in words):
        return False
    return len(words) == 1 or any(names.is_bare_name(word) for word in words)


def _holds(signature: Signature, signers: Collection[str]) -> bool:
    return not (signature.doubtful and signers) or any(person.name in signers for person in signature.contributors)


def _closing_lines(blocks: list[str], signers: Collection[str]) -> list[tuple[str, Signature]]:
    """Takes the lines that are signatures off the end of blocks; they are given from the last."""
    found: list[tuple[str, Signature]] = []
    while blocks and not blocks[-1].startswith("!["):  # a signature there is that of the picture
        lines = blocks[-1].split("\n")
        while lines and len(found) <= MOST:
            signature = closing_signature(lines[-1])
            if signature is None or not _holds(signature, signers):
                break
            found.append((lines.pop(), signature))
        if lines:
            blocks[-1] = "\n".join(lines).rstrip()
        if len(found) > MOST or (lines and blocks[-1]):
            break
        blocks.pop()
    return found


def _take_opening(taken: Taken) -> None:
    if len(taken.blocks) < 2:
        return
    signature = opening_signature(taken.blocks[0])
    if signature is not None:
        taken.written.append(_plain(taken.blocks.pop(0)))
        taken.add(signature, first=True)


def opening_signature(block: str) -> Signature | None:
    """The signature that the first block is, under the headline: without brackets, with a role word or a mark (□ 王刚)."""
    first = block.strip()
    if not first or "\n" in first or len(first) > LONGEST_OPENING or first[0] in BRACKETS:
        return None
    if first[0] in "□■◆◇":
        return parse_signature(first)
    return closing_signature(first)


def _after(rest: str, signature: str) -> str:
    """How a paragraph ended, of which `rest` is left."""
    return rest[-NEXT:] + signature


def _plain(text: str) -> str:
    """Markdown as readers see it, about: without bold and the addresses of links."""
    return LINK.sub(r"\1", text).replace("**", "")
