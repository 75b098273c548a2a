"""`linli check --fix`: what can be mended without asking.

Encoding, line ends, characters that cannot be seen, radicals, half-width punctuation and spaces in Chinese text, full-width
marks of Markdown. Fields keep their meaning: of a headline no mark is touched on which its address depends; links and
pictures stay as they are. What is mended stays as it is when it is mended again.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from linli.files import write_atomically
from linli.messages import _
from linli.reading.encoding import INVISIBLE, LINE_END, UnreadableText, decode, read_file, usual_end
from linli.reading.legacy import GB18030, NAMES, encoding_of
from linli.reading.scan import scan
from linli.text.pinyin import slug_of
from linli.text.radicals import radicals_in
from newsroom.checking.edits import Edit, applied
from newsroom.checking.fullwidth import full_width
from newsroom.checking.galley import read
from newsroom.checking.punctuation import QUOTES, half_width
from newsroom.checking.spacing import spacing
from newsroom.signing import Signing

AROUND, LONGEST_EXCERPT = 8, 60  # characters that are shown
ROUNDS = 8  # an edit can make room for another; two rounds are the most that was met


@dataclass(frozen=True, slots=True)
class Change:
    """A line that was changed; line 0 is the file itself, and `after` says what was done to it."""

    line: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Mended:
    """A file's bytes as they should be, and what was changed."""

    data: bytes
    changes: list[Change]
    kept: str = ""  # why nothing was changed


def mend(data: bytes, path: str, quotes: str = QUOTES) -> Mended:
    """Mends the bytes of a file, with the paper's quotation marks; one that cannot be read is left alone."""
    try:
        text = decode(data, path)
    except UnreadableText:
        return Mended(data, [])
    raw = _raw(data)
    changes = list(_of_file(data, raw))
    before = text.split("\n")
    after = _mended(text, path, quotes).split("\n")
    changes += [
        Change(number, old, new) for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new
    ]
    return Mended(usual_end(raw).join(after).encode(), changes) if changes else Mended(data, [])


def mend_piece(data: bytes, path: str, quotes: str = QUOTES, signing: Signing | None = None) -> Mended:
    """Mends the bytes of a file.

    Args:
        signing: of a paper whose pieces are signed off. What is signed stays as it is; sign-offs by hand are completed.
    """
    mended = mend(data, path, quotes)
    return mended if signing is None else _signed(signing, path, data, mended)


def mend_all(
    content: Path, paths: Sequence[Path], write: bool, quotes: str = QUOTES, signing: Signing | None = None
) -> Iterator[tuple[str, Mended]]:
    """Mends the articles of the content folder, or those in the files and folders of `paths`; gives what was changed."""
    wanted = [path.resolve() for path in paths]
    for path in sorted(scan(content).sources):
        file = (content / path).resolve()
        if wanted and not any(file == one or one in file.parents for one in wanted):
            continue
        try:
            data = read_file(content, path)
        except UnreadableText:
            continue
        mended = mend_piece(data, path, quotes, signing)
        if mended.kept:
            yield path, mended
        elif mended.changes:
            if write:
                write_atomically(file, mended.data, durable=True)
            yield path, mended


def _signed(signing: Signing, path: str, data: bytes, mended: Mended) -> Mended:
    """What is done to a piece that is signed off."""
    try:
        if mended.changes and signing.would_lapse(path, data, mended.data):
            return Mended(data, [], _("已有人签过，没有改；改了就要重签。要改，先请签的人知道。"))
        completed = signing.completed(path, mended.data)
    except UnreadableText:
        return mended
    before, after = (decode(one, path).split("\n") for one in (mended.data, completed))
    lines = enumerate(zip(before, after, strict=True), 1)
    return Mended(
        completed, [*mended.changes, *(Change(number, old, new) for number, (old, new) in lines if old != new)]
    )


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Two versions of a line, shortened to where they differ."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    return _cut(before, start, len(before) - end), _cut(after, start, len(after) - end)


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _cut(line: str, start: int, end: int) -> str:
    first = max(start - AROUND, 0)
    last = min(end + AROUND, first + LONGEST_EXCERPT, len(line))
    return ("…" if first else "") + line[first:last].strip() + ("…" if last < len(line) else "")


def _raw(data: bytes) -> str:
    """The text of a file that can be decoded, with its own line ends and whatever cannot be seen."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode(encoding_of(data) or GB18030)


def _of_file(data: bytes, raw: str) -> Iterator[Change]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield Change(0, "", _("编码：UTF-16 → UTF-8"))
    elif data.removeprefix(codecs.BOM_UTF8) != raw.encode():
        yield Change(0, "", _("编码：{name} → UTF-8", name=NAMES[encoding_of(data) or GB18030]))
    elif data.startswith(codecs.BOM_UTF8):
        yield Change(0, "", _("去掉了文件开头的 BOM"))
    if LINE_END.sub(usual_end(raw), raw) != raw:
        yield Change(0, "", _("统一了行尾"))
    if INVISIBLE.search(raw):
        yield Change(0, "", _("去掉了看不见的字"))
    if radicals_in(raw):
        yield Change(0, "", _("部首改成了字"))


def _mended(text: str, path: str, quotes: str) -> str:
    for _round in range(ROUNDS):
        edits = _edits(text, path, quotes)
        if not edits:
            break
        lines = text.split("\n")
        for number, of_line in groupby(sorted(edits), key=lambda edit: edit.line):
            lines[number - 1] = applied(lines[number - 1], of_line)
        text = "\n".join(lines)
    return text


def _edits(text: str, path: str, quotes: str) -> list[Edit]:
    galley = read(text, path)
    if galley is None:
        return []
    edits = [edit for edit in (*full_width(galley), *half_width(galley, quotes), *spacing(galley)) if edit.safe]
    title = galley.fields.get("title")
    if title is not None and "slug" not in galley.fields:
        line = text.split("\n")[title.line - 1]
        of_title = [edit for edit in edits if edit.line == title.line]
        start = line.rindex(title.value)
        moved = [replace(edit, start=edit.start - start, end=edit.end - start) for edit in of_title]
        if slug_of(applied(title.value, moved)) != slug_of(title.value):
            edits = [edit for edit in edits if edit.line != title.line]
    return edits
