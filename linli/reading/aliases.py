"""Old addresses (旧址): the rules for them, and those of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from urllib.parse import unquote_to_bytes

from linli.findings import Finding
from linli.messages import _
from linli.model import addresses
from linli.reading.frontmatter import Field
from linli.reading.values import parse_list

PAGES = (".html", ".htm")  # a file of another name is the folder of its page: every static host leads on to that
PACKED = (".gz", ".br", ".zst")  # servers take these for packed pages, and `linli deploy` makes such files
ABROAD = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
QUERY = re.compile(r"[?#]")
ENCODED = re.compile(r"%(?![0-9a-fA-F]{2})")  # no byte of two hex digits
# What RFC 3986 (3.3) allows in a segment, without `:` and `*`, which hosts read otherwise in `_redirects`.
PUNCTUATION = frozenset("-._~!$&'()+,;=@")
NEVER = frozenset("\ufffd／＼")  # a character that was lost, and slashes that are none
LINE_ENDS = frozenset("\n\r\u2028\u2029")
LONGEST_WHOLE = 800  # bytes in UTF-8; S3 takes 1,024 in a key, with the prefix of the site
SHOWN = 60  # characters of an address in a message


class BadAddress(ValueError):
    """An old address that cannot be used; `code` is that of its finding."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def read_aliases(field: Field, path: str, prefixes: Collection[str]) -> tuple[list[str], list[Finding]]:
    """The old addresses of a file as the table of addresses has them, and what is wrong with others.

    Args:
        field: as it was written.
        path: of the file, below the content folder.
        prefixes: of the twins.
    """
    found: list[str] = []
    findings: list[Finding] = []
    for written in parse_list(field.value):
        try:
            address = old_address(written)
            if addresses.is_reserved(address, prefixes):
                raise BadAddress("E404", _("旧址“{alias}”是本站留用的地址。请删去。", alias=_shown(written)))
        except BadAddress as fault:
            findings.append(Finding(path, field.line, fault.code, str(fault)))
            continue
        if addresses.is_reserved(address.casefold(), prefixes):
            message = _(
                "旧址“{alias}”和本站留用的 /{own} 只差字母的大小写：有的主机和电脑分不清，会少掉一个。最好删去。",
                alias=_shown(written),
                own=address.casefold(),
            )
            findings.append(Finding(path, field.line, "W401", message))
        found.append(address)
    return list(dict.fromkeys(found)), findings


def old_address(written: str) -> str:
    """An old address as the table of addresses has it: `news/12.html`, `news/12.php/`, percent-encoding decoded.

    Raises:
        BadAddress: it is no path of plain segments inside the site.
    """
    shown = _shown(written)
    if ABROAD.match(written):
        raise BadAddress("E211", _("旧址“{alias}”不能用。旧址是本站的路径，例如 /news/12.html。", alias=shown))
    if QUERY.search(written):
        message = _(
            "旧址“{alias}”不能用：? 和 # 后面的部分，静态网站收不到。请只写路径，例如 /news/12.html。", alias=shown
        )
        raise BadAddress("E211", message)
    path = written.removeprefix("/")
    segments = [_decoded(segment, shown) for segment in path.removesuffix("/").split("/")] if path else []
    for number, segment in enumerate(segments):
        _check(segment, shown, first=number == 0)
    plain = "/".join(segments)
    if len(plain.encode()) > LONGEST_WHOLE:
        raise _too_long(shown)
    if plain and (path.endswith("/") or not plain.endswith(PAGES)):
        plain += "/"
    return addresses.address_of(plain)


def _decoded(segment: str, shown: str) -> str:
    try:
        if ENCODED.search(segment):
            raise ValueError
        return unquote_to_bytes(segment).decode()
    except ValueError:
        message = _("旧址“{alias}”读不出：% 后面要是 UTF-8 的编码。请写成汉字。", alias=shown)
        raise BadAddress("E405", message) from None


def _check(segment: str, shown: str, *, first: bool) -> None:
    """Refuses a segment that is not plain."""
    for character in segment:
        if not _is_plain(character):
            message = _(
                "旧址“{alias}”里的 {character} 不能用。旧址里可以有字母、数字、汉字和 - _ . ~ 等符号。请改正，或删去。",
                alias=shown,
                character=_named(character),
            )
            raise BadAddress("E211", message)
    if not segment or segment[0] == "." or segment[-1] == ".":
        message = _("旧址“{alias}”不能用：两条斜线之间要有名字，名字不能以 . 开头或结尾。请改正，或删去。", alias=shown)
        raise BadAddress("E211", message)
    if first and segment[0] == "_":
        message = _("旧址“{alias}”不能用：以 _ 开头的名字，托管网站的机器自己要用。请删去。", alias=shown)
        raise BadAddress("E211", message)
    if segment.casefold().endswith(PACKED):
        message = _("旧址“{alias}”不能用：以 .gz、.br、.zst 结尾的名字，主机当作压缩文件。请删去。", alias=shown)
        raise BadAddress("E211", message)
    if len(segment.encode()) > addresses.LONGEST_NAME:
        raise _too_long(shown)


def _is_plain(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in PUNCTUATION
    return unicodedata.category(character)[0] in "LMNPS" and character not in NEVER


def _too_long(shown: str) -> BadAddress:
    message = _(
        "旧址“{alias}”太长：两条斜线之间最多 {part} 个字节，一共最多 {whole} 个（一个汉字是 3 个）。请删去。",
        alias=shown,
        part=addresses.LONGEST_NAME,
        whole=LONGEST_WHOLE,
    )
    return BadAddress("E211", message)


def _named(character: str) -> str:
    """A character as a message has it."""
    if character in LINE_ENDS:
        return _("换行")
    if character == "\t":
        return _("制表符")
    if unicodedata.category(character) == "Zs":
        return _("空格")
    return f"“{character}”" if character.isprintable() else f"U+{ord(character):04X}"


def _shown(written: str) -> str:
    """An address as a message has it: not too long, and nothing in it that cannot be seen."""
    text = written if len(written) <= SHOWN else written[:SHOWN] + "…"
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in text)
