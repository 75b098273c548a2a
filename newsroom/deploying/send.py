"""Sends a finished site to a target.

A list of what was sent lies at the target: it is written before the first file goes, with old and new names, and after the
last, with the new ones. So sending can be cut off anywhere and run again. Nobody else sends meanwhile, and no build begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from linli.build.finished import FinishedSite, finished_site
from linli.build.request import silent, unheard
from linli.messages import _
from newsroom.deploying.lock import Lock
from newsroom.deploying.manifest import read_manifest, write_manifest
from newsroom.deploying.plan import Plan, make_plan, some
from newsroom.deploying.target import MANIFEST, DeployError, Target

Progress = Callable[[str, int, int], None]
BATCH = 200  # files between two looks at the clock


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent and removed, or would be, and how many files were there already."""

    new: list[str]
    changed: list[str]
    gone: list[str]
    same: int
    root: Path  # where the site is
    url: str  # that it was built for

    @property
    def written(self) -> int:
        """How many files were sent."""
        return len(self.new) + len(self.changed)


def send(
    output: Path,
    target: Target,
    progress: Progress = silent,
    *,
    url: str | None = None,
    take_over: bool = False,
    without_address: bool = False,
    dry_run: bool = False,
    tell: Callable[[str], None] = unheard,
) -> Sent:
    """Sends the site in a folder.

    Args:
        url: what the site must have been built for.
        take_over: the target may be somebody else's; what is there and has one of our names goes.
        without_address: the site may have been built without `SITEURL`.
        dry_run: nothing is sent.
        tell: hears what the editor should know, line by line.

    Raises:
        DeployError: the target is somebody else's, or refuses, or somebody is sending to it.
        BuildError: the site is not whole.
    """
    with finished_site(output) as site:
        _check_address(site, url, without_address)
        if site.strangers:
            count, paths = len(site.strangers), some(site.strangers)
            tell(_("网站的文件夹里有 {count} 个文件不是出报做的，没有发：{paths}", count=count, paths=paths))
        if dry_run:
            plan = _planned(site, target, take_over)
            _tell(plan, target, tell)
        else:
            if not read_manifest(target).is_there:
                _planned(site, target, take_over)  # not even a lock is put into a folder of others
            with Lock(target) as lock:
                plan = _planned(site, target, take_over)
                _tell(plan, target, tell)
                if not plan.is_nothing:
                    _carry_out(plan, site, target, lock, progress)
    return Sent(plan.new, plan.changed, plan.gone, len(plan.same), site.root, site.url)


def _check_address(site: FinishedSite, url: str | None, without_address: bool) -> None:
    if url is not None and site.url != url:
        raise DeployError(_("刚刚有人用别的设置又出了一次报，没有发。请再运行一次。"))
    if not site.url and not without_address:
        text = _(
            "这个网站出报时没有写 SITEURL，没有网站地图和完整的网址，没有发。请用 linli build --config publishconf.py 再出一次；确实要这样发，请加 --without-address。"
        )
        raise DeployError(text)


def _planned(site: FinishedSite, target: Target, take_over: bool) -> Plan:
    """What is to be done, if it may be."""
    plan = make_plan(site, target, target.look(), read_manifest(target))
    if plan.needs_leave:
        if not target.may_be_taken_over:
            text = _("{place} 里是邻里的程序，不能往那里发。", place=target.shown)
            raise DeployError(text + _view(plan) + _("请换一个空的文件夹。"))
        if not take_over:
            text = _("{place} 里有不是邻里发的文件，没有发。", place=target.shown)
            raise DeployError(text + _view(plan) + _("看过以后确实要发到这里，请加 --take-over。"))
    return plan


def _view(plan: Plan) -> str:
    """What of others stands at a target, and what would become of it."""
    parts = [_("那里有 {count} 个：{paths}。", count=len(plan.strange), paths=some(plan.strange))]
    if plan.overwritten:
        parts.append(_("会盖掉 {count} 个：{paths}。", count=len(plan.overwritten), paths=some(plan.overwritten)))
    if plan.removed:
        parts.append(_("会删去 {count} 个：{paths}。", count=len(plan.removed), paths=some(plan.removed)))
    parts.append(_("别的不动。"))
    return "".join(parts)


def _tell(plan: Plan, target: Target, tell: Callable[[str], None]) -> None:
    if plan.needs_leave:
        tell(_("{place} 里有不是邻里发的文件。", place=target.shown) + _view(plan))
    elif plan.is_damaged:
        tell(_("{place} 的清单 {name} 坏了，照那里现有的文件重新做。", place=target.shown, name=MANIFEST))
        if plan.strange:
            text = _(
                "那里另有 {count} 个文件不知道是谁发的，没有动，其中可能有撤下的旧网页，请逐条核对：{paths}",
                count=len(plan.strange),
                paths=some(plan.strange),
            )
            tell(text)


def _batches(paths: list[str]) -> Iterator[list[str]]:
    for start in range(0, len(paths), BATCH):
        yield paths[start : start + BATCH]


def _carry_out(plan: Plan, site: FinishedSite, target: Target, lock: Lock, progress: Progress) -> None:
    paths = set(site.files)
    total, number = len(plan.new) + len(plan.changed), 0

    def done(count: int) -> None:
        nonlocal number
        number += count
        progress(_("发送"), number, total)

    target.remove(plan.half)
    write_manifest(target, plan.before | paths)
    target.remove([*plan.first, *plan.removed])
    for turn in plan.turns:
        for batch in _batches(turn):
            lock.renew()
            target.send(batch, site, done)
    lock.check()
    target.remove([*plan.gone, *plan.missing])  # of what is missing a folder may be left
    write_manifest(target, paths)
