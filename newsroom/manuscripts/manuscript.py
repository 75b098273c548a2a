"""One manuscript: a file of the content folder, its fields and its body, changed no more than was asked for."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from dataclasses import dataclass

from linli.files import digest_of
from linli.findings import Finding
from linli.model.fields import KEYS
from linli.reading.encoding import decode, end_of
from linli.reading.frontmatter import Field, field_line, split

ORDER = list(KEYS)  # in which a field that was not there takes its place


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as it was read.

    Attributes:
        path: below the content folder.
        digest: of the file's bytes, as `digest_of` makes it.
        head: the lines of the fields, as they are written; `head_line` is that of the first of them in the file.
        fields: those that are known, by their English keys.
        corrections: the fields 更正, of which there may be several, in their order.
        body: what follows the fields, without the blank lines around it; all of a file that has no fields.
        body_line: the line of the file in which it begins.
        findings: what is wrong with the fields as they are written.
    """

    path: str
    digest: str
    head: tuple[str, ...]
    head_line: int
    fields: Mapping[str, Field]
    corrections: tuple[Field, ...]
    body: str
    body_line: int
    findings: tuple[Finding, ...]

    @classmethod
    def of(cls, path: str, data: bytes) -> Manuscript:
        """The one that these bytes are.

        Raises:
            UnreadableText: they are no text.
        """
        text = decode(data, path)
        source, findings = split(text, path)
        if source is None:
            return cls(path, digest_of(data), (), 1, {}, (), text.strip("\n"), 1, tuple(findings))
        head = text.split("\n")[source.fence_line : source.body_line - 2]
        body = source.body.lstrip("\n")
        line = source.body_line + len(source.body) - len(body)
        first = source.fence_line + 1
        corrections = [*filter(None, [source.fields.get("correction")]), *source.again.get("correction", ())]
        return cls(
            path,
            digest_of(data),
            tuple(head),
            first,
            source.fields,
            tuple(corrections),
            body.rstrip(),
            line,
            tuple(findings),
        )

    @classmethod
    def new(cls, path: str) -> Manuscript:
        """One that has nothing in it yet."""
        return cls(path, digest_of(b""), (), 1, {}, (), "", 1, ())

    def edited(self, fields: Mapping[str, str], body: str | None = None) -> str:
        """The text of the file with other values of some fields, and another body.

        Fields that are not named stay as they are written, those that nobody knows among them. One that becomes empty
        goes; one that was not there takes its place in the usual order.
        """
        fields = {key: value.strip() for key, value in fields.items()}
        body = self.body if body is None else body.strip("\n").rstrip()
        return "\n".join(["---", *self._head(fields), "---", "", *([body, ""] if body else [])])

    def says(self, fields: Mapping[str, str], body: str) -> bool:
        """Whether it says this already."""
        known = {key: field.value for key, field in self.fields.items()}
        return body == self.body and all(known.get(key, "") == value.strip() for key, value in fields.items())

    def _head(self, fields: Mapping[str, str]) -> list[str]:
        keys = self._keys()
        lines: list[tuple[str, str]] = []
        for number, line in enumerate(self.head):
            key = keys.get(number, "")
            if key in fields and fields[key] != self.fields[key].value:
                if not fields[key]:
                    continue
                line = _again(line, fields[key])
            lines.append((key, line))
        new = [key for key, value in fields.items() if value and key not in self.fields]
        for key in sorted(new, key=ORDER.index):
            lines.insert(_place(lines, key), (key, field_line(KEYS[key][0], fields[key])))
        return [line for _key, line in lines]

    def _corrected(self, place: int, value: str) -> list[str]:
        """The lines of the fields with another correction at a place, or none; there may be a new one before or behind them all."""
        lines, keys = list(self.head), self._keys()
        numbers = [field.line - self.head_line for field in self.corrections]
        if 0 <= place < len(numbers):
            lines[numbers[place] : numbers[place] + 1] = [_again(lines[numbers[place]], value)] if value else []
        elif value:
            usual = _place([(keys.get(number, ""), line) for number, line in enumerate(lines)], "correction")
            at = usual if not numbers else numbers[0] if place < 0 else numbers[-1] + 1
            lines.insert(at, field_line(KEYS["correction"][0], value))
        return lines

    def _keys(self) -> dict[int, str]:
        """The English keys of the lines of the fields."""
        return {field.line - self.head_line: key for key, field in self.fields.items()}


def written(text: str, before: bytes) -> bytes:
    """The bytes of a text that takes the place of others: with their line ends, and their mark of UTF-8."""
    end = end_of(before)
    return (codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b"") + text.replace("\n", end).encode()


def with_fields(path: str, data: bytes, fields: Mapping[str, str]) -> bytes:
    """The bytes of a file with other values of some fields. Every other line stays as it is, byte for byte, in a file of UTF-8.

    Raises:
        UnreadableText: it is no text.
        ValueError: it has no fields.
    """
    found = _with_fields(path, data)
    return _put(found, data, found._head(fields))


def with_correction(path: str, data: bytes, place: int, value: str) -> bytes:
    """The bytes of a file with another correction (更正) at a place among those that it has; with none there, if it is empty.

    A new one stands behind them all, or before them where the place is -1: of one day the first is the newest.

    Raises:
        UnreadableText: it is no text.
        ValueError: it has no fields.
    """
    found = _with_fields(path, data)
    return _put(found, data, found._corrected(place, value))


def _with_fields(path: str, data: bytes) -> Manuscript:
    found = Manuscript.of(path, data)
    if not found.fields:
        raise ValueError(path)
    return found


def _put(found: Manuscript, data: bytes, head: list[str]) -> bytes:
    """The bytes of a file with other lines of fields."""
    if head == list(found.head):
        return data
    text = decode(data, found.path)
    try:
        raw = data.decode()
    except UnicodeDecodeError:
        raw = text.replace("\n", end_of(data))
    lines = raw.split("\n")
    if len(lines) != text.count("\n") + 1:  # ends of lines that others have
        lines = text.split("\n")
    end = end_of(data).removesuffix("\n")
    first, last = found.head_line - 1, found.head_line - 1 + len(found.head)
    made, at = list[str](), 0
    for line in head:
        kept = next((number for number in range(at, len(found.head)) if found.head[number] == line), None)
        made.append(line + end if kept is None else lines[first + kept])
        at = at if kept is None else kept + 1
    return "\n".join([*lines[:first], *made, *lines[last:]]).encode()


def _again(line: str, value: str) -> str:
    """The line of a field with another value."""
    return field_line(line.replace("：", ":").partition(":")[0].strip(), value)


def _place(kept: list[tuple[str, str]], key: str) -> int:
    """Where a field belongs: behind the last of those that come before it in the usual order."""
    before = set(ORDER[: ORDER.index(key)])
    return max((number + 1 for number, (other, _line) in enumerate(kept) if other in before), default=0)
