"""Text and HTML of one script in the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise

from linli.model.scripts import HANS, VARIANTS, Variant
from linli.text.words import IGNORED
from plugins.hanzi import glossary as glossaries
from plugins.hanzi.alignment import CLAUSES, cuts
from plugins.hanzi.kept import keeping
from plugins.hanzi.lexicon import Lexicon, closed
from plugins.hanzi.memory import Memory
from plugins.hanzi.names import HAN, Names
from plugins.hanzi.phrasebook import phrasebook
from plugins.hanzi.quotes import quotes_for
from plugins.hanzi.scripts import scripts_of
from plugins.hanzi.variants import engine

SEPARATOR = "\x1f"  # parts texts that are converted in one call; no phrase of OpenCC has it
# What no engine takes or gives back: NUL, the separator itself, halves of surrogate pairs. Texts are parted there.
UNSPEAKABLE = re.compile("([\x00\x1f\ud800-\udfff])")
RUNS = re.compile(f"({HAN.pattern})")
MEMORY = 1_500_000  # characters of texts that are remembered


class Converter:
    """Converts text and HTML for one variant.

    Names and the words of the glossary are converted whole, everything between them by OpenCC.

    What is in the target script already stays as it is: a line that plainly is, and within others each clause that is
    what the same in the source script would become (“萬里長城” keeps its 里, which OpenCC alone would make 裡).
    """

    def __init__(self, variant: str, glossary: object = None, names: Iterable[str] = ()) -> None:
        """
        Args:
            variant: one of `VARIANTS`, by OpenCC's name.
            glossary: Simplified to Traditional, whichever way the variant goes: a mapping, pairs, the path of a file
                with a line for each, or such lines themselves. It goes before everything else.
            names: of people, in the script that is converted from.

        Raises:
            ValueError: there is no such variant, or the glossary has a bad line.
        """
        if variant not in VARIANTS:
            raise ValueError(f"no variant {variant!r}; there are {', '.join(VARIANTS)}")
        self.variant = VARIANTS[variant]
        words = glossaries.directed(glossaries.of(glossary), self.variant.source == HANS)
        names = [names] if isinstance(names, str) else names
        self._quoted: Callable[[str], str] | None = None
        self._use(closed(Names(self.variant).words(names) | words))

    @classmethod
    def of_words(cls, variant: Variant, words: dict[str, str], quotes: bool = False) -> Converter:
        """A converter whose names are converted already: `words` are names and glossary, as `closed` gives them.

        With `quotes` it writes quotation marks as readers of the variant expect them.
        """
        converter = cls(variant.name)
        converter._use(words)
        converter._quoted = quotes_for(variant.name, variant.source == HANS) if quotes else None
        return converter

    def _use(self, words: dict[str, str]) -> None:
        book = phrasebook(self.variant)
        self.lexicon = Lexicon(words, book.is_name if book else None)
        self._scripts = scripts_of(self.variant)
        self._engine = book.convert if book else keeping(engine(self.variant.name))
        self._memory = Memory(MEMORY)

    def text(self, text: str) -> str:
        """Plain text in the other script."""
        return self.texts([text])[0]

    def html(self, html: str) -> str:
        """A page or a piece of one in the other script: text and spoken attributes; its tags stay as they are."""
        from plugins.hanzi.walker import Walker

        return Walker(self).convert(html)

    def texts(self, texts: Sequence[str]) -> list[str]:
        """Several texts at once: each is converted as if it were alone.

        What was converted is remembered for a while: the same paragraph stands on the page of a piece, on that of its
        issue, in feeds and in search results.
        """
        memory = self._memory
        found = {text: memory.get(text) if self.touches(text) else text for text in texts}
        if new := [text for text, converted in found.items() if converted is None]:
            for text, converted in zip(new, self._convert(new), strict=True):
                found[text] = converted = self._quoted(converted) if self._quoted else converted
                memory.put(text, converted)
        return [found[text] or "" for text in texts]

    def touches(self, text: str) -> bool:
        """Whether there can be anything to convert in a text."""
        return not text.isascii() or self.lexicon.ascii

    def cuts(self, text: str, converted: str, places: Sequence[int]) -> list[int]:
        """Where places in a text are in what became of it.

        A place within a phrase that became longer or shorter is put in proportion.
        """
        if len(text) == len(converted) and not self.variant.vocabulary and not self.lexicon.stretches(text):
            return list(places)
        return cuts(text, converted, places, self.texts)

    def _convert(self, texts: list[str]) -> list[str]:
        whole = "".join(texts)
        usual = self._scripts.is_usual(whole)
        if not usual and UNSPEAKABLE.search(whole):
            return [self._parted(text) for text in texts]
        if not usual and IGNORED.search(whole):
            return [self._seen(text) for text in texts]
        plans = [self.lexicon.split(text) for text in texts]
        pieces = [piece for between, _words in plans for piece in between]
        mixed = not usual and self._scripts.has_target(whole)
        convert = self._both if mixed else self._engine
        joined = convert(SEPARATOR.join(pieces)).split(SEPARATOR)
        results, start = [], 0
        for between, words in plans:
            converted = joined[start : start + len(between)]
            start += len(between)
            if mixed:
                converted = self._settled(between, converted)
            parts = (part for pair in zip(converted, [*words, ""], strict=True) for part in pair)
            results.append("".join(parts) if words else converted[0])
        return results

    def _parted(self, text: str) -> str:
        """A text that has characters which no engine takes: they stay, and part it."""
        parts = UNSPEAKABLE.split(text)
        parts[::2] = self.texts(parts[::2])
        return "".join(parts)

    def _seen(self, text: str) -> str:
        """A text as readers see it: without the marks that nobody sees, which then are put back."""
        parts = IGNORED.split(text)
        marks = parts[1::2]
        visible = "".join(parts[::2])
        converted = self.texts([visible])[0]
        ends = list(accumulate(map(len, parts[::2])))
        places = [0, *self.cuts(visible, converted, ends[:-1]), len(converted)]
        pieces = [converted[start:end] for start, end in pairwise(places)]
        return "".join([part for pair in zip(pieces, [*marks, ""], strict=True) for part in pair])

    def _settled(self, between: list[str], converted: list[str]) -> list[str]:
        """The pieces of a text between words, looked at line by line: some may be in the target script already."""
        lines = zip(SEPARATOR.join(between).split("\n"), SEPARATOR.join(converted).split("\n"), strict=True)
        return "\n".join([self._line(line, result) for line, result in lines]).split(SEPARATOR)

    def _line(self, line: str, converted: str) -> str:
        if not self._scripts.has_target(line):
            return converted
        if self._scripts.is_target(line):
            return line
        clauses = CLAUSES.findall(line)
        results = [self._both(clause) for clause in clauses]
        if "".join(results) != converted:
            clauses, results = [line], [converted]
        return "".join(map(self._clause, clauses, results))

    def _clause(self, clause: str, converted: str) -> str:
        """A clause as it is, if it is what the same in the source script would become."""
        if clause == converted or not self._scripts.has_target(clause):
            return converted
        return clause if self._engine(self._back(clause)) == clause else converted

    def _both(self, text: str) -> str:
        """A text of both scripts: OpenCC alone converts runs of characters that have both, for they have words of neither."""
        results, rest = [], ""
        for run in RUNS.split(text):
            if self._scripts.has_target(run):
                results += [self._engine(rest), engine(self.variant.name)(run)]
                rest = ""
            else:
                rest += run
        return "".join([*results, self._engine(rest)])

    def _back(self, text: str) -> str:
        return engine(self.variant.back)(text)
