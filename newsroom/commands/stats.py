"""`linli stats`: pieces and characters of a period, on the terminal, as CSV and as a chart."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from linli.errors import reason_of
from linli.messages import _
from linli.model.article import Article
from linli.model.calendar import Month
from newsroom import archive
from newsroom import settings as paper_settings
from newsroom.chart import MOST, Bar, Panel, chart
from newsroom.period import Period, parse_edge
from newsroom.settings import config_option, content_option
from newsroom.tables import Column, show_table
from newsroom.tally import By, Row, tally
from newsroom.terminal import CONTENT_ERROR, Progress, complain, say, show_findings, shown
from newsroom.usage import command, option

NAMES = {
    By.CONTRIBUTOR: _("作者"),
    By.ROLE: _("角色"),
    By.SECTION: _("栏目"),
    By.REGION: _("地区"),
    By.MONTH: _("月份"),
    By.REVIEWER: _("签审"),
}


class _Item(click.Choice[str]):
    """What is counted by, in the editor's language; programs may say it in English."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        return super().convert(next((NAMES[by] for by in By if by.value == value), value), param, ctx)


def _edge(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return parse_edge(value, last=parameter.name == "last")
    except ValueError as fault:
        raise click.BadParameter(str(fault)) from None


@command(
    short_help=_("统计篇数和字数"),
    help=_(
        "统计一段时间里见报的篇数和字数：按作者（和各自的角色）、角色、栏目、地区、月份，设了 REVIEWS 还按谁签了哪一步。不写日期，就从今年1月1日算到今天。\n\n"
        "日期写成 2024-03-12，也可以只写到月（2024-03）或年（2024）：--from 2024-03 --to 2024-05 就是三个整月。\n\n"
        "字数是正文的字数，连同小标题、图说和标点，空白不算；标题、引题、副题、摘要不算。图片新闻算一篇。"
        "一篇几个人署名，每人都算一篇、都算全篇的字数，所以各人加起来可能比总数多。草稿、日期还没到的、公益内容不算。\n\n"
        "--csv 写一个 Excel 能打开的表：统计（作者、作者和角色、角色、栏目、地区、月份、签审、签审和步骤）、名称、角色、篇数、字数、从、到，一行一项。"
        "--svg 画一张可以打印的条形图，按篇数。"
    ),
)
@option("--from", "first", metavar=_("日期"), callback=_edge, help=_("从哪一天、哪个月起（默认今年1月1日）"))
@option("--to", "last", metavar=_("日期"), callback=_edge, help=_("到哪一天、哪个月为止（默认今天）"))
@option("--by", type=_Item(list(NAMES.values())), multiple=True, help=_("只按这一项统计；可以写几个"))
@option("--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), help=_("另存为表格文件"))
@option("--svg", "svg_file", type=click.Path(path_type=Path, dir_okay=False), help=_("另存为条形图"))
@content_option
@config_option
@click.pass_context
def stats(
    context: click.Context,
    first: date | None,
    last: date | None,
    by: tuple[str, ...],
    csv_file: Path | None,
    svg_file: Path | None,
    content: Path | None,
    config: Path,
) -> None:
    """Counts what was published in a period, and shows it."""
    settings = paper_settings.read(config, content=content)
    period = _period(first, last, settings.today)
    progress = Progress()
    try:
        with archive.opened(settings, progress) as paper:
            published, findings, reviews = list(paper.articles()), paper.findings, paper.store.reviews()
    finally:
        progress.end()
    errors = [finding for finding in findings if finding.is_error]
    show_findings(errors)
    articles = [article for article in published if article.date and article.date in period]
    if not articles:
        _say_empty(period, published)
        for file in filter(None, (csv_file, svg_file)):
            complain(_("没有写 {file}。", file=shown(file)))
    else:
        tables = {one: rows for one, rows in tally(articles, reviews).items() if not by or NAMES[one] in by}
        title = _("{paper}　{period}", paper=settings.name, period=period.text)
        total = _total(len(articles), sum(article.length for article in articles))
        _show(title, total, tables)
        try:
            if csv_file:
                _write_csv(csv_file, tables, period)
            if svg_file:
                _write_svg(svg_file, title, total, tables)
        except OSError as error:
            raise click.FileError(str(csv_file or svg_file), _("写不了：{reason}", reason=reason_of(error))) from None
    if errors:
        files = len({finding.path for finding in errors})
        complain(_("有 {count} 个文件有错误，可能没有算进去。改好后再统计一次。", count=files))
        context.exit(CONTENT_ERROR)


def _period(first: date | None, last: date | None, today: date) -> Period:
    last = last or max(today, first or today)
    first = first or date(last.year, 1, 1)
    if first > last:
        raise click.UsageError(
            _("--from（{first}）在 --to（{last}）之后。请把两个日期换过来。", first=first, last=last)
        )
    return Period(first, last)


def _say_empty(period: Period, published: Sequence[Article]) -> None:
    say(_("{period}没有见报的稿件。", period=period.text))
    if published:
        newest = max(article.date for article in published if article.date)
        month = Month.of(newest).iso
        say(_("最近的一篇是 {day}；看那个月：linli stats --from {month} --to {month}", day=newest, month=month))


def _total(pieces: int, characters: int) -> str:
    return _("{pieces} 篇，{characters} 字", pieces=pieces, characters=f"{characters:,}")


def _show(title: str, total: str, tables: dict[By, list[Row]]) -> None:
    say(_("{title}：{total}", title=title, total=total))
    for by, rows in tables.items():
        say("")
        columns = [Column(NAMES[by]), Column(_("篇数"), number=True), Column(_("字数"), number=True)]
        detailed = by in (By.CONTRIBUTOR, By.ROLE, By.REVIEWER)
        if by is By.CONTRIBUTOR:
            columns.append(Column(_("角色和篇数")))
        elif by is By.REVIEWER:
            columns.append(Column(_("步骤和篇数")))
        elif by is By.ROLE:
            columns.append(Column(_("人数"), number=True))
        lines = []
        for row in rows:
            line = [row.name, str(row.pieces), f"{row.characters:,}"]
            if detailed:
                parts = "　".join(f"{part.name} {part.pieces}" for part in row.sorted_parts)
                line.append(str(len(row.parts)) if by is By.ROLE else parts)
            lines.append(line)
        show_table(columns, lines)


def _write_csv(file: Path, tables: dict[By, list[Row]], period: Period) -> None:
    """One tidy table, UTF-8 with a BOM: Excel takes it for what it is."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([_("统计"), _("名称"), _("角色"), _("篇数"), _("字数"), _("从"), _("到")])
        for what, name, role, row in _csv_rows(tables):
            writer.writerow([what, name, role, row.pieces, row.characters, period.first, period.last])
    say(_("已写 {file}", file=shown(file)))


def _csv_rows(tables: dict[By, list[Row]]) -> Iterator[tuple[str, str, str, Row]]:
    for by, rows in tables.items():
        for row in rows:
            yield NAMES[by], row.name, row.name if by is By.ROLE else "", row
        if by in (By.CONTRIBUTOR, By.REVIEWER):
            detailed = _("作者和角色") if by is By.CONTRIBUTOR else _("签审和步骤")
            for row in rows:
                for part in row.sorted_parts:
                    yield detailed, row.name, part.name, part


def _write_svg(file: Path, title: str, total: str, tables: dict[By, list[Row]]) -> None:
    panels = []
    for by, rows in tables.items():
        bars = [Bar(row.name, row.pieces, _total(row.pieces, row.characters)) for row in rows]
        left_out = len(bars) - MOST
        more = _("另有 {count} 项，见表格。", count=left_out) if left_out > 0 else ""
        panels.append(Panel(_("{what}（篇数）", what=NAMES[by]), bars, more))
    chart(title, _("共 {total}", total=total), panels).write(file, encoding="utf-8", xml_declaration=True)
    say(_("已写 {file}", file=shown(file)))
