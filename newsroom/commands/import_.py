"""`linli import`: newspaper pages and manuscripts into articles."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from linli.findings import Finding
from linli.messages import _, listed
from linli.model.article import Kind
from linli.model.paper import Paper
from linli.reading.encoding import UnreadableText
from linli.settings.table import Settings
from newsroom import settings as paper_settings
from newsroom.importing import ImportedPage, undo
from newsroom.importing.files import gather, read_page
from newsroom.importing.plan import Plan, Planner, State
from newsroom.importing.writing import carry_out, faults
from newsroom.manuscripts.versions import FOLDER, Versions
from newsroom.options import ask_section, parse_day, section_named
from newsroom.settings import config_option, content_option
from newsroom.signing import reminder
from newsroom.tables import Column, show_table
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say, show_findings, shown
from newsroom.usage import command, option

KIND_WORDS = {
    Kind.STORY: _("消息/通讯"),
    Kind.COMMENTARY: _("评论"),
    Kind.PHOTO: _("图片新闻"),
    Kind.BANNER: _("公益"),
}


@command(
    "import",
    short_help=_("把 Word 稿件、整版文字拆成稿件"),
    help=_(
        "把 Word 文件（.docx）、Markdown 或纯文本做成稿件。一个文件可以是一篇，也可以是一个版的好几篇；一次可以给好多文件，也可以给文件夹。\n\n"
        "Word 里标题加粗、居中就认得出，不必用样式；引题、副题、署名、小标题、表格、图片和图说都会认出来，图片放进 content/photos。"
        "修订按接受处理，批注、页眉页脚不要。\n\n"
        "最后列一张表：导入了哪些，哪里存疑，请逐条核对。一个文件里有错误，这个文件一篇也不写，别的照写。"
        "已经有的文件不会被改动；同样的文件再导入一次，什么也不会变。先看看不写，加 --dry-run；写错了，用 --undo 撤回。\n\n"
        "Hexo、Jekyll、Hugo、Pelican 的文章，开头写着“标题：”“作者：”的稿件，按自己的字段导入，日期用自己的。"
        "文末给编辑部看的（电话、身份证号、银行卡号、审稿人、字数）不会发布，只留在文件的注释里。"
    ),
)
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar=_("文件..."))
@option("--date", "day", metavar=_("日期"), callback=parse_day, help=_("见报日期；稿件里写了的，可以不给"))
@option("--page", "number", type=click.IntRange(1, 999), help=_("版次；版头上写了的，可以不给"))
@option("--section", metavar=_("栏目"), help=_("栏目，名称或短名；版头上写了的，可以不给"))
@option("--map", "maps", multiple=True, metavar=_("分类=栏目"), help=_("别的程序的分类放在哪个栏目，可以写几次"))
@option("--draft", is_flag=True, help=_("都写成草稿，看过再发布"))
@option("--undo", "take_back", is_flag=True, help=_("撤回上一次导入：写出的文件没有人改过，就都移走"))
@option("--dry-run", is_flag=True, help=_("只看，不写文件"))
@option("--json", "as_json", is_flag=True, help=_("给程序看"))
@content_option
@config_option
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[Path, ...],
    day: date | None,
    number: int | None,
    section: str | None,
    maps: tuple[str, ...],
    draft: bool,
    take_back: bool,
    dry_run: bool,
    as_json: bool,
    content: Path | None,
    config: Path,
) -> None:
    """Imports files, and shows a table of what came of them."""
    settings = paper_settings.read(config, content=content)
    if take_back and files:
        raise click.UsageError(_("要撤回上一次导入，只写 --undo，不写文件。"))
    if not take_back and not files:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    if take_back:
        _take_back(context, settings)
        return
    paper = settings.paper
    chosen = section_named(paper, section).name if section else None
    reading = _read(files, paper)
    mapped = _mapped(maps, paper)
    if not (dry_run or as_json or chosen):
        mapped |= _asked(reading, mapped, paper)
    planner = Planner(paper, settings.content, chosen, number, mapped=mapped, draft=draft)
    plans = _plans(reading, planner, day, undated=dry_run and as_json)
    findings = list(reading.findings)
    for plan in plans:
        findings += [*plan.page.findings, *(faults(plan) if dry_run else [])]
    if not dry_run:
        findings += carry_out(plans, settings.file.folder, settings.content)
    if as_json:
        say(json.dumps(_rows(reading, plans), ensure_ascii=False, indent=2))
    else:
        _show(plans, reading.passed, dry_run)
        _remind(plans, settings)
    show_findings(sorted(findings))
    failed = {finding.path for finding in findings if finding.is_error}
    if failed:
        if len(reading.pages) + len(reading.findings) > 1:
            complain(_("有 {count} 个文件没有导入。改好后再导入一次，已经写好的不会重复。", count=len(failed)))
        context.exit(CONTENT_ERROR)


def _take_back(context: click.Context, settings: Settings) -> None:
    try:
        folder = settings.file.folder
        gone = undo.undo(folder, settings.content, Versions(folder / FOLDER).put_away)
    except undo.NothingToUndo:
        complain(_("没有可以撤回的导入。"))
        context.exit(CONTENT_ERROR)
    except undo.Edited as fault:
        for file in fault.files:
            complain(_("{file} 导入以后改过。", file=shown(file)))
        complain(_("一个文件也没有删。要撤回，请先把改过的移走。"))
        context.exit(CONTENT_ERROR)
    say(
        _(
            "撤回了上一次导入，移走 {count} 个文件。要放回去，打开采编台（linli newsroom）里的“移走的”。",
            count=len(gone),
        )
    )


def _mapped(maps: tuple[str, ...], paper: Paper) -> dict[str, str]:
    """The sections that `--map` gives to categories."""
    found = {}
    for one in maps:
        category, equals, section = one.partition("=")
        if not equals or not category.strip():
            raise click.UsageError(_("--map 写成“分类=栏目”，例如 --map 民生={name}。", name=paper.sections[0].name))
        found[category.strip()] = section_named(paper, section).name
    return found


def _asked(reading: _ImportedFiles, mapped: dict[str, str], paper: Paper) -> dict[str, str]:
    """The sections of categories that nobody knows, asked for on a terminal."""
    found: dict[str, str] = {}
    if not sys.stdin.isatty():
        return found
    for _file, page in reading.pages:
        for item in page.items:
            if item.section is None and item.categories and not (mapped | found).keys() & set(item.categories):
                complain(_("“{title}”的分类是“{category}”。", title=item.title[:20], category=item.categories[0]))
                found[item.categories[0]] = ask_section(paper).name
    return found


@dataclass(slots=True)
class _ImportedFiles:
    """The pages of all files, and what cannot be read."""

    pages: list[tuple[Path, ImportedPage]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    passed: int = 0


def _read(files: tuple[Path, ...], paper: Paper) -> _ImportedFiles:
    sections = {section.id: section.name for section in paper.sections}
    regions = {region.id: region.name for region in paper.regions}
    gathered = gather(files)
    reading = _ImportedFiles(findings=gathered.findings, passed=gathered.passed)
    progress = Progress()
    for count, file in enumerate(gathered.files):
        progress(_("读稿"), count, len(gathered.files))
        try:
            page = read_page(file, sections, regions, ZoneInfo(paper.timezone))
        except UnreadableText as fault:
            reading.findings.append(fault.finding)
        else:
            reading.pages.append((file, page))
    progress.end()
    return reading


def _plans(reading: _ImportedFiles, planner: Planner, day: date | None, *, undated: bool) -> list[Plan]:
    """What each page becomes. Without a day a page can only be looked at by a program."""
    plans = []
    for file, page in reading.pages:
        chosen = (page.folio.date or day) if page.own_day else (day or page.folio.date)
        if chosen is not None:
            plans.append(planner.plan(file, page, chosen))
        elif not undated:
            show_findings(sorted(reading.findings))
            example = f"{datetime.now():%Y-%m-%d}"
            raise click.UsageError(
                _("{file}: 不知道见报日期。请加 --date，例如 --date {example}。", file=file, example=example)
            )
    return plans


def _rows(reading: _ImportedFiles, plans: list[Plan]) -> list[dict[str, Any]]:
    """The items for other programs; where they were written, if they were."""
    planned = {plan.file: plan for plan in plans}
    rows = []
    for file, page in reading.pages:
        plan = planned.get(file)
        for position, item in enumerate(page.items):
            entry = plan.entries[position] if plan else None
            row = {"file": str(file), "line": item.line, "characters": item.length}
            row["section"] = entry.section if entry else None
            row["path"] = shown(entry.target) if entry and entry.state is not State.TAKEN else None
            rows.append(item.to_json() | row)
    return rows


def _show(plans: list[Plan], passed: int, dry_run: bool) -> None:
    """The summary: a line for each file, a table of all pieces, and what to look at."""
    for plan in plans:
        count, on = len(plan.entries), plan.day
        if plan.number:
            say(
                _(
                    "{file}：{count} 篇，见报日期 {day}，第 {number} 版",
                    file=plan.file,
                    count=count,
                    day=on,
                    number=plan.number,
                )
            )
        else:
            say(_("{file}：{count} 篇，见报日期 {day}", file=plan.file, count=count, day=on))
    if plans:
        say("")
        columns = [_("文件"), _("体裁"), _("标题"), _("署名"), _("栏目")]
        numbers = [Column(_("字数"), number=True), Column(_("存疑"), number=True)]
        show_table([*map(Column, columns), *numbers, Column(_("存为"))], _table(plans, dry_run))
    doubts = [
        (plan.file, entry.item, *guess) for plan in plans for entry in plan.entries for guess in entry.item.guesses
    ]
    if doubts:
        say("")
        say(_("请逐条核对："))
        for file, item, name, why in doubts:
            say(
                _(
                    "{file}:{line}: {title}　？{name}：{why}",
                    file=file,
                    line=item.line,
                    title=item.title[:16],
                    name=name,
                    why=why,
                )
            )
    if passed:
        say(_("文件夹里还有 {count} 个不是文稿的文件，没有动。", count=passed))
    if dry_run:
        say(_("只是看看，没有写文件。去掉 --dry-run 就写。"))
    elif plans:
        written = [entry for plan in plans if plan.written for entry in plan.entries if entry.state is State.NEW]
        pictures = sum(len(entry.pictures) for entry in written)
        say(_("导入了 {count} 篇稿件、{pictures} 张图片。", count=len(written), pictures=pictures))


def _remind(plans: list[Plan], settings: Settings) -> None:
    """Says once that what was written is to be signed off."""
    days = [
        entry.item.day or plan.day
        for plan in plans
        if plan.written
        for entry in plan.entries
        if entry.state is State.NEW and entry.item.kind is not Kind.BANNER
    ]
    if days and (told := reminder(settings, max(days))):
        say(told)


def _table(plans: list[Plan], dry_run: bool) -> list[list[str]]:
    rows = []
    for plan in plans:
        for entry in plan.entries:
            item = entry.item
            people = listed(c.name for c in item.contributors) or item.source or "—"
            doubts = len(item.guesses) + sum(entry.has(finding) for finding in plan.page.findings)
            place = shown(entry.target)
            if entry.state is State.SAME:
                place = _("已有，没有动：{place}", place=place)
            elif plan.taken or not (plan.written or dry_run):
                place = _("没有写")
            kind = KIND_WORDS[item.kind]
            title = f"［{item.kicker}］{item.title}" if item.kicker else item.title
            rows.append(
                [plan.file.name, kind, title, people, entry.section, str(item.length), str(doubts or ""), place]
            )
    return rows
