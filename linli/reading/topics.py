"""The topics of a paper (专题), known before its pieces are read: files of `content/topics`, each with the name of its topic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from linli.model import addresses
from linli.model.article import Status
from linli.model.places import Topic
from linli.reading.encoding import UnreadableText, decode, read_file
from linli.reading.frontmatter import split
from linli.reading.values import parse_status
from linli.text.simplified import simplified

FOLDER = "topics/"


@dataclass(frozen=True, slots=True)
class KnownTopics:
    """The topics that have a file, and those of them that have a page."""

    all: tuple[Topic, ...] = ()
    published: tuple[Topic, ...] = ()

    def named(self, word: str) -> Topic | None:
        """The topic of this name, in either script, or of this id."""
        plain = simplified(word)
        return next((one for one in self.all if word == one.id or plain == simplified(one.name)), None)


NONE = KnownTopics()


def known_topics(content: Path, sources: Iterable[str], *, drafts: bool) -> KnownTopics:
    """The topics among files of the content folder; drafts have a page if that is wanted."""
    found = [
        (topic, draft) for path in sorted(sources) if path.startswith(FOLDER) for topic, draft in _read(content, path)
    ]
    return KnownTopics(
        tuple(topic for topic, _draft in found), tuple(topic for topic, draft in found if drafts or not draft)
    )


def _read(content: Path, path: str) -> list[tuple[Topic, bool]]:
    """The topic of a file, with whether it is a draft; none of a faulty one, of which its reader tells."""
    id = PurePosixPath(path).stem
    try:
        source, _findings = split(decode(read_file(content, path), path), path)
        fields = source.fields if source else {}
        status = parse_status(fields["status"].value) if "status" in fields else Status.PUBLISHED
    except (UnreadableText, ValueError):
        return []
    name = fields["title"].value if "title" in fields else ""
    return [(Topic(id, name), status is not Status.PUBLISHED)] if name and addresses.NAME.fullmatch(id) else []
