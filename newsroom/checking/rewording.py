"""The words that twins for Taiwan have for others, as `linli check` shows them: in a line, or one by one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from linli.build.request import silent
from linli.messages import _
from linli.settings.table import Settings
from newsroom import archive
from newsroom.checking.checking import is_within
from newsroom.tables import Column, show_table
from newsroom.terminal import say

FEW = 5  # words that the line names


def show(settings: Settings, paths: Sequence[Path], every: bool) -> None:
    """Says which words are changed; with `every` all of them, and those that are left alone. Nothing if no twin changes any."""
    if "plugins.hanzi" not in settings.plugins or not any(variant.endswith("p") for _prefix, variant in settings.twins):
        if every:
            say(_("没有换词的繁体网页：TWINS 里没有 s2twp。"))
        return
    from plugins.hanzi.rewording import rewordings

    wanted = [path.resolve() for path in paths]
    with archive.opened(settings, silent) as paper:
        texts = [
            (path, text)
            for path, text in paper.store.texts()
            if not paths or is_within(settings.content / path, wanted)
        ]
        found = rewordings(settings, texts)
    changed = [one for one in found if not one.off]
    if every:
        columns = [Column(_("词")), Column(_("台湾的说法")), Column(_("次数"), number=True), Column(_("在哪里"))]
        rows = [
            (
                one.word,
                _("照旧") if one.off else one.becomes,
                str(one.count),
                " ".join(settings.shown_as + file for file in one.files),
            )
            for one in [*changed, *(one for one in found if one.off)]
        ]
        show_table(columns, rows)
    elif changed:
        named = _("、").join(f"{one.word}→{one.becomes}" for one in changed[:FEW])
        say(
            _(
                "台湾用词：换了 {count} 个词（{named}）。全部列出：linli check --words。",
                count=len(changed),
                named=named,
            )
        )
