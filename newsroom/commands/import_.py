"""`linli import`: a newspaper page into articles."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from newsroom import settings as paper_settings
from newsroom.importing import Item, Page, import_page
from newsroom.settings import CONFIG
from newsroom.terminal import CONTENT_ERROR, complain, say, shown
from newsroom.usage import command, option
from plugins.desk.article import Kind
from plugins.desk.messages import _, listed
from plugins.desk.paper import Paper
from plugins.desk.pinyin import slug_of
from plugins.desk.source import Unreadable, decode
from plugins.desk.values import parse_date

TYPES = (".md", ".markdown", ".txt", "")


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return parse_date(value)[0]
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from None


@command(
    "import",
    short_help=_("把一个版拆成稿件"),
    help=_(
        "把印刷厂给的一个版（Markdown 或纯文本）拆成一篇篇稿件。\n\n拿不准的地方在表里用“？”标出来，请逐条看过。已经有的文件不会被改动。"
    ),
)
@click.argument("files", nargs=-1, required=True, metavar=_("文件..."), type=click.Path(path_type=Path))
@option("--date", "day", metavar=_("日期"), callback=_day, help=_("见报日期；版头上写了的，可以不给"))
@option("--page", "number", type=click.IntRange(1, 999), help=_("版次；版头上写了的，可以不给"))
@option("--section", metavar=_("栏目"), help=_("栏目，名称或短名；版头上写了的，可以不给"))
@option("--dry-run", is_flag=True, help=_("只看，不写文件"))
@option("--json", "as_json", is_flag=True, help=_("给程序看"))
@option("--content", type=click.Path(path_type=Path), help=_("内容文件夹（默认按设置文件）"))
@option("--config", type=click.Path(path_type=Path), default=Path(CONFIG), show_default=True, help=_("设置文件"))
@click.pass_context
def import_(
    context: click.Context,
    files: tuple[Path, ...],
    day: date | None,
    number: int | None,
    section: str | None,
    dry_run: bool,
    as_json: bool,
    content: Path | None,
    config: Path,
) -> None:
    """Imports files, and shows a table of what came of them."""
    overrides = {"PATH": str(content.absolute())} if content else {}
    settings = paper_settings.read(config, overrides)
    paper = Paper.from_settings(settings)
    if section and paper.section(section) is None:
        names = listed(one.name for one in paper.sections)
        raise click.UsageError(_("没有“{word}”这个栏目。可用的有：{names}。", word=section, names=names))
    rows: list[dict[str, Any]] = []
    failed = False
    for file in files:
        page = _read(file, settings, paper)
        if page is None:
            failed = True
            continue
        if as_json:
            rows += [item.to_json() for item in page.items]
        if not page.items:
            complain(_("{file}: 里面没有找到稿件。请检查是不是选错了文件。", file=file))
            failed = True
            continue
        failed |= not _import(page, file, paper, Path(settings["PATH"]), day, number, section, dry_run, quiet=as_json)
    if as_json:
        say(json.dumps(rows, ensure_ascii=False, indent=2))
    if failed:
        context.exit(CONTENT_ERROR)


def _read(file: Path, settings: dict[str, Any], paper: Paper) -> Page | None:
    if file.is_dir() or file.suffix.lower() not in TYPES:
        complain(_("{file}: 不是 Markdown 或纯文本。请另存为 .md 或 .txt 再导入。", file=file))
        return None
    try:
        text = decode(file.read_bytes(), str(file))
    except Unreadable as fault:
        complain(str(fault.finding))
        return None
    except OSError:
        complain(_("{file}: 打不开。请检查文件名和路径。", file=file))
        return None
    return import_page(text, sections=settings["SECTIONS"], regions=settings.get("REGIONS", {}))


def _import(
    page: Page,
    file: Path,
    paper: Paper,
    content: Path,
    day: date | None,
    number: int | None,
    section: str | None,
    dry_run: bool,
    quiet: bool,
) -> bool:
    """Writes the items of a page; gives whether all of them could be."""
    day = day or page.folio.date
    if day is None and not (dry_run and quiet):
        raise click.UsageError(
            _("{file}: 不知道见报日期。请加 --date，例如 --date {day:%Y-%m-%d}。", file=file, day=datetime.now())
        )
    if dry_run and quiet:
        return True
    tell = _silent if quiet else say
    number = number or page.folio.page
    regions = {region.id: region.name for region in paper.regions}
    if number:
        text = _(
            "{file}：{count} 篇，见报日期 {day}，第 {number} 版",
            file=file,
            count=len(page.items),
            day=day,
            number=number,
        )
    else:
        text = _("{file}：{count} 篇，见报日期 {day}", file=file, count=len(page.items), day=day)
    tell(text)
    done = True
    taken: set[Path] = set()
    for position, item in enumerate(page.items, 1):
        name, guessed = _section(item, paper, section, page)
        if guessed:
            item.guess(_("栏目"), _("没有给栏目，暂用“{name}”", name=name))
        target = _target(item, content, day, taken)
        taken.add(target)
        existing = target.exists()
        tell(_row(position, item, target, existing))
        for field_, why in item.guesses:
            tell(_("      ？{field}：{why}", field=field_, why=why))
        if existing:
            complain(_("{file}: 已经有这个文件，没有改动它。要重新导入，请先把它移走。", file=shown(target)))
            done = False
        elif not dry_run:
            target.parent.mkdir(parents=True, exist_ok=True)
            text = item.to_markdown(
                day, number, name, page.folio.editor, regions, target.stem, len(page.items) - position
            )
            with target.open("x", encoding="utf-8") as out:
                out.write(text)
    if dry_run:
        tell(_("只是看看，没有写文件。去掉 --dry-run 就写。"))
    return done


def _silent(text: str) -> None:
    """Says nothing: the output is for a program."""


def _section(item: Item, paper: Paper, given: str | None, page: Page) -> tuple[str, bool]:
    """The name of the item's section, and whether it is a guess."""
    if given:
        return paper.section(given).name, False
    folio = page.folio.section
    for one in paper.sections:
        if folio and folio == one.name:
            return one.name, False
    for one in paper.sections:
        if folio and (folio in one.name or one.name in folio):
            return one.name, True
    if item.kind is Kind.COMMENTARY:
        opinion = next((one for one in paper.sections if one.name in ("言论", "评论", "观点", "时评")), None)
        if opinion:
            return opinion.name, True
    return paper.sections[0].name, item.kind is not Kind.BANNER


def _target(item: Item, content: Path, day: date, taken: set[Path]) -> Path:
    folder = content / "banners" if item.kind is Kind.BANNER else content / f"articles/{day:%Y/%m/%d}"
    stem = slug_of(item.title) or f"item-{item.line}"
    target = folder / f"{stem}.md"
    count = 1
    while target in taken:
        count += 1
        target = folder / f"{stem}-{count}.md"
    return target


def _row(position: int, item: Item, target: Path, existing: bool) -> str:
    kinds = {
        Kind.STORY: _("通讯"),
        Kind.COMMENTARY: _("评论"),
        Kind.PHOTO: _("图片新闻"),
        Kind.BANNER: _("公益"),
    }
    people = listed(c.name for c in item.contributors) or item.source or "—"
    kicker = f"［{item.kicker}］" if item.kicker else ""
    length = _("{count} 段", count=len(item.paragraphs))
    mark = _("已有") if existing else _("新")
    return f"  {position}. {kinds[item.kind]}  {kicker}{item.title}  {people}  {length}\n      {mark} {shown(target)}"
