"""What of an article can be found, and what a result shows of it."""

from __future__ import annotations

import json
import re
from html import unescape

from plugins.desk.article import Article

BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|td|th|figcaption|blockquote|pre|dd|dt|div)>|<br\s*/?>|<hr\s*/?>", re.I)
ASIDE = re.compile(r"<r[tp]>.*?</r[tp]>", re.S)
TAG = re.compile(r"<[^>]*>")


def texts_of(article: Article) -> list[str]:
    """The texts of an article that can be found, the headline first: none is the neighbour of the next."""
    captions = [article.cover.alt] if article.cover and article.kind == "photo" else []
    people = "、".join(contributor.name for contributor in article.contributors)
    before = [article.title, article.kicker, article.subtitle]
    after = [article.byline or people, article.source, article.dateline, article.editor, *captions]
    body = [unescape(TAG.sub("", part)).strip() for part in BLOCK_END.split(ASIDE.sub("", article.body))]
    found = dict.fromkeys(" ".join(text.split()) for text in [*before, *body, *after])
    if people and not article.byline:
        found[people] = None
    return [text for text in found if text]


def card_of(article: Article) -> bytes:
    """What a result shows: JSON, whose texts are converted for the twin."""
    card = {
        "url": article.url,
        "title": article.title,
        "date": article.date.isoformat(),
        "section": article.section.name if article.section else "",
        "kind": article.kind.value,
        "texts": texts_of(article)[1:],
    }
    if article.kind == "photo" and article.cover:
        small = article.cover.thumbnail
        card["picture"] = [small.src, small.width, small.height]
    return json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode()
