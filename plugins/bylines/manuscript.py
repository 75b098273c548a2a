"""Fills in the people, source and dateline of a manuscript from its body and its fields."""

from __future__ import annotations

from linli.hooks import Manuscript
from linli.model.article import Kind
from linli.model.people import Contributor, byline_of, desk_of, editors_text, merged
from plugins.bylines.blocks import take
from plugins.bylines.signature import parse_signature


def read_bylines(manuscript: Manuscript) -> None:
    """The signature leaves the body; what the fields say comes before what the body says.

    A 署名 that names the desk alone is no byline: it is kept as a signature that stood in the text.
    """
    article = manuscript.article
    if article.kind in (Kind.BANNER, Kind.PAGE, Kind.TOPIC):
        return
    signed = parse_signature(article.byline) if article.byline else None
    signers = signed.contributors if signed else []
    taken = take(manuscript.blocks, [person.name for person in signers] or [article.byline] * bool(article.byline))
    manuscript.blocks = taken.blocks
    article.dateline = taken.dateline
    article.signatures = taken.written
    named = _named_as_editors(article.editor) if article.editor else []
    byline = merged(byline_of(signers), taken.byline)
    desk = merged(desk_of(named), merged(desk_of(signers), taken.desk))
    article.contributors = merged(byline, merged(byline_of(named), desk))
    article.source = article.source or (signed.source if signed else None) or taken.source or ""
    if signers and not byline_of(signers):  # 署名: 责任编辑：王刚 校对：王刚
        article.signatures.append(article.byline)
        article.byline = ""
    if not article.editor:
        article.editor = editors_text(desk)


def _named_as_editors(text: str) -> list[Contributor]:
    """The people of the field 责任编辑, which may name other roles too: 王刚 校对 李丽."""
    signature = parse_signature(f"责任编辑：{text}")
    return signature.contributors if signature else []
