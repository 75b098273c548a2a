"""HTML and XML in the other script: what a reader sees or hears is converted, and every tag stays byte for byte."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from plugins.hanzi.variants import HANS, Variant

_INSIDE = r"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*>"
_TOKENS = (
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<!(?!--|\[CDATA)[^>]*>|<\?[^>]*>"
    rf"|<script\b{_INSIDE}.*?</script\s*>|<style\b{_INSIDE}.*?</style\s*>|</?[a-z]{_INSIDE}"
)
TOKENS = re.compile(f"({_TOKENS})", re.S | re.I)
LOOSE_TOKENS = re.compile(f"({_TOKENS}|<!--.*|</?[a-z][^>]*>)", re.S | re.I)  # for what never becomes whole
# What makes a line more than text between tags that stay as they are: words that tell of rules or of addresses; a tag
# that is not ASCII or begins and does not end; an element with rules of its own; a tag within a phrase.
TELLING_LINE = ("translate", "lang", "&#", "://", "theme/", "photos/", "prints/", "srcset", '="/', "='", "=/")
INTRICATE = re.compile(
    r"<(?:[!?A-Z]|/?(?:script|style|code|kbd|samp|r[a-z]+|meta|html|feed)\b|[^<>]*(?:[^<>\x00-\x7f]|<|$)"
    r"|(?<=[^\s<>]<)[^<>]*>(?:<[^<>]*>)*[^\s<>])"
)
BEGUN = re.compile("<[a-zA-Z/!?]")
NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""")
TELLING = (
    "script",
    "style",
    "translate",
    " lang",
    ":lang",
    "&#",
    "code",
    "kbd",
    "samp",
)  # in tags that say more than a name
ENTITY = re.compile(r"(&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);)")
JSON_STRING = re.compile(r'("(?:[^"\\]|\\.)*")(\s*:)?')
FURNITURE = 300  # characters of a line that may well stand on other pages too, and is remembered
ADDRESSED = ("https://", "http://", "/", "./", "../")  # how addresses in JSON begin
LARGE = 1000  # characters of a token that stands on one page alone, such as structured data: it is not remembered
MEMORY = 20_000  # tags, and lines of each scope, that are remembered

# Elements within a line: a phrase goes on across their tags.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "br",
        "cite",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "img",
        "ins",
        "label",
        "mark",
        "meter",
        "q",
        "s",
        "slot",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "tspan",
        "u",
        "wbr",
    ]
)
ASIDE = frozenset(("rt", "rp"))  # beside a line, which goes on after them
RUBY = ASIDE | {"rb", "rtc", "ruby"}
CODE = frozenset(("code", "kbd", "samp"))
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
SPOKEN = frozenset(
    [
        "abbr",
        "alt",
        "aria-braillelabel",
        "aria-description",
        "aria-label",
        "aria-placeholder",
        "aria-roledescription",
        "aria-valuetext",
        "label",
        "placeholder",
        "summary",
        "title",
    ]
)
BUTTONS = frozenset(("button", "reset", "submit"))
DESCRIPTIVE = re.compile(
    r"(?:og|twitter|article|book|dc|dcterms)[:.](?:title|description|site_name|section|tag|subject|image:alt)"
    r"|description|keywords|author|subject|abstract|application-name|apple-mobile-web-app-title",
    re.I,
)


class Texts(Protocol):
    """What is needed of a converter."""

    variant: Variant

    def texts(self, texts: list[str]) -> list[str]: ...

    def is_converted(self, text: str) -> bool: ...

    def has_target(self, text: str) -> bool: ...

    def cuts(self, text: str, converted: str, places: list[int]) -> list[int]: ...


@dataclass(frozen=True, slots=True)
class Tag:
    """What there is to know of a tag, whatever page it stands on."""

    name: str
    closing: bool
    empty: bool  # has no content
    inline: bool  # a phrase goes on across it
    open: bool  # begins a script or a style sheet, without its end
    converts: bool | None  # whether its content is to be converted, if it says so
    text: str  # itself, its spoken attributes converted


