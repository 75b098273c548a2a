"""How the paragraphs of a document look, by their numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsroom.importing.word.formats import Setting
from newsroom.importing.word.numbering import Label


@dataclass(slots=True)
class Facts:
    """How a paragraph looks. Sizes are in points."""

    setting: Setting
    label: Label | None = None
    weights: dict[tuple[float, bool, bool], int] = field(default_factory=dict)  # characters by size, bold, heavy face
    leading: int = 0  # width of the white space that it begins with, a Han character being 2
    boxed: bool = False  # it stands in a text box

    def count(self, face: tuple[float, bool, bool], text: str) -> None:
        letters = len("".join(text.split()))
        if letters:
            self.weights[face] = self.weights.get(face, 0) + letters

    @property
    def size(self) -> float:
        """The size of most of its characters; 0 without any."""
        return max(self.weights, key=lambda face: self.weights[face], default=(0.0,))[0]

    @property
    def bold(self) -> bool:
        return bool(self.weights) and all(bold for _size, bold, _heavy in self.weights)

    @property
    def heavy(self) -> bool:
        return bool(self.weights) and all(heavy for _size, _bold, heavy in self.weights)
