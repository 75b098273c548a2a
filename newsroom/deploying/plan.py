"""What is to be done at a target, worked out before anything is.

The order keeps every page that a reader can meet whole, wherever it is cut off: what is new goes first, for nothing refers
to it yet, parts before pages; then what changed; the front pages last; and what nothing refers to any more is removed at
the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from linli.build.finished import FinishedSite
from linli.messages import _, listed
from linli.model.addresses import INDEX, folders_of
from linli.system.rooted import Kind
from newsroom.deploying.compress import names_of
from newsroom.deploying.manifest import Manifest, is_inside
from newsroom.deploying.target import LOCK, MANIFEST, DeployError, Listing, Target

SHOWN = 3  # paths that are named
PAGES = (".html", ".xml", ".atom", ".json")  # what refers to other files
OWN = (MANIFEST, LOCK)


@dataclass(frozen=True, slots=True)
class Plan:
    """Files by what becomes of them."""

    new: list[str]
    changed: list[str]
    gone: list[str]
    missing: list[str]  # what we have sent, as the target says, and is not there
    same: list[str]
    first: list[str]  # of those that go, what stands in the way of new ones
    before: set[str]  # what we have sent
    strange: list[str]  # what we have not sent
    overwritten: list[str]  # of that, what has the name of one of ours
    removed: list[str]  # and what stands in the way of one of ours
    half: list[str]  # what was left half written
    is_ours: bool
    is_damaged: bool  # what the target says that we have sent
    is_noted: bool  # the target says already that we have sent what it will have

    @property
    def turns(self) -> list[list[str]]:
        """What is sent, in the order in which it is."""
        pages = [path for path in self.new if path.endswith(PAGES)]
        return [
            [path for path in self.new if not path.endswith(PAGES)],
            [path for path in pages if not _is_front(path)],
            [path for path in self.changed if not path.endswith(PAGES)],
            [path for path in self.changed if path.endswith(PAGES) and not _is_front(path)],
            [path for path in (*pages, *self.changed) if _is_front(path)],
        ]

    @property
    def is_nothing(self) -> bool:
        """Whether the target is as it should be."""
        return self.is_noted and not (self.new or self.changed or self.gone or self.half)

    @property
    def needs_leave(self) -> bool:
        """Whether somebody has to say that files of others may be touched, or that ours may lie among them."""
        return bool(self.overwritten or self.removed or (self.strange and not self.is_ours))


def make_plan(site: FinishedSite, target: Target, listing: Listing, manifest: Manifest) -> Plan:
    """What is to be done.

    Raises:
        DeployError: a link at the target leads a path of ours elsewhere, or no target can have one.
    """
    paths = set(site.files)
    bad = sorted(path for path in paths if not is_inside(path))
    if bad:
        raise DeployError(_("网站里有不能发的文件名：{paths}。", paths=some(bad)))
    standing = paths & listing.keys()
    # When the list is damaged nobody knows what we have sent: what has the name of one of ours is taken for it.
    before = set(standing) if manifest.is_damaged else set(manifest.paths)
    _refuse_links(paths | before, listing)
    there = {name for path in before - paths for name in names_of(path)} & listing.keys()
    same = target.same(sorted(path for path in standing if listing[path] is Kind.FILE), site)
    todo, gone = sorted(paths - same), sorted(path for path in before - paths if not there.isdisjoint(names_of(path)))
    half = target.leftovers(listing, before | paths)
    ours = {name for path in before for name in names_of(path)}.union(half, OWN)
    strange = sorted(listing.keys() - ours)
    return Plan(
        new=[path for path in todo if path not in standing],
        changed=[path for path in todo if path in standing],
        gone=gone,
        missing=sorted(before - paths - set(gone)),
        same=sorted(same),
        first=_in_the_way(gone, todo),
        before=before,
        strange=strange,
        overwritten=sorted(set(strange).intersection(todo)),
        removed=_in_the_way(strange, todo),
        half=half,
        is_ours=manifest.is_there and not (manifest.is_damaged and not same),
        is_damaged=manifest.is_damaged,
        is_noted=not manifest.is_damaged and manifest.paths == paths,
    )


def some(paths: Collection[str]) -> str:
    """The first of some paths, fit for a line on a terminal."""
    plain = [path.encode(errors="replace").decode() for path in sorted(paths)[:SHOWN]]
    plain = ["".join(character if character.isprintable() else "?" for character in path) for path in plain]
    return listed(plain) + ("……" if len(paths) > SHOWN else "")


def _is_front(path: str) -> bool:
    """Whether it is the front page, or that of a twin (a standing page is taken for one, which does no harm)."""
    return path.count("/") <= 1 and path.endswith(INDEX)


def _in_the_way(there: Iterable[str], todo: list[str]) -> list[str]:
    """Files that have the name of a folder of new ones, or lie in a folder that has the name of a new file."""
    files, folders = set(todo), folders_of(todo)
    return [path for path in there if path in folders or not files.isdisjoint(folders_of([path]))]


def _refuse_links(paths: Iterable[str], listing: Listing) -> None:
    links = {path for path, kind in listing.items() if kind is Kind.LINK}
    leading = sorted(links & folders_of(paths)) if links else []
    if leading:
        text = _("目标位置里的 {paths} 是链接，通到别处，没有发。请先把它拿走，或换成真的文件夹。", paths=some(leading))
        raise DeployError(text)
