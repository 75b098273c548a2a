"""What a sub-editor would say of an article's fields, beyond what the desk refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from linli.findings import Finding
from linli.messages import _, listed
from linli.model.article import Article, Kind
from linli.model.calendar import Moment
from linli.model.paper import Paper
from linli.reading.values import date_from_path
from linli.text.dates import day_written
from newsroom.checking.galley import Galley

LONGEST_HEADLINE = 30  # characters
SHORTEST_SUMMARY, ENOUGH = 10, 100  # characters: of a summary, and of a body that has more to say than that
DATED = (Kind.STORY, Kind.COMMENTARY, Kind.PHOTO)


def fields(galley: Galley, article: Article, paper: Paper, now: datetime) -> Iterator[Finding]:
    """Findings on headline, date, region and summary. Banners and standing pages have none of these."""
    if article.kind not in DATED:
        return
    length = len("".join(article.title.split()))
    if length > LONGEST_HEADLINE:
        text = _(
            "标题有 {length} 个字，超过了 {most} 个。请改短，或把一部分放进“引题”“副题”。",
            length=length,
            most=LONGEST_HEADLINE,
        )
        yield Finding(galley.path, galley.line_of("title"), "W201", text)
    yield from _hour(galley, article, paper, now)
    folder = date_from_path(article.path)
    if article.date and folder and folder != article.date:
        text = _("日期是 {day}，文件却在 {folder} 的文件夹里。请查对，改正一处。", day=article.date, folder=folder)
        yield Finding(galley.path, galley.line_of("date"), "W207", text)
    if not article.length and not article.pictures and not article.draft and not article.withdrawn:
        text = _("正文是空的，页面上只有标题。请写上正文；一时写不好，就加一行“状态: 草稿”。")
        yield Finding(galley.path, galley.head, "W208", text)
    if article.place and paper.regions and article.region is None:
        names = listed(region.name for region in paper.regions)
        text = _(
            "“{place}”不在本报的地区里，稿件不会出现在地区页。请用下面的名称开头，或在 pelicanconf.py 的 REGIONS 里加上：{names}。",
            place=article.place,
            names=names,
        )
        yield Finding(galley.path, galley.line_of("region"), "W205", text)
    if article.kind is not Kind.PHOTO and not galley.fields.get("summary") and article.length >= ENOUGH:
        yield from _summary(galley, article)


def _hour(galley: Galley, article: Article, paper: Paper, now: datetime) -> Iterator[Finding]:
    """Findings on when a piece comes online."""
    appears = Moment(article.issued, article.clock)
    if appears.at(paper.timezone) > now and not article.draft:
        text = _("日期 {moment} 还没有到，到时候再出报才会发布。请查对。", moment=appears.written)
        yield Finding(galley.path, galley.line_of("date"), "W204", text)
    written = galley.fields.get("date")
    if written and day_written(written.value) not in (appears.day.date, None):
        text = _(
            "日期写成“{written}”，按本报的时区（{zone}）是 {moment}，稿件算在那一天。请查对。",
            written=written.value,
            zone=paper.timezone,
            moment=appears.written,
        )
        yield Finding(galley.path, galley.line_of("date"), "W224", text)


def _summary(galley: Galley, article: Article) -> Iterator[Finding]:
    if not article.summary:
        text = _("没有摘要，正文里也没有一段可以当摘要。请加一行“摘要: ……”。")
        yield Finding(galley.path, galley.head, "W203", text)
    elif len(article.summary) < SHORTEST_SUMMARY:
        text = _("没有摘要，只好用第一段：“{summary}”，读者看不出说什么。请加一行“摘要: ……”。", summary=article.summary)
        yield Finding(galley.path, galley.head, "W203", text)
