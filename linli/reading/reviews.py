"""Sign-offs as they are written (`初审: 张三 2024-05-09 10:20 #1a2b3c4d5e6f7a8b9c`), and what they were given for.

A sign-off holds for the text that was there when it was given, and for no other. So it carries a digest of all that readers
read of the piece: headlines and the other fields of `HEAD`, the body, the bytes of its pictures and attachments. Where a
piece stands, and when (page, weight, section, day, status), is not part of it, nor are encoding, line ends and comments.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from linli.messages import _
from linli.model.photo import PHOTOS
from linli.model.review import Review, State, Step, parts_changed
from linli.reading.attachments import place_of
from linli.reading.frontmatter import Source
from linli.reading.paragraphs import without_comments
from linli.reading.photos import resolve
from linli.text.dates import parse_date

HEAD = ("title", "subtitle", "kicker", "region", "byline", "source", "editor", "summary", "cover", "correction")
DIGITS = 6  # of each of the three parts
SIGN_OFF = re.compile(r"(?P<person>\S.{0,40}?)[\s,，、]+(?P<moment>\d{4}.{4,40}?)\s*(?P<digest>[#＃].*)?")
DIGEST = re.compile(rf"[#＃]\s*([0-9a-f]{{{3 * DIGITS}}})")
# Whatever in a text may be the address of a picture or an attachment.
ADDRESS = re.compile(r"(?:\]\(\s*|\]:\s*|(?:href|src|poster)\s*=\s*[\"']?)(?:<([^<>\n]{1,400})>|([^<>\n\"')]{1,400}))")


class SignOff(NamedTuple):
    """A sign-off as it is written. Without a digest nobody knows what was signed."""

    person: str
    moment: str  # `2024-05-09 10:20`, or the day alone
    digest: str


def parse_sign_off(text: str, zone: tzinfo) -> SignOff:
    """A sign-off: who, when, and the digest of what was signed, if it is there.

    Raises:
        ValueError: it is none, with what to do.
    """
    match = SIGN_OFF.fullmatch(text.strip())
    digest = DIGEST.fullmatch(match["digest"].strip()) if match and match["digest"] else None
    if match is None or (match["digest"] and digest is None):
        raise ValueError(_("“{text}”读不懂。请写谁签的、什么时候，例如“张三 2024-05-09 10:20”。", text=text))
    day, clock = parse_date(match["moment"], zone)
    return SignOff(match["person"].strip(), f"{day} {clock}".rstrip(), digest[1] if digest else "")


def written(sign_off: SignOff) -> str:
    """A sign-off as its field has it."""
    return f"{sign_off.person} {sign_off.moment} #{sign_off.digest}"


def digest_of(source: Source, path: str, content: Path) -> str:
    """The digest of a piece as readers would read it: `DIGITS` for its fields, its body, its pictures.

    Args:
        path: of the file, below the content folder.
    """
    fields = [
        [" ".join(field.value.split()) for field in (source.fields.get(key), *source.again.get(key, ())) if field]
        for key in HEAD
    ]
    body = [line.rstrip() for line in without_comments(source.body).split("\n")]
    files = [(name, _hash(content / name)) for name in pictures_of(source, path, content)]
    return "".join(_short(part) for part in (fields, "\n".join(body).strip("\n"), files))


def pictures_of(source: Source, path: str, content: Path) -> list[str]:
    """The pictures and attachments of a piece that are there, by their paths below the content folder, sorted."""
    return [name for name in named_by(source, path) if _is_file(content / name)]


def named_by(source: Source, path: str) -> list[str]:
    """Where the pictures and attachments that a piece names may lie below the content folder, sorted."""
    cover = source.fields.get("cover")
    named = [match[1] or match[2].split()[0] for match in ADDRESS.finditer(source.body) if match[1] or match[2].strip()]
    return sorted({name for address in [*named, *([cover.value] if cover else [])] for name in _places(address, path)})


def review_of(names: Iterable[str], source: Source, digest: str, zone: tzinfo) -> tuple[Review, list[tuple[int, str]]]:
    """What each step of a piece has come to; and what cannot be read, each with its line.

    Args:
        names: of the steps, in their order.
        digest: of the piece as it is.
    """
    steps: list[Step] = []
    faults: list[tuple[int, str]] = []
    for name in names:
        field = source.fields.get(name)
        if field is None or not field.value:
            steps.append(Step(name, field.line if field else source.fence_line, State.MISSING))
            continue
        try:
            sign_off = parse_sign_off(field.value, zone)
        except ValueError as fault:
            faults.append((field.line, str(fault)))
            steps.append(Step(name, field.line, State.UNREADABLE))
            continue
        changed = parts_changed(sign_off.digest, digest) if sign_off.digest else ()
        state = _state(sign_off, bool(changed), steps)
        steps.append(Step(name, field.line, state, sign_off.person, sign_off.moment, changed, sign_off.digest))
    return Review(tuple(steps), digest), faults


def _state(sign_off: SignOff, changed: bool, before: list[Step]) -> State:
    if not sign_off.digest:
        return State.OPEN
    if changed:
        return State.CHANGED
    if sign_off.person in {step.person for step in before}:
        return State.REPEATED
    latest = next((step.moment for step in reversed(before) if step.moment), "")
    whole = min(len(latest), len(sign_off.moment))  # a day without a time is compared by the day
    return State.EARLY if sign_off.moment[:whole] < latest[:whole] else State.STANDING


def _places(address: str, path: str) -> Iterator[str]:
    """Where the file of an address may lie below the content folder."""
    attachment = place_of(address)
    if attachment is not None:
        yield attachment
        return
    for written in (address, unquote(address)):
        photo = resolve(written, path)
        if photo.startswith(f"{PHOTOS}/"):
            yield photo


def _is_file(file: Path) -> bool:
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def _hash(file: Path) -> str:
    try:
        with file.open("rb") as data:
            return hashlib.file_digest(data, "blake2b").hexdigest()
    except OSError:
        return ""


def _short(part: object) -> str:
    return hashlib.blake2b(repr(part).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()[:DIGITS]
