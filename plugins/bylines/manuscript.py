"""Fills in the people, source and dateline of a manuscript from its body and its `署名`."""

from __future__ import annotations

from linli.model.article import Kind
from linli.model.people import Contributor, Role
from linli.reading.reader import Manuscript
from plugins.bylines.blocks import merged, take
from plugins.bylines.signature import parse_signature


def read_bylines(manuscript: Manuscript) -> None:
    """The signature leaves the body; what the fields say comes before what the body says."""
    article = manuscript.article
    if article.kind in (Kind.BANNER, Kind.PAGE):
        return
    taken = take(manuscript.blocks)
    manuscript.blocks = taken.blocks
    article.dateline = taken.dateline
    article.signatures = taken.written
    signed = parse_signature(article.byline) if article.byline else None
    if signed is not None:
        article.contributors = merged(signed.contributors, taken.contributors)
    else:
        article.contributors = taken.contributors
    article.source = article.source or (signed.source if signed else None) or taken.source or ""
    editors = _editors(article.editor) if article.editor else taken.editors
    if not article.editor:
        article.editor = " ".join(c.name for c in editors if Role.EDITOR in c.roles)
    article.contributors = merged(article.contributors, merged(editors, taken.editors))


def _editors(text: str) -> list[Contributor]:
    """The people of the field 责任编辑, which may name other roles too: 王刚 校对 李丽."""
    signature = parse_signature(f"责任编辑：{text}")
    return signature.contributors if signature else []
