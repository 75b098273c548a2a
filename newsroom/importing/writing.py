"""Writes what was planned: all of a page or nothing of it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from linli.errors import reason_of
from linli.findings import Finding
from linli.messages import _
from newsroom.importing import undo
from newsroom.importing.plan import Plan, State
from newsroom.terminal import shown


def carry_out(plans: Iterable[Plan], folder: Path, content: Path) -> list[Finding]:
    """Writes plans, each whole or not at all, and notes in the paper's folder what can be taken back. Gives the faults."""
    plans, found = list(plans), []
    for plan in plans:
        found += faults(plan) or write(plan)
    new = [entry for plan in plans if plan.written for entry in plan.entries if entry.state is State.NEW]
    files = [pair for entry in new for pair in (*entry.pictures.items(), (entry.target, entry.text.encode()))]
    undo.remember(folder, content, files)
    return found


def faults(plan: Plan) -> list[Finding]:
    """What stands in the way of a page: files that are there and are not the same."""
    return [
        Finding(
            str(plan.file),
            entry.item.line,
            "E808",
            _("{target}: 已经有这个文件，没有改动它。要重新导入，请先把它移走。", target=shown(entry.target)),
        )
        for entry in plan.taken
    ]


def write(plan: Plan) -> list[Finding]:
    """Writes the files of a page, pictures first. With a fault, none of them is left.

    Gives the fault, if there was one.
    """
    made: list[Path] = []
    try:
        for entry in plan.entries:
            if entry.state is not State.NEW:
                continue
            for path, data in [*entry.pictures.items(), (entry.target, entry.text.encode())]:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("xb") as file:
                    made.append(path)
                    file.write(data)
    except OSError as error:
        for path in made:
            with suppress(OSError):
                path.unlink()
        place = shown(Path(error.filename)) if error.filename else str(plan.file)
        message = _(
            "写不了 {place}（{reason}），这个文件一篇也没有导入。请检查文件夹的权限和磁盘。",
            place=place,
            reason=reason_of(error),
        )
        return [Finding(str(plan.file), 1, "E809", message)]
    plan.written = True
    return []
