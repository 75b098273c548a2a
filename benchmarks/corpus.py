"""Articles from a corpus: JSON lines with `date`, `title`, `paragraphs`, gzipped or not."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SECTIONS = ("news", "governance", "livelihood", "countryside", "culture", "opinion")


def items(corpus: Path) -> Iterator[dict]:
    """The items of a corpus file."""
    open_ = gzip.open if corpus.suffix == ".gz" else open
    with open_(corpus, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def write_articles(corpus: Path, content: Path, count: int) -> None:
    """Writes `count` articles that Linli and plain Pelican can both read.

    A corpus with fewer items is written again, dated five years earlier each time.
    """
    known = list(items(corpus))
    for number in range(count):
        round_, index = divmod(number, len(known))
        item = known[index]
        day = date.fromisoformat(item["date"]) - timedelta(days=round_ * 1826)
        folder = content / "articles" / f"{day:%Y/%m/%d}"
        folder.mkdir(parents=True, exist_ok=True)
        title = re.sub(r"\s+", " ", item["title"]).strip() or "无题"
        head = [
            f"title: {title}",
            f"date: {day}",
            f"section: {SECTIONS[index % len(SECTIONS)]}",
            f"slug: item-{number}",
        ]
        body = "\n\n".join(paragraph.strip() for paragraph in item["paragraphs"] if paragraph.strip())
        text = "\n".join(["---", *head, "---", "", body, ""])
        (folder / f"{number}.md").write_text(text, encoding="utf-8")
