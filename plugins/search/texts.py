"""What of an article can be found, and what a result shows of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import unescape

from linli.model.article import Article, Kind

BLOCK = re.compile(
    r"</?(?:blockquote|caption|d[dlt]|details|div|fig\w+|h[1-6]|li|[ou]l|p|pre|summary|t(?:able|body|d|foot|h|head|r))\b"
    r"[^>]*>|<[bh]r\b[^>]*>",
    re.I,
)
ASIDE = re.compile(r"<r([tp])\b[^>]*>(.*?)</r\1>", re.S | re.I)  # the reading beside a line, which goes on after it
SPOKEN = re.compile(r"<img\b[^>]*?\balt=\"([^\"]*)\"", re.I)
TAG = re.compile(r"<[^>]*>")
LIST = re.compile(r"<(/?)(ol|ul|li)\b([^>]*)>", re.I)
START = re.compile(r"\bstart=\"(\d+)\"", re.I)


def texts_of(article: Article) -> list[str]:
    """The texts of an article that can be found, the headline first: none is the neighbour of the next."""
    return _distinct([article.title, article.kicker, article.subtitle, *_body(article.body), *_furniture(article)])


def card_of(article: Article, count: int) -> bytes:
    """What a result shows: JSON, whose texts are converted for the twin.

    Args:
        article: the article.
        count: how many articles there are on its day; a browser that knows of another number has an old index.
    """
    card = {
        "of": count,
        "url": article.url,
        "title": article.title,
        "date": article.appeared.iso,
        "section": article.section.name if article.section else "",
        "kind": article.kind.value,
        "texts": texts_of(article)[1:],
    }
    if article.kind is Kind.PHOTO and article.cover:
        small = article.cover.thumbnail
        card["picture"] = [small.src, small.width, small.height]
    return json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()


def _body(body: str) -> list[str]:
    """The paragraphs of a body, and what else its blocks say; numbers of lists are part of them."""
    if "<ol" in body:
        body = _numbered(body)
    asides = [match[2] for match in ASIDE.finditer(body) if match[1] in "tT"]
    blocks = BLOCK.split(ASIDE.sub("", body))
    return [unescape(TAG.sub("", text)) for text in [*blocks, *asides]] + [
        unescape(alt) for alt in SPOKEN.findall(body)
    ]


def _numbered(body: str) -> str:
    """A body with the numbers of ordered lists written into their items, where readers see them."""
    lists: list[int | None] = []  # the next number of each list that is open; none for one without numbers

    def write(match: re.Match[str]) -> str:
        closing, name = match[1], match[2].lower()
        if name != "li":
            if not closing:
                start = START.search(match[3])
                lists.append((int(start[1]) if start else 1) if name == "ol" else None)
            elif lists:
                lists.pop()
            return match[0]
        if closing or not lists or lists[-1] is None:
            return match[0]
        number = lists[-1]
        lists[-1] = number + 1
        return f"{match[0]}{number}. "

    return LIST.sub(write, body)


def _furniture(article: Article) -> list[str]:
    """What the page says beside headline and body, and what stood in the text until it was taken to the byline."""
    people = [contributor.name for contributor in article.contributors]
    corrections = [correction.text for correction in article.corrections]
    written = [article.byline, article.source, article.dateline, article.editor]
    cover = article.cover.alt if article.cover else ""
    return [*written, *corrections, *article.signatures, *people, cover]


def _distinct(texts: Iterable[str]) -> list[str]:
    """Texts without white space around and beyond a space, each once, none empty."""
    return [text for text in dict.fromkeys(" ".join(text.split()) for text in texts) if text]