EachTag = Callable[[Tag, str], str]
Run = tuple[str, list[int]]  # a text in which phrases can stand, and the places of its pieces among the tokens


class Walker:
    """Converts markup with one converter.

    It goes line by line, for no phrase spans two, and most lines of a page stand on others too: a line that was met
    before is remembered. One that does not end what it begins (a tag, a comment, an element that is not to be
    converted) is taken together with those after it.
    """

    def __init__(self, converter: Texts) -> None:
        self.converter = converter
        self._tags: dict[str, Tag] = {}
        self._lines: dict[object, dict[str, str]] = {}

    def convert(self, markup: str, each_tag: EachTag | None = None, scope: object = None) -> str:
        """The markup in the other script.

        `each_tag` may write a tag, whose attributes are converted, otherwise; it does the same for all markup of a
        `scope`.
        """
        known = self._lines.setdefault(scope, {})
        if len(known) > MEMORY:
            known.clear()
        written: list[str] = []
        plain: list[int] = []
        pending: list[tuple[int, str, list[str], list[Run]]] = []
        lines = markup.split("\n")
        number = 0
        while number < len(lines):
            line = lines[number]
            done = known.get(line) if line else line
            if done is not None:
                written.append(done)
                number += 1
                continue
            if not INTRICATE.search(line) and not any(map(line.__contains__, TELLING_LINE)):
                if not line.isascii():
                    plain.append(len(written))
                written.append(line)
                number += 1
                continue
            count, tokens, runs = self._whole(lines, number, each_tag)
            number += count
            pending.append((len(written), line if count == 1 else "", tokens, runs))
            written.append("")
        converted = iter(self.converter.texts([text for _, _, _, runs in pending for text, _ in runs]))
        for place, line, tokens, runs in pending:
            for text, pieces in runs:
                if (result := next(converted)) != text:
                    self._put(tokens, text, pieces, result)
            written[place] = "".join(tokens)
            if line and len(line) < FURNITURE:
                known[line] = written[place]
        if self.converter.has_target("".join([written[place] for place in plain])):
            plain = [place for place in plain if not self.converter.is_converted(written[place])]
        if plain:
            converted = self.converter.texts(["\n".join([written[place] for place in plain])])[0].split("\n")
            for place, line in zip(plain, converted, strict=True):
                if len(line) < FURNITURE:
                    known[written[place]] = line
                written[place] = line
        return "\n".join(written)

    def _whole(self, lines: list[str], number: int, each_tag: EachTag | None) -> tuple[int, list[str], list[Run]]:
        """From a line as many as it takes to end what they begin: their number, their tokens, their runs."""
        count = 1
        while True:
            last = number + count >= len(lines)
            markup = "\n".join(lines[number : number + count])
            tokens = (LOOSE_TOKENS if last else TOKENS).split(markup)
            runs, ended = self._runs(tokens, each_tag)
            if ended or last:
                return min(count, len(lines) - number), tokens, runs
            count *= 2

    def tag(self, token: str) -> Tag:
        """What there is to know of a tag."""
        tag = self._tags.get(token)
        if tag is None:
            if len(self._tags) > MEMORY:
                self._tags.clear()
            tag = self._read(token)
            if len(token) < LARGE:
                self._tags[token] = tag
        return tag

    def _runs(self, tokens: list[str], each_tag: EachTag | None) -> tuple[list[Run], bool]:
        """The runs of markup, and whether it ends what it begins. Tags are written."""
        runs: list[Run] = []
        ended = True
        stack: list[list] = []  # of elements that change whether text is converted: name, depth, what held before
        aside: list[int] | None = None  # the run beside which a ruby text stands
        converts = True
        run: list[int] = []

        def end() -> None:
            nonlocal run
            if run:
                self._end(tokens, run, runs)
                run = []

        for place, token in enumerate(tokens):
            if not place & 1:
                if token:
                    if "<" in token and BEGUN.search(token):
                        ended = False
                    if converts:
                        run.append(place)
                continue
            if token[1] in "!?":
                continue
            tag = self._tags.get(token) or self.tag(token)
            before = converts
            if tag.open:
                ended = False
            if stack and stack[-1][0] == tag.name and not tag.empty:
                stack[-1][1] += -1 if tag.closing else 1
                if not stack[-1][1]:
                    converts = stack.pop()[2]
            elif tag.converts is not None and tag.converts != converts and not tag.empty:
                stack.append([tag.name, 1, converts])
                converts = tag.converts
            if converts != before or not tag.inline:
                if aside is not None and tag.name in RUBY:
                    end()
                    run, aside = aside, None
                    if tag.name in ASIDE and not tag.closing:
                        aside, run = run, []
                elif tag.name in ASIDE and not tag.closing:
                    aside, run = run, []
                elif tag.name not in RUBY:
                    end()
            written = tag.text if before or tag.converts else token
            tokens[place] = each_tag(tag, written) if each_tag else written
        end()
        if aside is not None:
            run = aside
            end()
        return runs, ended and not stack and aside is None

    def _end(self, tokens: list[str], run: list[int], runs: list[Run]) -> None:
        """Notes a run that is at its end, if there is something to convert in it."""
        text = tokens[run[0]] if len(run) == 1 else "".join([tokens[place] for place in run])
        if "&" in text:
            text = "".join(_decoded(tokens[place]) for place in run)
        if not text.isascii() and not self.converter.is_converted(text):  # a quotation in the other script, or a twin
            runs.append((text, run))

    def _put(self, tokens: list[str], text: str, run: list[int], converted: str) -> None:
        """Puts what a run became into the places of its pieces."""
        pieces = [(place, part) for place in run for part in _parts(tokens[place])]
        ends, position = [], 0
        for _, part in pieces:
            position += len(html.unescape(part)) if part[0] == "&" else len(part)
            ends.append(position)
        begins = [0, *self.converter.cuts(text, converted, ends[:-1]), len(converted)]
        for place in run:
            tokens[place] = ""
        for number, (place, part) in enumerate(pieces):
            new = converted[begins[number] : begins[number + 1]]
            tokens[place] += part if part[0] == "&" and new == html.unescape(part) else _escaped(new, part)

    def _read(self, token: str) -> Tag:
        match = NAME.match(token)
        name = sys.intern(match[1].lower())
        closing = token[1] == "/"
        lower = token.lower()
        if token.isascii() and not any(word in lower for word in TELLING):
            return Tag(name, closing, name in VOID or token.endswith("/>"), name in INLINE, False, None, token)
        end = token.index(">") if name == "script" and ">" in token else len(token)  # what it holds has no attributes
        found = () if closing else ATTRIBUTE.finditer(token, match.end(), end)
        attributes = {m[1].lower(): _value(m[3]) for m in found}
        if name in ("script", "style") and not closing:
            if attributes.get("type", "").lower() == "application/ld+json":
                token = self._structured(token)
            return Tag(name, False, True, False, not token.endswith(">") or "</" not in token, None, token)
        text = token
        if not closing and (not token.isascii() or "&#" in token):
            spoken = lambda attribute: self._is_spoken(name, attribute, attributes)  # noqa: E731
            text = ATTRIBUTE.sub(lambda m: self._attribute(m) if spoken(m[1].lower()) else m[0], token)
        converts = None if closing else self._converts(name, attributes)
        if converts is False:  # what is not to be converted has no spoken attributes either
            text = token
        empty = name in VOID or token.endswith("/>")
        return Tag(name, closing, empty, name in INLINE, False, converts, text)

    def _converts(self, name: str, attributes: dict[str, str]) -> bool | None:
        translate = attributes.get("translate", "").lower()
        if "translate" in attributes:
            return translate != "no"
        language = attributes.get("lang", attributes.get("xml:lang"))
        if language:
            return is_language(language, self.converter.variant)
        return False if name in CODE else None

    def _is_spoken(self, name: str, attribute: str, attributes: dict[str, str]) -> bool:
        if attribute == "content":
            return name == "meta" and any(
                DESCRIPTIVE.fullmatch(attributes.get(key, "")) for key in ("name", "property", "itemprop")
            )
        if attribute == "value":
            return name == "input" and attributes.get("type", "").lower() in BUTTONS
        return attribute in SPOKEN

    def _attribute(self, match: re.Match[str]) -> str:
        written = match[3]
        quote = written[0] if written[0] in "\"'" else ""
        value = written[1:-1] if quote else written
        tokens = [value]
        text = _decoded(value)
        converted = self._text(text)
        if converted == text:
            return match[0]
        self._put(tokens, text, [0], converted)
        if quote:
            tokens[0] = tokens[0].replace(quote, "&quot;" if quote == '"' else "&#39;")
        return f"{match[1]}{match[2]}{quote}{tokens[0]}{quote}"

    def _text(self, text: str) -> str:
        return text if self.converter.is_converted(text) else self.converter.texts([text])[0]

    def _structured(self, token: str) -> str:
        """A script element with JSON-LD."""
        begin, end = token.index(">") + 1, token.rindex("<")
        return token[:begin] + self.json(token[begin:end]) + token[end:]

    def json(self, text: str, address: Callable[[str], str] = str, markup: Callable[[str], str] = str) -> str:
        """JSON with its texts converted, but for its keys and addresses; the latter go through `address`.

        What stands under a key that ends with `_html` is markup, and goes through `markup`.
        """
        written: list[tuple[re.Match[str], str, str | None]] = []
        key = ""
        for match in JSON_STRING.finditer(text):
            if match[2]:
                key = match[1]
                continue
            value = json.loads(match[1]) if "\\" in match[1] else match[1][1:-1]
            new: str | None = None  # to be converted
            if key.endswith('_html"'):
                new = markup(value)
            elif value.startswith(ADDRESSED):
                new = address(value)
            elif value[:2].lower() == "zh" and is_language(value, self.converter.variant):
                new = self.converter.variant.target
            elif value.isascii() or self.converter.is_converted(value):
                new = value
            written.append((match, value, new))
        converted = iter(self.converter.texts([value for _, value, new in written if new is None]))
        parts: list[str] = []
        end = 0
        for match, value, new in written:
            new = next(converted) if new is None else new
            parts += [text[end : match.start(1)], match[1] if new == value else _json(new)]
            end = match.end(1)
        return "".join([*parts, text[end:]])


