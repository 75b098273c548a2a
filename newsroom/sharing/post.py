"""A post for an official account: the fields of its form, its text, and the pictures that go with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from linli.messages import _
from linli.model.article import Article
from linli.reading.html import tree_of
from newsroom.sharing import limits
from newsroom.sharing.opening import Selection
from newsroom.sharing.rich import RichText
from newsroom.sharing.words import Shown
from plugins.issues.issue import OTHERS


@dataclass(frozen=True, slots=True)
class Upload:
    """A picture to upload, by the number at its place in the text; 0 is the cover. Without a file it is not there."""

    number: int
    path: str  # below the content folder, or the site
    file: Path | None
    size: int
    alt: str

    @property
    def label(self) -> str:
        """How lines name it."""
        name = self.path.rpartition("/")[2]
        return (
            _("图 {number}（{name}）", number=self.number, name=name) if self.number else _("封面（{name}）", name=name)
        )


@dataclass(frozen=True, slots=True)
class Post:
    """What is pasted into the editor. `html` is the text; `told` says what was left out or is over a limit."""

    lang: str
    title: str
    author: str
    digest: str
    source: str  # 阅读原文
    html: str
    uploads: list[Upload]
    told: list[str] = field(default_factory=list)


def post_of(selection: Selection) -> Post:
    """The post of a piece, or of the paper of a day."""
    text = selection.manner.text
    paper, articles = selection.paper, selection.articles
    rich = RichText(paper.url, selection.manner.prefix, lambda words: text(paper.furniture(words)))
    if selection.issue is None:
        [article] = articles
        title, names = text(article.title), [person.name for person in article.byline_people]
        summary = text(article.summary)
        place = [article.section.name if article.section else "", f"第{article.page}版" if article.page else ""]
        if any(place):
            rich.line(text(paper.furniture(" · ".join(filter(None, place)))), "rule")
        _piece(rich, selection, article, alone=True)
    else:
        day = selection.issue.day
        title, names = text(f"{paper.name} {day.text}"), [paper.name]
        headlines = [article.title for article in articles]
        summary = text("；".join(headlines))
        _day(rich, selection)
    rich.sources()
    names = [text(name) for name in names]
    author, digest = limits.author_of(names), limits.shortened(summary)
    html = rich.html
    cover = next((article.cover for article in articles if article.cover), None)
    uploads = _uploads(selection, rich, cover.src if cover else "")
    told = [*selection.told, *limits.told(title, author, names, digest, summary), *rich.told]
    if not uploads:
        told.append(_("没有图片。公众号的文章要有封面，请另外准备一张。"))
    told += limits.told_of_body(len("".join(rich.root.itertext())), len(html.encode()))
    for upload in uploads:
        told += _told(upload)
    return Post(selection.manner.lang, title, author, digest, selection.front, html, uploads, told)


def _day(rich: RichText, selection: Selection) -> None:
    """The paper of a day: its name, then page by page all pieces."""
    assert selection.issue is not None
    paper, issue, text = selection.paper, selection.issue, selection.manner.text
    rich.line(text(paper.name), "nameplate")
    rich.line(text(" ".join(filter(None, [issue.day.text, issue.day.weekday, issue.day.lunar]))), "day")
    articles = iter(selection.articles)
    for contents in issue.contents:
        if contents.folio:
            rich.line(text(paper.furniture(contents.folio.label)), "rule")
        elif issue.folios:
            rich.line(text(paper.furniture(OTHERS)), "rule")
        for _teaser in contents.teasers:
            _piece(rich, selection, next(articles), alone=False)


def _piece(rich: RichText, selection: Selection, article: Article, *, alone: bool) -> None:
    """A piece: its headline, unless it stands alone and so in the field for it; who wrote it; its text."""
    text, furniture = selection.manner.text, rich.furniture
    if article.kicker:
        rich.line(text(article.kicker), "kicker")
    if not alone:
        rich.line(text(article.title), "headline" if article.kicker else "opening", "h2")
    if article.subtitle:
        rich.line(f"——{text(article.subtitle)}", "subtitle")
    rich.line(_byline(selection, article, alone), "byline")
    for correction in article.corrections:
        rich.line(f"{furniture('更正')}（{furniture(correction.day.text)}）　{text(correction.text)}", "correction")
    rich.body(tree_of(selection.manner.html(article.body)), article.url)
    if article.editor:
        names = "　".join(person.name for person in article.editors) or article.editor
        rich.line(f"（{furniture('责任编辑：')}{text(names)}）", "end")


def _byline(selection: Selection, article: Article, alone: bool) -> str:
    furniture, text = selection.paper.furniture, selection.manner.text
    people = [
        f"{furniture(person.word_before)} {person.name} {furniture(person.word_behind)}".strip()
        for person in article.byline_people
    ]
    parts = people or [article.byline]
    parts.append(furniture("来源：") + article.source if article.source else "")
    parts.append(article.issued.text if alone or not any(parts) else "")
    return text("　".join(filter(None, parts)))


# pictures


def _uploads(selection: Selection, rich: RichText, cover: str) -> list[Upload]:
    """All pictures, the cover first; one that stands in the text too is named there alone."""
    shown = [(number, picture) for number, picture in enumerate(rich.pictures, 1)]
    inside = {picture.path for picture in rich.pictures}
    if cover and unquote(cover) not in inside:
        shown.insert(0, (0, Shown(unquote(cover), "")))
    return [_upload(selection, number, picture) for number, picture in shown]


def _upload(selection: Selection, number: int, picture: Shown) -> Upload:
    """Where the file is: in the content folder, or what the site has made of it."""
    settings = selection.settings
    places = [settings.content / picture.path, settings.output / picture.path]
    file = next((place for place in places if place.is_file()), None)
    return Upload(number, picture.path, file, file.stat().st_size if file else 0, picture.alt)


def _told(upload: Upload) -> Iterable[str]:
    if upload.file is None:
        return [_("{picture}找不到文件。请先运行 linli build，再试一次。", picture=upload.label)]
    return limits.told_of_picture(upload.label, upload.file.suffix.lower(), upload.size)
