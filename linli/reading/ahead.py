"""What says that it was changed when it is not yet."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from linli.findings import Finding
from linli.messages import _
from linli.model.moments import seconds
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.frontmatter import split
from linli.store.store import Store


def changed_ahead(store: Store, content: Path, now: datetime) -> list[Finding]:
    """Findings on pieces online whose field 更新 has a moment that is still to come."""
    found = []
    for path, article in store.changed_ahead(seconds(now)):
        if article.updated:
            message = _("更新的时间（{updated}）还没有到。请查对。", updated=article.updated.written)
            found.append(Finding(path, _line(content, path), "W223", message))
    return found


def _line(content: Path, path: str) -> int:
    """The line of the field in a file, which is read again for it."""
    try:
        source, _findings = split(decode(read_file(content, path), path), path)
    except UnreadableText:
        return 1
    return source.fields["updated"].line if source and "updated" in source.fields else 1
