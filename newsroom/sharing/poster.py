"""The front page of a day as a picture to share: nameplate, lead, headlines, and a QR code that leads to the paper."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import islice
from urllib.parse import unquote

from linli.images.opening import Damaged, has_alpha, opened, turn_of, upright
from linli.images.qr import qr_codes
from linli.messages import _
from linli.model.article import Teaser
from linli.model.picture import Picture
from newsroom.sharing.chromium import picture_of
from newsroom.sharing.opening import Selection
from newsroom.sharing.page import static, templates
from plugins.issues.issue import OTHERS
from plugins.sections.front import choose_leads

WIDTH = 1080  # pixels: what a phone shows of a picture in WeChat
MOST = 16  # headlines beside the lead
QUALITY = 90
SUFFIXES = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Group:
    """The headlines of a page of the paper."""

    label: str
    titles: list[str]


def poster_of(selection: Selection, suffix: str) -> tuple[bytes, list[str]]:
    """The picture, and what is not in it, a line each.

    Raises:
        SettingsError: there is no browser.
        BuildError: it made no picture.
    """
    html, told = page_of(selection)
    image = picture_of(html, WIDTH)
    out = BytesIO()
    form = SUFFIXES[suffix]
    image.save(out, form, **({"quality": QUALITY} if form == "JPEG" else {"optimize": True}))
    return out.getvalue(), told


def page_of(selection: Selection) -> tuple[str, list[str]]:
    """The page that is drawn, and what is not in it. It asks for nothing."""
    assert selection.issue is not None
    issue, paper, text = selection.issue, selection.paper, selection.manner.text
    teasers = [teaser for contents in issue.contents for teaser in contents.teasers]
    lead = choose_leads(teasers)[0]
    told = list(selection.told)
    pictured = next((one for one in (lead, *teasers) if one.cover), None)
    picture = _drawn(selection, pictured.cover, told) if pictured and pictured.cover else ""
    groups = list(_groups(selection, lead))
    rest = len(teasers) - 1 - sum(len(group.titles) for group in groups)
    address = selection.front
    code = _uri(qr_codes([("paper", address)]), "image/svg+xml") if address else ""
    html = (
        templates()
        .get_template("poster.html")
        .render(
            css=static("poster.css"),
            policy=POLICY,
            script_lang=selection.manner.lang,
            name=text(paper.name),
            motto=text(paper.motto),
            day=text("　".join(filter(None, [issue.day.text, issue.day.weekday, issue.day.lunar]))),
            lead=_teaser(selection, lead),
            picture=picture,
            picture_of="" if pictured is lead or not pictured else text(pictured.title),
            groups=groups,
            rest=text(paper.furniture(f"还有 {rest} 篇")) if rest else "",
            code=code,
            address=address,
            scan=text(paper.furniture("扫码看全文")),
        )
    )
    return html, told


def _teaser(selection: Selection, lead: Teaser) -> dict[str, str]:
    text = selection.manner.text
    return {
        "kicker": text(lead.kicker),
        "title": text(lead.title),
        "subtitle": text(lead.subtitle),
        "summary": text(lead.summary),
    }


def _groups(selection: Selection, lead: Teaser) -> Iterator[Group]:
    """The other headlines, page by page."""
    assert selection.issue is not None
    left = MOST
    for contents in selection.issue.contents:
        others = [teaser.title for teaser in contents.teasers if teaser is not lead]
        titles = list(islice(others, left))
        left -= len(titles)
        if titles:
            label = contents.folio.label if contents.folio else OTHERS if selection.issue.folios else ""
            text = selection.manner.text
            yield Group(text(selection.paper.furniture(label)), [text(title) for title in titles])


def _drawn(selection: Selection, picture: Picture, told: list[str]) -> str:
    """A picture as part of the page, no larger than it is shown; without one that can be drawn, it is told."""
    path = unquote(picture.src)
    places = [selection.settings.content / path, selection.settings.output / path]
    file = next((place for place in places if place.is_file()), None)
    try:
        if file is None:
            raise Damaged
        data = file.read_bytes()
        return _uri(data, "image/svg+xml") if file.suffix.lower() == ".svg" else _smaller(data)
    except (Damaged, OSError):
        told.append(_("图片 {path} 打不开，海报里没有它。", path=path))
        return ""


def _smaller(data: bytes) -> str:
    with opened(data) as image:
        turn = turn_of(image)
        image.draft("RGB", (2 * WIDTH, 2 * WIDTH))
        shown = upright(image, turn)
        shown.thumbnail((2 * WIDTH, 2 * WIDTH))
        out = BytesIO()
        form = "PNG" if has_alpha(shown) else "JPEG"
        shown.convert("RGBA" if form == "PNG" else "RGB").save(out, form, quality=QUALITY)
    return _uri(out.getvalue(), f"image/{form.lower()}")


def _uri(data: bytes, kind: str) -> str:
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"
