"""Text and HTML of one script in the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from plugins.hanzi import glossary as glossaries
from plugins.hanzi.lexicon import Lexicon
from plugins.hanzi.names import Names
from plugins.hanzi.tables import form_table
from plugins.hanzi.variants import HANS, VARIANTS, Variant, engine

PLAINLY = 3  # characters of the target script and none of the other: so many show the script of a text
SEPARATOR = "\x1f"  # parts texts that are converted in one call; no page and no phrase of OpenCC has it
MEMORY = 20_000  # texts that are remembered


class Converter:
    """Converts text and HTML for one variant.

    Names and the words of the glossary are converted whole, everything between them by OpenCC. A text that is plainly
    in the target script already stays as it is.
    """

    def __init__(self, variant: str, glossary: object = None, names: Iterable[str] = ()) -> None:
        """
        Args:
            variant: one of `VARIANTS`, by OpenCC's name.
            glossary: Simplified to Traditional, whichever way the variant goes: a mapping, pairs, or the path of a
                file with a line for each. It goes before everything else.
            names: of people, in the script that is converted from.

        Raises:
            ValueError: there is no such variant, or the glossary has a bad line.
        """
        if variant not in VARIANTS:
            raise ValueError(f"no variant {variant!r}; there are {', '.join(VARIANTS)}")
        self.variant = VARIANTS[variant]
        words = glossaries.of(glossary)
        if self.variant.source != HANS:
            words = {traditional: simplified for simplified, traditional in words.items()}
        convert = Names(self.variant).convert
        self._use({name: convert(name) for name in names} | words)

    @classmethod
    def of_words(cls, variant: Variant, words: dict[str, str]) -> Converter:
        """A converter whose names are converted already: `words` are names and glossary."""
        converter = cls(variant.name)
        converter._use(words)
        return converter

    def _use(self, words: dict[str, str]) -> None:
        self.lexicon = Lexicon(words)
        self._engine = engine(self.variant.name)
        self._scripts = scripts_of(self.variant)
        self._memory: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Plain text in the other script."""
        return self.texts([text])[0]

    def html(self, html: str) -> str:
        """A page or a piece of one in the other script: text and spoken attributes; its tags stay as they are."""
        from plugins.hanzi.markup import convert_markup

        return convert_markup(html, self)

    def texts(self, texts: Sequence[str]) -> list[str]:
        """Several texts at once: each is converted as if it were alone, and those met before are remembered."""
        memory = self._memory
        new = [text for text in dict.fromkeys(texts) if text not in memory and not text.isascii()]
        if new:
            if len(memory) > MEMORY:
                memory.clear()
                new = [text for text in dict.fromkeys(texts) if not text.isascii()]
            memory.update(zip(new, self._convert(new), strict=True))
        return [memory.get(text, text) for text in texts]

    def cuts(self, text: str, converted: str, places: Sequence[int]) -> list[int]:
        """Where places in a text are in what became of it.

        A place within a phrase that became longer or shorter is put in proportion.
        """
        if len(text) == len(converted) and not self.variant.vocabulary and not self.lexicon.stretches(text):
            return list(places)
        return [self._place(text, converted, place) for place in places]

    def _convert(self, texts: list[str]) -> list[str]:
        plans = []
        pieces: list[str] = []
        for text in texts:
            if self.is_converted(text, PLAINLY) or SEPARATOR in text:
                plans.append(None)
                continue
            between, found = self.lexicon.split(text)
            plans.append((len(between), found))
            pieces += between
        done = iter(self._engine(SEPARATOR.join(pieces)).split(SEPARATOR)) if pieces else iter(())
        results = []
        for text, plan in zip(texts, plans, strict=True):
            if plan is None:
                results.append(text if SEPARATOR not in text else SEPARATOR.join(self.texts(text.split(SEPARATOR))))
                continue
            count, found = plan
            results.append("".join(next(done) + (found[i] if i < len(found) else "") for i in range(count)))
        return results

    def is_converted(self, text: str, least: int = 1) -> bool:
        """Whether a text has at least so many characters that only the target script has, and none of the source's."""
        return self._scripts.is_target(text, least)

    def has_target(self, text: str) -> bool:
        """Whether a text has any character that only the target script has."""
        return self._scripts.has_target(text)

    def _place(self, text: str, converted: str, place: int) -> int:
        start, low = next((p, q) for p in range(place, -1, -1) if (q := self._safe(text, converted, p)) is not None)
        if start == place:
            return low
        ends = range(place + 1, len(text) + 1)
        end, high = next((p, q) for p in ends if (q := self._safe(text, converted, p)) is not None)
        return low + round((place - start) / (end - start) * (high - low))

    def _safe(self, text: str, converted: str, place: int) -> int | None:
        """Where a place is that no phrase spans; None when one does."""
        if place in (0, len(text)):
            return len(converted) if place else 0
        head, tail = self.texts([text[:place], text[place:]])
        return len(head) if head + tail == converted else None


class Scripts:
    """Tells which script a text is in, by the characters that only one of them has."""

    def __init__(self, variant: Variant) -> None:
        forms = form_table()
        simplified = variant.source == HANS
        self._engines = engine(variant.name), engine(variant.back)
        self._borrowed = (
            forms.in_traditional if simplified else forms.in_simplified,
            forms.in_simplified if simplified else forms.in_traditional,
        )
        self._met: set[str] = set()
        self._source: set[str] = set()
        self._target: set[str] = set()

    def is_target(self, text: str, least: int) -> bool:
        """Whether a text has at least so many characters of the target script, and none of the source."""
        characters = self._characters(text)
        if not characters.isdisjoint(self._source):
            return False
        return len(characters & self._target) >= least

    def has_target(self, text: str) -> bool:
        """Whether a text has any character that only the target script has."""
        return not self._characters(text).isdisjoint(self._target)

    def kinds(self, text: str) -> tuple[set[str], set[str]]:
        """The characters of a text that only the source script has, and those that only the target has."""
        characters = self._characters(text)
        return characters & self._source, characters & self._target

    def _characters(self, text: str) -> set[str]:
        characters = set(text)
        if not characters <= self._met:
            self._meet(sorted(characters - self._met - {"\n"}))
        return characters

    def _meet(self, characters: list[str]) -> None:
        """Asks OpenCC for characters that were not met before, all at once."""
        joined = "\n".join(characters)
        for convert, borrowed, found in zip(self._engines, self._borrowed, (self._source, self._target), strict=True):
            pairs = zip(characters, convert(joined).split("\n"), strict=True)
            found.update(before for before, after in pairs if before != after and before not in borrowed)
        self._met.update(characters)
        self._met.add("\n")


@lru_cache(maxsize=16)
def scripts_of(variant: Variant) -> Scripts:
    """What tells the scripts of a variant apart: one for a process."""
    return Scripts(variant)