def convert_markup(markup: str, converter: Texts) -> str:
    """A page or a piece of one in the other script."""
    return Walker(converter).convert(markup)


def is_language(tag: str, variant: Variant) -> bool:
    """Whether a language tag names the script that a variant converts from."""
    tag = tag.lower()
    if not (tag == "zh" or tag.startswith("zh-")):
        return False
    traditional = any(part in tag.split("-") for part in ("hant", "tw", "hk", "mo"))
    simplified = any(part in tag.split("-") for part in ("hans", "cn", "sg", "my"))
    return not traditional if variant.source == HANS else not simplified


def _decoded(text: str) -> str:
    return "".join(html.unescape(part) if part[0] == "&" else part for part in _parts(text)) if "&" in text else text


def _parts(text: str) -> list[str]:
    """A text cut into entities and what is between them."""
    return [part for part in ENTITY.split(text) if part] if "&" in text else [text]


def _value(written: str) -> str:
    return html.unescape(written[1:-1] if written[0] in "\"'" else written)


def _escaped(new: str, old: str) -> str:
    """New text, which the glossary may have given characters that stand for markup."""
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        if character in new and character not in old:
            new = new.replace(character, entity)
    return new


def _json(text: str) -> str:
    escapes = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "'": "\\u0027"}
    return re.sub("[<>&']", lambda m: escapes[m[0]], json.dumps(text, ensure_ascii=False))
