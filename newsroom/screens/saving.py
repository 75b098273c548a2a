"""Pieces as screens read and save them: never over what another has written, and what is said then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

from linli.files import digest_of
from linli.messages import _
from linli.reading.encoding import UnreadableText
from newsroom.manuscripts.blocks import document_of
from newsroom.manuscripts.files import Conflict, Outside
from newsroom.manuscripts.manuscript import Manuscript
from newsroom.screens.desk import Desk
from newsroom.screens.difference import difference
from newsroom.screens.screen import fault, missing, unwritten


def manuscript_of(path: str, data: bytes, **more: object) -> Manuscript:
    """The manuscript that some bytes are; when they are none, the answer has `more` beside what is wrong.

    Raises:
        HTTPException: they are no text.
    """
    try:
        return Manuscript.of(path, data)
    except UnreadableText as unreadable:
        raise fault(unreadable.finding.message, HTTPStatus.UNPROCESSABLE_ENTITY, **more) from None


def shown(manuscript: Manuscript) -> dict[str, Any]:
    """A manuscript as the screen has it."""
    return {
        "path": manuscript.path,
        "digest": manuscript.digest,
        "head": "\n".join(manuscript.head),
        "fields": {key: field.value for key, field in manuscript.fields.items()},
        "body": manuscript.body,
        "document": document_of(manuscript.body),
    }


def is_text(path: str, data: bytes) -> bool:
    """Whether some bytes can be read as a manuscript."""
    try:
        Manuscript.of(path, data)
    except UnreadableText:
        return False
    return True


def save_bytes(desk: Desk, path: str, data: bytes, known: str) -> str:
    """Saves the bytes of a piece in place of the version with the digest `known`; gives their own.

    Raises:
        HTTPException: another has saved it meanwhile, or it cannot be written.
    """
    with told(path, data):
        saved = desk.manuscripts.save(path, data, known)
    desk.refresh()
    return saved


@contextmanager
def told(path: str, ours: bytes | None = None) -> Iterator[None]:
    """Says to the editor what keeps a piece from being saved, or taken away; `ours` is what was to be saved."""
    try:
        yield
    except Conflict as conflict:
        raise conflict_of(path, conflict, ours) from None
    except Outside:
        raise missing() from None
    except OSError as error:
        raise unwritten(error) from None


def conflict_of(path: str, conflict: Conflict, ours: bytes | None = None) -> Exception:
    """Another has saved it: the screen shows what is different."""
    if conflict.data is None:
        return fault(_("这篇稿件已经被移走。您写的还在这里，可以另存。"), HTTPStatus.CONFLICT, current=None)
    message = _(
        "这篇稿件刚在别处改过（另一个窗口，或另一个程序），没有覆盖。请看两边不同的地方，留下要的；没留下的，在“以前的样子”里还找得到。"
    )
    try:
        current = shown(Manuscript.of(path, conflict.data))
    except UnreadableText:
        message = _(
            "这个文件刚被换成了空的、或读不出文字的东西，没有覆盖。您写的还在这里，可以留下；换上去的那一份，在“以前的样子”那里留着。"
        )
        return fault(message, HTTPStatus.CONFLICT, current=None, digest=digest_of(conflict.data))
    different = [] if ours is None else difference(ours, conflict.data, path)
    return fault(message, HTTPStatus.CONFLICT, current=current, difference=different)
